"""One function, one fix: what goes wrong with Chinese text on its way from a Word file or a web page to us.

A fix either swaps characters one for one (``str -> str`` of the same length) or names characters to drop
(``str -> list of offsets``); nothing is ever inserted, so every character left has its place in the original. NFKC
would mend some of this and ruin the Chinese punctuation. ``traits`` tells in one pass which fixes a text needs.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, Final

import numpy as np
import regex
from numpy.typing import NDArray

from pressextract.knowledge.lexicon import load

HAN: Final = 1
SPACE: Final = 2
NEWLINE: Final = 4
BREAK: Final = 8
INVISIBLE: Final = 16
RADICAL: Final = 32
WIDE: Final = 64
SURROGATE: Final = 128

_RANGES: Final[dict[int, tuple[tuple[int, int], ...]]] = {
    HAN: ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xFA0E, 0xFA29), (0x20000, 0x323AF)),
    SPACE: (
        (0x09, 0x09), (0x20, 0x20), (0xA0, 0xA0), (0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F),
        (0x3000, 0x3000),
    ),
    NEWLINE: ((0x0A, 0x0A),),
    BREAK: ((0x0B, 0x0D), (0x1C, 0x1E), (0x85, 0x85), (0x2028, 0x2029)),
    # Controls, soft hyphen, Hangul and Mongolian fillers, zero-width and direction marks, tags, variation selectors.
    INVISIBLE: (
        (0x00, 0x08), (0x0E, 0x1B), (0x1F, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x034F, 0x034F),
        (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E),
        (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xE0000, 0xE0FFF),
    ),
    WIDE: ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A)),
    SURROGATE: ((0xD800, 0xDFFF),),
}  # fmt: skip
_RADICAL_BLOCKS: Final = ((0x2F00, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
# U+2E80 to U+2EF3 has no decomposition in Unicode; these are the ones that text out of PDF files holds.
_RADICALS: Final = dict(
    zip("⺟⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤", "母西见角贝车长门青韦页风飞食马骨鬼", strict=True)
) | dict(zip("⻥⻦⻨⻩⻬⻮⻰⻳⺠⻁", "鱼鸟麦黄齐齿龙龟民虎", strict=True))

_BLANKS: Final = frozenset(chr(code) for low, high in _RANGES[SPACE] for code in range(low, high + 1))
_CLOSING: Final = frozenset("。！？；：.!?;:」』”）)】》…—─")
_INDENT: Final = frozenset("\u3000\t•●◆■▲△※＊*·-–—＞>#【（(〔")
_ITEM: Final = regex.compile(
    r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[)）.、．]|第[一二三四五六七八九十\d]{1,3}[、，：:]"
)
_LABEL: Final = regex.compile(r"[^，。、；「“\s]{1,12}[：:]")
_SENTENCE: Final = regex.compile(r"[，。；、]")
_HAN: Final = regex.compile(r"[\p{Unified_Ideograph}〇]")
_INITIAL: Final = regex.compile(r"(?<![A-Za-z])[A-Z]\.$")
_PAIRS: Final = (("「", "」"), ("《", "》"), ("“", "”"), ("（", "）"), ("(", ")"))
_SHORTEST_OPEN: Final = 10
_BRACKET_REACH: Final = 40
_RARE_MARKS: Final = 40  # running text has a comma or stop at least every so many characters, a list has none
_FEWEST_WRAPPED: Final = 3
_NARROWEST_WRAP: Final = 20
_WIDEST_WRAP: Final = 120
_SURROGATES: Final = regex.compile(r"[\ud800-\udfff]")
_BREAKS: Final = regex.compile("\r(?!\n)|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_ASCII_MARKS: Final = regex.compile(r"(?<=[\p{Han}”」』》）)])[,;:!?]|,(?=\p{Han})")
_CHINESE_MARKS: Final = str.maketrans(",;:!?", "，；：！？")
_ORDINAL: Final = regex.compile(r"[零〇○一二三四五六七八九十百\d]")
_ADDRESS: Final = regex.compile(r"先生|女士|小姐|太太|夫人|博士|教授|院士|同志|老师|医生|议员|太平绅士")


def traits(text: str) -> NDArray[np.uint8]:
    """What sort of character each one is, as the marks named above."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _traits_table().take(codes)


def replace_surrogates(text: str) -> str:
    """Puts U+FFFD for half a character: it passes through Python, and then no JSON or UTF-8 can be written.

    >>> replace_surrogates("陳" + chr(0xD83D) + "大文") == "陳" + chr(0xFFFD) + "大文"
    True
    """
    return _SURROGATES.sub("\ufffd", text)


def fold_radicals(text: str) -> str:
    """Puts the plain ideograph for a Kangxi radical or a compatibility ideograph, which look just the same.

    >>> fold_radicals("⼤公報") == "大公報"
    True
    """
    return _swap(text, RADICAL, _radicals())


