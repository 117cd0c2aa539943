"""Names of bodies: known, recognised, or given away by an ending."""

from __future__ import annotations

import pytest

import pressextract as px
from pressextract.knowledge.vocabulary import builtin_vocabulary
from pressextract.mentions.find import find_mentions
from tests.notation import Case, differences, load_cases, read_tagged


@pytest.mark.parametrize("case", load_cases("bodies"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


def bodies(tagged: str, *own: str) -> list[str]:
    """The bodies found on words with tags."""
    reading, scanners = read_tagged(tagged, builtin_vocabulary().with_terms(organisations=own))
    return [reading.fold[body.start : body.end] for body in find_mentions(reading, scanners).bodies]


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("晴川科技/ORG 公布/v 业绩/n 。", ["晴川科技"]),
        ("晴川/nz 科技/n 有限公司/n 公布/v 业绩/n 。", ["晴川科技有限公司"]),
        ("有限公司/n 公布/v 业绩/n 。", []),
        ("多/m 家/q 公司/n 公布/v 业绩/n 。", []),
        ("香港/LOC 教育局/ORG 公布/v 计划/n 。", ["香港教育局"]),
        ("全国/n 人大/n 召开/v 会议/n 。", ["全国人大"]),
        ("Talbot/nz _ Shipping/nz _ plc/nz 公布/v 业绩/n 。", ["Talbot Shipping plc"]),
        ("典礼/n 在/p 南汀/LOC 文化/n 中心/n 举行/v 。", []),
        ("「 南汀/LOC 资料/n 暨/c 智慧/n 学会/n 」 成立/v 。", ["南汀资料暨智慧学会"]),
    ],
)
def test_what_gives_a_body_away(tagged, expected):
    assert bodies(tagged) == expected


def test_bodies_of_the_user():
    tagged = "星/n 尘/n 社/n 公布/v 名单/n 。"
    assert "星尘社" not in bodies(tagged)
    assert bodies(tagged, "星尘社") == ["星尘社"]


def test_unsure_word_is_no_body():
    reading, scanners = read_tagged("我们/r 喜欢/v 曜石/ORG 。")
    sure = find_mentions(reading, scanners).bodies
    assert [reading.fold[body.start : body.end] for body in sure] == ["曜石"]
    doubtful = px.Extractor(recogniser=lambda _: tuple(
        type(word)(word.start, word.end, word.tag, 0.3) for word in reading.words
    ))  # fmt: skip
    assert doubtful.extract(reading.fold).organisations == ()
