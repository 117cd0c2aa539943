"""Names with all that hangs on them, and lists of such names, as one group.

``特区政府律政司副司长顾兆庭`` is one person with a post before the name, ``裴子衡校长（左二）`` one with a post after
it. ``会长甲、副会长乙和丙`` is one group of three. What stands in a post (the body, the title) takes no part in an
event of its own, so a group swallows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from pressextract.entities.entity import Organisation, Person
from pressextract.events.members import Group, Member
from pressextract.events.titles import Titles
from pressextract.knowledge.frames import BODIES, PEOPLE, load_frames

_FAR = 120
_BRACKET_SPAN = 90
_LINK = regex.compile(
    r"[\s　]*(?:(?:等人?)?[、，,；;]|以及|及其|及|和|与|暨|并|同|(?:随后|其后)?联同"
    r"|偕同|偕|连同|还有|等?和|\*){0,3}[\s　]*"
)
_CLOSED = {"（": "）", "(": ")", "【": "】", "［": "］"}
_OPENED = {closed: opened for opened, closed in _CLOSED.items()}
_BOUNDARY = frozenset("，。；：！？、,;:!?\n「」『』“”‘’《》〈〉（）()【】[]［］…—▲●•＊*　")
_HAN = regex.compile(r"\p{Han}*")
_LISTED = regex.compile(r"[「」“”：:。/／]|--|\d日|[年月]\d|\d{3}")


def groups_of(
    fold: str, line: tuple[int, int], members: Sequence[Member], posts: Iterable[tuple[int, int]], titles: Titles
) -> list[Group]:
    """The groups of one line of text; ``posts`` are the places of known titles."""
    return _lists(fold, _Phrases(fold, line, members, posts, titles).read())


class _Phrases:
    """Reads the noun phrases of one line from left to right."""

    def __init__(
        self,
        fold: str,
        line: tuple[int, int],
        members: Sequence[Member],
        posts: Iterable[tuple[int, int]],
        titles: Titles,
    ) -> None:
        self.fold = fold
        self.line_start, self.line_end = line
        self.members = members
        self.titles = titles
        self.breakers = load_frames().cue("breakers")
        self.post_ends = {end: start for start, end in posts}
        self.body_starts = {m.start for m in members if isinstance(m.entity, Organisation)}
        self.body_ends: dict[int, int] = {}
        for member in members:
            if isinstance(member.entity, Organisation):
                self.body_ends[member.end] = member.start
                self.body_ends[self._bracket(member.end)] = member.start

    def read(self) -> list[Group]:
        found: list[Group] = []
        floor = self.line_start
        for number, member in enumerate(self.members):
            if isinstance(member.entity, Person) and member.start >= floor:
                start, end = member.start, member.end
                if not member.alone:
                    start, end = max(self._left(start, floor), self._verb(floor, start)), self._right(end)
                found.append(Group(PEOPLE, start, end, (member,), self._swallowed(number, start)))
                floor = end
        taken = sorted((g.start, g.end) for g in found)
        at = 0
        for member in self.members:
            if isinstance(member.entity, Person):
                continue
            while at < len(taken) and taken[at][1] <= member.start:
                at += 1
            if at == len(taken) or member.end <= taken[at][0]:
                found.append(Group(BODIES, member.start, self._bracket(member.end), (member,)))
        found.sort(key=lambda g: g.start)
        kept: list[Group] = []
        for group in found:
            if not kept or group.start >= kept[-1].end:
                kept.append(group)
        return kept

    def _verb(self, floor: int, start: int) -> int:
        """The end of a title that is a verb between two people: 甲代表乙; ``floor`` if there is none."""
        verb = load_frames().cue("also_verbs").match(self.fold, floor, start) if floor > self.line_start else None
        return verb.end() if verb else floor

    def _swallowed(self, number: int, start: int) -> tuple[Member, ...]:
        """The bodies in the posts before a name."""
        first = number
        while first > 0 and self.members[first - 1].start >= start:
            first -= 1
        return tuple(m for m in self.members[first:number] if isinstance(m.entity, Organisation))

    def _left(self, pos: int, floor: int) -> int:
        """Where the chain of posts before a name begins."""
        fold, low = self.fold, max(floor, pos - _FAR)
        pos = self.titles.honoured(self.fold, low, pos)
        start = self._one_post(pos, low, chained=False)
        for _ in range(6):
            link = start
            while link > low and fold[link - 1] in " 　":
                link -= 1
            if start == pos or link <= low or fold[link - 1] not in "、兼暨及和与":
                break
            cut = link - 1
            if fold[cut] == "及" and cut > low and fold[cut - 1] == "以":
                break
            earlier = self._one_post(cut, low, chained=True)
            if earlier == cut:
                break
            start = earlier
        return start

    def _one_post(self, pos: int, low: int, *, chained: bool) -> int:
        """The start of the one post that ends at ``pos``; ``pos`` if there is none."""
        fold, end = self.fold, pos
        while end > low and fold[end - 1] == " ":
            end -= 1
        if end > low and fold[end - 1] in _OPENED and end not in self.body_ends:
            opened = fold.rfind(_OPENED[fold[end - 1]], max(low, end - 24), end)
            end = opened if opened > low else end
        edge = end
        while edge > low and end - edge < 22 and edge not in self.body_ends and fold[edge - 1] not in _BOUNDARY:
            edge -= 1
        tail = fold[edge:end]
        if edge in self.body_ends and self.body_ends[edge] >= low:
            if edge == end:
                return pos if chained else self._before(self.body_ends[edge], low)
            if self._is_title(tail):
                return self._before(self.body_ends[edge], low)
        if end in self.post_ends and low <= self.post_ends[end] < end:
            return self._before(self.post_ends[end], low)
        start = self.titles.start(fold, max(low, edge), end)
        if start == end:
            return pos
        return self._before(start, low)

    def _is_title(self, text: str) -> bool:
        text = text.strip(" 　的之")
        if not text:
            return True
        return self.titles.start(text, 0, len(text)) < len(text) and not self.breakers.search(text)

    def _before(self, start: int, low: int) -> int:
        """Takes in what belongs to a post before its title: a body, a field (经济 in 经济部长), a word such as 前."""
        fold = self.fold
        if start in self.body_ends and self.body_ends[start] >= low:
            start = self.body_ends[start]
        elif start not in self.body_starts:
            edge = start
            while edge > low and start - edge < 6 and fold[edge - 1] not in _BOUNDARY and edge not in self.body_ends:
                edge -= 1
            edge = max([edge, *(m.end() for m in self.breakers.finditer(fold, edge, start))])
            while edge < start and fold[edge] in "及和与并暨兼以也亦":
                edge += 1
            if start - edge < 6 and _HAN.fullmatch(fold, edge, start):
                start = edge
                if start in self.body_ends and self.body_ends[start] >= low:
                    start = self.body_ends[start]
        word = load_frames().cue("status_end").search(fold, max(low, start - 3), start)
        if word:
            start = word.start()
            if start in self.body_ends and self.body_ends[start] >= low:
                start = self.body_ends[start]
        return start

    def _right(self, pos: int) -> int:
        """Where honorifics, a title and a bracket after a name end."""
        end = pos
        for _ in range(5):
            longer = self.titles.after(self.fold, end, min(self.line_end, end + 24))
            if longer == end:
                longer = self._bracket(end)
            if longer == end:
                break
            end = longer
        return end

    def _bracket(self, pos: int) -> int:
        """Past a bracket that follows at once; it holds an alias, a post, a ticker, a place in a photo."""
        at = pos
        if at < self.line_end and self.fold[at] in " 　":
            at += 1
        if at < self.line_end and self.fold[at] in _CLOSED:
            closed = self.fold.find(_CLOSED[self.fold[at]], at, min(self.line_end, at + _BRACKET_SPAN))
            if closed > 0:
                return closed + 1
        return pos


def _lists(fold: str, phrases: Sequence[Group]) -> list[Group]:
    """Joins phrases that stand side by side."""
    breakers = load_frames().cue("breakers")
    out: list[Group] = []
    for phrase in phrases:
        if out and out[-1].sign == phrase.sign and _joined(fold, out[-1], phrase, breakers):
            last = out.pop()
            out.append(
                replace(last, end=phrase.end, members=last.members + phrase.members, bodies=last.bodies + phrase.bodies)
            )
        else:
            out.append(phrase)
    return out


def _joined(fold: str, early: Group, late: Group, breakers: regex.Pattern[str]) -> bool:
    if late.start - early.end > 44:
        return False
    gap = fold[early.end : late.start]
    match = _LINK.match(gap)
    if not match or not match[0].strip():
        return False
    rest = gap[match.end() :]
    if not rest:
        # 甲，乙: two people side by side are a list, two bodies more likely a subject and a new clause.
        return early.sign == PEOPLE or match[0].strip() not in ("，", ",", "；", ";", "并", "同")
    if match[0].strip() in ("并", "同"):
        return False
    if early.sign == PEOPLE and "以及" in match[0] and len(rest) <= 30:
        return not breakers.search(rest.replace("的", "")) and not _LISTED.search(rest)
    if early.sign == BODIES and match[0].strip() in ("，", ",", "；", ";"):
        return False
    return len(rest) <= 30 and not breakers.search(rest) and not _LISTED.search(rest)
