"""Dates as press releases write them: found on the fold in one pass, resolved against a day.

One pattern finds the units (二〇二五年, 10月, 今（28）日, 2025-10-23), which are then joined to moments and moments to
ranges. ``find_dates`` invents nothing; ``resolve`` puts in what the anchor (the dateline, or the day of publication)
knows, and gives ISO dates, or ``--MM-DD`` where no year is known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import regex

_YEAR, _MONTH, _DAY, _WHOLE = range(4)
_ROC: Final = 1911
_LONGEST_NUMERAL: Final = 32
_DIGITS: Final = {"〇": 0, "○": 0, "◯": 0, "零": 0, "O": 0, "两": 2} | dict(
    zip("一二三四五六七八九", range(1, 10), strict=True)
)
_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"万": 10_000, "亿": 100_000_000}
_WEEKDAYS: Final = dict(zip("一二三四五六日", range(7), strict=True)) | {"天": 6}
_YEARS: Final = {"今": 0, "本": 0, "去": -1, "上": -1, "明": 1, "来": 1, "前": -2, "后": 2}
_MONTHS: Final = {"今": 0, "本": 0, "上": -1, "下": 1}
_DAYS: Final = {"今": 0, "即": 0, "本": 0, "昨": -1, "明": 1, "前": -2, "后": 2}
_WEEKS: Final = {"本": 0, "这": 0, "上": -1, "下": 1}

_N: Final = r"(?:\d{1,2}|[〇○零一二三四五六七八九十廿卅]{1,4})"
_LINK: Final = r"[至到~～–—－、及和与-]"
_NOTE: Final = r"[（(](?:周|星期)?[一二三四五六日][）)]"
# 目前, 之前 and 今后, 此后 are no 前日 and no 后天.
_BEFORE: Final = r"(?<![目日之此以然年月])前"
_AFTER: Final = r"(?<![今之以先前此然])后"
# The pattern looks at most places of a text in vain, so it asks for the first character before all else, and it is
# written out: calls of named parts take ten times as long.
_UNIT: Final = regex.compile(
    rf"""
    (?=[\d〇○◯零O一二三四五六七八九十廿卅])(?<![\d.,/])(?:
      (?<!-)(?<iyear>(?:19|20)\d\d|1[01]\d)(?<sep>[-/.])(?<imonth>\d{{1,2}})(?P=sep)(?<iday>\d{{1,2}})(?![\d%/-]|\.\d)
    | (?<year>(?:18|19|20)\d\d|[一二][〇○◯零O一二三四五六七八九]{{3}}|[一二]千[〇○零一二三四五六七八九百十]{{1,6}})
        \s?年(?!度|代|级)
    | (?<roc>1[0-3]\d)\s?年(?=\s?{_N}\s?月)
    | (?<smonth>\d{{1,2}})/(?<sday>\d{{1,2}})(?![\d/%])
        (?:(?<={_LINK}\d{{1,2}}/\d{{1,2}})|(?=\s?(?:[起至到~～前止]|(?:举[办行]|登场|开[跑幕])|[-–—]\s?\d{{1,2}}(?:/|(?![\d/%]))|{_NOTE})))
    | (?<month>(?<![第〇○零一二三四五六七八九十百千]){_N})\s?月(?![球票饼台亮光])
    | (?<day>(?<![第百千]){_N})(?:\s?[日号]|(?=\s?{_LINK}\s?{_N}\s?[日号]))
    | (?<=\d/\d{{1,2}}\s?[-–—~～至到]\s?)(?<until>\d{{1,2}})(?![\d/%年月日])
    )
  | (?=[翌次隔第前])(?<![层两依])(?<later>[翌次](?:日(?!常)|晨)|隔[日天]|第二[日天]|前一[日天])
  | (?=[今本去上明来同当前后即昨这下中民])(?:
      (?:中华)?民国\s?(?<minguo>\d{{1,3}}|[〇○零一二三四五六七八九十百]{{1,6}})\s?年
    | (?<ryear>[今本去上明来同当]|{_BEFORE}|{_AFTER})(?:[（(](?<ryearn>\d{{2,4}})[）)])?年(?!度|代|级|轻|来)
    | (?<rmonth>[今本上下同当])个?(?:[（(](?<rmonthn>{_N})月?[）)])?月(?![球票饼台亮光])
    | (?<rday>[今本即昨]|(?<!合)同|(?<![正适相])当|(?<![说证声发文黎高光])明|{_BEFORE}|{_AFTER})
        (?:[（(](?:(?<rdaymonth>\d{{1,2}})/)?(?<rdayn>{_N})日?[）)])?
        (?:日(?!常|程|趣|志|报)|天(?!然)|(?<=(?<!如|现|当|迄|至|古)今|昨)(?=[在于假起]|举行|召开)|[晚早晨夜午](?!报|餐|安)(?:上(?![演映场线市台])|间)?|(?<=[）)])(?=[起、及和与至到上下晚两2在于]))
        (?:[（(](?<rdaym>{_N})日?[）)])?
    | (?<rweek>[本这上下])个?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])
    )
    """,
    regex.VERBOSE,
)
_THIS_YEAR: Final = regex.compile(r"(?P<word>[今本去明来])[（(](?P<year>\d{2,4})[）)]年")
_WEEKDAY_NOTE: Final = regex.compile(r"\s?[（(](?:星期|礼拜|周)?[一二三四五六日天][）)]")
# 起到星期日（17日): the day of the week stands before the day that it is.
_TO: Final = regex.compile(
    r"(?:起|开始)?\s?(?:至|到|[-–—―─~～－﹣]{1,2})\s?(?:(?:[本下]?周|星期|礼拜)[一二三四五六日天][（(])?"
)
_AND: Final = regex.compile(r"\s?[、及和与跟]\s?")
# Lengths of time and set phrases, where a day stands alone: 为期30日, 3日游, 有朝一日, 十日内.
_NO_DAY_BEFORE: Final = regex.compile(r"(?<=[第每逐某朝他终这那近几数期共达逾满停假个]|(?<!纽)约)")
_NO_DAY_AFTER: Final = frozenset("本元均语报军圆游内间谈薪产常趋龄系")
_LUNAR: Final = regex.compile(r"(?:农历|阴历|旧历|夏历)\s?$")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as the text gives it: what is missing is None, what is relative is a shift (昨日: ``day_shift`` -1).

    ``later`` is how many days behind that day is meant: 翌日 is the day told last and one more.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_shift: int | None = None
    month_shift: int | None = None
    day_shift: int | None = None
    week_shift: int | None = None
    weekday: int | None = None
    later: int = 0


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date or a range of dates; ``last`` is None for a single day. Offsets are of the fold."""

    start: int
    end: int
    first: Moment
    last: Moment | None = None


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    rank: int
    moment: Moment
    same: bool = False
    later: int = 0


