"""When and where, and how much: read from the clause in which an event is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import regex

from pressextract.events.draft import Stretch
from pressextract.events.masks import Sentence
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import Frames
from pressextract.text.dates import DateExpression, parse_numeral
from pressextract.text.resolution import resolve

_STOP = regex.compile(r"[。；！？;!?]")
_WINDOW = 220
_GO_ON = 6
_FIGURES = 16
_OPEN_END = regex.compile("或之?前|或前后|之前|前(?:后|$|[，。])|底前|止")
# Until when to enter, from when to book: no days of the occasion itself.
_ENTRY = regex.compile(
    r"[^，。；]{0,6}(?:[起开]|前|截止|止)[^，。；]{0,6}(?:报名|征[稿件选集]|收件|受理|投稿|购票|售票|预购|索票|登记)"
)
_BY = regex.compile(r"(?:报名|征[稿件选集]|收件|投稿|购票|售票|预购|索票|登记)[^，。；]{0,8}$")
_UNTIL = regex.compile(r"(?:至|到|截至|直到|直至|展期至|展至|止)$")
AGO = regex.compile(r"(?:截至|截止|自|由|从|生于|成立于|早于|直至|直到|此前|曾于|前身|创[立办]于|始于|继)$")
_LENGTH = regex.compile(
    r"(?:为期|一连|连续|接连|[展会赛营]期|历时|前后)(?:共|约|为)?(?P<count>[\d一二两三四五六七八九十]{1,3})个?(?P<unit>[天日周晚]|星期)(?!游)"
)
_ANNOUNCED = regex.compile("[^，。；]{0,6}(?:宣布|公布|预告|透露)[^。；]{0,30}?(?:将|拟|定于|即将)")
_FIRST_PLACE = regex.compile("[^及和与、]{2,}(?=[及和与、])")
_ITS_CLAUSE = regex.compile("[^，。；]*")
_PLANNED = 4
_LONGEST = timedelta(days=400)
_CLOSED = regex.compile(
    "[落闭谢]幕|收官|结[束营业训]|[落降]下[^，。；]{0,2}[帷序]?幕|[画划][上下][^，。；]{0,4}句[号点]"
)
# The day behind which it closes: 6月11日开锣，6月17日闭幕.
_CLOSES = regex.compile("[^，。；]{0,6}?(?:[落闭谢]幕|收官|结[束营训]|撤展|[落降]下)")
# A day that was given up: 原定6月12日…，改于6月20日.
_GIVEN_UP = regex.compile("原(?:定|订|拟|计划|本|预定)[^，。；]{0,4}$")
_MOVED = regex.compile("(?:改|延|押|顺|移|提前|推迟|调整?)(?:期|迟|后|延)?[至到于在为][^，。；]{0,3}$")
_HELD_AT_NEXT = regex.compile("[^，。；]{0,6}(?:举行|举办|召开|办理)[^，。；]{0,3}$")


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an event, ISO, and where they stand in the fold."""

    start: str | None = None
    end: str | None = None
    at: Stretch | None = None


def segment(sentence: Sentence, at: int) -> tuple[int, int]:
    """The part of a skeleton between 。 and ； that holds a place."""
    skeleton = sentence.skeleton
    low, high = max(0, at - _WINDOW), min(len(skeleton), at + _WINDOW)
    for mark in _STOP.finditer(skeleton, low, at):
        low = mark.end()
    stop = _STOP.search(skeleton, at, high)
    return low, stop.start() if stop else high


def days_near(
    scene: Scene,
    sentence: Sentence,
    at: int,
    frames: Frames,
    *,
    reach: tuple[int, int] | None = None,
    onward: bool = False,
) -> Days:
    """The dates of the clause that holds ``at``: the last one before it, else the first one behind it."""
    low, high = reach or segment(sentence, at)
    skeleton = sentence.skeleton
    before = sorted((pos for pos in sentence.dates if low <= pos < at), reverse=True)
    after = sorted(pos for pos in sentence.dates if at <= pos < high)
    until: str | None = None
    for pos in after:
        if _UNTIL.search(skeleton, max(0, pos - 4), pos) or _CLOSES.match(skeleton, pos + 1):
            until = days_of(scene, sentence.dates[pos]).start
    moved = [pos for pos in (*before, *after) if _MOVED.search(skeleton, max(low, pos - 8), pos)]
    if moved and any(_GIVEN_UP.search(skeleton, max(low, pos - 8), pos) for pos in (*before, *after)):
        return days_of(scene, sentence.dates[moved[-1]])
    others = [sign for sign in sentence.occasions if at < sign < high]
    for pos in [*before, *after]:
        if pos > at and others and (others[0] < pos or _ITS_CLAUSE.fullmatch(skeleton, pos + 1, others[0])):
            break  # the day of another occasion
        if _ENTRY.match(skeleton, pos + 1) or _BY.search(skeleton, max(low, pos - 14), pos):
            continue
        if _ANNOUNCED.match(skeleton, pos + 1, max(pos + 1, at + _PLANNED)):
            continue  # 今日宣布将举办…
        ranged = onward and (sentence.dates[pos].last is not None or skeleton[pos + 1 : pos + 2] in ("起", "开"))
        if AGO.search(skeleton, max(0, pos - 4), pos) and not ranged:
            continue
        if _UNTIL.search(skeleton, max(0, pos - 4), pos) and pos not in moved:
            continue
        if _OPEN_END.match(skeleton, pos + 1):
            continue
        found = days_of(scene, sentence.dates[pos])
        if found.start:
            return Days(found.start, found.end or (until if until and until > found.start else None), found.at)
    return Days()


