"""Names of occasions in a line of text: where each begins, where it ends, and what sort of occasion it is.

A name ends in a word that says what it is (典礼, 论坛, 博览会) and runs leftwards to the verb, the preposition or the
mark before it. Within quotes it is what stands between them. 甲暨乙 is one name. A head that stands alone (典礼, 会议)
is a mention without a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from pressextract.events.name_borders import OPEN, Borders, Classes, border
from pressextract.events.openings import opening
from pressextract.knowledge.frames import Frames, Head
from pressextract.schema import EventKind

_REACH = 56
_EDITION = regex.compile(
    r"[\s　]?(?:第[\s　]?[一二三四五六七八九十百零〇○\d]{1,5}[\s　]?(?:次(?:全体)?会议|届|季|期|讲|场|站|回)"
    r"|20\d\d(?!年|\d)|[（(]20\d\d[）)])"
)
_SPECIFIC = regex.compile(r"第[\s　]?[一二三四五六七八九十百零〇○\d]{1,5}[届次期季讲回]|20\d\d|周年|首届|[「“《『‘]")
_HAN = regex.compile(r"\p{Han}*")
_TITLES = {"「": "」", "《": "》", "“": "”", "『": "』"}
_TITLE = 30
_SHORT = 2
_THEME = regex.compile("[^，。；]{0,3}(?:主题|为题|口号)")
_STOP = regex.compile("[。；！？\n]")
_WIDE = "活动"
_LINKS = frozenset("与和及同暨、")
_RITES: frozenset[EventKind] = frozenset({"donation", "establishment", "launch"})
_NOUNS = frozenset({"n", "nz", "nw", "vn", "nt", "s", "ORG", "LOC"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where an occasion is named or meant.

    Attributes:
        start: Where the mention begins, opening quote included.
        end: Where it ends.
        head: The word it ends in.
        name: The stretch that is its name, or None where only the head stands.
        kind: The sort of occasion.
    """

    start: int
    end: int
    head: str
    name: tuple[int, int] | None
    kind: EventKind


@lru_cache(maxsize=16)
def _heads(frames: Frames) -> regex.Pattern[str]:
    words = sorted(frames.heads, key=len, reverse=True)
    named = "|".join(map(regex.escape, words))
    # A short head is one character, whatever has to stand around it.
    first = opening([*words, *frames.short_kinds])
    return regex.compile(f"{first}(?:{named}|{frames.words['short_heads']})(?<!{frames.words['cut_heads']})")


def occasions_of(
    fold: str,
    line: tuple[int, int],
    bodies: Sequence[tuple[int, int]],
    people: Sequence[tuple[int, int]],
    posts: Sequence[tuple[int, int]],
    words: Classes,
    frames: Frames,
    *,
    headline: bool = False,
) -> list[Occurrence]:
    """Every mention of an occasion in one line.

    Args:
        fold: The fold.
        line: The stretch to be read.
        bodies: The places of organisations in it, in order.
        people: The places of people's names in it, in order.
        posts: The places of titles that stand for people.
        words: What is known of the words.
        frames: The words in which names of occasions end.
        headline: Whether the line is a heading, in which a space is a border.

    >>> from pressextract.knowledge.frames import load_frames
    >>> text = "香港大学今日举行第七届国际腾飞论坛。"
    >>> [text[o.name[0]:o.name[1]]
    ...  for o in occasions_of(text, (0, len(text)), [], [], [], Classes({}, {}), load_frames())
    ...  if o.name]
    ['第七届国际腾飞论坛']
    """
    reader = _Reader(fold, line, bodies, people, posts, words, frames, headline)
    heads = _heads(frames)
    found: list[Occurrence] = []
    at = line[0]
    while match := heads.search(fold, at, line[1]):
        at = match.start() + 1
        occurrence = reader.read(match.start(), match.end(), match[0])
        if occurrence is None:
            continue
        joined = _with_earlier(fold, found, occurrence)
        if joined is None:
            found.append(occurrence)
        else:
            found[-1] = joined
        at = reader.floor = max(at, found[-1].end)
    return found


