"""The dateline: where, when and by whom a release was sent out.

Three sorts are looked for, and what one leaves open the next may fill in: a wire dateline that opens the story
(香港2025年10月23日 /美通社/ --, 新华社北京4月9日电, 【记者某某／台北报导】), a labelled line (发稿时间：110年3月17日,
来源：某报), and a line with nothing but a date, at the head or the foot (香港，二零二五年三月二十七日).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Final

import regex

from pressextract.knowledge.lexicon import load
from pressextract.text.dates import DateExpression, find_dates, may_hold_date
from pressextract.text.resolution import resolve

_HEAD_LINES: Final = 14
_FOOT_LINES: Final = 9
_TOP_LINES: Final = 3
_BARE_HEAD_LINES: Final = 6
_LOOK_INTO: Final = 160
_LONGEST_META: Final = 200
_LATEST_WIRE_DATE: Final = 60

_PLACE: Final = r"(?:[\p{Han}·]{2,10}(?:[，,、]\s?[\p{Han}]{2,8})?|[A-Z][A-Za-z.]+(?:[ ,][ A-Za-z]{2,20})?)"
_AGENCY_END: Final = r"(?:社|报网?|网|讯|台|(?:财经|新闻|电视)[网台社]?|在线|传媒|中心)"
_DASH: Final = r"(?:[-–—─－]{1,3})"
# What stands before the date of a wire dateline.
_BEFORE_PLACE: Final = regex.compile(rf"[【\[（(〔]?\s*(?P<place>{_PLACE})\s*(?:[，,]|{_DASH})?\s*")
_BEFORE_AGENCY: Final = regex.compile(
    rf"[【\[（(〔]?\s*(?P<agency>[\p{{Han}}A-Za-z]{{1,10}}?{_AGENCY_END})(?P<rest>[\p{{Han}}、]{{0,16}})\s*"
)
_BEFORE_BOTH: Final = regex.compile(rf"(?P<place>{_PLACE})\s*{_DASH}\s*(?P<agency>[^-–—，。]{{3,30}}?)\s*{_DASH}\s*")
_BEFORE_NAME: Final = regex.compile(r"(?P<agency>\p{Han}{2,8})")
_OPENING: Final = regex.compile(r"[【\[（(〔]?\s*")
# What stands behind it.
_AFTER_SLASH: Final = regex.compile(r"\s*电?\s*[/／](?P<agency>[^/／\n]{2,24})[/／]")
_AFTER_BRACKET: Final = regex.compile(rf"\s*{_DASH}\s*[（(](?P<agency>[^）)\n]{{2,24}})[）)]")
_AFTER_WIRE: Final = regex.compile(
    r"\s*(?:综合)?(?:外|专)?(?:电|讯|报道|报导|消息(?=[，,]))+[】\])）〕]?(?!视|话|影|力|子|脑|台|商|网)"
)
_AFTER_PLACE: Final = regex.compile(rf"\s*[，,]\s*(?P<place>{_PLACE})\s*(?:[】\])）〕]|{_DASH})")
_AFTER_DASH: Final = regex.compile(rf"\s*(?:[】\])）〕]\s*{_DASH}?|{_DASH})\s*(?=\S)")
# Without a date.
_BYLINE: Final = regex.compile(
    rf"[【\[（(〔]?[^】\])）〕／/，。：\n]{{2,20}}[／/]\s*(?P<place>{_PLACE}?)(?:连线|综合|专题)?(?:报导|报道|电|讯)[】\])）〕]?(?:\s|$|(?<=[】\])）〕]))"
)
_PLACE_WIRE: Final = regex.compile(r"[【\[（(〔]?(?P<place>\p{Han}{2,6}?)(?:专)?(?:讯|电)(?:[】\])）〕]|[\s：:])")
_PLACE_AGENCY: Final = regex.compile(
    rf"(?P<place>{_PLACE}?)\s*{_DASH}\s*[（(](?P<agency>[^）)\n]{{2,24}})[）)]\s*{_DASH}"
)

_LABELLED_DATE: Final = regex.compile(
    r"发稿(?:时间|日期)\s*[：:]?\s*"
    r"|(?<!\p{Han})(?:发稿|发布|发表|刊登|刊载|公布|张贴|上版|上架|新闻|更新|撰稿|发文|稿件|文章)(?:时间|日期)?\s*[：:]\s*"
)
# Without such a word it may be the time of the event: it counts beside 来源, and as 日期 at the very top.
_PLAIN_LABEL: Final = regex.compile(r"(?<!\p{Han})(?:时间|日期)\s*[：:]\s*")
_SOURCE: Final = regex.compile(
    r"(?:文章|信息|新闻|稿件)?(?:来源|稿源|消息来源)\s*[：:]\s*[“「]?(?P<agency>[\p{L}\p{N}·（）()]{2,30})"
)
_META_LINE: Final = regex.compile(
    r"发稿(?:单位|机关|时间|日期)\s*[：:]?|(?<!\p{Han})(?:发布|供稿|发文)(?:单位|机关|机构|部门|时间|日期)\s*[：:]"
    r"|(?<!图片|照片|资料|数据|影像|资金)(?:来源|稿源)\s*[：:]|^[（(][^（）()]{2,20}发布[）)]$"
)
_URL: Final = regex.compile(r"https?://\S+")
_CLOCK: Final = regex.compile(
    r"\s*(?:香港时间|上午|下午|晚上)?\s*\d{1,2}\s*(?:[:：时点]\s*\d{1,2}\s*分?){1,2}\s*|\s*(?:星期|周)[一二三四五六日天]\s*"
)
_FIELD: Final = regex.compile(
    r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[：:]?\s*\d*|字[号体].*$|(?:作者|编辑|记者)\s*[：:]?\s*\p{Han}{2,4}"
)
_TAIL_CODE: Final = regex.compile(r"(?<!\d)(1[0-3]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])\s*$")
_WHOLE_PLACE: Final = regex.compile(_PLACE)
_SENDER: Final = regex.compile(r"[\p{Han}A-Za-z（）()·]{3,24}")
_NO_AGENCY: Final = regex.compile(r"本[报网刊社台]|综合|特|快|通")


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline on the fold.

    Attributes:
        place: Where the place stands, or None.
        date_iso: The date, ``--MM-DD`` where no year is known, or None.
        agency: Where the agency stands, or None.
        start: Where the dateline begins.
        end: Where it ends.
        anchor: The date as a day, where the year is known.
    """

    place: tuple[int, int] | None
    date_iso: str | None
    agency: tuple[int, int] | None
    start: int
    end: int

    @property
    def anchor(self) -> datetime.date | None:
        """The day that 今日 means."""
        if self.date_iso is None or self.date_iso.startswith("--"):
            return None
        return datetime.date.fromisoformat(self.date_iso)