def fold_width(text: str) -> str:
    """Full-width letters and digits to ASCII. Punctuation stays: ， and ： are how Chinese is written.

    >>> fold_width("２０２５年，ＡＩ")
    '2025年，AI'
    """
    return _swap(text, WIDE, _widths())


def fold_marks(text: str) -> str:
    """ASCII commas, stops and colons of Chinese sentences to the Chinese marks, for rules to read both ways alike.

    >>> fold_marks("主席何安表示:「很好」,参加者5,000人,AI为主题")
    '主席何安表示：「很好」，参加者5,000人，AI为主题'
    """
    return _ASCII_MARKS.sub(lambda match: match[0].translate(_CHINESE_MARKS), text)


def unify_breaks(text: str) -> str:
    r"""Every single character that ends a line to ``\n``; the ``\r`` of ``\r\n`` stays and is dropped later.

    >>> unify_breaks("主席\u2028何安")
    '主席\n何安'
    """
    return _BREAKS.sub("\n", text)


def invisible(text: str) -> list[int]:
    r"""Characters that nobody sees: zero-width, direction marks, byte order marks, controls, ``\r`` before ``\n``.

    >>> invisible("何\u200b安\ufeff")
    [1, 3]
    """
    found = traits(text)
    hidden: list[int] = (found & (INVISIBLE | BREAK)).nonzero()[0].tolist()
    return hidden


def stray_spaces(fold: str, found: NDArray[np.uint8] | None = None) -> list[int]:
    """Spaces inside a word: 第 五届, a name padded to the width of others (伍   晖), 马 骏先生.

    A space between two words (关键的一步　迈向净零, 主席　　何安) has a meaning and stays.

    >>> stray_spaces("第 五届"), stray_spaces("编辑：伍  晖"), stray_spaces("一起台南 世界交陪")
    ([1], [4, 5], [])
    """
    found = traits(fold) if found is None else found
    gaps = _gaps(fold, found)
    han = found & HAN
    end_of_text = len(fold)
    dropped: list[int] = []
    for index, (start, end) in enumerate(gaps):
        before = gaps[index - 1] if index and gaps[index - 1][1] == start - 1 else None
        after = gaps[index + 1] if index + 1 < len(gaps) and gaps[index + 1][0] == end + 1 else None
        alone_left = start < 2 or not han[start - 2]
        alone_right = end + 1 >= end_of_text or not han[end + 1]
        if (
            (alone_left and alone_right)
            or (fold[start - 1] == "第" and _ORDINAL.match(fold, end))
            or (_ADDRESS.match(fold, end + 1) and fold[end] not in _surnames())
            or (not alone_left and after and _is_one_name(fold, han, (start, end), after))
            or (not alone_right and before and _is_one_name(fold, han, before, (start, end)))
        ):
            dropped.extend(range(start, end))
    return dropped


def wrapped_lines(fold: str) -> tuple[list[int], list[int]]:
    r"""Line breaks inside a sentence: the characters to drop, and the breaks that stand for a space.

    Either the whole text is wrapped at one width, or the line breaks off in the open: after a comma, inside a bracket,
    between two Latin words. Headings and rosters, short lines without an open sentence, are left alone.

    >>> wrapped_lines("会议由市长林致远主持，\n秘书长何安出席。")
    ([11], [])
    >>> wrapped_lines("非执行董事为丘映雪女士、Gerald F.\nO'Connor先生及裴子衡博士。")
    ([], [21])
    """
    dropped: list[int] = []
    blanked: list[int] = []
    pairs = _line_pairs(fold)
    full = _wrap_width(fold, pairs)
    for start, end, finish in pairs:
        if full is None and fold[end - 1] in _CLOSING and fold[end - 1] != ".":
            continue  # nearly all lines: said once more in _is_open, spared here
        line, following = fold[start:end].rstrip(), fold[end + 1 : finish]
        tail = following.lstrip(" ")
        if line and tail and _is_open(line, tail, full):
            here, there = start + len(line), finish - len(tail)
            if line[-1].isascii() and tail[0].isascii() and (line[-1].isalnum() or line[-1] in ".,'&"):
                blanked.append(end)
                dropped.extend((*range(here, end), *range(end + 1, there)))
            else:
                dropped.extend(range(here, there))
    return dropped, blanked


def _line_pairs(fold: str) -> list[tuple[int, int, int]]:
    """Start and end of every line that another one follows at once, and that one's end."""
    pairs: list[tuple[int, int, int]] = []
    start, before = 0, -1
    for line in fold.split("\n"):
        end = start + len(line)
        if not line or line.isspace():
            before = -1
        else:
            if before >= 0:
                pairs.append((before, start - 1, end))
            before = start
        start = end + 1
    return pairs