def parse_numeral(text: str) -> int | None:
    """The whole number a numeral stands for: digits, Chinese digits, or with 十百千万亿; None where it is none.

    >>> parse_numeral("二○二五"), parse_numeral("廿八"), parse_numeral("三千二百"), parse_numeral("1,260")
    (2025, 28, 3200, 1260)
    """
    text = text.replace(",", "").replace("，", "")
    if not text or len(text) > _LONGEST_NUMERAL:
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    number = ""
    for char in text:
        if char in _DIGITS:
            digit, number = _DIGITS[char], ""
        elif char.isascii() and char.isdigit():
            number += char
            digit = int(number)
        elif char in _SCALES:
            section += (digit or 1) * _SCALES[char]
            digit, number = 0, ""
        elif char in _MYRIADS:
            total = (
                (total + section + digit) * _MYRIADS[char]
                if _MYRIADS[char] > 10_000
                else total + (section + digit) * 10_000
            )
            section, digit, number = 0, 0, ""
        else:
            return None
    return total + section + digit


def find_dates(fold: str) -> tuple[DateExpression, ...]:
    """Every date in a fold, in order; years alone, lengths of time and lunar dates are none.

    >>> [fold[d.start:d.end] for fold in ["于2025年10月20至21日举行，今（28）日闭幕"] for d in find_dates(fold)]
    ['2025年10月20至21日', '今（28）日']
    """
    units = [unit for match in _UNIT.finditer(fold) if (unit := _unit(match)) is not None]
    found: list[DateExpression] = []
    known: Moment | None = None
    opened: Moment | None = None  # the first day of what was told last: 次日 of a range is its second day
    index = 0
    while index < len(units):
        start = units[index].start
        first, end, after = _moment(fold, units, index, opened if units[index].later else known)
        last: Moment | None = None
        index = after
        if first is None:
            continue
        if found and known and first == Moment(day=first.day) and _leads(_AND, fold, found[-1].end, start):
            first = _within(first, known)  # 12月3日、15日
        if after < len(units) and _leads(_TO, fold, end, units[after].start):
            second, second_end, second_after = _moment(fold, units, after, first)
            if second is not None and _level(second) >= _level(first):
                last, end, index = second, second_end, second_after
        elif first.day and after < len(units) and _leads(_AND, fold, end, units[after].start):
            # 10月20、21日 and 四月十三日及十四日 are one stretch; 3日、15日 are two days.
            second, second_end, second_after = _moment(fold, units, after, first)
            if second is not None and second in (Moment(day=first.day + 1), replace(first, day=first.day + 1)):
                last, end, index = second, second_end, second_after
            elif second is not None and (first.day_shift, second.day_shift) == (0, 1):
                last, end, index = second, second_end, second_after  # 今（15）、明（16）两天
        if _level(first) == 0:
            known = opened = first
        elif not _is_no_date(fold, start, end, first, last):
            found.append(DateExpression(start, end, first, last))
            known = _within(last, first) if last is not None else first
            opened = first
    return tuple(found)


