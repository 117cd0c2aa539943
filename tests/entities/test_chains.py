"""Rows of people and posts: what the words between them make of them."""

from __future__ import annotations

import pytest

import pressextract as px
from tests.notation import Case, differences, load_cases


@pytest.mark.parametrize("case", load_cases("chains"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


@pytest.mark.parametrize("rule", ["before_name", "after_name", "verb", "note", "shared_title", "removal"])
def test_rules_say_how(rule):
    text = (
        "晴川科技董事長顧兆庭致辭。丘映雪秘書長到場。裴子衡出任東岸大學校長。駱明謙（南汀商會會長）到場。"
        "碧湖基金會副主席魯維岳、宣懷瑾到場。免去阮靜儀的教育局局長職務。"
    )
    posts = [post for person in px.extract(text).people for post in person.positions]
    assert rule in {post.rule for post in posts}
    assert all(0 < post.confidence <= 1 for post in posts)
