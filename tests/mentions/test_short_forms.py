"""Short forms that brackets declare, and those that are merely used."""

from __future__ import annotations

import pytest

import pressextract as px
from pressextract.mentions.short_forms import canonical, declared, is_short_form
from tests.notation import Case, differences, load_cases, read_tagged


@pytest.mark.parametrize("case", load_cases("short_forms"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        ("（下称「青创会」）", ["青创会"]),
        ("（以下简称“青创会”）", ["青创会"]),
        ("（简称青创会，下同）", ["青创会"]),
        ("（「青创会」）", ["青创会"]),
        ("(“青创会”)", ["青创会"]),
        ("（「青创会」或「本会」）", ["青创会", "本会"]),
        ("（Obsidian Energy）", ["Obsidian Energy"]),
        ("（Obsidian Energy，「曜石」）", ["曜石", "Obsidian Energy"]),
        ("（曜石；股份代号：1234）", []),
        ("（「曜石」，股份代号：1234）", ["曜石"]),
        ("（股份代号：1234）", []),
        ("（600123.SH）", []),
        ("（左）", []),
        ("（图）", []),
        ("（「青创会」）（1234.HK）", ["青创会"]),
        ("（1234.HK）（「青创会」）", ["青创会"]),
        ("，（「青创会」）", []),
        ("（「甲」）", []),
        ("", []),
    ],
)
def test_brackets(bracket, expected):
    reading, _ = read_tagged(f"曜石/ORG {bracket.replace(' ', '_')}")
    found, _ = declared(reading, 2)
    assert [reading.fold[start:end] for start, end in found] == expected


def test_end_of_the_brackets():
    reading, _ = read_tagged("曜石/ORG （「曜石」）（1234.HK） 公布/v")
    assert reading.fold[declared(reading, 2)[1] :] == "公布"


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("曜石能源", "曜石能源有限公司", True),
        ("曜石能源", "南京曜石能源股份有限公司", True),
        ("曜石", "曜石能源有限公司", True),
        ("晴川", "曜石能源有限公司", False),
        ("环保署", "环境保护署", True),
        ("东大", "东岸大学", True),
        ("岸大", "东岸大学", True),
        ("西大", "东岸大学", False),
        ("市府", "南汀市政府", True),
        ("教育局", "教育及青年发展局", False),
        ("曜石能源", "曜石能源", False),
        ("曜石能源有限公司", "曜石能源", False),
        ("署", "环境保护署", False),
    ],
)
def test_used_forms(short, name, expected):
    assert is_short_form(short, name) is expected


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("绍兴市第九届人民代表大会常务委员会", "绍兴市人大常委会"),
        ("南汀商会第八届理事会", "南汀商会理事会"),
        ("香港环境保护署", "环境保护署"),
    ],
)
def test_names_compared_by_one_form(one, two):
    assert canonical(one) == canonical(two)


@pytest.mark.parametrize("name", ["南汀商会", "香港大学", "澳门日报", "环境保护署"])
def test_names_that_stay(name):
    assert canonical(name) == name
