"""Posts: the body, the title, and where one ends and the other begins."""

from __future__ import annotations

import pytest

import pressextract as px
from pressextract.entities.bodies_before import made_of_fields
from pressextract.entities.posts import find_posts
from pressextract.mentions.find import find_mentions
from tests.notation import Case, differences, load_cases, read_tagged


@pytest.mark.parametrize("case", load_cases("posts"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


def posts(tagged: str) -> list[str]:
    """Every post as ``body|title``, with its status."""
    reading, scanners = read_tagged(tagged)
    found = find_mentions(reading, scanners)
    people = frozenset(name.end for name in found.names)
    shown = []
    for post in find_posts(reading, found.titles, found.bodies, people):
        assert post.start <= post.title[0] <= post.title[1] == post.end
        body = reading.fold[slice(*post.body)] if post.body else ""
        shown.append(f"{body}|{reading.fold[slice(*post.title)]}" + (f" {post.status}" if post.status else ""))
    return shown


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ("晴川科技/ORG 董事长/n 林致远/PER", ["晴川科技|董事长"]),
        ("晴川科技/ORG 前/f 董事长/n 林致远/PER", ["晴川科技|董事长 former"]),
        ("晴川科技/ORG 的/u 董事长/n 林致远/PER", ["晴川科技|董事长"]),
        ("晴川科技（重庆）/ORG 董事长/n 林致远/PER", ["晴川科技（重庆）|董事长"]),
        ("晴川科技/ORG 董事会/n 副/b 主席/n 林致远/PER", ["晴川科技|董事会副主席"]),
        ("晴川科技/ORG 研发/vn 总监/n 林致远/PER", ["晴川科技|研发总监"]),
        ("南汀市/LOC 副/b 市长/n 林致远/PER", ["|南汀市副市长"]),
        ("经济/n 部长/n 林致远/PER", ["经济部|部长"]),
        ("中国/LOC 驻/v 泰国/LOC 大使/n 林致远/PER", ["|中国驻泰国大使"]),
        ("董事长/n 、 总裁/n 林致远/PER", ["|董事长", "|总裁"]),
        ("院长/n 助理/n 林致远/PER", ["|院长助理"]),
        ("林致远/PER 到场/v 。", []),
    ],
)
def test_cut_of_body_and_title(tagged, expected):
    assert posts(tagged) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("品质及安全", True), ("大中华区研发", True), ("品质及", True), ("及品质", False), ("晴川", False), ("", True)],
)
def test_nothing_but_fields(text, expected):
    reading, _ = read_tagged(f"{text}总监/n")
    assert made_of_fields(reading, 0, len(text)) is expected
