"""A page with its words and the vocabulary to read it by: what every finder of mentions is given."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from pressextract.knowledge.vocabulary import Vocabulary
from pressextract.mentions.repair import repaired
from pressextract.text.page import Page
from pressextract.tokens.word import Word


@dataclass(frozen=True, slots=True)
class Reading:
    """A page, its words by where they start and end, and the sentence each character stands in."""

    page: Page
    fold: str
    words: tuple[Word, ...]
    vocabulary: Vocabulary
    starts: dict[int, Word]
    ends: dict[int, Word]
    sentences: tuple[tuple[int, int], ...]
    date_ends: frozenset[int]
    spans: tuple[Word, ...]
    people: dict[tuple[int, int], float]

    @classmethod
    def of(cls, page: Page, words: tuple[Word, ...], vocabulary: Vocabulary, spans: tuple[Word, ...] = ()) -> Reading:
        """Index the words and cut the lines into sentences; ``spans`` are what the recogniser saw named."""
        dates = {date.end for date in page.dates}
        words = repaired(page.fold, words, vocabulary, dates)
        return cls(
            page, page.fold, words, vocabulary,
            {word.start: word for word in words}, {word.end: word for word in words}, tuple(_sentences(page)),
            frozenset(dates), spans, {(one.start, one.end): one.score for one in spans if one.tag == "PERSON"},
        )  # fmt: skip

    def text(self, start: int, end: int) -> str:
        """The fold from ``start`` to ``end``."""
        return self.fold[start:end]

    def sentence_start(self, place: int) -> int:
        """Where the sentence begins that this place lies in, or ends."""
        at = bisect_right(self.sentences, (place, len(self.fold) + 1)) - 1
        return self.sentences[at][0] if at >= 0 and place <= self.sentences[at][1] else place

    def is_word(self, start: int, end: int) -> bool:
        """Whether the borders of the words agree with these."""
        return start in self.starts and end in self.ends

    def word_over(self, place: int) -> Word | None:
        """The word that a place lies inside of, if it is no border of words."""
        if place in self.starts or place in self.ends:
            return None
        at, floor = place - 1, max(0, place - _LONGEST_WORD)
        while at > floor and at not in self.starts:
            at -= 1
        word = self.starts.get(at)
        return word if word is not None and word.start < place < word.end else None

    def tags(self, start: int, end: int) -> list[str]:
        """The tags of the words that begin in this stretch."""
        return [word.tag for at in range(start, end) if (word := self.starts.get(at))]


_LONGEST_WORD = 40
_ENDS = frozenset("。！？!?\n")


def _sentences(page: Page) -> list[tuple[int, int]]:
    found = []
    for line in page.lines:
        start = line.start
        for at in range(line.start, line.end):
            if page.fold[at] in _ENDS:
                if at > start:
                    found.append((start, at))
                start = at + 1
        if line.end > start:
            found.append((start, line.end))
    return found
