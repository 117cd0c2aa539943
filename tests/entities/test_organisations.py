"""Bodies: forms of a name joined, the nouns that mean them, kinds and parents."""

from __future__ import annotations

import pytest

import pressextract as px
from pressextract.entities.organisations import gather_bodies
from pressextract.mentions.body_span import BodySpan
from tests.notation import Case, differences, load_cases, read_tagged


@pytest.mark.parametrize("case", load_cases("organisations"))
def test_case(case: Case) -> None:
    assert differences(case, px.extract(case.text)) == []


def gathered(tagged: str, *names: str) -> list[str]:
    """Each body with the forms that mean it, given all places of these names."""
    reading, _ = read_tagged(tagged)
    spans: list[BodySpan] = []
    taken: set[int] = set()
    for name in sorted(names, key=len, reverse=True):
        at = reading.fold.find(name)
        while at >= 0:
            if at not in taken:
                spans.append(BodySpan(at, at + len(name), 0.8, "test"))
                taken.update(range(at, at + len(name)))
            at = reading.fold.find(name, at + 1)
    bodies = gather_bodies(reading, tuple(sorted(spans, key=lambda span: span.start)))
    for body in bodies.found:
        assert all(bodies.key_of(form) == body.key for form in body.forms)
    return [f"{body.key}: {' '.join(f'{s}-{e}' for s, e, _ in body.places)} {body.kind}" for body in bodies.found]


def test_short_form_joins_the_full_one():
    tagged = "晴川科技有限公司/ORG 成立/v 。 晴川科技/ORG 致谢/v 。"
    assert gathered(tagged, "晴川科技有限公司", "晴川科技") == ["晴川科技有限公司: 0-8 11-15 company"]


def test_different_bodies_stay_apart():
    tagged = "青峦商会/ORG 与/p 北屿商会/ORG 合办/v 。"
    assert gathered(tagged, "青峦商会", "北屿商会") == ["青峦商会: 0-4 association", "北屿商会: 5-9 association"]


def test_short_form_of_two_means_the_one_named_last():
    tagged = "甲市教育局/ORG 、 乙市教育局/ORG 出席/v 。 教育局/ORG 回应/v 。"
    assert gathered(tagged, "甲市教育局", "乙市教育局", "教育局") == [
        "甲市教育局: 0-5 government",
        "乙市教育局: 6-11 14-17 government",
    ]


def test_a_chamber_by_one_character_and_its_head():
    release = px.extract("香港東岸總商會換屆，東總新一屆會長由顧兆庭擔任。")
    (chamber,) = release.organisations
    (position,) = release.people[0].positions
    assert (chamber.name, chamber.aliases) == ("香港東岸總商會", ("東總",))
    assert (position.organisation, position.organisation_id) == ("東總", chamber.id)


def test_parent_is_the_longest_body_that_a_name_begins_with():
    release = px.extract("东岸大学公布计划。东岸大学法学院成立。东岸大学法学院图书馆启用。")
    names = {body.id: body.name for body in release.organisations}
    assert {body.name: names.get(body.parent_id or "") for body in release.organisations} == {
        "东岸大学": None,
        "东岸大学法学院": "东岸大学",
        "东岸大学法学院图书馆": "东岸大学法学院",
    }


@pytest.mark.parametrize(
    "text",
    [
        "晴川科技董事長顧兆庭致辭。",
        "經濟部長顧兆庭表示，出口持續增長。",
        pytest.param(
            "本會主席顧兆庭致辭。", marks=pytest.mark.xfail(reason="本會 is no body without a name", strict=True)
        ),
        "東岸大學機械及材料工程學系系主任裴子衡致辭。",
    ],
)
def test_body_of_a_post_is_a_body_of_the_release(text):
    release = px.extract(text)
    (post,) = release.people[0].positions
    assert post.organisation
    assert post.organisation_id in {body.id for body in release.organisations}