def lasting(sentence: Sentence, at: int, days: Days) -> Days:
    """First and last day of what lasts as long as is said of it: 一连七天 from its day on, or up to the one it closed."""
    low, high = segment(sentence, at)
    match = _LENGTH.search(sentence.skeleton, low, high)
    count = parse_numeral(match["count"]) if match else None
    if match is None or count is None or days.start is None or days.end or days.start.startswith("--"):
        return days
    if min(sentence.occasions, key=lambda sign: abs(sign - match.start())) != at:
        return days
    span = timedelta(days=count * (7 if match["unit"] in ("周", "星期") else 1) - 1)
    if not span or span > _LONGEST:
        return days
    day = date.fromisoformat(days.start)
    if _CLOSED.search(sentence.skeleton, low, high):
        return Days((day - span).isoformat(), days.start, days.at)
    return Days(days.start, (day + span).isoformat(), days.at)


def is_same_day(scene: Scene, sentence: Sentence, at: int, frames: Frames) -> bool:
    """Whether the date next to ``at`` only points back: 同日, 当天下午."""
    low, high = segment(sentence, at)
    near = [pos for pos in sentence.dates if low <= pos < high]
    if not near:
        return False
    pos = min(near, key=lambda p: abs(p - at))
    return bool(frames.cue("same_day").match(scene.page.fold, sentence.offsets[pos]))


def days_of(scene: Scene, day: DateExpression) -> Days:
    """A date expression as ISO dates."""
    start, end = resolve(day, scene.anchor, scene.year)
    start, end = _with_year(scene, start), _with_year(scene, end)
    return Days(start, end if end != start else None, (day.start, day.end))


def _with_year(scene: Scene, day: str | None) -> str | None:
    """A day without a year is the day of a year that the text gives in full elsewhere."""
    return scene.full_days.get(day[1:], day) if day is not None and day.startswith("--") else day


def until_day(scene: Scene, sentence: Sentence, frames: Frames) -> str | None:
    """The day to which an exhibition or the like goes on: 将持续至12月21日."""
    match = frames.cue("lasts_until").search(sentence.skeleton)
    return days_of(scene, sentence.dates[match.start("day")]).start if match else None


def place_near(sentence: Sentence, at: int, frames: Frames) -> Stretch | None:
    """Where something was held: behind 在, 于 or 假, before the verb that says it was, and nearest to what is told."""
    low, high = segment(sentence, at)
    signs = sorted(sentence.occasions)
    for match in frames.cue("place").finditer(sentence.skeleton, low, high):
        start, end = match.span("place")
        if frames.cue("no_place").search(sentence.skeleton[start:end]):
            continue
        before = [s for s in signs if low <= s < start]
        after = [s for s in signs if end <= s < high]
        told = before[-1] if before else after[0] if after else at
        if after and _HELD_AT_NEXT.fullmatch(sentence.skeleton, end, after[0]):
            told = after[0]  # 「科创周」今日在甲地举行开幕式
        if told == at or (after and after[0] == at and after[0] - end <= 14):
            if sentence.skeleton.startswith("分别", end) and (
                first := _FIRST_PLACE.match(sentence.skeleton, start, end)
            ):
                end = first.end()  # 于甲地及乙地分别举办
            return sentence.fold_span(start, end)
    return None


def labelled_place(sentence: Sentence, frames: Frames) -> Stretch | None:
    """Where it says itself that this is the place: 地点：…, 会场设于…."""
    label = frames.cue("labelled_place").search(sentence.skeleton)
    return sentence.fold_span(*label.span("place")) if label else None


def amounts_near(sentence: Sentence, low: int, high: int, frames: Frames) -> tuple[Stretch, ...]:
    """The sums of money told."""
    return tuple(sentence.fold_span(*m.span()) for m in frames.cue("amount").finditer(sentence.skeleton, low, high))[:6]


def figures_from(scene: Scene, number: int, frames: Frames) -> tuple[Stretch, ...]:
    """The figures of results: those of the sentence that tells them and of the ones that go on with figures."""
    found: list[Stretch] = []
    for sentence in scene.sentences[number : number + _GO_ON]:
        here = [sentence.fold_span(*m.span()) for m in frames.cue("figure").finditer(sentence.skeleton)]
        if found and not here and sentence.kind not in ("headline", "heading"):
            break
        found += here
    return tuple(found[:_FIGURES])
