"""Titles beside names, and titles that stand for the one person who holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pressextract.entities.entity import Entities, Person
from pressextract.entities.terms import places_of
from pressextract.knowledge.frames import load_frames
from pressextract.knowledge.lexicon import load
from pressextract.text.script import fold_script

_MARKS = "，,、"


@dataclass(frozen=True, slots=True)
class _Terms:
    """Terms to be looked for at a place: by their first character the lengths they have, the longest first."""

    terms: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, terms: Iterable[str], longest: int) -> _Terms:
        known = frozenset(term for term in terms if len(term) <= longest)
        sizes: dict[str, set[int]] = {}
        for term in known:
            sizes.setdefault(term[0], set()).add(len(term))
        return cls(known, {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()})

    def after(self, fold: str, start: int, high: int) -> int:
        """The end of the longest term that begins at ``start``; ``start`` if there is none."""
        if start < high:
            for size in self.lengths.get(fold[start], ()):
                if start + size <= high and fold[start : start + size] in self.terms:
                    return start + size
        return start


@dataclass(frozen=True, slots=True)
class Titles:
    """The words of titles and honorifics as lookups."""

    heads: frozenset[str]
    strong: _Terms
    modifiers: frozenset[str]
    graded: _Terms
    honorifics: _Terms
    before: frozenset[str]

    def honoured(self, fold: str, low: int, end: int) -> int:
        """Where the honorific that stands before a name begins: 拿督, Dr, 已故."""
        at = end - 1 if end > low and fold[end - 1] == " " else end
        start = _before(fold, low, at, self.before, 6)
        return start if start < at else end

    def start(self, fold: str, low: int, end: int) -> int:
        """Where the title that ends at ``end`` begins, with the words that grade it; ``end`` if there is none.

        >>> titles().start("由常务副会长", 0, 6)
        1
        """
        start = _before(fold, low, end, self.heads, 8)
        for _ in range(4):
            if start == end:
                break
            earlier = _before(fold, low, start, self.modifiers, 6)
            if earlier == start:
                break
            start = earlier
        return start

    def after(self, fold: str, start: int, high: int) -> int:
        """The end of the honorific or title that follows a name; ``start`` if there is none."""
        at = start
        while at < high and fold[at] in " 　":
            at += 1
        honoured = self.honorifics.after(fold, at, high)
        if honoured > at:
            return honoured
        if at < high and fold[at] in _MARKS:
            mark = at + 1
            while mark < high and fold[mark] == " ":
                mark += 1
            honoured = self.honorifics.after(fold, mark, high)
            if honoured > mark and (fold[mark].isascii() or fold[mark:honoured] == "太平绅士"):
                return honoured
            return start
        graded = self.graded.after(fold, at, high)
        titled = self.strong.after(fold, at, high)
        if graded > at:
            titled = max(titled, self.strong.after(fold, graded, high))
        return titled if titled > graded else start


def _before(fold: str, low: int, end: int, terms: frozenset[str], most: int) -> int:
    for size in range(min(most, end - low), 0, -1):
        if fold[end - size : end] in terms:
            return end - size
    return end


@cache
def titles() -> Titles:
    """The lookups over the lexicons that come with the library."""
    heads, modifiers, fields = load("titles"), load("title_modifiers"), load("title_fields")
    weak = heads.column("weak")
    verbs = load_frames().cue("also_verbs")
    honorifics = load("honorifics")
    sides = honorifics.column("side")
    grades = frozenset(term for term in modifiers if modifiers[term]["class"] != "cue") | frozenset(fields)
    strong = (term for term in heads if len(term) > 1 and weak[term] != "yes" and not verbs.fullmatch(term))
    return Titles(
        heads=frozenset(heads),
        strong=_Terms.of(strong, 8),
        modifiers=grades,
        graded=_Terms.of((grade for grade in grades if not verbs.fullmatch(grade)), 6),
        before=frozenset(term for term in honorifics if sides[term] != "after"),
        honorifics=_Terms.of((t for t in honorifics if sides[t] != "before" and not verbs.fullmatch(t)), 8),
    )


def holders(entities: Entities) -> dict[str, Person]:
    """Titles that one person of the release holds now, and nobody else."""
    counts: Counter[str] = Counter()
    who: dict[str, Person] = {}
    for person in entities.people:
        for title in {fold_script(p.title) for p in person.posts if p.title and p.status == "current"}:
            if len(title) >= 2:
                counts[title] += 1
                who[title] = person
    return {title: person for title, person in who.items() if counts[title] == 1}


def nominals(fold: str, held: dict[str, Person]) -> list[tuple[int, int, Person]]:
    """Places where a title alone may stand for its holder: at the head of a clause, before a verb or a comma."""
    if not held:
        return []
    cues = load_frames()
    lead, tail = cues.cue("before_nominal"), cues.cue("after_nominal")
    return [
        (start, end, held[fold[start:end]])
        for start, end in places_of(held, fold)
        if lead.search(fold, max(0, start - 4), start) and tail.match(fold, end, end + 4)
    ]


def free_nominals(
    found: list[tuple[int, int, Person]], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, Person]]:
    """Those that are neither part of a name nor followed by one (总统林若溪)."""
    named = {start for start, _ in taken}
    at = 0
    for start, end, person in found:
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if (at < len(taken) and taken[at][0] < end) or end in named or end + 1 in named:
            continue
        yield start, end, person
