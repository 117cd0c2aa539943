"""Dates as press releases write them: found on the fold in one pass, resolved against a day.

One pattern finds the units (二〇二五年, 10月, 今（28）日, 2025-10-23), which are then joined to moments and moments to
ranges. ``find_dates`` invents nothing; ``resolve`` puts in what the anchor (the dateline, or the day of publication)
knows, and gives ISO dates, or ``--MM-DD`` where no year is known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import regex

_ROC: Final = 1911
_HALF_YEAR: Final = timedelta(days=183)
_LONGEST_NUMERAL: Final = 32
_DIGITS: Final = {char: value for value, chars in enumerate(("〇○◯零O", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for char in chars}  # fmt: skip
_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"万": 10_000, "亿": 100_000_000}
_WEEKDAYS: Final = {
    char: day for day, chars in enumerate(("一", "二", "三", "四", "五", "六", "日天")) for char in chars
}
_YEARS: Final = {"今": 0, "本": 0, "去": -1, "上": -1, "明": 1, "来": 1, "前": -2, "后": 2}
_MONTHS: Final = {"今": 0, "本": 0, "上": -1, "下": 1}
_DAYS: Final = {"今": 0, "即": 0, "本": 0, "昨": -1, "明": 1, "前": -2, "后": 2}
_WEEKS: Final = {"本": 0, "这": 0, "上": -1, "下": 1}

_UNIT: Final = regex.compile(
    r"""
    (?(DEFINE) (?<n>\d{1,2}|[〇○零一二三四五六七八九十廿卅]{1,4}) (?<c>[〇○◯零O一二三四五六七八九]) )
    (?<![\d.,/])(?:
      (?<![-])(?<iyear>(?:19|20)\d\d|1[01]\d)(?<sep>[-/.])(?<imonth>\d{1,2})(?P=sep)(?<iday>\d{1,2})(?![\d%/-]|\.\d)
    | (?<year>(?:18|19|20)\d\d|[一二](?&c){3}|[一二]千[〇○零一二三四五六七八九百十]{1,6})\s?年(?!度|代|级)
    | (?<roc>1[0-3]\d)\s?年(?=\s?(?&n)\s?月)
    | (?<smonth>\d{1,2})/(?<sday>\d{1,2})(?![\d/%])(?:(?<=[至到~～-]\d{1,2}/\d{1,2})|(?=\s?(?:[起至到~～前止]|[-–—]\s?\d{1,2}/|[（(](?:周|星期)?[一二三四五六日][）)])))
    | (?<month>(?<![第〇○零一二三四五六七八九十百千])(?&n))\s?月(?!球|票|饼|台|亮|光)
    | (?<day>(?<![第百千])(?&n))(?:\s?[日号]|(?=\s?[至到~～–—－、及和与-]\s?(?&n)\s?[日号]))
    )
  | (?:中华)?民国\s?(?<minguo>\d{1,3}|[〇○零一二三四五六七八九十百]{1,6})\s?年
  | (?<ryear>[今本去上明来同当]|(?<![目之此以然日年])前|(?<![今之以先前此然])后)(?:[（(](?<ryearn>\d{2,4})[）)])?年(?!度|代|级|轻|来)
  | (?<rmonth>[今本上下同当])个?(?:[（(](?<rmonthn>(?&n))月?[）)])?月(?!球|票|饼|台|亮|光)
  | (?:(?<rday>[今本即]|(?<!合)同|(?<![正适相])当|(?<![说证声发文黎高光])明|昨|(?<![目日之此以年月])前|(?<![今之以先前此然])后)
      (?:[（(](?<rdayn>(?&n))日?[）)])?(?:日(?!常|程|趣|志|报)|天(?!然)|[晚早晨夜午](?!报|餐|安)(?:上|间)?)
      (?:[（(](?<rdaym>(?&n))日?[）)])?)
  | (?<rweek>[本这上下])个?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])
    """,
    regex.VERBOSE,
)
_WEEKDAY_NOTE: Final = regex.compile(r"\s?[（(](?:星期|礼拜|周)?[一二三四五六日天][）)]")
_TO: Final = regex.compile(r"(?:起|开始)?\s?(?:至|到|[-–—―─~～－﹣]{1,2})\s?")
_AND: Final = regex.compile(r"\s?[、及和与]\s?")
# Lengths of time and set phrases, where a day stands alone: 为期30日, 3日游, 有朝一日, 十日内.
_NO_DAY_BEFORE: Final = regex.compile(r"(?<=[第每逐某朝他终这那近几数期共达逾满停假个]|(?<!纽)约)")
_NO_DAY_AFTER: Final = frozenset("本元均语报军圆游内间谈薪产常趋龄系")
_LUNAR: Final = regex.compile(r"(?:农历|阴历|旧历|夏历)\s?$")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as the text gives it: what is missing is None, what is relative is a shift (昨日: ``day_shift`` -1)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_shift: int | None = None
    month_shift: int | None = None
    day_shift: int | None = None
    week_shift: int | None = None
    weekday: int | None = None

    @property
    def is_relative(self) -> bool:
        """Whether it cannot be known without an anchor, because it names no month of its own."""
        return self.month is None


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
    level: str  # year, month, day, date, week
    moment: Moment
    same: bool = False
    bare: bool = False


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
    index = 0
    while index < len(units):
        first, end, after = _moment(fold, units, index, known)
        start = units[index].start
        last: Moment | None = None
        if first is not None and first == Moment(day=first.day) and found and known and (link := _AND.match(fold, found[-1].end)) and link.end() == start:  # fmt: skip
            first = replace(
                first, year=known.year, month=known.month, year_shift=known.year_shift, month_shift=known.month_shift
            )  # 3日、15日
        if (
            first is not None
            and (link := _TO.match(fold, end))
            and after < len(units)
            and units[after].start == link.end()
        ):
            last, last_end, last_after = _moment(fold, units, after, first)
            if last is not None and _level(last) >= _level(first):
                end, after = last_end, last_after
            else:
                last = None
        elif (
            first is not None
            and first.day
            and (link := _AND.match(fold, end))
            and after < len(units)
            and units[after].start == link.end()
        ):
            # 10月20、21日 and 四月十三日及十四日 are one stretch; 3日、15日 are two days.
            second, second_end, second_after = _moment(fold, units, after, first)
            if second is not None and second.month is None and second.day == first.day + 1 and second.day_shift is None:
                last, end, after = second, second_end, second_after
        if first is not None:
            if _level(first) and not _is_no_date(fold, start, end, first, last):
                found.append(DateExpression(start, end, first, last))
                known = _carried(last or first, first)
            elif first.year is not None or first.year_shift is not None:
                known = first
        index = after
    return tuple(found)


def resolve(
    expression: DateExpression, anchor: date | None, year_hint: int | None = None
) -> tuple[str | None, str | None]:
    """The first and the last day as ISO dates, ``--MM-DD`` where the year is not known, None where the day is not.

    Args:
        expression: The date.
        anchor: The day that 今日 means.
        year_hint: A year that the text states elsewhere; used only where there is no anchor.

    >>> resolve(find_dates("昨（5）日揭幕，展期至12月7日")[0], date(2025, 12, 6))
    ('2025-12-05', None)
    >>> resolve(find_dates("10月20至21日")[0], None)
    ('--10-20', '--10-21')
    """
    first = _settle(expression.first, anchor, year_hint)
    if expression.last is None or first is None:
        return _iso(first), None
    last = expression.last
    if last.is_relative and last.day_shift is None and last.week_shift is None and last.month_shift is None:
        last = replace(last, month=first[1], year=first[0])
    elif last.year is None and last.year_shift is None and last.month is not None:
        year = first[0]
        if year is not None and last.day is not None and (last.month, last.day) < first[1:]:
            year += 1
        last = replace(last, year=year)
    end = _iso(_settle(last, anchor, year_hint))
    return _iso(first), (end if end != _iso(first) else None)


def _unit(match: regex.Match[str]) -> _Unit | None:
    """The unit that a match of the pattern stands for; None for a 13th month."""
    group = match.groupdict()
    start, end = match.span()
    if group["iyear"]:
        year = int(group["iyear"])
        moment = Moment(year + _ROC if year < 1000 else year, int(group["imonth"]), int(group["iday"]))
        return _Unit(start, end, "date", moment)
    if group["smonth"]:
        month, day = int(group["smonth"]), int(group["sday"])
        return _Unit(start, end, "date", Moment(month=month, day=day)) if 1 <= month <= 12 and 1 <= day <= 31 else None
    if group["year"]:
        return _Unit(start, end, "year", Moment(year=parse_numeral(group["year"])))
    if roc := group["roc"] or group["minguo"]:
        return _Unit(start, end, "year", Moment(year=(parse_numeral(roc) or 0) + _ROC))
    if group["month"]:
        number = parse_numeral(group["month"])
        return _Unit(start, end, "month", Moment(month=number)) if number and number <= 12 else None
    if group["day"]:
        bare = match.end("day") == end
        return _Unit(start, end, "day", Moment(day=parse_numeral(group["day"])), bare=bare)
    if word := group["ryear"]:
        if group["ryearn"]:
            year = int(group["ryearn"])
            return _Unit(start, end, "year", Moment(year=year + _ROC if year < 1000 else year))
        return _Unit(start, end, "year", Moment(year_shift=_YEARS.get(word)), same=word in "同当")
    if word := group["rmonth"]:
        number = parse_numeral(group["rmonthn"] or "")
        return _Unit(
            start, end, "month", Moment(month=number, month_shift=_MONTHS.get(word)), same=word in "同当" and not number
        )
    if word := group["rday"]:
        number = parse_numeral(group["rdayn"] or group["rdaym"] or "")
        return _Unit(
            start, end, "day", Moment(day=number, day_shift=_DAYS.get(word)), same=word in "同当" and not number
        )
    return _Unit(start, end, "week", Moment(week_shift=_WEEKS[group["rweek"]], weekday=_WEEKDAYS[group["weekday"]]))


def _moment(fold: str, units: list[_Unit], index: int, known: Moment | None) -> tuple[Moment | None, int, int]:
    """The moment that begins with a unit, its end, and the index of the unit after it."""
    order = {"year": 0, "month": 1, "day": 2, "date": 3, "week": 3}
    unit = units[index]
    moment, end, rank = unit.moment, unit.end, order[unit.level]
    if unit.same:
        moment = _same(unit, known)
    index += 1
    while rank < 2 and index < len(units):
        following = units[index]
        gap = fold[end : following.start]
        if gap.strip() or len(gap) > 1 or order[following.level] != rank + 1 or following.same:
            break
        moment = _merged(moment, following.moment)
        end, rank = following.end, rank + 1
        index += 1
    if (moment.day_shift is not None or moment.week_shift is not None) and fold[end : end + 1] in ("（", "(") and index < len(units) and units[index].start == end + 1:  # fmt: skip
        # 今日（十二月十九日）, 上周五（12月5日）: the bracket says which day is meant.
        inner, inner_end, inner_after = _moment(fold, units, index, known)
        if inner is not None and inner.month and inner.day and fold[inner_end : inner_end + 1] in ("）", ")"):
            moment, end, index = inner, inner_end + 1, inner_after
    if note := _WEEKDAY_NOTE.match(fold, end):
        end = note.end()
    empty = moment == Moment()
    return (None if empty else moment), end, index


def _merged(moment: Moment, more: Moment) -> Moment:
    return replace(
        moment,
        month=more.month if more.month is not None else moment.month,
        day=more.day if more.day is not None else moment.day,
        month_shift=more.month_shift if more.month_shift is not None else moment.month_shift,
        day_shift=more.day_shift if more.day_shift is not None else moment.day_shift,
    )


def _same(unit: _Unit, known: Moment | None) -> Moment:
    """同年, 同月, 同日: as much of the date before as the word repeats."""
    if known is None:
        return Moment()
    if unit.level == "year":
        return Moment(year=known.year, year_shift=known.year_shift)
    if unit.level == "month":
        return replace(known, day=None, day_shift=None, week_shift=None, weekday=None)
    return known


def _carried(moment: Moment, first: Moment) -> Moment:
    """What a later 同日 goes back to: a range's end with the month and year of its beginning."""
    if moment.month is None and moment.day_shift is None and moment.week_shift is None:
        moment = replace(moment, month=first.month, month_shift=first.month_shift)
    if moment.year is None and moment.year_shift is None:
        moment = replace(moment, year=first.year, year_shift=first.year_shift)
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


