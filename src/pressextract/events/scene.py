"""A page as the frames see it: sentences whose names, dates, occasions and quotations are masked by one sign each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import regex

from pressextract.entities.entity import Entities, Organisation, Person
from pressextract.events.groups import Group, Member, groups_of, members_of
from pressextract.events.occasions import Classes, Occurrence, occasions_of
from pressextract.events.titles import free_nominals, holders, nominals, titles
from pressextract.knowledge.frames import DATE, GENERAL, OCCASION, QUOTATION, load_frames
from pressextract.text.dates import DateExpression, find_dates
from pressextract.text.page import Page
from pressextract.tokens.word import Word

_Placed = TypeVar("_Placed", Member, DateExpression)
_SILENT = frozenset({"boilerplate", "contact", "credits", "noise", "dateline"})
_QUOTES = {"「": "」", "“": "”", "『": "』"}
_VERBS = frozenset({"v", "vd", "ad", "d"})
_LONGEST = 900
_QUOTED = 420


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its skeleton.

    Attributes:
        start: Where it begins in the fold.
        end: Where it ends.
        line: The number of its line.
        kind: What sort of line it stands in.
        skeleton: Its text with signs for names.
        offsets: For every sign and character of the skeleton where it begins in the fold, and the end.
        groups: The people and bodies behind the signs.
        occasions: The occasions behind the signs.
        dates: The dates behind the signs.
        told: Where, in the skeleton, something begins that somebody said; its length if nothing does.
    """

    start: int
    end: int
    line: int
    kind: str
    skeleton: str
    offsets: tuple[int, ...]
    groups: dict[int, Group]
    occasions: dict[int, Occurrence]
    dates: dict[int, DateExpression]
    told: int

    def fold_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the fold behind a stretch of the skeleton."""
        return self.offsets[start], self.offsets[end]


@dataclass(frozen=True, slots=True)
class Scene:
    """A page with its entities, its sentences and the day that 今日 means."""

    page: Page
    entities: Entities
    anchor: date | None
    year: int | None
    sentences: tuple[Sentence, ...]
    bodies: tuple[Member, ...]


def read_scene(page: Page, words: Sequence[Word], entities: Entities, anchor: date | None) -> Scene:
    """Cuts a page into sentences and masks them."""
    fold = page.fold
    members = members_of(fold, entities)
    posts = [p.title_span for person in entities.people for p in person.posts if p.title_span]
    days = find_dates(fold)
    alones = nominals(fold, holders(entities))
    classes = _classes(fold, words)
    full_text = load_frames().cue("full_text")
    bodies_named = [m for m in members if isinstance(m.entity, Organisation)]
    sentences: list[Sentence] = []
    at_member = at_day = at_alone = 0
    for number, line in enumerate(page.lines):
        span = (_behind_dateline(page, line.start, line.end), line.end)
        here, at_member = _within(members, at_member, span)
        dated, at_day = _within(days, at_day, span)
        if line.kind in _SILENT:
            continue
        nominal, at_alone = _between(alones, at_alone, span)
        alone = [Member(who, a, b, alone=True) for a, b, who in free_nominals(nominal, [(m.start, m.end) for m in here])]
        named = [(m.start, m.end) for m in here if not isinstance(m.entity, Organisation)]
        bodies = [(m.start, m.end) for m in here if isinstance(m.entity, Organisation)]
        occasions = occasions_of(
            fold, span, bodies, named, [(m.start, m.end) for m in alone], classes,
            headline=line.kind in ("headline", "heading"),
        )  # fmt: skip
        free = _outside(here, occasions)
        free = sorted([*free, *_outside(alone, occasions)], key=lambda m: m.start)
        groups = groups_of(fold, span, free, posts, titles())
        reported = False
        marks = _Marks(groups, occasions, dated)
        for start, end in _cut(fold, span):
            sentence = _mask(fold, number, line.kind, (start, end), marks, reported)
            reported = sentence.told < len(sentence.skeleton)
            sentences.append(sentence)
        if sentences and full_text.search(sentences[-1].skeleton):
            # 致词全文如下： what follows is somebody's own words to the end.
            break
    return Scene(page, entities, anchor, _year(sentences) if anchor is None else None, tuple(sentences), tuple(bodies_named))


def _year(sentences: Sequence[Sentence]) -> int | None:
    """The year that a headline gives, for the days of a text without a dateline."""
    for sentence in sentences[:2]:
        if sentence.kind in ("headline", "heading"):
            match = regex.search(r"(20\d\d)年", sentence.skeleton)
            if match:
                return int(match[1])
    return None


def _behind_dateline(page: Page, start: int, end: int) -> int:
    """A wire dateline at the head of a line is no part of what is told."""
    dateline = page.dateline
    if dateline is not None and start <= dateline.start and dateline.end < end and dateline.start - start < 4:
        return dateline.end
    return start


def _classes(fold: str, words: Sequence[Word]) -> Classes:
    """The verbs at which a name begins, and the classes of all words, where they are classed at all."""
    inner = load_frames().cue("inner_verbs")
    verbs = {
        word.end: word.start
        for word in words
        if word.tag in _VERBS and word.end - word.start > 1 and not inner.fullmatch(fold, word.start, word.end)
    }
    return Classes(verbs, {word.end: word.tag for word in words if word.tag})


def _within(items: Sequence[_Placed], at: int, span: tuple[int, int]) -> tuple[list[_Placed], int]:
    """The items that begin in a stretch, and where to go on from."""
    while at < len(items) and items[at].start < span[0]:
        at += 1
    first = at
    while at < len(items) and items[at].start < span[1]:
        at += 1
    return list(items[first:at]), at


def _between(
    found: Sequence[tuple[int, int, Person]], at: int, span: tuple[int, int]
) -> tuple[list[tuple[int, int, Person]], int]:
    while at < len(found) and found[at][0] < span[0]:
        at += 1
    first = at
    while at < len(found) and found[at][1] <= span[1]:
        at += 1
    return list(found[first:at]), at


def _outside(members: Sequence[Member], occasions: Sequence[Occurrence]) -> list[Member]:
    """The members that are no part of the name of an occasion."""
    kept, at = [], 0
    for member in members:
        while at < len(occasions) and occasions[at].end <= member.start:
            at += 1
        if at < len(occasions) and occasions[at].start < member.end and member.start < occasions[at].end:
            continue
        kept.append(member)
    return kept


def _cut(fold: str, line: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Sentences of one line: cut at 。！？ outside of quotes, and where one is far too long."""
    start, closing = line[0], ""
    opened_at = line[0]
    for at in range(line[0], line[1]):
        char = fold[at]
        if closing:
            if char == closing or at - opened_at > _QUOTED:
                closing = ""
        elif char in _QUOTES:
            closing, opened_at = _QUOTES[char], at
        elif char in "。！？!?" or at - start >= _LONGEST:
            yield start, at + 1
            start = at + 1
    if start < line[1]:
        yield start, line[1]


