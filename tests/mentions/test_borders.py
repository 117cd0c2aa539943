"""Where a name of a body or a post begins."""

from __future__ import annotations

import pytest

import pressextract as px
from pressextract.mentions.borders import begins_properly, walk_left
from tests.notation import Case, differences, load_cases, read_tagged


@pytest.mark.parametrize("case", load_cases("borders"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


def left_of(tagged: str, ending: str, closed: str = "") -> str:
    """What the walk takes in before ``ending``, and the status that it meets."""
    reading, _ = read_tagged(tagged)
    end = reading.fold.index(ending)
    floor = reading.sentence_start(end)
    shut = frozenset({reading.fold.index(closed) + len(closed)} if closed else ())
    border = walk_left(reading, end, floor, closed=shut)
    return reading.fold[border.start : end] + (f" {border.status}" if border.status else "")


@pytest.mark.parametrize(
    ("tagged", "ending", "expected"),
    [
        ("晴川/nz 科技/n 有限公司/n", "有限公司", "晴川科技"),
        ("今日/TIME 晴川/nz 有限公司/n", "有限公司", "晴川"),
        ("出席/v 晴川/nz 有限公司/n", "有限公司", "晴川"),
        ("论坛/n 。 晴川/nz 有限公司/n", "有限公司", "晴川"),
        ("论坛/n ， 晴川/nz 有限公司/n", "有限公司", "晴川"),
        ("欢迎/v _ 晴川/nz 有限公司/n", "有限公司", "晴川"),
        ("晴川/nz （ 香港/LOC ） 有限公司/n", "有限公司", "晴川（香港）"),
        ("晴川/nz （ 下称/v 公司/n ） 董事会/n", "董事会", ""),
        ("劳工/n 及/c 福利/n 局/n", "局", "劳工及福利"),
        ("晴川/nz 公司/n 及/c 北屿/nz 公司/n 董事会/n", "董事会", "北屿公司"),
        ("南汀/LOC 第二/m 医院/n", "医院", "南汀第二"),
        ("四位/m 委员/n", "委员", ""),
        ("晴川/nz - 北屿/nz 商会/n", "商会", "晴川-北屿"),
        ("Obsidian/nz _ Energy/nz 有限公司/n", "有限公司", "Obsidian Energy"),
        ("前/f 南汀/LOC 商会/n 会长/n", "会长", "南汀商会 former"),
        ("候任/v 会长/n", "会长", " incoming"),
        ("目前/TIME 会长/n", "会长", ""),
    ],
)
def test_walk(tagged, ending, expected):
    assert left_of(tagged, ending) == expected


def test_walk_stops_at_a_name():
    assert left_of("顾兆庭/PER 商会/n 会长/n", "会长") == "顾兆庭商会"
    assert left_of("顾兆庭/PER 商会/n 会长/n", "会长", closed="顾兆庭") == "商会"


def test_walk_never_leaves_its_reach():
    reading, _ = read_tagged(" ".join(["晴川/nz"] * 200 + ["会长/n"]))
    end = reading.fold.index("会长")
    assert 0 < end - walk_left(reading, end, 0).start <= 48


@pytest.mark.parametrize(("text", "expected"), [("香港会计师公会", True), ("教育局", True), ("晴川商会", False)])
def test_what_begins_a_name_for_sure(text, expected):
    reading, _ = read_tagged(f"{text}/ORG")
    assert begins_properly(reading, 0, len(text)) is expected
