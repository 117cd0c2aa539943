"""The fold as a whole, the way back from it, and what it costs."""

from __future__ import annotations

import time
from collections.abc import Callable

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.text.fixes import fold_radicals, fold_width
from pressextract.text.normalised import convert, normalise
from pressextract.text.script import fold_script

DIRTY = st.text(alphabet=[*"林致遠衞⼤Ａ１ 　第五\n\r\t，。「」馬先生", "\u200b", "\ufeff", "\ud800", "𠮷", "\u2028"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⼤公報第 五屆論壇", "大公报第五届论坛"),
        ("ＣＥＯ\u200b林致遠", "CEO林致远"),
        ("衞生署\r\n署長", "卫生署\n署长"),
        ("「青禾」：何安、周平；《公約》。", "「青禾」：何安、周平；《公约》。"),
        ("編輯：伍   暉", "编辑：伍晖"),
        ("", ""),
    ],
)
def test_folds(text, expected):
    assert normalise(text).text == expected


@given(DIRTY | st.text())
def test_each_character_comes_from_its_place(text):
    normal = normalise(text)
    assert len(normal.original) == len(text)
    last = 0
    for at, char in enumerate(normal.text):
        start, end = normal.to_original(at, at + 1)
        assert end == start + 1
        assert start >= last
        last = end
        source = normal.original[start:end]
        assert char in (fold_script(fold_width(fold_radicals(source))), " ", "\n") or source != char
    assert normal.to_original(len(normal.text), len(normal.text)) == (len(text), len(text))


@given(DIRTY, st.integers(0, 40), st.integers(0, 40))
def test_way_back_is_monotone(text, one, two):
    normal = normalise(text)
    low, high = sorted((one, two))
    assert normal.to_original(low, low)[0] <= normal.to_original(high, high)[0]
    start, end = normal.to_original(low, high)
    assert 0 <= start <= end <= len(text)


@given(DIRTY)
def test_only_blanks_and_the_unseen_are_dropped(text):
    normal = normalise(text)
    kept = {normal.to_original(at, at + 1)[0] for at in range(len(normal.text))}
    dropped = {char for at, char in enumerate(normal.original) if at not in kept}
    assert dropped <= set(" 　\n\r\t\u200b\ufeff\u2028")


def test_warnings():
    assert normalise("何\u200b安").warnings == ("invisible or control characters were ignored",)
    assert normalise("何" + chr(0xD800)).warnings == ("lone surrogates were replaced by U+FFFD",)
    assert normalise("何安\r\n周平").warnings == ()


@pytest.mark.parametrize("value", [None, b"abc", 3, ["a"]])
def test_wrong_type(value):
    with pytest.raises(TypeError, match="str"):
        normalise(value)
    with pytest.raises(TypeError, match="str"):
        convert(value, to="hk")


def test_converts_in_spite_of_surrogates():
    assert convert("国" + chr(0xD800), to="t") == "國\ufffd"


def fastest(function: Callable[[str], object], text: str) -> float:
    times = []
    for _ in range(7):
        begun = time.process_time()
        function(text)
        times.append(time.process_time() - begun)
    return min(times)


def test_speed_beside_opencc(samples):
    """Meant to be 0.8 times as fast as OpenCC alone on the same text; a busy machine is allowed for."""
    text = "\n\n".join(sample.text for sample in samples)
    converter = opencc.OpenCC("t2s")
    normalise(text)
    assert fastest(normalise, text) * 0.55 <= fastest(converter.convert, text)


HOSTILE = [
    "中",
    "a",
    " ",
    "\n",
    "\r",
    "，",
    "「",
    "（",
    "中\n",
    "a.\n",
    "（a\n",
    "一 ",
    "第 ",
    "於",
    "⼤",
    "Ａ",
    "\u200b",
    "\ud800",
    "1",
    "〇",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_linearly(unit):
    short, long = (unit * (size // len(unit)) for size in (50_000, 200_000))
    normalise(short)
    # Four times the text; quadratic work would take sixteen times as long.
    assert fastest(normalise, long) <= 9 * fastest(normalise, short) + 0.02
