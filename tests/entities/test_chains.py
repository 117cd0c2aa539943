"""Rows of people and posts: what the words between them make of them."""

from __future__ import annotations

import pytest
from tests.notation import Case, differences, load_cases

import pressextract as px
from pressextract.entities.gaps import gap_between


@pytest.mark.parametrize("case", load_cases("chains"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


def _fails(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(reason=reason, strict=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "adjacent"),
        (" 　", "adjacent"),
        ("、", "list"),
        ("/", "list"),
        ("和", "and"),
        ("，以及", "and"),
        ("兼", "join"),
        ("暨", "join"),
        ("、兼", "join"),
        ("，", "comma"),
        ("：", "colon"),
        ("；", "semicolon"),
        ("担任", "verb"),
        pytest.param("现任", "verb", marks=_fails("read as the mark of 现任会长 first")),
        pytest.param("兼任", "verb", marks=_fails("read as the joint of two titles first")),
        ("，并自二○二○年起出任", "verb"),
        ("，曾任", "verb former"),
        ("历任", "verb former"),
        ("，将出任", "verb incoming"),
        ("获委任为", "verb"),
        ("的", "of"),
        ("、前", "list former"),
        ("及候任", "and incoming"),
        ("前", "adjacent former"),
        ("（右）、", "list"),
        ("致辞，感谢", "other"),
        ("，毕业后在两所学校教书，其后曾担任", "office former"),
    ],
)
def test_gap(text, expected):
    gap, status = gap_between(text)
    assert f"{gap} {status}".strip() == expected


def test_long_gap_is_read_in_linear_time():
    assert gap_between("，在" * 4000)[0] == "other"
    assert gap_between("一" * 40_000 + "曾任")[0] in ("office", "other")


@pytest.mark.parametrize("rule", ["before_name", "after_name", "verb", "note", "shared_title", "removal"])
def test_rules_say_how(rule):
    text = (
        "晴川科技董事長顧兆庭致辭。丘映雪秘書長到場。裴子衡出任東岸大學校長。駱明謙（南汀商會會長）到場。"
        "碧湖基金會副主席魯維岳、宣懷瑾到場。免去阮靜儀的教育局局長職務。"
    )
    posts = [post for person in px.extract(text).people for post in person.positions]
    assert rule in {post.rule for post in posts}
    assert all(0 < post.confidence <= 1 for post in posts)
