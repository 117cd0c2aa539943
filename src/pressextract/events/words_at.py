"""The words of a page by their borders, for rules that ask what kind of word stands where."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from pressextract.tokens.word import Word


@dataclass(frozen=True, slots=True, eq=False)
class WordIndex:
    """Words in the order of the text with their borders; made once a page."""

    words: tuple[Word, ...]
    _starts: list[int] = field(repr=False)
    _ends: frozenset[int] = field(repr=False)

    @classmethod
    def of(cls, words: tuple[Word, ...]) -> WordIndex:
        """Index the words of a page."""
        return cls(words, [word.start for word in words], frozenset(word.end for word in words))

    def at(self, start: int) -> Word | None:
        """The word that begins here."""
        number = bisect_left(self._starts, start)
        return self.words[number] if number < len(self._starts) and self._starts[number] == start else None

    def begins(self, offset: int) -> bool:
        """Whether a word begins here."""
        return self.at(offset) is not None

    def ends(self, offset: int) -> bool:
        """Whether a word ends here."""
        return offset in self._ends

    def tag(self, start: int, end: int) -> str:
        """The class of the word with exactly these borders, else the empty string."""
        word = self.at(start)
        return word.tag if word is not None and word.end == end else ""

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that begin in this stretch."""
        return self.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
