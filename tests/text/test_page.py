"""The page: spans and surfaces of the original, the anchor, and text that is none."""

from __future__ import annotations

import pickle
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.text.page import read_page

DIRTY = st.text(
    alphabet=[*"林致遠主席⼤Ａ1 　第五\n\r，。「」（）日月年今", "\u200b", "\ud800", "𠮷", "\u2028"],
    max_size=60,
)


@given(DIRTY, st.integers(0, 60), st.integers(0, 60))
def test_span_is_a_slice_of_the_original(text, one, two):
    page = read_page(text)
    span = page.span(min(one, two), max(one, two))
    assert page.original[span.start : span.end] == span.text
    assert 0 <= span.start <= span.end <= len(text)


@given(DIRTY, st.integers(0, 60), st.integers(0, 60))
def test_surface_is_the_span_without_what_was_dropped(text, one, two):
    page = read_page(text)
    start, end = min(one, two), max(one, two)
    surface = page.surface(start, end)
    left = iter(page.span(start, end).text)
    assert all(any(char == other for other in left) for char in surface.replace(" ", ""))
    assert "\n" not in surface
    assert "\u200b" not in surface


@pytest.mark.parametrize(
    ("text", "fold", "surface"),
    [
        ("旗艦活動：第 五屆論壇", "第五届论坛", "第五屆論壇"),
        ("編輯：伍   暉\n", "伍晖", "伍暉"),
        ("成員為談慕貞女士、Gerald F.\nO'Connor先生。", "Gerald F. O'Connor", "Gerald F. O'Connor"),
        ("主席林致\u200b遠", "林致远", "林致遠"),
        ("⼤公報社長", "大公报", "⼤公報"),
        ("ＡＢＣ公司", "ABC公司", "ＡＢＣ公司"),
        ("主題為「深耕產業 創新未來」", "深耕产业 创新未来", "深耕產業 創新未來"),
        ("於青禾會展中\n心舉行，由何安主持", "青禾会展中\n心", "青禾會展中心"),
    ],
)
def test_surface(text, fold, surface):
    page = read_page(text)
    start = page.fold.index(fold)
    assert page.surface(start, start + len(fold)) == surface


def test_ascii_marks_of_a_chinese_sentence_are_read_as_chinese_ones():
    ascii_marks = "校長何安說:「很好」,又感謝來賓;會上有5,000人,時間12:30,見Smith, Lee"
    page = read_page(ascii_marks)
    assert page.fold == "校长何安说：「很好」，又感谢来宾；会上有5,000人，时间12:30，见Smith, Lee"
    assert page.original == ascii_marks


def test_original_is_the_text_itself(sample):
    page = read_page(sample.text)
    assert page.original == sample.text
    assert page.script == sample.gold["script"]
    whole = page.span(0, len(page.fold))
    assert whole.text.strip() == sample.text.strip()


@pytest.mark.parametrize(
    ("text", "published", "anchor"),
    [
        ("香港 2025年10月23日 /美通社/ -- 青禾集團宣布", None, date(2025, 10, 23)),
        ("香港 2025年10月23日 /美通社/ -- 青禾集團宣布", date(2025, 10, 25), date(2025, 10, 23)),
        ("青禾集團今日宣布，林致遠任主席。", date(2025, 10, 25), date(2025, 10, 25)),
        ("新华社北京4月9日电　青禾集团宣布", None, None),
        ("新华社北京4月9日电　青禾集团宣布", date(2025, 4, 10), date(2025, 4, 9)),
        ("青禾集團今日宣布，林致遠任主席。", None, None),
    ],
)
def test_anchor(text, published, anchor):
    assert read_page(text, published).anchor == anchor


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("青禾大学一周要闻（2025年9月第2期）\n\n9月3日上午，青禾大学医学院揭牌，林致远出席。", 2025),
        ("青禾論壇開幕\n\n明（2022）年各國都應強化目標，林致遠表示將全力以赴。", 2021),
        ("青禾論壇開幕\n\n林致遠表示，9月3日將公布名單，敬請期待。", None),
    ],
)
def test_year_hint(text, year):
    assert read_page(text).year_hint == year


def test_line_at():
    page = read_page("青禾換帥\n\n青禾集團今日宣布，林致遠任主席，即日生效。\n")
    assert page.headline is not None
    assert page.headline == page.line_at(0)
    assert page.line_at(4) is None
    assert page.line_at(6) == page.lines[1]
    assert page.line_at(len(page.fold)) is None


@pytest.mark.parametrize("text", ["", " \n　\n", "長", "。", "Press release", "\ud800", "\u200b", "─\n─"])
def test_hardly_a_text(text):
    page = read_page(text)
    assert len(page.original) == len(text)
    assert page.dateline is None
    assert page.span(0, len(page.fold)).text in page.original


def test_survives_pickle():
    page = read_page("香港 2025年10月23日 /美通社/ -- 第 五屆青禾論壇開幕")
    assert pickle.loads(pickle.dumps(page)) == page


HOSTILE = [
    "中",
    "中\n",
    "主席\n",
    "「中\n",
    "1日",
    "3月今日（",
    "今日（",
    "\n\n2025年10月23日",
    "关于中\n",
    "1：2\n",
    "电话：1",
    "a@",
    ">a",
    "、",
    "－",
    "图",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_linearly(unit):
    def taken(size: int) -> float:
        begun = time.process_time()
        read_page(unit * (size // len(unit)))
        return time.process_time() - begun

    taken(1_000)
    assert min(taken(80_000), taken(80_000)) <= 9 * min(taken(20_000), taken(20_000)) + 0.05
