"""What the terminal shows: columns that stand straight, nothing that steers the terminal."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

import pressextract as px
from pressextract.schema import Event, Organisation, Participant, Person, Position, Span, Statement
from pressextract.summary import draw_summary, draw_tables

TEXT = "香港 2025年10月23日 /美通社/ -- 青禾集團董事長林致遠、Rohan Mehta博士說：「\x1b[31m好\u202e。」"
NOWHERE = Span(start=0, end=2, text="香港")


def release(**changes: object) -> px.PressRelease:
    """A small release of which every part is filled."""
    made: dict[str, Any] = {"rule": "test", "confidence": 0.9}
    chair = Position(title="董事長", organisation="青禾集團", status="former", span=NOWHERE, **made)
    second = Position(title="教授", organisation=None, span=NOWHERE, **made)
    parts: dict[str, object] = {
        "text": TEXT,
        "script": "traditional",
        "dateline": px.Dateline(place="香港", date="2025-10-23", agency="美通社", span=NOWHERE),
        "people": (
            Person(id="p1", name="林致遠", aliases=("林董事長",), positions=(chair, second), **made),
            Person(id="p2", name="Rohan Mehta", honorifics=("博士",), **made),
        ),
        "organisations": (
            Organisation(id="o1", name="青禾集團", aliases=("集團",), kind="company", **made),
            Organisation(id="o2", name="香港特區政府勞工及福利局", kind="government", **made),
        ),
        "events": (
            Event(
                id="e1",
                kind="press_conference",
                status="planned",
                name="青禾發布會",
                trigger=NOWHERE,
                start="2025-10-20",
                end="2025-10-21",
                place="會展中心",
                theme="綠色",
                participants=(
                    Participant(name="青禾集團", role="co_organiser", span=NOWHERE),
                    Participant(name="林致遠", role="attendee", span=NOWHERE),
                ),
                evidence=NOWHERE,
                **made,
            ),
            Event(id="e2", kind="speech", trigger=NOWHERE, part_of="e1", evidence=NOWHERE, **made),
        ),
        "statements": (
            Statement(speaker="林致遠", verb="說", text="\x1b[31m好\u202e。", direct=True, span=NOWHERE, **made),
            Statement(speaker="青禾集團", verb=None, text="長" * 300, direct=False, span=NOWHERE, **made),
        ),
        "warnings": ("bidi characters were ignored",),
    }
    return px.PressRelease.model_validate({**parts, **changes})


def columns(text: str) -> int:
    """How wide a terminal draws it."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def test_summary():
    assert (
        draw_summary(release(), width=72)
        == """\
香港 2025年10月23日 /美通社/ -- 青禾集團董事長林致遠、Rohan
Mehta博士說：「[31m好。」
2025-10-23 · 香港 · 美通社 · traditional · 60 characters

People  2
  林致遠 (林董事長)  董事長 (former)  青禾集團
                     教授
  Rohan Mehta 博士

Organisations  2
  government  香港特區政府勞工及福利局
  company     青禾集團 (集團)

Events  2
  2025-10-20    青禾發布會  press conference, planned
  – 2025-10-21  會展中心 · 綠色
                co-organiser  青禾集團
                attendee      林致遠
  —             香港  speech
                part of 青禾發布會

Statements  2
  林致遠 說  「[31m好。」
  青禾集團   長長長長長長長長長長長長長長長長長長長長長長長長長長長長長
             長長長長長長長長長長長長長長長長長長長長長長長長長長長長長
             長長長長長長長長長長長長長長長長長長長長長長長長長長長長長
             長長長…

Note: bidi characters were ignored
"""
    )


def test_headline_comes_first():
    drawn = draw_summary(release(headline=Span(start=0, end=2, text="香港")))
    assert drawn.startswith("香港\n2025-10-23")


def test_what_is_absent_is_said_in_one_line():
    nothing = px.PressRelease(text="", script="none")
    assert draw_summary(nothing) == (
        "(no text)\n0 characters\n\nNot found: people, organisations, events, statements.\n"
    )


@pytest.mark.parametrize(
    ("draw", "width"),
    [(draw_summary, 50), (draw_summary, 80), (draw_summary, 140), (draw_tables, 120), (draw_tables, 160)],
)
def test_no_line_is_too_wide_and_nothing_is_cut_off(draw, width: int):
    drawn = draw(release(), width=width)
    assert max(map(columns, drawn.splitlines())) <= width
    whole = "".join(drawn.split())
    for name in ("林致遠", "青禾發布會", "2025-10-21", "香港特區政府勞工及福利局"):
        assert name in whole


def test_columns_stand_straight_whatever_the_script():
    people = draw_tables(release()).split("Organisations")[0].splitlines()
    starts = {columns(line[: line.index("test")]) for line in people if "test" in line}
    assert len(starts) == 1


@pytest.mark.parametrize("draw", [draw_summary, draw_tables])
def test_only_colour_brings_escape_codes(draw):
    assert not any(unicodedata.category(char) == "Cc" for char in draw(release()).replace("\n", ""))
    coloured = draw(release(), colour=True)
    assert "\x1b[1" in coloured
    assert "\x1b[31m好" not in coloured
    assert "\u202e" not in coloured


def test_tables_have_a_row_a_post():
    rows = [line for line in draw_tables(release()).splitlines() if line.startswith("p")]
    assert [row.split()[0] for row in rows] == ["p1", "p1", "p2"]


def test_every_fixture_can_be_drawn(sample):
    for draw in (draw_summary, draw_tables):
        drawn = draw(sample.release, width=90)
        assert all(person.name[:2] in drawn for person in sample.release.people)
