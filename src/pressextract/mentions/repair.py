"""Words that run over a sure border are cut there.

The recogniser sometimes makes one body of a person, a verb and a body (丘映雪医生获委任为|医管局), or of a body, a title and a
name (机电工程署署长|丘雪工程师). A verb of appointment and a title are surer than such a word.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pressextract.knowledge.vocabulary import Vocabulary
from pressextract.tokens.word import Word

_LONG = 4
_CUT_TAGS = frozenset({"ORG", "LOC", "nt", "nz", "PER", "nw"})
_SHORTEST_TITLE = 2
_LONGEST_TITLE = 8
_VERBS = regex.compile(
    r"获委任为|获任命为|委任为|任命为|聘任为|获聘为|当选为|获委任|出任|担任|现任|曾任|历任|兼任|接任|联同|偕同|出席|会见|拜会|聘请|邀请|联合主办|主办|承办|协办|"
    r"合办|共同举办|举办|领导|联络|带领|率领|签署|发布|署理(?=\p{Han}{3})|(?<=[省市县区州]委)(?=[省市县区州]政府)"
)
# After a whole name of a body these join it to another.
JOINTS = "向与和及由跟同以"
# No name runs over wide spaces or dashes; that of a person not over brackets either.
_PARTS = regex.compile(r"(?:[^\s—─｜|：:【】／；，。]|(?<=[A-Za-z.]) (?=[A-Za-z]))+")
_PERSON_PARTS = regex.compile(r"(?:[^\s—─｜|：:【】／；，。（）()、]|(?<=[A-Za-z.]) (?=[A-Za-z]))+")


def repaired(fold: str, words: tuple[Word, ...], vocabulary: Vocabulary, dates: set[int]) -> tuple[Word, ...]:
    """The same words, with those cut that run over a verb of appointment, past a title, or out of a date."""
    return tuple(
        piece for word in words for part in _out_of_dates(word, dates) for piece in _pieces(fold, part, vocabulary)
    )


def _out_of_dates(word: Word, dates: set[int]) -> tuple[Word, ...]:
    """A word that begins inside a date and goes on after it, in two: 昨（5）日|立法院."""
    cut = next((at for at in range(word.start + 1, word.end) if at in dates), 0)
    if not cut or word.tag == "TIME":
        return (word,)
    return Word(word.start, cut, "TIME"), Word(cut, word.end, word.tag, word.score)


def _pieces(fold: str, word: Word, vocabulary: Vocabulary) -> Iterator[Word]:
    if word.tag not in _CUT_TAGS:
        yield from _before_surname(fold, word, vocabulary)
        return
    parts = [
        match.span() for match in (_PERSON_PARTS if word.tag == "PER" else _PARTS).finditer(fold, word.start, word.end)
    ]
    if parts != [(word.start, word.end)]:
        for first, last in parts:
            yield from _pieces(fold, Word(first, last, word.tag, word.score), vocabulary)
        return
    if word.end - word.start <= _LONG:
        yield word
        return
    cuts = [match.span() for match in _VERBS.finditer(fold, word.start, word.end)]
    cuts = sorted([*cuts, *_joints(fold, word, vocabulary)])
    start = word.start
    for first, last in cuts:
        if first < start:
            continue
        if first > start:
            # What stands before the verb is mostly a person with a title.
            yield from _at_titles(
                fold,
                Word(start, first, word.tag if vocabulary.ending_of(fold[start:first]) else "nz", word.score),
                vocabulary,
            )
        if last > first:
            yield Word(first, last, "c" if last - first == 1 else "v")
        start = last
    if start < word.end:
        yield from _at_titles(fold, Word(start, word.end, word.tag, word.score), vocabulary)


def _before_surname(fold: str, word: Word, vocabulary: Vocabulary) -> Iterator[Word]:
    """A title that took the first character of a surname along: 会长|司徒望."""
    for size in (1, 2):
        cut = word.end - size
        if (
            cut - word.start > 1
            and fold[word.start : cut] in vocabulary.titles
            and fold[cut : cut + 2] in vocabulary.compound_surnames
        ):
            yield Word(word.start, cut, word.tag)
            yield Word(cut, word.end, "nr")
            return
    yield word


def _joints(fold: str, word: Word, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Where a word joins two bodies: 晴川科技有限公司|向|鹤鸣中学."""
    found = []
    for at in range(word.start + 3, word.end - 2):
        if fold[at] in JOINTS:
            ending = vocabulary.ending_of(fold[word.start : at])
            if (
                ending is not None
                and len(ending) > 1
                and vocabulary.endings[ending][1]
                and at - word.start > len(ending)
            ):
                found.append((at, at + 1))
    return found


def _at_titles(fold: str, word: Word, vocabulary: Vocabulary) -> Iterator[Word]:
    """A word cut before and after each title inside it, if something stands before the title and after it."""
    start = word.start
    if word.tag == "PER":
        yield word
        return
    at = start
    while at < word.end - 1:
        size = next(
            (
                size
                for size in range(min(_LONGEST_TITLE, word.end - at), _SHORTEST_TITLE - 1, -1)
                if fold[at : at + size] in vocabulary.titles and not vocabulary.titles[fold[at : at + size]].weak
            ),
            0,
        )
        if size and at + size <= word.end and not _continued(fold, at + size, word.end, vocabulary):
            if at > start:
                yield Word(start, at, word.tag, word.score)
            yield Word(at, at + size, "n")
            start = at = at + size
            if fold[at : at + 1] == "兼" and at + 1 < word.end:
                yield Word(at, at + 1, "v")
                start = at = at + 1
            continue
        at += 1
    if start < word.end:
        yield Word(start, word.end, word.tag if start == word.start else "nz", word.score)


def _continued(fold: str, at: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether the rest of the word makes the title a part of a name: 董事|会, 校长|联会."""
    rest = fold[at:end]
    named = rest[:1] in vocabulary.surnames and 2 <= len(rest) <= 3 and (vocabulary.ending_of(rest) or "")[1:] == ""
    return (
        bool(rest)
        and rest[0] != "兼"
        and not named
        and (vocabulary.ending_of(rest) is not None or len(rest) == 1 or rest in vocabulary.common_words)
    )
