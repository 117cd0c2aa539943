"""What stands around a stretch that may be a name: titles, honorifics, signs."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pressextract.mentions.lexical import TermScanner
from pressextract.mentions.reading import Reading

PUNCTUATION = frozenset("，。、；：！？（）()「」『』“”‘’《》,;:!?/／*＊|│\n")
# Words that may follow a name; with them the name is at its end.
AFTER_TAGS = frozenset({"v", "d", "p", "c", "u", "r", "vd", "ad", "xc", "TIME", "t", "m", "f", "w", "vn"})
PERSON_TAGS = frozenset({"PER", "nr"})
_DOTTED = regex.compile(r"(?<![A-Za-z.])(?:[A-Z]\.){2,4}")
TWO_PARTS = 2


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A place where the name of a person stands, how sure that is, and which rule said so."""

    start: int
    end: int
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where titles and honorifics begin and end on a page."""

    title_ends: frozenset[int]
    title_starts: frozenset[int]
    honorific_starts: dict[int, int]
    honorific_ends: dict[int, int]
    weak_title_ends: frozenset[int] = frozenset()
    sure_title_ends: frozenset[int] = frozenset()
    declared: frozenset[int] = frozenset()


def find_honorifics(reading: Reading, scanner: TermScanner) -> tuple[dict[int, int], dict[int, int]]:
    """Honorifics that follow a name, by start; and those that stand before one, by end."""
    after: dict[int, int] = {}
    before: dict[int, int] = {}
    last = 0
    for start, end in scanner.find(reading.fold):
        word = reading.fold[start:end]
        if start < last:
            continue  # 绅士 in 太平绅士
        last = end
        if word[0].isascii() and _latin_inside(reading.fold, start, end):
            continue
        if reading.vocabulary.honorifics[word] == "after":
            after[start] = end
        else:
            before[end] = start
    for match in _DOTTED.finditer(reading.fold):
        if match[0].replace(".", "") in reading.vocabulary.honorifics:
            after[match.start()] = match.end()
    return after, before


def follows(reading: Reading, end: int) -> bool:
    """Whether a word begins here that may follow a name."""
    word = reading.starts.get(end)
    return word is not None and word.tag in AFTER_TAGS


def skip(fold: str, at: int) -> int:
    """The place after the spaces that begin here."""
    while at < len(fold) and fold[at] in " 　\t":
        at += 1
    return at


def skip_back(fold: str, at: int) -> int:
    """The place before the spaces that end here."""
    while at > 0 and fold[at - 1] in " 　\t":
        at -= 1
    return at


def is_han(char: str) -> bool:
    """Whether a character is Han."""
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000" or char == "〇"


def _latin_inside(fold: str, start: int, end: int) -> bool:
    """Whether Latin letters go on at either side, so that this is only a part of a word."""
    before, after = fold[start - 1 : start], fold[end : end + 1]
    return bool((before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()))
