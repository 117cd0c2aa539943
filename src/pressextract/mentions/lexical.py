"""One scan of the fold for the terms of a lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermScanner:
    """Finds terms in a text: per character one lookup, then one per length that a term with that beginning has."""

    _terms: frozenset[str]
    _lengths: dict[str, tuple[int, ...]]

    @classmethod
    def of(cls, terms: Iterable[str]) -> TermScanner:
        """A scanner for these terms.

        >>> list(TermScanner.of(["主席", "副主席"]).find("副主席"))
        [(0, 3), (1, 3)]
        """
        known = frozenset(terms)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for term in known:
            lengths[term[0]].add(len(term))
        return cls(known, {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()})

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """The longest term at every place where one begins: ``(start, end)``."""
        terms, lengths = self._terms, self._lengths
        for start, first in enumerate(text):
            for size in lengths.get(first, ()):
                if start + size <= len(text) and text[start : start + size] in terms:
                    yield start, start + size
                    break

    def find_by_end(self, text: str) -> list[tuple[int, int]]:
        """The longest term at every place where one ends, in the order of the ends."""
        longest: dict[int, int] = {}
        for start, first in enumerate(text):
            for size in self._lengths.get(first, ()):
                end = start + size
                if end <= len(text) and text[start:end] in self._terms and start < longest.get(end, end):
                    longest[end] = start
        return [(start, end) for end, start in sorted(longest.items())]
