"""Rosters, labels, contacts and credits."""

from __future__ import annotations

import pytest

import pressextract as px
from tests.notation import Case, differences, load_cases, posts_of


@pytest.mark.parametrize("case", load_cases("rosters"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


@pytest.mark.parametrize("bullet", ["", "　　", "• ", "1. ", "（1）", "一、", "- ", "* "])
def test_bullets(bullet):
    text = f"碧湖基金會今日公布名單：\n\n主席\n{bullet}顧兆庭先生\n\n副主席\n{bullet}丘映雪女士\n{bullet}裴子衡先生\n"
    assert [post.split(" | ")[:2] for post in posts_of(px.extract(text))] == [
        ["顧兆庭", "主席"],
        ["丘映雪", "副主席"],
        ["裴子衡", "副主席"],
    ]


def test_a_line_of_text_ends_a_roster():
    text = "碧湖基金會今日公布名單：\n\n主席\n顧兆庭先生\n\n基金會將於下月舉行晚宴。\n丘映雪女士\n"
    posts = {person.name: [post.title for post in person.positions] for person in px.extract(text).people}
    assert posts["顧兆庭"] == ["主席"]
    assert posts.get("丘映雪", []) == []
