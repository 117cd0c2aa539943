"""Titles: the head, what stands before it inside the title, and the note after it."""

from __future__ import annotations

import pytest

import pressextract as px
from pressextract.mentions.titles import find_titles
from tests.notation import Case, differences, load_cases, read_tagged


@pytest.mark.parametrize("case", load_cases("titles"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


def titles(tagged: str) -> list[str]:
    """Each title, with its status."""
    reading, scanners = read_tagged(tagged)
    return [
        reading.fold[title.start : title.end] + (f" {title.status}" if title.status else "")
        for title in find_titles(reading, scanners.titles)
    ]


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("董事长/n 林致远/PER", ["董事长"]),
        ("执行/v 副/b 总裁/n 林致远/PER", ["执行副总裁"]),
        ("总经理/n 助理/n 林致远/PER", ["总经理助理"]),
        ("候任/v 会长/n 林致远/PER", ["会长 incoming"]),
        ("部长/n 级/n 会议/n", []),
        ("主席/n 团/n", []),
        ("校长/n 室/n", []),
        ("董事/n 会/n", []),
        ("行政/n 总裁/n （ 住宅/n ）", ["行政总裁（住宅）"]),
        ("行政/n 总裁/n （ 右/f ）", ["行政总裁"]),
        ("会长/n （ 2019/m 年/n 任期/n ）", ["会长"]),
        ("会长/n （ 林致远/PER ）", ["会长"]),
        ("CEO/nz 林致远/PER", ["CEO"]),
        ("XCEO/nz 平台/n", []),
        ("会长林/n 致远/n", ["会长"]),
    ],
)
def test_reach(tagged, expected):
    assert titles(tagged) == expected


@pytest.mark.parametrize("tagged", ["执行/v 副/b 总裁/n", "前/f 署理/v 署长/n", "名誉/n 会长/n"])
def test_head_lies_inside_the_title(tagged):
    reading, scanners = read_tagged(f"{tagged} 林致远/PER")
    (title,) = find_titles(reading, scanners.titles)
    assert title.start <= title.head_start < title.head_end <= title.end
    assert reading.fold[title.head_start : title.head_end] == title.head
    assert title.head in reading.vocabulary.titles