def find_dateline(fold: str, published: datetime.date | None = None) -> FoundDateline | None:
    """The dateline of a release.

    >>> find_dateline("新华社北京4月9日电　据悉，……").date_iso
    '--04-09'
    """
    lines = _lines(fold)
    head = lines[:_HEAD_LINES]
    foot = lines[max(len(head), len(lines) - _FOOT_LINES) :]
    sent = _tail_code(fold, lines) or published
    found: FoundDateline | None = None
    for candidate in (
        *(_wire(fold, start, end, sent) for start, end in head),
        *(
            _labelled(fold, start, end, published, is_top=_is_top(fold, head, at))
            for at, (start, end) in enumerate((*head, *foot))
        ),
        *(_bare(fold, start, end) for start, end in (*head[:_BARE_HEAD_LINES], *reversed(lines[-_FOOT_LINES:]))),
    ):
        if candidate is not None:
            found = candidate if found is None else _filled(found, candidate)
    if found is not None and found.agency is None:
        sources = (_SOURCE.match(fold, start, end) for start, end in head if is_meta(fold[start:end]))
        found = replace(found, agency=next((source.span("agency") for source in sources if source), None))
    return found


def _is_top(fold: str, head: list[tuple[int, int]], at: int) -> bool:
    """Whether a plain 时间： or 日期： on this line tells of the release: it opens it, or stands under 发稿单位：."""
    if at >= len(head):
        return False
    start, end = head[at]
    if at < _TOP_LINES and fold.startswith("日期", start, end):
        return True
    return at > 0 and is_meta(fold[slice(*head[at - 1])]) and "单位" in fold[slice(*head[at - 1])]


