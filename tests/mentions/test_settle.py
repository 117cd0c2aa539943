"""Which reading stands where two overlap."""

from __future__ import annotations

from itertools import pairwise

import pytest

import pressextract as px
from pressextract.mentions.body_span import BodySpan
from pressextract.mentions.find import find_mentions
from pressextract.mentions.settle import settle
from pressextract.mentions.surroundings import NameSpan
from pressextract.mentions.titles import TitleSpan
from tests.notation import Case, differences, load_cases, read_tagged


@pytest.mark.parametrize("case", load_cases("settle"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


TEXT = "南汀映雪中学校长"
READING, _ = read_tagged("南汀/LOC 映雪/n 中学/n 校长/n")


def settled(names: list[tuple[int, int, float]], bodies: list[tuple[int, int]], titles: list[tuple[int, int]]) -> str:
    """What stands of these spans."""
    found_names, found_bodies = settle(
        READING,
        tuple(NameSpan(start, end, score, "test") for start, end, score in names),
        tuple(BodySpan(start, end, 0.8, "test") for start, end in bodies),
        tuple(TitleSpan(start, end, start, end, TEXT[start:end], "") for start, end in titles),
    )
    spans = [(name.start, name.end) for name in found_names] + [(body.start, body.end) for body in found_bodies]
    return " ".join(TEXT[start:end] for start, end in sorted(spans))


@pytest.mark.parametrize(
    ("names", "bodies", "titles", "expected"),
    [
        ([], [(0, 6)], [], "南汀映雪中学"),
        ([(2, 4, 0.6)], [(0, 6)], [], "南汀映雪中学"),
        ([(2, 4, 0.9)], [(0, 6)], [], "映雪"),
        ([(2, 4, 0.6)], [(4, 6)], [], "映雪 中学"),
        ([(2, 6, 0.6)], [(0, 6)], [], "映雪中学"),
        ([], [(0, 8)], [(6, 8)], "南汀映雪中学"),
        ([], [(6, 8)], [(6, 8)], ""),
        ([], [(0, 6)], [(6, 8)], "南汀映雪中学"),
    ],
)
def test_precedence(names, bodies, titles, expected):
    assert settled(names, bodies, titles) == expected


@pytest.mark.parametrize(
    "text",
    [
        "南汀商會會長顧兆庭、東岸大學校長阮靜儀與碧湖基金會主席魯維岳出席了典禮。",
        "丘映雪中學校長顧兆庭（右）與晴川科技（重慶）有限公司總經理裴子衡簽署協議。",
        "前香港特區政府勞工及福利局局長顧兆庭博士獲委任為曜石能源有限公司獨立非執行董事。",
    ],
)
def test_nothing_overlaps(text):
    release = px.extract(text)
    entities: list[px.Person | px.Organisation] = [*release.people, *release.organisations]
    spans = sorted((mention.start, mention.end) for entity in entities for mention in entity.mentions)
    assert len(spans) >= 3
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_titles_inside_a_body_are_none():
    reading, scanners = read_tagged("审核/vn 委员会/n 与/p 校长/n 办公室/n")
    assert find_mentions(reading, scanners).titles == ()
