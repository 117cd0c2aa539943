"""A page as it is read for what people say: a mask without quotations and brackets, sentences, clauses.

The mask is as long as the fold, so that every offset holds in both. What stands in quotation marks is blanked but the
marks stay, brackets are blanked whole: a verb of saying inside of them is not the narrator's, and a full stop inside of
them ends nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

QUOTED, BRACKETED = "\x01", "\x02"
OPENING, CLOSING = "“", "”"

_QUOTES = {"「": "」", "『": "』", "“": "”", "‘": "’", "〝": "〞"}
_BRACKETS = {"（": "）", "(": ")", "【": "】", "〔": "〕", "[": "]", "［": "］"}
_WORKS = {"《": "》", "〈": "〉"}
_CLOSERS = {close: open_ for pairs in (_QUOTES, _BRACKETS, _WORKS) for open_, close in pairs.items()}
_SEARCHED = 4  # how many unclosed marks are passed over to find the partner of a closing one
_LONGEST = 1500  # what is longer is no quotation but a mark that was never closed

_MARK = regex.compile(f'[{regex.escape("".join(_CLOSERS) + "".join(_CLOSERS.values()))}"]')
_STOP = regex.compile(r"[。！？；!?;]+[\"'”’」』）)]*")
_COMMA = regex.compile(r"[，：]|,(?!\d)|:(?!\d)")
_FULL = regex.compile(r"[。！？!?…～~]['’」』”]*$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A pair of quotation marks: ``start`` and ``end`` with the marks.

    ``full`` says that a whole sentence stands in it, ``open`` that the closing mark is missing.
    """

    start: int
    end: int
    full: bool
    open: bool = False

    @property
    def inner(self) -> tuple[int, int]:
        """The offsets without the marks."""
        return self.start + 1, self.end - (not self.open)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its clauses: offsets of the fold, the final mark left out of the last clause."""

    start: int
    end: int
    clauses: tuple[tuple[int, int], ...]

    def clause_at(self, offset: int) -> int:
        """The number of the clause an offset lies in."""
        return max(0, bisect_right(self.clauses, (offset, len(self.clauses) and self.clauses[-1][1] + 1)) - 1)


@dataclass(frozen=True, slots=True, eq=False)
class Mask:
    """The masked fold and its outermost quotations in order."""

    text: str = field(repr=False)
    quotations: tuple[Quotation, ...]
    _starts: tuple[int, ...] = field(repr=False)

    def quotations_in(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that begin in this stretch."""
        return self.quotations[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation whose opening mark stands here."""
        at = bisect_left(self._starts, offset)
        return self.quotations[at] if at < len(self._starts) and self._starts[at] == offset else None


def read_mask(fold: str, lines: Iterable[tuple[int, int]]) -> Mask:
    r"""Masks the given lines of a fold; what lies between them stays as it is.

    >>> read_mask("他說：「好。」（笑）完", [(0, 11)]).text
    '他說：“\x01\x01”\x02\x02\x02完'
    """
    characters = list(fold)
    quotations: list[Quotation] = []
    for start, end in lines:
        for opened, closed in _pairs(fold, start, end):
            _blank(characters, fold, opened, closed, quotations)
    quotations.sort(key=lambda quotation: quotation.start)
    return Mask("".join(characters), tuple(quotations), tuple(quotation.start for quotation in quotations))


def _blank(characters: list[str], fold: str, opened: int, closed: int, quotations: list[Quotation]) -> None:
    mark = fold[opened]
    if mark in _BRACKETS:
        characters[opened : closed + 1] = BRACKETED * (closed + 1 - opened)
        return
    if mark in _WORKS:
        for at in range(opened + 1, closed):
            if not fold[at].isalnum():
                characters[at] = BRACKETED
        return
    is_open = fold[closed] != _partner(mark)
    last = closed + 1 if is_open else closed
    is_full = is_open or _FULL.search(fold, max(opened, last - 4), last) is not None
    quotations.append(Quotation(opened, closed + 1, is_full, is_open))
    characters[opened] = OPENING
    characters[opened + 1 : last] = QUOTED * (last - opened - 1)
    if not is_open:
        characters[closed] = CLOSING


def _partner(mark: str) -> str:
    return _QUOTES.get(mark, mark)


def _pairs(fold: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost pairs of marks of a line; an unclosed quotation after a colon runs to the end of the line."""
    stack: list[int] = []
    found: list[tuple[int, int]] = []
    for match in _MARK.finditer(fold, start, end):
        at, mark = match.start(), match[0]
        if mark == '"':
            opener = '"' if any(fold[i] == '"' for i in stack[-_SEARCHED:]) else ""
            if not opener:
                stack.append(at)
                continue
        elif mark in _QUOTES or mark in _BRACKETS or mark in _WORKS:
            stack.append(at)
            continue
        else:
            opener = _CLOSERS.get(mark, "")
        if not opener:
            continue
        for depth in range(1, min(_SEARCHED, len(stack)) + 1):
            if fold[stack[-depth]] == opener:
                opened = stack[-depth]
                del stack[-depth:]
                if at - opened <= _LONGEST:
                    while found and found[-1][0] > opened:
                        found.pop()
                    found.append((opened, at))
                break
    unclosed = next((at for at in stack if fold[at] in _QUOTES and fold[at - 1 : at] in ("：", ":")), None)
    if unclosed is not None and end - unclosed <= _LONGEST:
        while found and found[-1][0] > unclosed:
            found.pop()
        found.append((unclosed, end - 1))
    return found


def sentences_of(mask: Mask, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences of a line: cut at full stops and semicolons, and behind a quotation that is one of its own.

    >>> [s.end for s in sentences_of(read_mask("「好。」他說。完。", [(0, 9)]), 0, 9)]
    [4, 7, 9]
    """
    text = mask.text
    cuts = {match.end() for match in _STOP.finditer(text, start, end)}
    for quotation in mask.quotations_in(start, end):
        after = text[quotation.end : quotation.end + 1]
        if quotation.full and quotation.end < end and after not in "，,。！？；、的）)：:" + CLOSING:
            cuts.add(quotation.end)
    found, at = [], start
    for cut in sorted(cuts | {end}):
        begin = at
        while begin < cut and text[begin].isspace():
            begin += 1
        if begin < cut:
            found.append(Sentence(begin, cut, _clauses(text, begin, cut)))
        at = cut
    return tuple(found)


def _clauses(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    stop = _STOP.search(text, max(start, end - 8), end)
    last = stop.start() if stop and stop.end() == end else end
    found, at = [], start
    for match in _COMMA.finditer(text, start, last):
        if match.start() > at:
            found.append((at, match.start()))
        at = match.end()
    if last > at or not found:
        found.append((at, max(last, at)))
    return tuple(found)


def has_words(text: str, start: int, end: int) -> bool:
    """Whether anything but marks stands in this stretch of a masked text."""
    return any(character.isalnum() or character == OPENING for character in text[start:end])


def trimmed(text: str, start: int, end: int) -> int:
    """The end of a stretch without the marks and spaces it ends in.

    >>> trimmed("完成了。 ", 0, 5)
    3
    """
    while end > start and text[end - 1] in "，,。；;：:！!、 　":
        end -= 1
    return end