def is_meta(text: str) -> bool:
    """Whether a line of the fold tells about the release and nothing of its story.

    >>> is_meta("发稿时间：110年3月17日17:23"), is_meta("时间仓促，未能尽录。")
    (True, False)
    """
    return len(text) <= _LONGEST_META and bool(_META_LINE.search(text)) and "。" not in text


def _lines(fold: str) -> list[tuple[int, int]]:
    """Start and end of every line with something on it."""
    lines: list[tuple[int, int]] = []
    at = 0
    for raw in fold.split("\n"):
        text = raw.strip()
        if text:
            start = at + len(raw) - len(raw.lstrip())
            lines.append((start, start + len(text)))
        at += len(raw) + 1
    return lines


def _wire(fold: str, start: int, end: int, published: datetime.date | None) -> FoundDateline | None:
    """A dateline that opens a paragraph."""
    text = fold[start : min(end, start + _LOOK_INTO)]
    for expression in find_dates(text)[:1] if may_hold_date(text, _LATEST_WIRE_DATE) else ():
        if expression.start > _LATEST_WIRE_DATE:
            break
        before, after = text[: expression.start], expression.end
        place, agency = _before(before)
        tail = None
        for pattern in (_AFTER_SLASH, _AFTER_BRACKET, _AFTER_WIRE):
            tail = pattern.match(text, after)
            if tail is not None and (place or agency or pattern is not _AFTER_WIRE or not before):
                break
            tail = None
        if (
            tail is None
            and expression.first.month
            and _OPENING.fullmatch(before)
            and (tail := _AFTER_PLACE.match(text, after))
        ):
            place = tail.span("place")
        if tail is None and place and expression.first.month:
            tail = _AFTER_DASH.match(text, after)
        if tail is None:
            break
        if "agency" in tail.groupdict():
            agency = tail.span("agency")
        elif place == (0, expression.start) and "讯" in tail.group() and not _is_place(before):
            place, agency = None, place  # 第一财经8月21日讯 has no place
        return _made(start, place, _iso(expression, published), agency, 0, tail.end())
    if byline := _BYLINE.match(text):
        place = byline.span("place") if byline.group("place") else None
        return _made(start, place, None, None, 0, byline.end()) if place else None
    for pattern in (_PLACE_WIRE, _PLACE_AGENCY):
        if (match := pattern.match(text)) and match.group("place") in load("places"):
            agency = match.span("agency") if "agency" in match.groupdict() else None
            return _made(start, match.span("place"), None, agency, 0, match.end())
    return None