def may_hold_date(fold: str, last: int) -> bool:
    """Whether a date may begin at one of the first places of a fold, up to ``last``; asked where few do.

    >>> may_hold_date("新华社北京4月9日电", 60), may_hold_date("据悉，会议4月9日举行", 4)
    (True, False)
    """
    match = _UNIT.search(fold)
    return match is not None and match.start() <= last


def stated_year(fold: str) -> int | None:
    """The year of the release where it says so in passing, for ``resolve`` as a hint.

    >>> stated_year("明（2022）年各国都应强化目标")
    2021
    """
    match = _THIS_YEAR.search(fold)
    if match is None:
        return None
    year = int(match["year"])
    return (year + _ROC if year < 1000 else year) - _YEARS[match["word"]]


def _unit(match: regex.Match[str]) -> _Unit | None:
    """The unit that a match of the pattern stands for; None for a 13th month."""
    start, end = match.span()
    if text := match["day"] or match["until"]:
        return _Unit(start, end, _DAY, Moment(day=parse_numeral(text)))
    if text := match["month"]:
        number = parse_numeral(text)
        return _Unit(start, end, _MONTH, Moment(month=number)) if number and number <= 12 else None
    if text := match["year"]:
        return _Unit(start, end, _YEAR, Moment(year=parse_numeral(text)))
    if match["iyear"]:
        year = int(match["iyear"])
        moment = Moment(year + _ROC if year < 1000 else year, int(match["imonth"]), int(match["iday"]))
        return _Unit(start, end, _WHOLE, moment)
    if word := match["later"]:
        return _Unit(start, end, _DAY, Moment(), same=True, later=-1 if word[0] == "前" else 1)
    if match["smonth"]:
        month, day = int(match["smonth"]), int(match["sday"])
        return _Unit(start, end, _WHOLE, Moment(month=month, day=day)) if 1 <= month <= 12 and 1 <= day <= 31 else None
    if roc := match["roc"] or match["minguo"]:
        return _Unit(start, end, _YEAR, Moment(year=(parse_numeral(roc) or 0) + _ROC))
    if word := match["ryear"]:
        if match["ryearn"]:
            year = int(match["ryearn"])
            return _Unit(start, end, _YEAR, Moment(year=year + _ROC if year < 1000 else year))
        return _Unit(start, end, _YEAR, Moment(year_shift=_YEARS.get(word)), same=word in "同当")
    number = parse_numeral(match["rmonthn"] or match["rdayn"] or match["rdaym"] or "")
    same = not number and (match["rmonth"] or match["rday"]) in ("同", "当")
    if word := match["rmonth"]:
        return _Unit(start, end, _MONTH, Moment(month=number, month_shift=_MONTHS.get(word)), same)
    if word := match["rday"]:
        slashed = int(match["rdaymonth"]) if match["rdaymonth"] else None
        return _Unit(start, end, _DAY, Moment(month=slashed, day=number, day_shift=_DAYS.get(word)), same)
    return _Unit(start, end, _WHOLE, Moment(week_shift=_WEEKS[match["rweek"]], weekday=_WEEKDAYS[match["weekday"]]))


