"""Words that run over a sure border are cut there."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.notation import read_tagged


def cut(tagged: str) -> str:
    """The words of a reading."""
    reading, _ = read_tagged(tagged)
    assert all(word.start < word.end for word in reading.words)
    assert all(one.end <= two.start for one, two in pairwise(reading.words))
    return " ".join(reading.fold[word.start : word.end] for word in reading.words)


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("晴川科技/ORG", "晴川科技"),
        ("南汀工业总会/ORG", "南汀工业总会"),
        ("顾兆庭获委任为南汀商会/ORG", "顾兆庭 获委任为 南汀商会"),
        ("晴川科技主办南汀论坛/ORG", "晴川科技 主办 南汀论坛"),
        ("环境保护署署长裴子衡/ORG", "环境保护署 署长 裴子衡"),
        ("南汀校长联会/ORG", "南汀校长联会"),
        ("晴川科技董事会/ORG", "晴川科技董事会"),
        ("南汀商会—北屿联会/ORG", "南汀商会 北屿联会"),
        ("南汀商会_北屿联会/ORG", "南汀商会 北屿联会"),
        ("Obsidian_Energy_Ltd/ORG", "Obsidian Energy Ltd"),
        ("顾兆庭（右）/PER", "顾兆庭 右"),
        ("顾兆庭、裴子衡/PER", "顾兆庭 裴子衡"),
        ("环境保护署署长顾兆庭/n", "环境保护署署长顾兆庭"),
    ],
)
def test_cuts(tagged, expected):
    assert cut(tagged) == expected


def test_name_that_ends_like_a_body():
    assert cut("环境保护署署长顾兆庭/ORG") == "环境保护署 署长 顾兆庭"


def test_words_that_are_no_names_are_left_alone():
    assert cut("我们/r 出席/v 环境保护署署长会议/n") == "我们 出席 环境保护署署长会议"