def _before(before: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Place and agency out of what stands before the date."""
    if match := _BEFORE_BOTH.fullmatch(before):
        return match.span("place"), match.span("agency")
    if (match := _BEFORE_PLACE.fullmatch(before)) and match.group("place") in load("places"):
        return match.span("place"), None
    if match := _BEFORE_AGENCY.fullmatch(before):
        rest = match.group("rest")
        at = match.start("rest")
        agency = None if _NO_AGENCY.fullmatch(match.group("agency")) else match.span("agency")
        if rest.startswith("记者"):
            # 中央社记者某某台北9日电: the place is what a gazetteer knows, else the last two characters.
            size = next((n for n in range(5, 1, -1) if rest[-n:] in load("places")), 2)
            return (at + len(rest) - size, at + len(rest)), agency
        return ((at, at + len(rest)) if rest else None), agency
    if match := _BEFORE_PLACE.fullmatch(before):
        return match.span("place"), None
    return None, None


def _labelled(
    fold: str, start: int, end: int, published: datetime.date | None, *, is_top: bool
) -> FoundDateline | None:
    """A line like 发稿时间：110年3月17日, with or without 来源：某报."""
    text = fold[start : min(end, start + _LONGEST_META)]
    if end - start > _LONGEST_META and not _META_LINE.match(text):
        return None
    source = _SOURCE.search(text)
    label = _LABELLED_DATE.search(text) or (_PLAIN_LABEL.search(text) if source or is_top else None)
    iso: str | None = None
    span = (0, 0)
    if label is not None:
        for expression in find_dates(text[label.end() : label.end() + 40])[:1]:
            if expression.start == 0 and (iso := _iso(expression, published)):
                span = label.start(), label.end() + expression.end
    elif source is not None and "。" not in text:
        for expression in find_dates(text)[:1]:
            if (iso := _iso(expression, None)) and iso.startswith("--"):
                iso = None
            span = expression.start, expression.end
    if iso is None:
        return None
    if source is not None:
        span = min(span[0], source.start()), max(span[1], source.end())
    return _made(start, None, iso, source.span("agency") if source else None, *span)


def _bare(fold: str, start: int, end: int) -> FoundDateline | None:
    """A line with a full date and at most a place or the sender beside it."""
    text = fold[start:end]
    if len(text) > 60:
        return None
    dates = find_dates(text)
    if len(dates) != 1 or dates[0].last is not None:
        return None
    iso = _iso(dates[0], None)
    if iso is None or iso.startswith("--") or dates[0].first.day_shift is not None:
        return None
    rest = _URL.sub("", text[: dates[0].start]), text[dates[0].end :]
    before, after = (_FIELD.sub("", _CLOCK.sub("", part)).strip(" \u3000【】[]") for part in rest)
    before, after = (_unbracketed(part) for part in (before, after))
    if after and not before:
        # 2025年10月23日　香港
        name = after.lstrip("，,于 ")
        if name not in load("places"):
            return None
        at = text.find(name, dates[0].end)
        if at < 0:
            return None  # a field or a clock stood inside it
        return _made(start, (at, at + len(name)), iso, None, 0, len(text))
    if after:
        return None
    if not before:
        return _made(start, None, iso, None, dates[0].start, dates[0].end)
    name = before.rstrip("，, \u3000")
    at = text.find(name)
    if at < 0:
        return None
    if before.endswith(("，", ",")) or _is_place(name):
        return _made(start, (at, at + len(name)), iso, None, 0, dates[0].end) if _WHOLE_PLACE.fullmatch(name) else None
    gap = text[at + len(name) : dates[0].start]
    if gap.strip() == "" and gap and _SENDER.fullmatch(name):
        return _made(start, None, iso, (at, at + len(name)), 0, dates[0].end)
    return None


def _unbracketed(part: str) -> str:
    """The part without brackets that do not close in it, as those around a whole dateline; 大学（海大） keeps its own."""
    return (
        part
        if part.count("（") == part.count("）") and part.count("(") == part.count(")")
        else part.strip("（()） \u3000")
    )


def _filled(found: FoundDateline, more: FoundDateline) -> FoundDateline:
    """A dateline with what another one knows better; a date is never contradicted."""
    iso = found.date_iso
    if iso is None or (iso.startswith("--") and more.date_iso is not None and more.date_iso.endswith(iso[1:])):
        iso = more.date_iso
    return replace(found, date_iso=iso, place=found.place or more.place, agency=found.agency or more.agency)


def _made(
    line: int, place: tuple[int, int] | None, iso: str | None, agency: tuple[int, int] | None, start: int, end: int
) -> FoundDateline:
    def moved(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return (span[0] + line, span[1] + line) if span else None

    return FoundDateline(moved(place), iso, moved(agency), line + start, line + end)


def _iso(expression: DateExpression, published: datetime.date | None) -> str | None:
    return resolve(expression, published)[0]


def _tail_code(fold: str, lines: list[tuple[int, int]]) -> datetime.date | None:
    """The day that a Taiwanese wire puts at its very end: 1100803 is 3 August 2021."""
    if not lines or not (match := _TAIL_CODE.search(fold, max(lines[-1][0], lines[-1][1] - 12), lines[-1][1])):
        return None
    year, month, day = (int(part) for part in match.groups())
    try:
        return datetime.date(year + 1911, month, day)
    except ValueError:
        return None


def _is_place(text: str) -> bool:
    return text.strip("【[（( 　") in load("places")
