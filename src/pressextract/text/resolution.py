"""Which days a date of the text means: relative ones by the day of the release, years by what lies nearest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from pressextract.text.dates import DateExpression, Moment

_HALF_YEAR: Final = timedelta(days=183)
_ANY_YEAR: Final = 2000
_FAR: Final = timedelta(days=20)


def resolve(
    expression: DateExpression, anchor: date | None, year_hint: int | None = None
) -> tuple[str | None, str | None]:
    """The first and the last day as ISO dates, ``--MM-DD`` where the year is not known, None where the day is not.

    Args:
        expression: The date.
        anchor: The day that 今日 means.
        year_hint: A year that the text states elsewhere; used only where there is no anchor.

    >>> from pressextract.text.dates import find_dates
    >>> resolve(find_dates("昨（5）日揭幕，展期至12月7日")[0], date(2025, 12, 6))
    ('2025-12-05', None)
    >>> resolve(find_dates("10月20至21日")[0], None)
    ('--10-20', '--10-21')
    """
    first = _settle(expression.first, anchor, year_hint)
    if expression.last is None or first is None:
        return _iso(first), None
    last = expression.last
    if last.month is None and last.day_shift is None and last.week_shift is None and last.month_shift is None:
        last = replace(last, month=first[1], year=first[0])
    elif last.year is None and last.year_shift is None and last.month is not None:
        year = first[0]
        if year is not None and last.day is not None and (last.month, last.day) < first[1:]:
            year += 1
        last = replace(last, year=year)
    end = _iso(_settle(last, anchor, year_hint))
    return _iso(first), (end if end != _iso(first) else None)


def _settle(moment: Moment, anchor: date | None, year_hint: int | None) -> tuple[int | None, int, int] | None:
    """Year (or None), month and day; None where they are not all known or there is no such day."""
    if moment.later:
        base = _settle(replace(moment, later=0), anchor, year_hint)
        return _later(base, moment.later) if base is not None else None
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


def _later(base: tuple[int | None, int, int], days: int) -> tuple[int | None, int, int] | None:
    """The day so many days behind another one."""
    year, month, day = base
    try:
        moved = date(year or _ANY_YEAR, month, day) + timedelta(days=days)
    except OverflowError:
        return None
    return (moved.year if year is not None else None), moved.month, moved.day


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
        # Of the month at hand, unless that is far: on the 13th 31日 is to come, on the 28th 2日 is of the next month.
        guess = min(real, key=lambda day: (day.month != guess.month or abs(day - guess) > _FAR, abs(day - guess)))
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
