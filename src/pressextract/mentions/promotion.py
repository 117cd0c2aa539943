"""Names that are common words: where a name is due, a fair chance of one beats a likelier word.

The recogniser reads 柳絮 as catkins, even after 副市长. But it says what chance a name had, and between a title and a
comma few other words stand. How great the chance must be depends on both sides; the numbers are from labelled releases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pressextract.tokens.word import Word

# Last characters of titles: 局长 主任 主席 总监 教授 经理 董事 记者 委员 院士 会计师 总裁 法官 顾问.
_TITLE_ENDS = frozenset("长任席监授理事记者员士师裁官问")
# 办理 and 出席 end like titles.
_NO_TITLE_TAGS = frozenset({"v", "vn", "vd", "a", "ad", "d", "p", "r"})
_NO_NAMES = ("任内", "任期", "任命", "任满")
_FIELD_SIGNS = frozenset("：\n\u3000 ")
_LIST_SIGNS = frozenset("、，；和及与")
_CLOSED = re.compile(
    r"[，、。；：！？,;\s（）()／]|\Z|先生|女士|小姐|太太|博士|教授|院士|医生|医师|律师|大律师|议员|同志|老师|工程师|测量师|爵士|法师|牧师"
)
_BETWEEN_TITLE_AND_END = 0.03
_AFTER_TITLE = 0.1
_IN_FIELD = 0.1
_IN_LIST = 0.1
_NEVER = 2.0
_SHORTEST = 2
_FIRST_HAN = "\u3400"
_NAMED = frozenset({"PER", "LOC", "ORG", "TIME"})


def promoted(fold: str, words: Iterable[Word], people: Iterable[Word]) -> tuple[Word, ...]:
    """The words, with likely names in the place of others.

    Args:
        fold: The text.
        words: Its words; those that are people stay as they are.
        people: Stretches that may be names, with their chances.

    >>> words = (Word(0, 3, "n"), Word(3, 5, "n"), Word(5, 7, "v"))
    >>> [(word.start, word.end, word.tag) for word in promoted("副市长柳絮主持", words, [Word(3, 5, "PER", 0.12)])]
    [(0, 3, 'n'), (3, 5, 'PER'), (5, 7, 'v')]
    """
    words = tuple(words)
    before = {word.end: word for word in words}
    after = {word.start: word for word in words}
    taken = bytearray(len(fold))
    for word in words:
        if word.tag == "PER":
            taken[word.start : word.end] = b"\1" * (word.end - word.start)
    names: list[Word] = []
    for name in sorted(people, key=lambda name: (-name.score, name.start)):
        start, end = name.start, name.end
        if (
            end - start >= _SHORTEST
            and name.score >= _chance_needed(fold, name, before, after)
            and not any(taken[start:end])
            and fold[start] >= _FIRST_HAN
            and not fold.startswith(_NO_NAMES, start)
        ):
            names.append(name)
            taken[start:end] = b"\1" * (end - start)
    return tuple(_replaced(fold, words, sorted(names, key=lambda name: name.start))) if names else words


def _chance_needed(fold: str, name: Word, before: dict[int, Word], after: dict[int, Word]) -> float:
    left = fold[name.start - 1] if name.start else "\n"
    closed = _CLOSED.match(fold, name.end) is not None
    if left in _TITLE_ENDS:
        title = before.get(name.start)
        if title is None or title.tag not in _NO_TITLE_TAGS:
            return _BETWEEN_TITLE_AND_END if closed else _AFTER_TITLE
    if closed and left in _FIELD_SIGNS:
        return _IN_FIELD
    if closed and left in _LIST_SIGNS:
        # Goods and places stand in lists too: the neighbour must be a person.
        neighbours = before.get(name.start - 1), after.get(name.end + 1)
        if any(word is not None and word.tag == "PER" for word in neighbours):
            return _IN_LIST
    return _NEVER


def _replaced(fold: str, words: tuple[Word, ...], names: list[Word]) -> Iterator[Word]:
    """The names, and what they leave of the words."""
    waiting = iter(names)
    name = next(waiting, None)
    for word in words:
        start = word.start
        while name is not None and name.start < word.end:
            if start < name.start:
                yield from _rest(fold, start, name.start, word.tag)
            if word.start <= name.start:
                yield name
            start = min(name.end, word.end)
            if name.end > word.end:
                break
            name = next(waiting, None)
        if start == word.start:
            yield word
        elif start < word.end:
            yield from _rest(fold, start, word.end, word.tag)


def _rest(fold: str, start: int, end: int, tag: str) -> Iterator[Word]:
    # Half of a name is no name, and white space is no word.
    while start < end and fold[start].isspace():
        start += 1
    while start < end and fold[end - 1].isspace():
        end -= 1
    if start < end:
        yield Word(start, end, "n" if tag in _NAMED else tag)
