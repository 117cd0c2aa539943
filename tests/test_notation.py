"""The tables of cases: well formed, and read alike in both scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

import pressextract as px
from tests.notation import Case, differences, load_cases, parse, posts_of

TABLES = (
    *("posts", "chains", "people", "organisations", "context", "rosters"),
    *("titles", "names", "latin", "bodies", "short_forms", "borders", "settle"),
)


def cases() -> list[Case]:
    """All cases of all tables."""
    return [parameter.values[0] for table in TABLES for parameter in load_cases(table)]  # type: ignore[misc]


@pytest.mark.parametrize("marked", ["[林致遠|human]", "[林致遠|person", "林致遠|person]", "[|person]", "[林致遠]"])
def test_a_mark_that_cannot_be_read(marked):
    with pytest.raises(ValueError, match="cannot be read"):
        parse(marked)


def test_differences_say_what_is_wrong():
    text, marks = parse("[晴川科技|org][總裁|title][林致遠|person]到場。")
    release = px.extract(text)
    good = Case("good", text, marks, ("林致遠 | 總裁 | 晴川科技",))
    assert differences(good, release) == []
    assert differences(Case("no post", text, marks, ()), release) == ["+ 林致遠|總裁|晴川科技"]
    assert differences(Case("no person", text, marks[:2], good.posts), release) == ["+ person 林致遠 at 6"]
    assert differences(Case("status", text, marks, ("林致遠 | 總裁 | 晴川科技 | former",)), release) != []
    assert differences(Case("kind", text, marks, good.posts, {"kinds": {"晴川科技": "school"}}), release) != []
    text, marks = parse("[晴川科技|org]總[裁|title][林致遠|person]到場。")
    assert differences(Case("title", text, marks, good.posts), px.extract(text)) == ["- title 裁 at 5"]


def test_every_name_of_a_post_is_marked():
    """A slip of the pen in a table would make a case that can never pass."""
    for case in cases():
        people = {mark.name for mark in case.marks if mark.kind == "person"}
        bodies = {mark.name for mark in case.marks if mark.kind == "org"}
        for post in case.posts:
            person, _, body, *status = post.split(" | ")
            assert person in people, case.label
            assert body == "-" or body in bodies, case.label
            assert status in ([], ["former"], ["incoming"]), case.label


def test_both_scripts_are_well_represented():
    simplified = [case for case in cases() if px.convert(case.text, to="s") == case.text]
    assert 0.3 < len(simplified) / len(cases()) < 0.7


@pytest.mark.parametrize("table", TABLES)
def test_simplified_text_gives_the_same(table):
    """The fold is the same, so what is found must be the same up to script."""
    for parameter in load_cases(table):
        case: Case = parameter.values[0]  # type: ignore[assignment]
        other = px.convert(case.text, to="s")
        if other == case.text:
            continue
        here = [px.convert(post, to="s") for post in posts_of(px.extract(case.text))]
        assert list(posts_of(px.extract(other))) == here, case.label


def test_every_table_is_read_by_a_test(root: Path):
    read = "".join(path.read_text("utf-8") for path in (root / "tests").rglob("test_*.py"))
    assert [table for table in TABLES if f'load_cases("{table}")' not in read] == []
