"""Names of occasions in a line of text: where each begins, where it ends, and what sort of occasion it is.

A name ends in a word that says what it is (典礼, 论坛, 博览会) and runs leftwards to the verb, the preposition or the
mark before it. Within quotes it is what stands between them. 甲暨乙 is one name. A head that stands alone (典礼, 会议)
is a mention without a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from pressextract.knowledge.frames import Head, load_frames
from pressextract.schema import EventKind

_REACH = 56
_OPEN = {"」": "「", "』": "『", "”": "“", "》": "《", "’": "‘", "〉": "〈"}
_CLOSE = {opened: closed for closed, opened in _OPEN.items()}
_EDITION = regex.compile(
    r"(?:[\s　]?(?:第[\s　]?[一二三四五六七八九十百零〇○\d]{1,5}[\s　]?(?:次(?:全体)?会议|届|季|期|讲|场|站|回)|20\d\d(?!年|\d)|[（(]20\d\d[）)]))"
)
_SPECIFIC = regex.compile(r"第[一二三四五六七八九十百零〇○\d]{1,5}[届次期季讲回]|20\d\d|周年|首届|[「“《『‘]")


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


@cache
def _heads() -> regex.Pattern[str]:
    words = sorted(load_frames().heads, key=len, reverse=True)
    return regex.compile(f"(?:{'|'.join(map(regex.escape, words))})")


def occasions_of(
    fold: str, line: tuple[int, int], bodies: Sequence[tuple[int, int]], *, headline: bool = False
) -> list[Occurrence]:
    """Every mention of an occasion in one line; ``bodies`` are the places of organisations there.

    >>> text = "香港大学今日举行第七届国际腾飞论坛。"
    >>> [text[o.name[0]:o.name[1]] for o in occasions_of(text, (0, len(text)), []) if o.name]
    ['第七届国际腾飞论坛']
    """
    frames = load_frames()
    followers, blocked = frames.cue("not_after_head"), frames.cue("not_heads")
    spans = {end: start for start, end in bodies}
    inside = _Cover(bodies)
    found: list[Occurrence] = []
    floor = line[0]
    at = line[0]
    while match := _heads().search(fold, at, line[1]):
        at = match.end()
        head = frames.heads[match[0]]
        if blocked.search(fold, max(line[0], match.start() - 4), match.end()) and _ends_at(blocked, fold, line[0], match):
            continue
        if followers.match(fold, match.end(), min(line[1], match.end() + 4)):
            continue
        if inside.covers(match.start(), match.end()):
            continue
        occurrence = _read(fold, floor, line[1], match.start(), match.end(), head, spans)
        if occurrence is None:
            continue
        joined = _with_earlier(fold, found, occurrence)
        if joined:
            found[-1] = joined
        else:
            found.append(occurrence)
        floor = at = max(at, found[-1].end)
    return found


def _ends_at(blocked: regex.Pattern[str], fold: str, low: int, match: regex.Match[str]) -> bool:
    return any(m.start() <= match.start() < m.end() for m in blocked.finditer(fold, max(low, match.start() - 4), match.end() + 3))


class _Cover:
    """Whether a stretch lies inside a body's name (a head within it is no occasion)."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.at = 0

    def covers(self, start: int, end: int) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][1] < end:
            self.at += 1
        return self.at < len(self.spans) and self.spans[self.at][0] <= start


def _read(fold: str, floor: int, line_end: int, start: int, end: int, head: Head, bodies: dict[int, int]) -> Occurrence | None:
    low = max(floor, start - _REACH)
    edition = _EDITION.match(fold, end, min(line_end, end + 14))
    stop = edition.end() if edition else end
    quoted = _quoted(fold, low, start, stop, line_end)
    if quoted:
        left, right = quoted
        after = _EDITION.match(fold, right + 1, min(line_end, right + 15))
        return Occurrence(left - 1, after.end() if after else right + 1, head.word, (left, right), head.kind)
    left = _left_border(fold, low, start, bodies)
    name = fold[left:stop]
    content = fold[left:start].strip(" 　")
    if not content and not edition:
        return Occurrence(start, end, head.word, None, head.kind) if head.bare else None
    if not _is_name(content, name, head):
        return Occurrence(left, stop, head.word, None, head.kind) if head.bare else None
    return Occurrence(left, stop, head.word, (left, stop), head.kind)


def _is_name(content: str, name: str, head: Head) -> bool:
    if _SPECIFIC.search(name):
        return len(content) + len(head.word) > 4 or "「" in name
    if load_frames().cue("generic").fullmatch(content):
        return False
    return len(content) >= (4 if head.bare else 2)


def _quoted(fold: str, low: int, start: int, stop: int, line_end: int) -> tuple[int, int] | None:
    """The inside of quotes that close right behind the head and open before it."""
    if stop >= line_end or fold[stop] not in _OPEN:
        return None
    opened = fold.rfind(_OPEN[fold[stop]], max(0, low - 30), start)
    if opened < 0 or fold.find(fold[stop], opened, start) >= 0:
        return None
    inner = fold[opened + 1 : stop]
    return None if regex.search("[。；！？\n]", inner) else (opened + 1, stop)


def _left_border(fold: str, low: int, start: int, bodies: dict[int, int]) -> int:
    """Where a name that ends at or behind ``start`` begins."""
    border = load_frames().cue("name_border")
    at = start
    while at > low:
        char = fold[at - 1]
        if char in _OPEN:
            opened = fold.rfind(_OPEN[char], max(low - 30, 0), at - 1)
            if opened < 0:
                break
            at = opened
            continue
        if at in bodies and bodies[at] >= low:
            at = bodies[at]
            continue
        if char in _CLOSE:
            break
        if char in "，。；：！？、,;:!?\n—▲●•＊（）()【】|／/" and not (char == "—" and at - 2 > low):
            break
        cut = border.search(fold, max(low, at - 6), at)
        if cut and cut.end() == at:
            break
        ends = [m for m in border.finditer(fold, max(low, at - 6), at) if m.end() == at]
        if ends:
            break
        at -= 1
    while at < start and fold[at] in " 　的之—-的":
        at += 1
    trimmed = load_frames().cue("name_lead").match(fold, at, start)
    if trimmed and trimmed.end() <= start:
        at = trimmed.end()
    return at


def _with_earlier(fold: str, found: list[Occurrence], late: Occurrence) -> Occurrence | None:
    """甲暨乙: one name where the two are of one sort, or the second has no name of its own."""
    if not found:
        return None
    early = found[-1]
    gap = fold[early.end : late.start]
    if gap not in ("暨", "暨 ", "") or early.name is None:
        return None
    if gap == "" and late.start != early.end:
        return None
    end = late.name[1] if late.name else late.end
    specific = late.name is not None and _SPECIFIC.search(fold[late.name[0] : late.name[1]])
    if early.kind != late.kind and specific:
        return None
    return Occurrence(early.start, late.end, late.head, (early.name[0], end), early.kind if gap == "" else late.kind)
