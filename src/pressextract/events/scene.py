"""A page as the frames see it: sentences whose names, dates, occasions and quotations are masked by one sign each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import regex

from pressextract.entities.entity import Entities, Organisation, Person
from pressextract.events.cities import cities_of
from pressextract.events.delegations import with_delegations
from pressextract.events.groups import groups_of
from pressextract.events.masks import QUOTED, QUOTES, Marks, Sentence, mask
from pressextract.events.members import Member, members_of
from pressextract.events.name_borders import Classes
from pressextract.events.occasions import Occurrence, occasions_of
from pressextract.events.titles import free_nominals, holders, nominals, titles
from pressextract.knowledge.frames import Frames, load_frames
from pressextract.text.dates import DateExpression, Moment
from pressextract.text.page import Page
from pressextract.text.resolution import resolve
from pressextract.text.script import fold_script
from pressextract.tokens.word import Word

_Placed = TypeVar("_Placed", Member, DateExpression)
_SILENT = frozenset({"boilerplate", "contact", "credits", "noise", "dateline"})
_VERBS = frozenset({"v", "vd", "ad", "d"})
_YEAR = regex.compile(r"(20\d\d)年")
_MARK = regex.compile(f"[。！？!?　{''.join(QUOTES)}{''.join(QUOTES.values())}]")
_STOPS = regex.compile("[。！？\n]")
_BACK = regex.compile("[同当]")
_GLUED = regex.compile("假(?![日期肢牙])|于(?=\\p{Han}{3})")
_LONGEST = 900


@dataclass(frozen=True, slots=True)
class Scene:
    """A page with its entities, its sentences and the day that 今日 means."""

    page: Page
    entities: Entities
    anchor: date | None
    year: int | None
    sentences: tuple[Sentence, ...]
    bodies: tuple[Member, ...]
    issuer: Organisation | None
    full_days: Mapping[str, str]


def read_scene(
    page: Page,
    words: Sequence[Word],
    entities: Entities,
    anchor: date | None,
    frames: Frames,
    pronouns: Sequence[tuple[int, int, Person]] = (),
) -> Scene:
    """Cuts a page into sentences and masks them; a pronoun whose person is known stands for that person."""
    fold = page.fold
    members = [_without_preposition(fold, m) for m in with_delegations(page, members_of(fold, entities))]
    members = sorted([*members, *cities_of(page, words, members)], key=lambda m: m.start)
    posts = [p.title_span for person in entities.people for p in person.posts if p.title_span]
    days = _with_years(page)
    alones = sorted([*nominals(fold, holders(entities)), *pronouns], key=lambda a: a[0])
    classes = _classes(fold, words)
    full_text = frames.cue("full_text")
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
        alone = [
            Member(who, a, b, alone=True)
            for a, b, who in free_nominals(nominal, [(titles().honoured(fold, span[0], m.start), m.end) for m in here])
        ]
        named = [(m.start, m.end) for m in here if not isinstance(m.entity, Organisation)]
        bodies = [(m.start, m.end) for m in here if isinstance(m.entity, Organisation)]
        occasions = occasions_of(
            fold, span, bodies, named, [(m.start, m.end) for m in alone], classes,
            frames, headline=line.kind in ("headline", "heading"),
        )  # fmt: skip
        free = _outside(here, occasions)
        free = sorted([*free, *_outside(alone, occasions)], key=lambda m: m.start)
        groups = groups_of(fold, span, free, posts, titles())
        reported = False
        marks = Marks(groups, occasions, dated)
        for start, end in _cut(fold, span, line.kind == "headline"):
            sentence = mask(fold, number, line.kind, (start, end), marks, reported)
            reported = sentence.told < len(sentence.skeleton)
            sentences.append(sentence)
        if sentences and full_text.search(sentences[-1].skeleton):
            # 致词全文如下： what follows is somebody's own words to the end.
            break
    return Scene(
        page,
        entities,
        anchor,
        (_dated_year(page, days) or _year(sentences) or page.year_hint) if anchor is None else None,
        tuple(sentences),
        tuple(bodies_named),
        _issuer(entities),
        _full_days(days, anchor),
    )


def _without_preposition(fold: str, member: Member) -> Member:
    """假东岸酒店 is 东岸酒店 behind a preposition."""
    glued = isinstance(member.entity, Organisation) and _GLUED.match(fold, member.start, member.end)
    return replace(member, start=member.start + 1) if glued else member


def _issuer(entities: Entities) -> Organisation | None:
    """The body that a release calls 本公司 or 公司."""
    cue = load_frames().cue("issuer")
    return next((o for o in entities.organisations if any(cue.fullmatch(fold_script(a)) for a in o.aliases)), None)


def _full_days(days: Sequence[DateExpression], anchor: date | None) -> dict[str, str]:
    """The days that the text gives with their year, by month and day; none that stands in two years."""
    if anchor is not None:
        return {}
    found: dict[str, set[str]] = {}
    for day in days:
        iso, _ = resolve(day, None)
        if iso and not iso.startswith("--"):
            found.setdefault(iso[4:], set()).add(iso)
    return {short: next(iter(full)) for short, full in found.items() if len(full) == 1}


def _with_years(page: Page) -> tuple[DateExpression, ...]:
    """The dates of a page; 11月18日 behind 2025年7月8日 in one sentence is a day of that year."""
    out: list[DateExpression] = []
    for day in page.dates:
        last = out[-1] if out else None
        if (
            last is not None
            and last.first.year is not None
            and last.first.day is not None
            and not _BACK.match(page.fold, last.start)
            and day.first.month is not None
            and _is_bare(day.first)
            and not _STOPS.search(page.fold, last.end, day.start)
        ):
            day = replace(day, first=replace(day.first, year=last.first.year))
        out.append(day)
    return tuple(out)


def _is_bare(moment: Moment) -> bool:
    return moment.year is None and moment.year_shift is None and moment.month_shift is None


def _dated_year(page: Page, days: Sequence[DateExpression]) -> int | None:
    """The year of the first day that the body tells, where it is given: the days told after it are of that year."""
    told = ((line.start, line.end) for line in page.lines if line.kind in ("lead", "body"))
    start = next((start for start, _ in told), 0)
    first = next((day for day in days if day.start >= start), None)
    iso = resolve(first, None)[0] if first is not None else None
    return int(iso[:4]) if iso and not iso.startswith("--") else None


def _year(sentences: Sequence[Sentence]) -> int | None:
    """The year that a headline gives, for the days of a text without a dateline."""
    for sentence in sentences[:2]:
        if sentence.kind in ("headline", "heading"):
            match = _YEAR.search(sentence.skeleton)
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


def _cut(fold: str, line: tuple[int, int], headline: bool) -> Iterator[tuple[int, int]]:
    """Sentences of one line: cut at 。！？ outside of quotes, in a headline at wide spaces, and where one is too long."""
    start, closing = line[0], ""
    opened_at = line[0]
    # In a line of usual length only the marks matter; in a longer one every place may be where one is too long.
    marked = (match.start() for match in _MARK.finditer(fold, *line))
    for at in marked if line[1] - line[0] <= QUOTED else range(*line):
        char = fold[at]
        if closing:
            if char == closing or at - opened_at > QUOTED:
                closing = ""
        elif char in QUOTES:
            closing, opened_at = QUOTES[char], at
        elif char in "。！？!?" or (headline and char == "　") or at - start >= _LONGEST:
            yield start, at + 1
            start = at + 1
    if start < line[1]:
        yield start, line[1]
