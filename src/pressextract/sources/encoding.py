"""Bytes -> text: which encoding they are in.

The encoding is found by a ladder that was right wherever it was tried: a byte order mark; strict UTF-8; what an HTML
page says of itself; else whichever of GB18030 and Big5-HKSCS (or UTF-8 with some broken bytes) reads as the most
common characters. How common a character is, is known from the standards themselves: GB 2312 and Big5 both put
their common characters into a first level.
"""

from __future__ import annotations

import codecs
from functools import cache
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Pages that call themselves gb2312 or gbk hold characters of GB18030; big5 pages from Hong Kong hold HKSCS.
_PUNCTUATION = "「」『』“”‘’《》〈〉【】、。·—…─　○〇●■▲→" + "".join(map(chr, range(0xFF01, 0xFF5F)))  # ，：（＊Ａ１
_SAMPLE = 20_000


class Decoded(NamedTuple):
    """A text, and the encoding that its bytes were read in."""

    text: str
    encoding: str

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be decoded, for people."""
        # A text in UTF-8 may hold the sign itself, but nobody writes it on purpose.
        return (f"bytes that are no {self.encoding} were replaced by U+FFFD",) if "\ufffd" in self.text else ()


def decode(data: bytes, *, label: str | None = None) -> Decoded:
    """Decode Chinese text in UTF-8, UTF-16, GB18030 or Big5-HKSCS without being told which.

    Args:
        data: The bytes.
        label: What the document calls its encoding, believed if the bytes are not UTF-8 and can be read so.

    Raises:
        UnicodeError: The bytes are text in none of them.

    >>> decode("行政長官今日宣布".encode("big5hkscs"))
    Decoded(text='行政長官今日宣布', encoding='big5hkscs')
    >>> decode("国务院日前决定".encode("gb18030")).encoding
    'gb18030'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if label:
        try:
            return Decoded(data.decode(label), label)
        except (UnicodeError, LookupError):
            pass
    readings = [(encoding, data.decode(encoding, "replace")) for encoding in ("gb18030", "big5hkscs", "utf-8")]
    encoding, text = max(readings, key=lambda reading: _commonness(reading[1]))
    if _commonness(text) < 0:
        raise UnicodeError("more odd characters than common ones in every encoding tried")
    return Decoded(text, encoding)


@cache
def _common_characters() -> frozenset[str]:
    """The first levels of GB 2312 (3,755 characters) and Big5 (5,338), and the punctuation of Chinese text."""
    simplified = bytes(byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    cells = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = bytes(byte for row in range(0xA4, 0xC6) for cell in cells for byte in (row, cell))
    levels = simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore")
    return frozenset(levels + _PUNCTUATION)


def _commonness(text: str) -> float:
    """How much a text looks like ordinary Chinese: from 1 (all characters common) down to -5 (all broken).

    Each character counts once, so that a rule of ＊＊＊＊ or ──── does not outweigh the words beside it.
    """
    characters = {character for character in text[:_SAMPLE] if character > "\x7f"}
    if not characters:
        return 0.0
    common = _common_characters()
    odd = characters - common
    broken = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in odd)
    return (len(characters) - 2 * len(odd) - 4 * broken) / len(characters)
