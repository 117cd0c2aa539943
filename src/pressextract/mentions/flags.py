"""What the lexicons, and LAC's words, say of each character, for our layers: one scan of the fold for all lexicons.

A term of a class gives three flags: where it begins, where it ends, and what it covers. Terms may overlap, and all of
them count: which one holds is for the recogniser to weigh.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pressextract.knowledge.vocabulary import Vocabulary
from pressextract.tokens.word import Word

Flags = npt.NDArray[np.float32]

#: The classes of terms, in the order of their flags; the weights know them by this order.
CLASSES = (
    "title", "weak_title", "modifier", "field", "ending", "weak_ending", "body", "place", "honorific", "common_word",
    "stop", "compound_surname", "japanese_surname",
)  # fmt: skip
_SURNAMES = ("common", "usual", "rare")
LEXICON_WIDTH = 3 * len(CLASSES) + len(_SURNAMES)
#: The tags of words that are told apart; a word of another tag only has its beginning and its end.
TAGS = (
    "PER", "ORG", "LOC", "TIME", "n", "nr", "ns", "nt", "nz", "nw", "vn", "v", "vd", "a", "ad", "an", "d", "p", "c", "u",
    "xc", "r", "m", "q", "w", "f", "s", "t",
)  # fmt: skip
WIDTH = LEXICON_WIDTH + 2 + len(TAGS)
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class FlagScanner:
    """The lexicons of a vocabulary, compiled for one scan."""

    _terms: dict[str, tuple[int, ...]] = field(repr=False)
    _lengths: dict[str, tuple[int, ...]] = field(repr=False)
    _surnames: dict[str, int] = field(repr=False)

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> FlagScanner:
        """A scanner for these lexicons."""
        terms: defaultdict[str, list[int]] = defaultdict(list)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for number, words in enumerate(_classes(vocabulary)):
            for term in words:
                if 1 < len(term) <= _LONGEST or number in _SHORT_TOO:
                    terms[term].append(number)
                    lengths[term[0]].add(len(term))
        ranks = {term: _SURNAMES.index(weight) for term, weight in vocabulary.surnames.items() if weight in _SURNAMES}
        return cls(
            {term: tuple(numbers) for term, numbers in terms.items()},
            {first: tuple(sorted(sizes)) for first, sizes in lengths.items()},
            {term: rank for term, rank in ranks.items() if len(term) == 1},
        )

    def scan(self, fold: str) -> Flags:
        """A row of flags for each character.

        >>> from pressextract.knowledge.vocabulary import builtin_vocabulary
        >>> flags = FlagScanner.of(builtin_vocabulary()).scan("副市长丘映雪")
        >>> [int(value) for value in flags[:, 0]], [int(value) for value in flags[:, 1]]
        ([1, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0])
        """
        size = len(fold)
        starts: list[int] = []
        ends: list[int] = []
        numbers: list[int] = []
        terms, lengths = self._terms, self._lengths
        for start, first in enumerate(fold):
            for length in lengths.get(first, ()):
                found = terms.get(fold[start : start + length])
                if found is not None and start + length <= size:
                    for number in found:
                        starts.append(start)
                        ends.append(start + length)
                        numbers.append(number)
        flags = np.zeros((size, LEXICON_WIDTH), np.float32)
        if numbers:
            at, after, kind = np.array(starts), np.array(ends), np.array(numbers)
            flags[at, 3 * kind] = 1.0
            flags[after - 1, 3 * kind + 1] = 1.0
            covers = np.zeros((size + 1, len(CLASSES)), np.int32)
            np.add.at(covers, (at, kind), 1)
            np.subtract.at(covers, (after, kind), 1)
            flags[:, 2 : 3 * len(CLASSES) : 3] = np.cumsum(covers[:-1], axis=0) > 0
        ranks = [(place, self._surnames[char]) for place, char in enumerate(fold) if char in self._surnames]
        if ranks:
            places, rank = np.array(ranks).T
            flags[places, 3 * len(CLASSES) + rank] = 1.0
        return flags


def word_flags(words: Iterable[Word], size: int) -> Flags:
    """A row of flags for each character: whether a word begins or ends here, and the tag of the word.

    >>> [int(value) for value in word_flags([Word(0, 1, "v"), Word(1, 3, "PER")], 3)[:, 0]]
    [1, 1, 0]
    """
    flags = np.zeros((size, 2 + len(TAGS)), np.float32)
    found = list(words)
    if found:
        starts = np.array([word.start for word in found])
        ends = np.array([word.end for word in found])
        kinds = np.array([_COLUMN_OF_TAG.get(word.tag, 0) for word in found])
        flags[starts, 0] = 1.0
        flags[ends - 1, 1] = 1.0
        lengths = ends - starts
        places = np.arange(int(lengths.sum())) + np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
        kinds = np.repeat(kinds, lengths)
        flags[places[kinds > 0], kinds[kinds > 0]] = 1.0
    return flags


_COLUMN_OF_TAG = {tag: 2 + number for number, tag in enumerate(TAGS)}
_SHORT_TOO = frozenset({CLASSES.index("modifier"), CLASSES.index("ending"), CLASSES.index("weak_ending")})


def _classes(vocabulary: Vocabulary) -> Iterable[Iterable[str]]:
    """The terms of each class, in the order of ``CLASSES``."""
    titles, endings = vocabulary.titles, vocabulary.endings
    return (
        [term for term, head in titles.items() if not head.weak],
        [term for term, head in titles.items() if head.weak],
        [*vocabulary.modifiers, *vocabulary.cues],
        vocabulary.fields,
        [term for term, (_, strong) in endings.items() if strong],
        [term for term, (_, strong) in endings.items() if not strong],
        vocabulary.bodies,
        vocabulary.places,
        vocabulary.honorifics,
        vocabulary.common_words,
        [term for term, effect in vocabulary.borders.items() if effect == "stop"],
        vocabulary.compound_surnames,
        vocabulary.japanese_surnames,
    )
