"""One word of the fold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word: offsets in the fold, end exclusive, and its class.

    Attributes:
        start: Where it begins in the fold.
        end: Where it ends, exclusive.
        tag: The recogniser's class (``PER``, ``LOC``, ``ORG``, ``TIME``, ``n``, ``v`` ...); empty from a segmenter.
        score: For ``PER``, ``LOC``, ``ORG`` the recogniser's probability of this very word and class; else 1.

    >>> "副司长顾兆庭"[(word := Word(3, 6, "PER")).start : word.end]
    '顾兆庭'
    """

    start: int
    end: int
    tag: str
    score: float = 1.0
