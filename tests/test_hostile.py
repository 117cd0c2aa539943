"""Input that nobody should send: a valid record all the same, and never a hang."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable

import pytest

import pressextract as px

HAN = "".join(map(chr, range(0x4E00, 0x9FA6)))
SURNAMES = "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周"


def varied(length: int) -> str:
    """Han characters in no order, without punctuation."""
    return "".join(random.Random(length).choices(HAN, k=length))


def named(length: int, form: str) -> str:
    """A text in which another person or body stands wherever ``form`` has a {}."""
    draw = random.Random(length)
    pieces: list[str] = []
    size = 0
    while size < length:
        name = draw.choice(SURNAMES) + draw.choice(HAN) + draw.choice(HAN)
        pieces.append(form.replace("{}", name))
        size += len(pieces[-1])
    return "".join(pieces)[:length]


def repeated(unit: str) -> Callable[[int], str]:
    """A text of this length that says one thing again and again."""
    return lambda length: (unit * (length // len(unit) + 1))[:length]


SHORT = {
    "nothing": "",
    "blank": " \t\n　\u2028\r\n",
    "one character": "長",
    "one full stop": "。",
    "no Chinese": "Press release: the board met on 3 May 2024. Данные: ありがとう",
    "unbalanced quotes": "「『“‘（《林致遠說：「好。』”）》」董事長（",
    "quotes the wrong way round": "」』”’）》林致遠《（‘“『「",
    "control characters": "\x00\x01林致遠\x1b[31m主席\x7f\x9f",
    "bidi": "\u202e主席\u2066林致遠\u2069\u202c\u200f說：好",
    "zero width": "林\u200b致\u200d遠\ufeff主\u2060席",
    "private use": "\ue000林致遠\uf8ff主席\U000f0000\U0010fffd",
    "supplementary planes": "𠮷野家董事長𠀀𪛖𠮟😀說：「𝟐𝟎𝟐𝟓年」",
    "unassigned and noncharacters": "\uffff\ufffe\U0001fffe\u0378林致遠主席",
    "lone surrogates": "\ud800林致遠\udfff主席\ude00\ud83d",
    "combining": "林" + "\u0301" * 50 + "致遠主席e\u0301",
    "variation selectors": "葛\U000e0100飾區區長林\ufe00致遠",
    "impossible dates": "2025年2月31日、0000年13月40日、民國零年、二〇二五年九十九月九十九日",
    "endless number": "第" + "九" * 300 + "屆" + "1" * 300 + "年" + "〇" * 300 + "月",
    "markup": "<script>alert('林致遠')</script>&lt;主席&gt;{{7*7}}=cmd|' /C calc'!A0",
}
CLEANED = {"control characters", "bidi", "zero width", "lone surrogates", "variation selectors"}

LONG = {
    "no punctuation": varied,
    "one Han character": repeated("中"),
    "one surname": repeated("林"),
    "one letter": repeated("a"),
    "one digit": repeated("1"),
    "one Chinese digit": repeated("〇"),
    "one space": repeated(" "),
    "one line break": repeated("\n"),
    "one full stop": repeated("。"),
    "one comma": repeated("、"),
    "one opening quote": repeated("「"),
    "one opening bracket": repeated("（"),
    "one dot": repeated("·"),
    "one lone surrogate": repeated("\ud800"),
    "one bidi control": repeated("\u202e"),
    "one private-use character": repeated("\ue000"),
    "one supplementary character": repeated("𠮷"),
    "nested quotes": lambda length: "「" * (length // 2) + "」" * (length // 2),
    "nested brackets": lambda length: "（" * (length // 2) + "）" * (length // 2),
    "years": repeated("2025年"),
    "dates": repeated("2025年10月23日至"),
    "editions": repeated("第四屆"),
    "titles": repeated("主席"),
    "titles and commas": repeated("董事長、"),
    "titles joined": repeated("主席兼"),
    "bodies": repeated("有限公司"),
    "departments": repeated("香港特區政府"),
    "short forms": repeated("（下稱「協會」）"),
    "verbs of speech": repeated("表示，"),
    "quotations": repeated("說：「"),
    "events": repeated("舉行典禮"),
    "lines": repeated("主席\n──\n"),
    "Latin names": repeated("Tan Hui "),
    "spaced characters": repeated("林 致 "),
    "one person again and again": repeated("主席林致遠說，"),
    "many people": lambda length: named(length, "{}、"),
    "many people with posts": lambda length: named(length, "青禾集團董事長{}，"),
    "many bodies": lambda length: named(length, "{}基金會，"),
    "many statements": lambda length: named(length, "主席{}表示，協會好。"),
    "many events": lambda length: named(length, "{}昨日舉行第二屆{}論壇。\n"),
}


def elapsed(text: str) -> float:
    """Seconds for one extraction; what other tests left in memory is not looked through meanwhile."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    px.extract(text)
    return time.process_time() - start


@pytest.mark.parametrize("name", SHORT)
def test_a_valid_record(name: str):
    text = SHORT[name]
    release = px.extract(text)
    assert len(release.text) == len(text)
    assert px.PressRelease.model_validate_json(release.model_dump_json()) == release
    assert bool(release.warnings) is (name in CLEANED)
    normal = px.normalise(text)
    assert all(0 <= at <= len(text) for at in normal.to_original(0, len(normal.text)))
    tokens = px.segment(text)
    assert all(release.text[token.start : token.end] == token.text for token in tokens)


@pytest.mark.parametrize("name", ["nothing", "blank", "one full stop"])
def test_nothing_is_found_in_nothing(name: str):
    release = px.extract(SHORT[name])
    assert (release.people, release.titles, release.organisations, release.events, release.statements) == ((),) * 5
    assert release.headline is None
    assert release.dateline is None
    assert release.script == "none"


def test_control_characters_hide_nobody():
    for name in ("control characters", "bidi", "zero width"):
        assert [person.name for person in px.extract(SHORT[name]).people] == ["林致遠"], name


@pytest.mark.parametrize("name", LONG)
def test_time_grows_linearly(name: str):
    px.extract("主席林致遠表示，好。")
    make = LONG[name]
    once, twice = make(12_000), make(24_000)
    # A scheduler that looks away for a moment must not fail the build: the best of three is judged.
    ratios = []
    for _ in range(3):
        first, second = elapsed(once), elapsed(twice)
        assert second < 20, f"{second:.1f} s for 24,000 characters"
        ratios.append(second / first)
        if ratios[-1] <= 2.6 or second < 0.1:
            return
    pytest.fail(f"doubling the input took {', '.join(f'{ratio:.2f}' for ratio in ratios)} times as long")


@pytest.mark.parametrize("name", ["one Han character", "one comma", "nested quotes", "many people", "many events"])
def test_a_hundred_thousand(name: str):
    start = time.process_time()
    release = px.extract(LONG[name](100_000))
    assert len(release.text) == 100_000
    assert time.process_time() - start < 60


def test_a_million_without_punctuation():
    text = varied(1_000_000)
    release = px.extract(text)
    assert release.text == text


def test_segment_is_linear_in_a_run_without_words():
    times = []
    for length in (40_000, 80_000):
        start = time.process_time()
        px.segment("龘" * length)
        times.append(time.process_time() - start)
    assert times[1] / times[0] <= 2.6 or times[1] < 0.2