def _is_speech(fold: str, start: int, end: int) -> bool:
    """Whether a quotation is something said and no name or emphasis."""
    inner = fold[start + 1 : end - 1]
    if len(inner) < 8:
        return False
    if inner[-1] in "。！？!?…" or "。" in inner:
        return True
    before = fold[max(0, start - 2) : start]
    if before[-1:] in "：:" or regex.search("[表指说称道]$", before):
        return True
    return before[-1:] in "，," and len(inner) > 10 and "，" in inner


class _Marks:
    """What is to be masked in a line, sorted, and read sentence by sentence."""

    def __init__(self, groups: Sequence[Group], occasions: Sequence[Occurrence], days: Sequence[DateExpression]) -> None:
        # Where two begin at one place the occasion stands before the group, and the group before the date.
        self.found = sorted(
            ((item.start, rank, item) for rank, items in enumerate((days, groups, occasions)) for item in items), key=lambda m: m[:2]
        )  # fmt: skip
        self.at = 0

    def within(self, start: int, end: int) -> dict[int, tuple[int, str, Group | Occurrence | DateExpression]]:
        """The marks that lie in a sentence, by where they begin."""
        while self.at < len(self.found) and self.found[self.at][0] < start:
            self.at += 1
        here: dict[int, tuple[int, str, Group | Occurrence | DateExpression]] = {}
        while self.at < len(self.found) and self.found[self.at][0] < end:
            item = self.found[self.at][2]
            if item.end <= end:
                here[item.start] = (item.end, _sign(item), item)
            self.at += 1
        return here


def _sign(item: Group | Occurrence | DateExpression) -> str:
    if isinstance(item, Group):
        return item.sign
    if isinstance(item, Occurrence):
        return OCCASION if item.name else GENERAL
    return DATE


def _mask(fold: str, number: int, kind: str, span: tuple[int, int], here: _Marks, reported: bool) -> Sentence:
    start, end = span
    marks = here.within(start, end)
    signs: list[str] = []
    offsets: list[int] = []
    found_groups: dict[int, Group] = {}
    found_occasions: dict[int, Occurrence] = {}
    found_days: dict[int, DateExpression] = {}
    at = start
    while at < end:
        offsets.append(at)
        mark = marks.get(at)
        if mark is not None:
            at, sign, value = mark
            if isinstance(value, Group):
                found_groups[len(signs)] = value
            elif isinstance(value, Occurrence):
                found_occasions[len(signs)] = value
            else:
                found_days[len(signs)] = value
            signs.append(sign)
            continue
        closed = fold.find(_QUOTES[fold[at]], at + 1, min(end, at + _QUOTED)) if fold[at] in _QUOTES else -1
        if closed > 0 and _is_speech(fold, at, closed + 1):
            signs.append(QUOTATION)
            at = closed + 1
        else:
            signs.append(fold[at])
            at += 1
    offsets.append(end)
    skeleton = "".join(signs)
    return Sentence(
        start, end, number, kind, skeleton, tuple(offsets), found_groups, found_occasions, found_days,
        _told(skeleton, reported),
    )  # fmt: skip


def _told(skeleton: str, reported: bool) -> int:
    """Where what somebody said begins: behind the verb, or at once if the sentence goes on with it."""
    frames = load_frames()
    verb = frames.cue("saying").search(skeleton)
    if verb:
        # 他肯定…，并宣布…: what is announced is news again.
        return len(skeleton) if "宣布" in skeleton[verb.end() :] else verb.end()
    if reported and not frames.cue("new_subject").match(skeleton):
        return 0
    return len(skeleton)