def _settle(moment: Moment, anchor: date | None, year_hint: int | None) -> tuple[int | None, int, int] | None:
    """Year (or None), month and day; None where they are not all known or there is no such day."""
    year, month, day = moment.year, moment.month, moment.day
    if moment.day_shift is not None or moment.week_shift is not None:
        if anchor is None:
            return None
        return _near(anchor, moment)
    if moment.month_shift is not None and anchor is not None:
        months = anchor.year * 12 + anchor.month - 1 + moment.month_shift
        year, month = (months // 12, months % 12 + 1) if month is None else (year or anchor.year, month)
    if day is None:
        return None
    if month is None:
        return _near(anchor, moment) if anchor is not None and year is None else None
    if year is None and moment.year_shift is not None and (anchor or year_hint):
        year = (anchor.year if anchor else year_hint or 0) + moment.year_shift
    elif year is None and anchor is not None:
        year = _nearest_year(anchor, month, day)
    elif year is None:
        year = year_hint
    return (year, month, day) if _exists(year if year is not None else 2000, month, day) else None


def _near(anchor: date, moment: Moment) -> tuple[int, int, int] | None:
    """The day that 昨日, 今（28）日, 上周五 or 25日 means on the day of the anchor."""
    guess = anchor
    try:
        if moment.week_shift is not None and moment.weekday is not None:
            guess = anchor + timedelta(days=7 * moment.week_shift + moment.weekday - anchor.weekday())
        elif moment.day_shift is not None:
            guess = anchor + timedelta(days=moment.day_shift)
    except OverflowError:
        return None
    if moment.day is not None and moment.day != guess.day:
        months = guess.year * 12 + guess.month - 1
        days = [((m // 12), m % 12 + 1, moment.day) for m in (months, months - 1, months + 1)]
        real = [date(*day) for day in days if _exists(*day)]
        if not real:
            return None
        guess = min(real, key=lambda day: abs(day - anchor))
    return guess.year, guess.month, guess.day


def _nearest_year(anchor: date, month: int, day: int) -> int:
    """The year in which a day of the year lies nearest: in January 12月28日 is in the year before."""
    if not _exists(anchor.year, month, day):
        return anchor.year
    distance = date(anchor.year, month, day) - anchor
    if distance > _HALF_YEAR:
        return anchor.year - 1
    return anchor.year + 1 if -distance > _HALF_YEAR else anchor.year


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _iso(day: tuple[int | None, int, int] | None) -> str | None:
    if day is None:
        return None
    year, month, number = day
    return f"--{month:02}-{number:02}" if year is None else f"{year:04}-{month:02}-{number:02}"
