"""Words that run over a sure border are cut there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.notation import read_tagged


def cut(tagged: str) -> str:
    """The words of a reading, with their tags."""
    reading, _ = read_tagged(tagged)
    assert all(word.start < word.end for word in reading.words)
    assert all(one.end <= two.start for one, two in pairwise(reading.words))
    return " ".join(f"{reading.fold[word.start : word.end]}/{word.tag}" for word in reading.words)


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("晴川科技/ORG", "晴川科技/ORG"),
        ("南汀工业总会/ORG", "南汀工业总会/ORG"),
        ("顾兆庭获委任为南汀商会/ORG", "顾兆庭/nz 获委任为/v 南汀商会/ORG"),
        ("晴川科技主办南汀论坛/ORG", "晴川科技/nz 主办/v 南汀论坛/ORG"),
        ("环境保护署署长裴子衡/ORG", "环境保护署/ORG 署长/n 裴子衡/nz"),
        ("南汀校长联会/ORG", "南汀校长联会/ORG"),
        ("晴川科技董事会/ORG", "晴川科技董事会/ORG"),
        ("南汀商会—北屿联会/ORG", "南汀商会/ORG 北屿联会/ORG"),
        ("南汀商会_北屿联会/ORG", "南汀商会/ORG 北屿联会/ORG"),
        ("Obsidian_Energy_Ltd/ORG", "Obsidian Energy Ltd/ORG"),
        ("顾兆庭（右）/PER", "顾兆庭/PER 右/PER"),
        ("顾兆庭、裴子衡/PER", "顾兆庭/PER 裴子衡/PER"),
        ("环境保护署署长顾兆庭/n", "环境保护署署长顾兆庭/n"),
    ],
)
def test_cuts(tagged, expected):
    assert cut(tagged) == expected


@pytest.mark.xfail(reason="庭 ends courts, so the name is taken to go on the title", strict=True)
def test_name_that_ends_like_a_body():
    assert cut("环境保护署署长顾兆庭/ORG") == "环境保护署/ORG 署长/n 顾兆庭/nz"


def test_words_that_are_no_names_are_left_alone():
    tagged = "我们/r 出席/v 环境保护署署长会议/n"
    assert cut(tagged) == tagged
