"""Offsets in the units that other programs count in, and back.

    codepoint   what we count, and Python, brat, Prodigy, the Web Annotation standard (LSP calls it utf-32)
    utf-16      16-bit units, as JavaScript, Java and C# index strings: two for what stands beyond U+FFFF
    utf-8       bytes of the text in UTF-8, as Go and Rust index strings: one to four

A lone surrogate counts one unit in utf-16 and three bytes in utf-8. That is what U+FFFD counts too, which takes its
place wherever a text has to be written as UTF-8; so offsets hold before and after.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import index
from typing import Literal, get_args

from pressextract.errors import OffsetError

OffsetUnit = Literal["codepoint", "utf-16", "utf-8"]
UNITS: tuple[OffsetUnit, ...] = get_args(OffsetUnit)

# Runs of characters of one width; a run keeps its table entry however long it is.
_ASTRAL = "\U00010000-\U0010ffff"
_RUNS: dict[OffsetUnit, re.Pattern[str]] = {
    "codepoint": re.compile(r"(?s).+"),
    "utf-16": re.compile(f"[^{_ASTRAL}]+|[{_ASTRAL}]+"),
    "utf-8": re.compile(f"[\0-\x7f]+|[\x80-\u07ff]+|[\u0800-\uffff]+|[{_ASTRAL}]+"),
}


def _width(character: str, unit: OffsetUnit) -> int:
    point = ord(character)
    if unit == "utf-8":
        return 1 if point < 0x80 else 2 if point < 0x800 else 3 if point < 0x10000 else 4
    return 2 if unit == "utf-16" and point > 0xFFFF else 1


@dataclass(frozen=True, slots=True)
class Offsets:
    """The offsets of one text in one unit, and the way back; made once, then each answer takes a moment.

    Attributes:
        unit: ``codepoint``, ``utf-16`` or ``utf-8``.
        points: Code points of the text.
        units: Units of the text.

    >>> offsets = Offsets.of("😀林致遠", "utf-16")
    >>> offsets.to_unit(1), offsets.to_codepoint(2), offsets.units
    (2, 1, 5)
    """

    unit: OffsetUnit
    points: int
    units: int
    _points: tuple[int, ...]  # where each run of one width begins, in code points
    _units: tuple[int, ...]  # ... and in the unit
    _widths: tuple[int, ...]

    @classmethod
    def of(cls, text: str, unit: OffsetUnit) -> Offsets:
        """The offsets of a text.

        Raises:
            ValueError: The unit is none of the three.
        """
        if unit not in UNITS:
            raise ValueError(f"offsets are counted in {', '.join(UNITS)}, not in {unit!r}")
        points, units, widths = [0], [0], [1]
        at = 0
        for run in _RUNS[unit].finditer(text):
            first, last = run.span()
            width = _width(text[first], unit)
            if first:
                points.append(first)
                units.append(at)
                widths.append(width)
            else:
                widths[0] = width
            at += (last - first) * width
        return cls(unit, len(text), at, tuple(points), tuple(units), tuple(widths))

    def to_unit(self, offset: int) -> int:
        """The offset in this unit of one that counts code points.

        Raises:
            OffsetError: It stands outside the text.
        """
        if not 0 <= index(offset) <= self.points:
            raise OffsetError(f"no offset {offset} in a text of {self.points:,} code points")
        run = bisect_right(self._points, offset) - 1
        return self._units[run] + (offset - self._points[run]) * self._widths[run]

    def to_codepoint(self, offset: int) -> int:
        """The offset in code points of one that counts this unit.

        Raises:
            OffsetError: It stands outside the text, or inside a character.
        """
        if not 0 <= index(offset) <= self.units:
            raise OffsetError(f"no offset {offset} in a text of {self.units:,} {self.unit} units")
        run = bisect_right(self._units, offset) - 1
        characters, rest = divmod(offset - self._units[run], self._widths[run])
        if rest:
            raise OffsetError(f"the {self.unit} offset {offset} stands inside a character")
        return self._points[run] + characters
