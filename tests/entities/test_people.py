"""People: the forms of a name joined, honorifics, and surnames that mean somebody."""

from __future__ import annotations

import pytest

import pressextract as px
from pressextract.entities.people import gather_people, surname_of
from pressextract.mentions.find import find_mentions
from tests.notation import Case, differences, load_cases, read_tagged


@pytest.mark.parametrize("case", load_cases("people"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("林致远", "林"),
        ("欧阳若溪", "欧阳"),
        ("陈顾映雪", "陈"),
        ("卡马乌·奥廷诺", ""),
        ("Edmund Whitlock", ""),
        ("莫罗奇", "莫"),
    ],
)
def test_surname(name, expected):
    reading, _ = read_tagged("林致远/PER")
    assert surname_of(reading, name) == expected


def gathered(tagged: str) -> list[str]:
    """Each person with all places of the text that mean him or her."""
    reading, scanners = read_tagged(tagged)
    found = find_mentions(reading, scanners)
    people = gather_people(reading, found.names, found.titles, found.around)
    assert len(people.spans) == sum(len(person.places) for person in people.found)
    return [
        " ".join([person.name, *(f"{start}:{kind}" for start, _, kind in person.places)]) for person in people.found
    ]


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("主席/n 林致远/PER 致辞/v 。 林/nr 主席/n 感谢/v 各界/n 。", ["林致远 2:name 8:alias"]),
        (
            "林致远/PER 与/p 林若溪/PER 到场/v 。 林若溪/PER 局长/n 致辞/v ， 林/nr 局长/n 感谢/v 。",
            ["林致远 0:name", "林若溪 4:name 10:name 18:alias"],
        ),
        ("查询/v ： 蔡/nr 小姐/n", ["蔡小姐 3:name"]),
        ("周五/TIME 出席/v 。", []),
        (
            "教授/n Edmund/PER _ Whitlock/PER 致辞/v 。 Whitlock/PER 教授/n 感谢/v 。",
            ["Edmund Whitlock 2:name 20:alias"],
        ),
    ],
)
def test_joined(tagged, expected):
    assert gathered(tagged) == expected


def test_ids_follow_the_text():
    release = px.extract("晴川科技董事長顧兆庭、東岸大學校長阮靜儀到場。顧董事長致辭。")
    assert [(person.id, person.name) for person in release.people] == [("p1", "顧兆庭"), ("p2", "阮靜儀")]
