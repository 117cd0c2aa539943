"""A row: the people and posts of a sentence in their order, and what is bound out of it."""

from __future__ import annotations

from dataclasses import dataclass

from pressextract.entities.posts import PostSpan


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A place where a person is meant, with honorifics and notes after it: ``end`` is that of the name, ``tail`` of all."""

    start: int
    end: int
    tail: int
    key: str
    notes: tuple[tuple[int, int], ...] = ()
    lead: int = -1

    @property
    def begin(self) -> int:
        """Where the name begins with an honorific before it."""
        return self.lead if self.lead >= 0 else self.start


@dataclass(frozen=True, slots=True)
class Bond:
    """One post of one person; ``body`` is a stretch of the fold, or None where only the context can tell it."""

    person: str
    post: PostSpan
    body: tuple[int, int] | None
    status: str
    rule: str


Element = PersonSpan | PostSpan


def without_overlap(row: list[Element]) -> list[Element]:
    """The row without what lies inside another element; a name stands against a title."""
    kept: list[Element] = []
    for element in row:
        if kept and element.start < _tail(kept[-1]):
            if isinstance(element, PersonSpan) and isinstance(kept[-1], PostSpan):
                kept[-1] = element
            continue
        kept.append(element)
    return kept


def _tail(element: Element) -> int:
    return element.tail if isinstance(element, PersonSpan) else element.end


def nearest_person(row: list[Element], at: int) -> PersonSpan | None:
    """The last person before this place of the row."""
    return next((element for element in reversed(row[:at]) if isinstance(element, PersonSpan)), None)
