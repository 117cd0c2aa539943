"""Names of people: what speaks for them, and how far they reach."""

from __future__ import annotations

import pytest

import pressextract as px
from pressextract.knowledge.vocabulary import Vocabulary, builtin_vocabulary
from pressextract.mentions.find import find_mentions
from pressextract.mentions.surroundings import find_honorifics
from tests.notation import Case, differences, load_cases, read_tagged


@pytest.mark.parametrize("case", load_cases("names"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


def names(tagged: str, vocabulary: Vocabulary | None = None) -> list[str]:
    """The names found on words with tags."""
    reading, scanners = read_tagged(tagged, vocabulary)
    return [reading.fold[name.start : name.end] for name in find_mentions(reading, scanners).names]


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("董事长/n 林致远/PER 致辞/v 。", ["林致远"]),
        ("董事长/n 林/nr 致远/v 致辞/v 。", ["林致远"]),
        ("副/b 市长/n 方向/n ， 主持/v 会议/n 。", ["方向"]),
        ("新/a 的/u 方向/n ， 正确/a 。", []),
        ("林致远/PER 、 方致知/n 、 丘映雪/PER 获奖/v 。", ["林致远", "方致知", "丘映雪"]),
        ("林致远/PER 女士/n 到场/v 。", ["林致远"]),
        ("欧阳/nr 若溪/n 教授/n 到场/v 。", ["欧阳若溪"]),
        ("主席/n 林致远/PER 说/v 。 林致远/n 又/d 说/v 。", ["林致远", "林致远"]),
        ("林氏/n 家族/n 到场/v 。", []),
        ("任命/v 林致远/PER 为/v 局长/n 。", ["林致远"]),
        ("（ 下称/v 「 林海/PER 」 ） 成立/v 。 林海/PER 将/d 举办/v 。", []),
        ("总统/n 卡马乌/PER · 奥廷诺/PER 致辞/v 。", ["卡马乌·奥廷诺"]),
    ],
)
def test_evidence_adds_up(tagged, expected):
    assert names(tagged) == expected


def test_names_of_the_user_stand_anywhere():
    own = builtin_vocabulary().with_terms(people=["布小林"])
    plain = "我们/r 与/p 布/n 小林/n 同行/v 。"
    assert names(plain) == []
    assert names("主席/n 布小林/n 致辞/v 。 我们/r 与/p 布小林/n 同行/v 。", own) == ["布小林", "布小林"]


def test_scores_are_shares():
    reading, scanners = read_tagged("主席/n 林致远/PER 、 周平/PER 和/c 丘映雪/PER 到场/v 。")
    found = find_mentions(reading, scanners).names
    assert len(found) == 3
    assert all(0 < name.score <= 1 and name.rule for name in found)


@pytest.mark.parametrize(
    ("tagged", "after", "before"),
    [
        ("林致远/PER 先生/n", ["先生"], []),
        ("林致远/PER 太平绅士/n", ["太平绅士"], []),
        ("拿督/n 林致远/PER", [], ["拿督"]),
        ("林致远/PER _ SBS/nz ， _ JP/nz", ["SBS", "JP"], []),
        ("JPX/nz 平台/n", [], []),
    ],
)
def test_honorifics(tagged, after, before):
    reading, scanners = read_tagged(tagged)
    found_after, found_before = find_honorifics(reading, scanners.honorifics)
    assert [reading.fold[start:end] for start, end in found_after.items()] == after
    assert [reading.fold[start:end] for end, start in found_before.items()] == before