def _moment(fold: str, units: list[_Unit], index: int, known: Moment | None) -> tuple[Moment | None, int, int]:
    """The moment that begins with a unit, its end, and the index of the unit after it."""
    moment, end, index = _joined(fold, units, index, known)
    relative = moment.day_shift is not None or moment.week_shift is not None
    if relative and fold.startswith(("（", "("), end) and index < len(units) and units[index].start == end + 1:
        # 今日（十二月十九日）, 上周五（12月5日）: the bracket says which day is meant.
        inner, inner_end, inner_after = _joined(fold, units, index, known)
        if inner.month and inner.day and fold.startswith(("）", ")"), inner_end):
            moment, end, index = inner, inner_end + 1, inner_after
    if note := _WEEKDAY_NOTE.match(fold, end):
        end = note.end()
    return (moment if moment != Moment() else None), end, index


def _joined(fold: str, units: list[_Unit], index: int, known: Moment | None) -> tuple[Moment, int, int]:
    """Year, month and day that follow each other, joined to one moment."""
    unit = units[index]
    moment, end, rank = (_same(unit, known) if unit.same else unit.moment), unit.end, unit.rank
    for following in units[index + 1 : index + 3]:
        gap = fold[end : following.start]
        if rank >= _DAY or following.rank != rank + 1 or following.same or gap not in ("", " "):
            break
        moment = _merged(moment, following.moment)
        end, rank, index = following.end, following.rank, index + 1
    return moment, end, index + 1


def _merged(moment: Moment, more: Moment) -> Moment:
    """A moment with what the next unit adds to it."""
    names = ("month", "day", "month_shift", "day_shift")
    return replace(moment, **{name: value for name in names if (value := getattr(more, name)) is not None})


def _same(unit: _Unit, known: Moment | None) -> Moment:
    """同年, 同月, 同日: as much of the date before as the word repeats."""
    if known is None:
        return Moment()
    if unit.later:
        return replace(known, later=known.later + unit.later) if _level(known) == _DAY else Moment()
    if unit.rank == _YEAR:
        return Moment(year=known.year, year_shift=known.year_shift)
    if unit.rank == _MONTH:
        return replace(known, day=None, day_shift=None, week_shift=None, weekday=None)
    return known


def _leads(link: regex.Pattern[str], fold: str, end: int, start: int) -> bool:
    """Whether nothing but a link stands between two places."""
    match = link.match(fold, end)
    return match is not None and match.end() == start


def _within(moment: Moment, frame: Moment) -> Moment:
    """A moment with the month and the year of another one, where it names none."""
    if moment.month is None and moment.day_shift is None and moment.week_shift is None:
        moment = replace(moment, month=frame.month, month_shift=frame.month_shift)
    if moment.year is None and moment.year_shift is None:
        moment = replace(moment, year=frame.year, year_shift=frame.year_shift)
    return moment


def _level(moment: Moment) -> int:
    """2 for a day, 1 for a month, 0 for a year alone."""
    if moment.day is not None or moment.day_shift is not None or moment.week_shift is not None:
        return 2
    return 1 if moment.month is not None or moment.month_shift is not None else 0


def _is_no_date(fold: str, start: int, end: int, first: Moment, last: Moment | None) -> bool:
    if first.month is None and first.month_shift is None and first.day_shift is None and first.week_shift is None:
        if _NO_DAY_BEFORE.match(fold, start) or fold[end : end + 1] in _NO_DAY_AFTER or "号" in fold[start:end]:
            return True
        if last is None and (fold[start:end] == "一日" or fold[end - 1 : end] not in "日号"):
            return True
    return bool(_LUNAR.search(fold, max(0, start - 4), start))