def _is_open(line: str, following: str, full: int | None) -> bool:
    """Whether a line breaks off inside a sentence that the following one takes up."""
    last, first = line[-1], following[0]
    if last == "." and first.isascii() and first.isupper() and _INITIAL.search(line):
        return len(line) >= _SHORTEST_OPEN
    if last in _CLOSING or first in _INDENT:
        return False
    if full is not None and _width(line) >= full:
        return not _is_item(following)
    if len(line) < _SHORTEST_OPEN:
        return False
    if last in "，、" or first in "，、。；）」』”":
        return not _is_item(following)
    if last.isascii() and first.isascii() and first.isalpha() and (last.isalpha() or line[-2:-1].isalpha()):
        return bool(_SENTENCE.search(line)) and bool(_HAN.search(following))
    tail = line[-_BRACKET_REACH:]
    for opening, closing in _PAIRS:
        if tail.rfind(opening) > tail.rfind(closing):
            lead = following[:_BRACKET_REACH]
            if closing in lead and opening not in lead[: lead.find(closing)]:
                return not _is_item(following)
    return False


def _is_item(line: str) -> bool:
    return bool(_ITEM.match(line) or _LABEL.match(line))


def _wrap_width(fold: str, pairs: list[tuple[int, int, int]]) -> int | None:
    """The width that a wrapped line has at least, where a text is wrapped.

    It is, where the lines that another one follows end at much the same width, and mostly in mid sentence.
    """
    if len(pairs) < _FEWEST_WRAPPED or max(end - start for start, end, _ in pairs) > _WIDEST_WRAP:
        return None
    lines = [fold[start:end].rstrip() for start, end, _ in pairs]
    widths = [_width(line) for line in lines]
    widest = max(widths)
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return None
    least = widest - max(4, widest // 10)
    wrapped = [line for line, width in zip(lines, widths, strict=True) if width >= least]
    broken = sum(line[-1] not in _CLOSING for line in wrapped)
    if len(wrapped) < _FEWEST_WRAPPED or 2 * len(wrapped) < len(lines) or 5 * broken < 3 * len(wrapped):
        return None
    marks = sum(len(_SENTENCE.findall(line)) for line in wrapped)
    return least if _RARE_MARKS * marks >= sum(map(len, wrapped)) else None


def _width(line: str) -> int:
    """Cells that a line takes: two for a Chinese character, one for a Latin letter."""
    return len(line) + (len(line.encode("utf-8", "surrogatepass")) - len(line)) // 2


def _gaps(fold: str, found: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Runs of spaces with a Han character on either side."""
    spaces = (found & SPACE).nonzero()[0]
    if len(spaces) and not spaces[0]:
        spaces = spaces[1:]
    gaps: list[tuple[int, int]] = []
    for start in spaces[found.take(spaces - 1) & HAN > 0].tolist():
        end = start + 1
        while end < len(fold) and fold[end] in _BLANKS:
            end += 1
        if end < len(fold) and found[end] & HAN:
            gaps.append((start, end))
    return gaps


def _is_one_name(fold: str, han: NDArray[np.integer[Any]], first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether 黄 群 策代表 is one padded name, and not three cells of a table (李明　女　主任)."""
    narrow = first[1] - first[0] == 1 == second[1] - second[0] and fold[first[1]] not in "男女"
    inside = first[0] > 1 and second[1] + 1 < len(fold)
    # 副署长 郭 肇 中: where the last stands alone too, the name is what stands alone, and the first gap is a border.
    return narrow and inside and bool(han[first[0] - 2]) and bool(han[second[1] + 1])


@cache
def _surnames() -> frozenset[str]:
    surnames = load("surnames")
    return frozenset(term for term in surnames if surnames[term]["weight"] != "rare")


def _swap(text: str, trait: int, table: dict[int, int]) -> str:
    """Puts other characters for those of one trait; a hundred times as fast as ``str.translate`` on Chinese."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).copy()
    places = (_traits_table().take(codes) & trait).nonzero()[0]
    codes[places] = [table[code] for code in codes[places].tolist()]
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _traits_table() -> NDArray[np.uint8]:
    table = np.zeros(0x110000, dtype=np.uint8)
    for trait, ranges in _RANGES.items():
        for low, high in ranges:
            table[low : high + 1] |= trait
    for code in _radicals():
        table[code] = RADICAL | HAN
    return table


@cache
def _radicals() -> dict[int, int]:
    table = {ord(radical): ord(plain) for radical, plain in _RADICALS.items()}
    for low, high in _RADICAL_BLOCKS:
        for code in range(low, high + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = ord(plain)
    return table


@cache
def _widths() -> dict[int, int]:
    return {code: code - 0xFEE0 for low, high in _RANGES[WIDE] for code in range(low, high + 1)}
