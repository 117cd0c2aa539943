"""The door to OpenCC: which script a text is in, and its form in another.

The fold for matching is t2s, then hk2s for the few characters that t2s leaves (衞). Both keep a text's length, so
offsets stay as they are. The phrase conversions (tw2sp, s2twp) do not, and harm releases besides (執行董事 becomes
运行董事): they are not offered.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

import numpy as np
import opencc
from numpy.typing import NDArray

from pressextract.schema import Script

Target = Literal["hk", "tw", "t", "s"]

_IDEOGRAPHS: Final = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32400))
_TRADITIONAL: Final = 1
_SIMPLIFIED: Final = 2
_IN_CONTEXT: Final = 4
_LEFT_BY_T2S: Final = 8
# The characters for which the phrases of t2s have another reading than its single characters. A phrase of a later
# OpenCC without any of them would be missed: the fold would differ by a character, offsets and output would not.
_READ_IN_CONTEXT: Final = "乾麼瞭鍊藉覆傢鍾噁濛吒彷昇鉅沈牴祇薹畫徵甦釐脩"
_CONTEXTUAL: Final = frozenset(_READ_IN_CONTEXT)
_LONGEST_PHRASE: Final = 6
_SHORT: Final = 24
# Always 于: the phrases of t2s with 於 are rare old names, and would keep it in 關於單親, where Simplified text has 于.
_OUT_OF_CONTEXT: Final = "於"
# A name or a slip in the other script makes no text mixed: 小组 once in a Traditional release.
_MIXED_SHARE: Final = 0.1
_FEWEST_MIXED: Final = 2
# By the script of the text. Traditional text that is to be Traditional stays as it is: s2t reads every character as
# Simplified and would write 範先生 for 范先生.
_CONFIGS: Final[dict[str, tuple[str | None, str]]] = {
    "s": ("hk2s", "hk2s"),
    "t": (None, "s2t"),
    "hk": ("t2hk", "s2hk"),
    "tw": ("t2tw", "s2tw"),
}


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def fold_script(text: str) -> str:
    """The text in Simplified, character for character.

    A table does it ten times as fast as OpenCC; what OpenCC reads in context (乾隆 but 干净) is left to OpenCC.

    >>> fold_script("衞生署署長陳麗計畫於乾隆花園")
    '卫生署署长陈丽计划于乾隆花园'
    """
    if text.isascii():
        return text
    if len(text) <= _SHORT and _CONTEXTUAL.isdisjoint(text):
        return text.translate(_changed())  # the arrays below take ten times as long to set up for a title
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    folded = _fold_table().take(codes)
    marks = _marks_table().take(codes)
    places = (marks & _IN_CONTEXT).nonzero()[0]
    if len(places):
        _fold_in_context(text, folded, places.tolist())
    return folded.tobytes().decode("utf-32-le", "surrogatepass")


def _fold_in_context(text: str, folded: NDArray[np.uint32], places: list[int]) -> None:
    """Puts in what OpenCC makes of the stretches around these characters; all of them go through it in one call."""
    windows: list[tuple[int, int]] = []
    for place in places:
        start, end = max(0, place - _LONGEST_PHRASE), min(len(text), place + _LONGEST_PHRASE)
        if windows and start <= windows[-1][1]:
            windows[-1] = windows[-1][0], end
        else:
            windows.append((start, end))
    converted: str = _converter("t2s").convert("\n".join(text[start:end] for start, end in windows))
    if len(converted) != sum(end - start + 1 for start, end in windows) - 1:
        return  # no table of OpenCC changes the length today; should one ever do so, the single characters stand
    codes = np.frombuffer(converted.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).copy()
    left = (_marks_table().take(codes) & _LEFT_BY_T2S).nonzero()[0]
    codes[left] = _fold_table().take(codes[left])
    at = 0
    for start, end in windows:
        folded[start:end] = codes[at : at + end - start]
        at += end - start + 1


def detect_script(text: str) -> Script:
    """Traditional, Simplified, both mixed, or none where no character tells.

    >>> detect_script("香港特區政府"), detect_script("国务院"), detect_script("中文 2025")
    ('traditional', 'simplified', 'none')
    """
    traditional, simplified = _marks(text)
    if not traditional and not simplified:
        return "none"
    fewer = min(traditional, simplified)
    if fewer >= _FEWEST_MIXED and fewer > _MIXED_SHARE * (traditional + simplified):
        return "mixed"
    return "traditional" if traditional > simplified else "simplified"


def convert_script(text: str, *, to: Target) -> str:
    """The text as OpenCC writes it for Hong Kong, Taiwan, in Traditional or in Simplified; offsets are not kept."""
    if to not in _CONFIGS:
        raise ValueError(f"to must be one of {', '.join(_CONFIGS)}, not {to!r}")
    config = _CONFIGS[to][detect_script(text) != "traditional"]
    converted: str = _converter(config).convert(text) if config else text
    return converted


def _marks(text: str) -> tuple[int, int]:
    """How many characters are Traditional only, and how many Simplified only."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    marks = _marks_table().take(codes)
    return int(np.count_nonzero(marks & _TRADITIONAL)), int(np.count_nonzero(marks & _SIMPLIFIED))


@cache
def _fold_table() -> NDArray[np.uint32]:
    """The Simplified form of every character, asked of OpenCC once."""
    codes, chars, simple, hong_kong, _ = _asked()
    table = np.arange(0x110000, dtype=np.uint32)
    for code, char, s, hk in zip(codes, chars, simple, hong_kong, strict=True):
        table[code] = ord(s if s != char else hk)
    table[[ord("｢"), ord("｣")]] = ord("「"), ord("」")  # of half width, often beside one of full width
    return table


@cache
def _changed() -> dict[int, int]:
    """The characters that have another form in Simplified, with that form."""
    table = _fold_table()
    codes = (table != np.arange(len(table), dtype=np.uint32)).nonzero()[0]
    return dict(zip(codes.tolist(), table[codes].tolist(), strict=True))


@cache
def _marks_table() -> NDArray[np.uint8]:
    """What each character tells."""
    codes, chars, simple, hong_kong, traditional = _asked()
    table = np.zeros(0x110000, dtype=np.uint8)
    for code, char, s, hk, t in zip(codes, chars, simple, hong_kong, traditional, strict=True):
        if s != char:
            table[code] |= _TRADITIONAL
        elif hk != char:
            table[code] |= _LEFT_BY_T2S
        # 于, 台, 里 are written in both scripts; what Big5 has no place for is Simplified and nothing else.
        elif t != char and not _in_big5(char):
            table[code] |= _SIMPLIFIED
    for char in _READ_IN_CONTEXT:
        table[ord(char)] |= _IN_CONTEXT
    for char in _OUT_OF_CONTEXT:
        table[ord(char)] |= _LEFT_BY_T2S
    return table


def _asked() -> tuple[list[int], str, str, str, str]:
    """All ideographs, and what t2s, hk2s and s2t make of them; as they stand where the lengths do not agree."""
    codes = [code for low, high in _IDEOGRAPHS for code in range(low, high)]
    chars = "".join(map(chr, codes))
    converted = [_converter(config).convert(chars) for config in ("t2s", "hk2s", "s2t")]
    simple, hong_kong, traditional = (text if len(text) == len(chars) else chars for text in converted)
    return codes, chars, simple, hong_kong, traditional


def _in_big5(char: str) -> bool:
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return False
    return True
