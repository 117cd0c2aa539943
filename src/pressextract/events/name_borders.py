"""Where the name of an occasion begins: at the verb, the preposition or the mark before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from pressextract.knowledge.frames import load_frames

OPEN = {"」": "「", "』": "『", "”": "“", "》": "《", "’": "‘", "〉": "〈"}
_CLOSE = {opened: closed for closed, opened in OPEN.items()}
_ENDS_NAME = frozenset("，。；：！？、,;:!?\n▲●•＊（）()【】|／/［］[]")
_START = regex.compile(
    r"20\d\d(?!年\d|年[一二三四五六七八九十]+月)|第[一二三四五六七八九十百零〇○\d]{1,4}[届次期]|首届"
)
_OPENING = regex.compile(r"第[一二三四五六七八九十百零〇○\d]{1,4}[届次期]")
_STOPS_INNER = _ENDS_NAME | frozenset("「」『』“”《》")
_INNER = 24
_GLUED = regex.compile(r"[A-Za-z][-./_][A-Za-z]+(?=20\d\d)")
_JOINT = regex.compile(
    "联合(?:办公|大学|演习|演练|会议)|共和国|[温缓调柔祥]和|和[平谐解睦]"
)  # words of their own, not 合办 or 和


@dataclass(frozen=True, slots=True)
class Classes:
    """What a recogniser knows of words, where one was asked.

    Attributes:
        verbs: Where the words begin that are verbs and never part of a name, by their ends.
        tags: The classes of words, by their ends.
    """

    verbs: Mapping[int, int]
    tags: Mapping[int, str]


@cache
def border() -> regex.Pattern[str]:
    """The words behind which a name begins."""
    return regex.compile(f"(?:{load_frames().words['name_border']})$")


class Borders:
    """Looks for the left border of names in one line."""

    def __init__(
        self,
        fold: str,
        bodies: Sequence[tuple[int, int]],
        posts: Sequence[tuple[int, int]],
        verbs: Mapping[int, int],
        *,
        headline: bool,
    ) -> None:
        self.fold = fold
        self.bodies = {end: start for start, end in bodies}
        self.begins = frozenset(start for start, _ in bodies)
        self.posts = frozenset(end for _, end in posts)
        self.verbs = verbs
        self.headline = headline

    def left(self, low: int, start: int) -> int:
        """Where a name that ends behind ``start`` begins."""
        fold, at = self.fold, start
        while at > low:
            char = fold[at - 1]
            if at in self.bodies and self.bodies[at] >= low:
                at = self.bodies[at]
            elif char in OPEN:
                opened = fold.rfind(OPEN[char], max(low, at - 40), at - 1)
                if opened < 0:
                    break
                at = opened
            elif fold[at : at + 1] == "暨" and char not in _ENDS_NAME:
                at -= 1  # what stands before 暨 is the first half of the name, a verb (聘任) or not
            elif (
                char in _CLOSE
                or self.ends(at)
                or self._is_space(at)
                or (self._is_border(low, at) and not (char in "与和及" and self._is_inside(low, at)))
            ):
                break
            else:
                at -= 1
        if at in self.verbs and (begin := self._edition_before(low, at)) is not None:
            at = begin
        return self._trimmed(at, start)

    def _edition_before(self, low: int, at: int) -> int | None:
        """Where 第四次 opens the name that a verb stands in: 东岸学会第四次海洋测绘学术年会."""
        begins = list(_OPENING.finditer(self.fold, max(low, at - _INNER), at))
        if not begins:
            return None
        begin, stop = begins[-1].span()
        if any(self.fold[i] in _STOPS_INNER or i in self.posts or i in self.bodies for i in range(stop, at)):
            return None
        if any(self.fold[i - 1] not in "与和及" and self._is_border(low, i) for i in range(stop + 1, at + 1)):
            return None
        while begin in self.bodies and self.bodies[begin] >= low:
            begin = self.bodies[begin]
        return begin

    def ends(self, at: int) -> bool:
        """Whether no name runs leftwards over this place: a mark, a verb, a title that stands for somebody."""
        return self.fold[at - 1] in _ENDS_NAME or at in self.verbs or at in self.posts

    def _is_space(self, at: int) -> bool:
        char = self.fold[at - 1]
        if char == "　":
            return True
        return char == " " and (self.headline or not (self.fold[at - 2].isascii() and not self.fold[at - 2].isspace()))

    def _is_border(self, low: int, at: int) -> bool:
        if not border().search(self.fold, max(low, at - 6), at):
            return False
        return not any(_JOINT.match(self.fold, max(0, at - size)) for size in (1, 2, 3))

    def _is_inside(self, low: int, at: int) -> bool:
        """Whether 与 stands inside a name: to its left, before any border, the name begins with its edition."""
        begins = list(_START.finditer(self.fold, max(low, at - 24), at))
        if not begins:
            return False
        between = range(begins[-1].end() + 1, at)
        return not any(self.ends(i) or i in self.bodies or self._is_border(low, i) for i in between)

    def _trimmed(self, at: int, start: int) -> int:
        fold = self.fold
        for _ in range(3):
            while at < start and fold[at] in " 　的之—-暨及与和":
                at += 1
            lead = load_frames().cue("name_lead").match(fold, at, start)
            if not lead or lead.end() == at:
                break
            at = lead.end()
        glued = _GLUED.search(fold, at, start)
        if glued:
            at = glued.end()
        begin = _START.search(fold, at, min(start, at + 8))
        if begin and fold[at] not in _CLOSE and 0 < begin.start() - at <= 3 and at not in self.begins:
            at = begin.start()
        return at
