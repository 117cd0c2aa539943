"""Labelled text: a line of the fold with stretches of it named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pressextract.text.script import fold_script

CLASSES = ("PERSON", "TITLE", "ORG", "PLACE", "EVENT")
#: A stretch that is not certain: training leaves it out.
UNSURE = "UNSURE"
_MARK = re.compile(r"\[([^|\[\]]+)\|([a-z]{1,2})\]")
_CLASS_OF_MARK = {"p": "PERSON", "t": "TITLE", "o": "ORG", "l": "PLACE", "e": "EVENT"}


@dataclass(frozen=True, slots=True)
class Label:
    """A stretch, ``start`` to ``end``, with its class and a finer kind where one is known (``oc`` a company)."""

    start: int
    end: int
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line in the fold with its labels, which do not overlap and come in order."""

    text: str
    labels: tuple[Label, ...]

    def words(self) -> list[tuple[str, str]]:
        """The labelled stretches: class and text."""
        return [(label.name, self.text[label.start : label.end]) for label in self.labels]


def read_marks(marked: str) -> Line:
    """A line whose labels are written in it, ``[顾兆庭|p]``.

    >>> read_marks("[青巒集團|oc][董事長|te][裴子衡|p]致辭。").words()
    [('ORG', '青峦集团'), ('TITLE', '董事长'), ('PERSON', '裴子衡')]
    """
    pieces: list[str] = []
    labels: list[Label] = []
    size = last = 0
    for match in _MARK.finditer(marked):
        before = marked[last : match.start()]
        pieces += [before, match[1]]
        start = size + len(before)
        size = start + len(match[1])
        labels.append(Label(start, size, _CLASS_OF_MARK[match[2][0]], match[2]))
        last = match.end()
    pieces.append(marked[last:])
    return Line(fold_script("".join(pieces)), tuple(labels))


def read_sentences(folder: Path) -> Iterator[Line]:
    """The sentences written for training, file after file."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip() and not line.startswith("#"):
                yield read_marks(line.strip())


def without_overlaps(labels: Iterable[Label]) -> tuple[Label, ...]:
    """The labels in order; of two that overlap the earlier in the list stays."""
    kept: list[Label] = []
    taken: set[int] = set()
    for label in labels:
        places = range(label.start, label.end)
        if label.end > label.start and taken.isdisjoint(places):
            kept.append(label)
            taken.update(places)
    return tuple(sorted(kept, key=lambda label: label.start))
