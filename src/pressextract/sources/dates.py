"""The day that a row gives itself."""

from __future__ import annotations

import re
from datetime import date, datetime

_DAY = re.compile(r"\s*(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:[T\s].*)?", re.S)
_PLAIN = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T.*)?\s*", re.S)


def day_of(value: object) -> date:
    """The day that a value names: a date, or how ISO and the usual tables write one; a time behind it is left out.

    Raises:
        ValueError: It names none.

    >>> day_of("2024-05-03T10:30:00+08:00"), day_of("2024/5/3"), day_of(20240503)
    (datetime.date(2024, 5, 3), datetime.date(2024, 5, 3), datetime.date(2024, 5, 3))
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("no date")
    found = _DAY.fullmatch(str(value)) or _PLAIN.fullmatch(str(value))
    if found is None:
        raise ValueError("no date")
    year, month, day = (int(part) for part in found.groups() if part and part.isdigit())
    return date(year, month, day)