class _Reader:
    """Reads the mentions of one line from left to right; ``floor`` is where the last one ended."""

    def __init__(
        self,
        fold: str,
        line: tuple[int, int],
        bodies: Sequence[tuple[int, int]],
        people: Sequence[tuple[int, int]],
        posts: Sequence[tuple[int, int]],
        words: Classes,
        frames: Frames,
        headline: bool,
    ) -> None:
        self.fold = fold
        self.floor, self.end = line
        self.begins = dict(bodies)
        self.borders = Borders(fold, bodies, posts, words.verbs, headline=headline)
        self.covered = sorted([*bodies, *people])
        self.at = 0
        self.tags = words.tags
        self.frames, self.heads = frames, _heads(frames)

    def read(self, start: int, end: int, word: str) -> Occurrence | None:
        """The mention whose head stands from ``start`` to ``end``, if it is one."""
        fold, frames = self.fold, self.frames
        if self._in_body(start, end) or self._is_no_head(start, end) or self._goes_on(start, end):
            return None
        head = frames.heads.get(word) or Head(word, frames.short_kinds.get(word) or frames.short_kinds[word[-1]], False)
        low = max(self.floor, start - _REACH)
        edition = _EDITION.match(fold, end, min(self.end, end + 14))
        stop = edition.end() if edition else end
        quoted = self._quoted(low, start, stop)
        if quoted:
            after = _EDITION.match(fold, quoted[1] + 1, min(self.end, quoted[1] + 15))
            if after:
                return Occurrence(quoted[0] - 1, after.end(), head.word, (quoted[0] - 1, after.end()), head.kind)
            return Occurrence(quoted[0] - 1, quoted[1] + 1, head.word, quoted, head.kind)
        if fold[stop : stop + 1] == "暨" and stop + 1 in self.begins:
            stop = self.begins[stop + 1]
        left = self._whole(self.borders.left(low, start), low)
        if head.kind == "signing" and fold[left - 1 : left] in _LINKS and left in self.begins:
            left = min(self.begins[left], start)  # 甲与乙合作协议签约仪式: both sign, neither is part of the name
        content = fold[left:start].strip(" 　")
        if head.proper and len(content) < 3:
            return Occurrence(start, stop, head.word, (start, stop), head.kind)
        title = self._title(stop) if frames.cue("generic").fullmatch(content) and not edition else None
        if title is not None:
            return Occurrence(left, title[1] + 1, head.word, title, head.kind)
        if frames.cue("works_titled").fullmatch(head.word):
            return None
        if (content or edition) and self._is_name(content, fold[left:stop], head):
            # 聘任暨捐赠仪式 is a ceremony in which there is more than a donation.
            mixed = head.kind in _RITES and "暨" in fold[left:start]
            return Occurrence(left, stop, head.word, (left, stop), "ceremony" if mixed else head.kind)
        return Occurrence(left, stop, head.word, None, head.kind) if head.bare else None

    def _whole(self, left: int, low: int) -> int:
        """A name begins before the person in it: 马丁·兰德客座讲师聘任暨捐赠仪式, whatever the dot would end."""
        return next((start for start, end in self.covered if low <= start < left < end), left)

    def _in_body(self, start: int, end: int) -> bool:
        while self.at < len(self.covered) and self.covered[self.at][1] < end:
            self.at += 1
        return self.at < len(self.covered) and self.covered[self.at][0] <= start

    def _is_no_head(self, start: int, end: int) -> bool:
        near = self.frames.cue("not_heads").finditer(self.fold, max(self.floor, start - 4), min(self.end, end + 4))
        if any(m.start() < end and start < m.end() and not (start < m.start() and m.end() <= end) for m in near):
            return True
        # A head of one character must end a noun, where the words are classed.
        return end - start == 1 and self.tags.get(end, "n") not in _NOUNS

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether the head is only the middle of a longer name: 博览中心, 运动会铁人三项测试赛."""
        across = self.heads.search(self.fold, start + 1, min(self.end, end + 3))
        if across and across.start() < end < across.end() and end - across.start() == 1:
            return True
        if self.frames.cue("not_after_head").match(self.fold, end, min(self.end, end + 4)):
            return True
        later = self.heads.search(self.fold, end, min(self.end, end + 12))
        if later is None:
            return False
        gap = self.fold[end : later.start()]
        if not _HAN.fullmatch(gap) or "暨" in gap or self._is_no_head(*later.span()):
            return False
        if self.frames.cue("not_after_head").match(self.fold, later.end(), min(self.end, later.end() + 4)):
            return False
        if any(at in self.borders.verbs for at in range(end + 1, later.start() + 1)):
            return False
        return not any(border().search(gap[: i + 1]) for i in range(len(gap)))

    def _is_name(self, content: str, name: str, head: Head) -> bool:
        if self.frames.cue("generic").fullmatch(content):
            return False
        if _SPECIFIC.search(name):
            return len(content) + len(head.word) > 4
        return len(content) >= (4 if head.bare and len(head.word) < 4 else 2)

    def _title(self, at: int) -> tuple[int, int] | None:
        """The inside of the quotes that open right behind a head: 特展「山海之间」, 舞剧《…》; no theme and no saying."""
        fold = self.fold
        if fold[at : at + 1] not in _TITLES:
            return None
        closed = fold.find(_TITLES[fold[at]], at + 1, min(self.end, at + _TITLE))
        if closed - at <= _SHORT or _STOP.search(fold, at, closed) or self.heads.search(fold, at, closed + 1):
            return None
        return None if _THEME.match(fold, closed + 1) else (at + 1, closed)

    def _quoted(self, low: int, start: int, stop: int) -> tuple[int, int] | None:
        """The inside of quotes that close right behind the head and open before it."""
        fold = self.fold
        if stop >= self.end or fold[stop] not in OPEN:
            return None
        opened = fold.rfind(OPEN[fold[stop]], max(0, low - 30), start)
        if opened < 0 or fold.find(fold[stop], opened, start) >= 0 or _STOP.search(fold, opened, stop):
            return None
        return opened + 1, stop


def _with_earlier(fold: str, found: list[Occurrence], late: Occurrence) -> Occurrence | None:
    """甲暨乙: one name where the two are of one sort, or the second has no edition of its own."""
    if not found or found[-1].name is None:
        return None
    early = found[-1]
    if late.start < early.start and fold.startswith("暨", early.end) and late.kind != "signing":
        return replace(late, kind=early.kind)  # 「甲暨乙」, in quotes that hold both
    if fold[early.end : late.start] not in ("暨", "") or late.start < early.end:
        return None
    if late.head == _WIDE and fold[early.end - 1] in OPEN:
        return early  # 「海洋嘉年华」活动 is called what the quotes hold
    if fold[early.end : late.start] == "" and fold[late.start - 1] != "暨" and late.name is None:
        kind = early.kind if f"{early.head}暨" in fold[early.start : early.end] else late.kind
        return replace(late, start=early.start, name=(early.start, late.end), kind=kind)
    specific = late.name is not None and _EDITION.search(fold[late.name[0] : late.name[1]])
    if early.kind != late.kind and specific:
        return None
    return replace(
        late,
        start=early.start,
        name=(early.name[0] if early.name else early.start, late.name[1] if late.name else late.end),
        kind=early.kind if late.kind != "signing" and fold[early.end : late.start] == "暨" else late.kind,
    )
