"""The quality gate: what its scorer counts, and that its floors only go up."""

from __future__ import annotations

import json
from typing import Any

import pytest

import pressextract as px
from gate import below, raised
from scoring import Tally, score, verdicts, wording, wrong_spans


def post(title: str | None, organisation: str | None = None) -> dict[str, Any]:
    return {"title": title, "organisation": organisation, "status": "current"}


def person(name: str, *positions: dict[str, Any], also: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"name": name, "also": list(also), "positions": list(positions)}


def body(name: str, *also: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "also": list(also), "kind": "other", **more}


def event(kind: str, name: str | None, trigger: str, *parts: tuple[str, str], **more: Any) -> dict[str, Any]:
    empty = {"start": None, "end": None, "place": None, "theme": None, "part_of": None}
    participants = [{"name": who, "role": role} for who, role in parts]
    return {"kind": kind, "name": name, "trigger": trigger, "participants": participants, **empty, **more}


def found(number: int, gold: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An event as a release has it: with an id, and the trigger as a span."""
    return {**gold, "id": f"e{number}", "trigger": {"text": gold["trigger"]}, **more}


def statement(speaker: str, verb: str, text: str, **more: Any) -> dict[str, Any]:
    return {"speaker": speaker, "verb": verb, "text": text, **more}


def record(**parts: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"dateline": None, "people": [], "organisations": [], "events": [], "statements": []}
    return {**empty, **parts}


FORUM = event("conference", "第四屆青禾論壇", "舉行", ("青禾集團", "host"), start="2025-10-20", place="會展中心")
SPEECH = event("speech", None, "致辭", ("林致遠", "speaker"), part_of="第四屆青禾論壇")
GROUP = [body("青禾集團", "集團")]

CASES: list[tuple[str, str, dict[str, Any], dict[str, Any], tuple[int, int, int]]] = [
    ("right", "people", {"people": [person("林致遠")]}, {"people": [person("林致远")]}, (1, 1, 1)),
    (
        "by another name",
        "people",
        {"people": [person("張邁可", also=("Mark",))]},
        {"people": [person("Mark")]},
        (1, 1, 1),
    ),
    ("twice", "people", {"people": [person("林致遠")]}, {"people": [person("林致遠"), person("林致遠")]}, (1, 1, 2)),
    (
        "border elsewhere",
        "positions",
        {"people": [person("林致遠", post("大中華區總經理", "青禾"))]},
        {"people": [person("林致遠", post("總經理", "青禾大中華區"))]},
        (1, 1, 1),
    ),
    (
        "known name of the body",
        "positions",
        {"people": [person("林致遠", post("主席", "青禾集團"))], "organisations": GROUP},
        {"people": [person("林致遠", post("主席", "集團"))]},
        (1, 1, 1),
    ),
    (
        "wrong body",
        "positions",
        {"people": [person("林致遠", post("主席", "青禾集團"))]},
        {"people": [person("林致遠", post("主席", "東岸大學"))]},
        (0, 1, 1),
    ),
    (
        "wrong body, right title",
        "titles",
        {"people": [person("林致遠", post("主席", "青禾集團"))]},
        {"people": [person("林致遠", post("主席"))]},
        (1, 1, 1),
    ),
    (
        "one body twice",
        "organisations",
        {"organisations": GROUP},
        {"organisations": [body("集團"), body("青禾集團")]},
        (1, 1, 2),
    ),
    ("optional body", "organisations", {"organisations": [body("政府", optional=True)]}, {}, (0, 0, 0)),
    ("no dateline", "dateline", {}, {}, (0, 0, 0)),
    (
        "dateline",
        "dateline",
        {"dateline": {"place": "香港", "date": "2025-10-23"}},
        {"dateline": {"place": "香港", "date": "2025-10-23"}},
        (1, 1, 1),
    ),
    (
        "wrong day",
        "dateline",
        {"dateline": {"place": "香港", "date": "2025-10-23"}},
        {"dateline": {"place": "香港", "date": "2025-10-24"}},
        (0, 1, 1),
    ),
    ("same name", "events", {"events": [FORUM]}, {"events": [found(1, FORUM, name="青禾論壇")]}, (1, 1, 1)),
    ("another kind", "events", {"events": [FORUM]}, {"events": [found(1, FORUM, kind="festival")]}, (0, 1, 1)),
    ("unnamed, shared speaker", "events", {"events": [SPEECH]}, {"events": [found(1, SPEECH)]}, (1, 1, 1)),
    (
        "unnamed, other speaker",
        "events",
        {"events": [SPEECH]},
        {"events": [found(1, SPEECH, participants=[{"name": "何安", "role": "speaker"}])]},
        (0, 1, 1),
    ),
    (
        "arguments",
        "arguments",
        {"events": [FORUM, SPEECH]},
        {"events": [found(1, FORUM, place="香港會展中心"), found(2, SPEECH, part_of="e1")]},
        (5, 5, 5),
    ),
    (
        "one argument wrong",
        "arguments",
        {"events": [FORUM]},
        {"events": [found(1, FORUM, start="2025-10-21")]},
        (2, 3, 3),
    ),
    (
        "statement",
        "statements",
        {"statements": [statement("林致遠", "指出", "協會創辦十二年來")]},
        {"statements": [statement("林致遠", "指出", "「協會創辦十二年來，已經壯大。」")]},
        (1, 1, 1),
    ),
    (
        "statement of another",
        "statements",
        {"statements": [statement("林致遠", "指出", "協會創辦十二年來")]},
        {"statements": [statement("何安", "指出", "協會創辦十二年來")]},
        (0, 1, 1),
    ),
    (
        "thanks count only on both sides",
        "statements",
        {"statements": [statement("林致遠", "感謝", "各界支持")]},
        {"statements": [statement("何安", "歡迎", "各位")]},
        (0, 0, 0),
    ),
]


@pytest.mark.parametrize(
    ("figure", "gold", "release", "tally"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_what_is_counted(figure: str, gold: dict[str, Any], release: dict[str, Any], tally: tuple[int, int, int]):
    assert score(record(**gold), record(**release))[figure] == Tally(*tally)


def test_rates():
    tally = Tally(3, 4, 6)
    assert (tally.precision, tally.recall, tally.f1) == (0.5, 0.75, 0.6)
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)


def test_only_the_wording_is_compared():
    assert wording("「ＡＩ 入廠，臺灣出海」") == wording("“AI入厂,台湾出海”")
    assert wording("林致遠") != wording("林志遠")


def test_wrong_offsets_are_found():
    release = {"text": "林致遠", "people": [{"mentions": [{"start": 0, "end": 2, "text": "林致"}]}]}
    assert wrong_spans(release) == []
    release["people"][0]["mentions"][0]["end"] = 3  # type: ignore[index]
    assert [span["text"] for span in wrong_spans(release)] == ["林致"]


def test_gold_scores_full_marks_against_itself(sample):
    gold = sample.gold
    names = {item["name"]: f"e{number}" for number, item in enumerate(gold["events"])}
    events = [found(number, item, part_of=names.get(item["part_of"])) for number, item in enumerate(gold["events"])]
    tallies = score(gold, {**gold, "events": events})
    for figure in ("people", "titles", "positions", "organisations", "statements", "dateline"):
        tally = tallies[figure]
        assert tally.right == tally.gold, figure
    assert tallies["events"].recall == 1


def test_a_fall_fails_the_gate():
    figures = {"people": Tally(9, 10, 10), "events": Tally(1, 2, 2)}
    assert below(figures, {"people": 0.9, "events": 0.5}) == []
    assert below(figures, {"people": 0.91, "events": 0.5}) == ["people: 0.9000 is below its floor of 0.91"]
    assert below(figures, {"people": 0.9}) == ["events: measured but without a floor"]
    assert below({"people": figures["people"]}, {"people": 0.9, "events": 0.5}) != []


def test_floors_only_go_up():
    assert raised({"people": Tally(917, 1000, 1000)}, {"people": 0.85}) == {"people": 0.91}
    assert raised({"people": Tally(8, 10, 10)}, {"people": 0.85}) == {"people": 0.85}


def test_every_figure_has_a_floor(root):
    floors = json.loads((root / "benchmark" / "floors.json").read_text("utf-8"))
    assert set(floors) == set(score(record(), px.extract("").model_dump(mode="json")))
    assert all(0 < floor <= 1 for floor in floors.values())


# verdicts: each found thing in the order of the release


@pytest.mark.parametrize(
    ("kind", "gold", "release", "expected"),
    [
        (
            "people",
            [person("林致遠"), person("何安")],
            [person("何安"), person("周平"), person("林致远")],
            [True, False, True],
        ),
        ("people", [person("林致遠")], [person("林致遠"), person("林致遠")], [True, False]),
        ("organisations", GROUP, [body("東岸大學"), body("集團"), body("青禾集團")], [False, True, False]),
    ],
)
def test_verdicts_come_in_the_order_of_the_release(kind, gold, release, expected):
    assert verdicts(record(**{kind: gold}), record(**{kind: release}))[kind] == expected


@pytest.mark.parametrize(
    ("wanted", "had", "expected"),
    [
        ([post("主席", "青禾集團")], [post("主席", "青禾集團")], [True]),
        ([post("主席", "青禾集團")], [post("會長"), post("主席", "集團")], [False, True]),
        ([post("主席", "青禾集團")], [post("主席", "東岸大學")], [False]),
        ([post("主席")], [post("主席"), post("主席")], [True, False]),
        ([], [post("主席")], [False]),
    ],
)
def test_verdicts_on_posts(wanted, had, expected):
    gold = record(people=[person("林致遠", *wanted)], organisations=GROUP)
    assert verdicts(gold, record(people=[person("林致遠", *had)]))["positions"] == expected


def test_posts_of_nobody_are_wrong_and_keep_their_place():
    gold = record(people=[person("林致遠", post("主席")), person("何安", post("會長"))])
    had = [person("周平", post("主席"), post("會長")), person("何安", post("會長")), person("林致遠", post("主席"))]
    assert verdicts(gold, record(people=had))["positions"] == [False, False, True, True]


def test_verdicts_agree_with_the_score(sample):
    """What the score counts as right, a verdict calls right: but for bodies that the gold has as optional."""
    release = sample.release.model_dump(mode="json")
    tallies, answers = score(sample.gold, release), verdicts(sample.gold, release)
    assert [len(answers[kind]) for kind in ("people", "organisations", "positions")] == [
        len(release["people"]),
        len(release["organisations"]),
        sum(len(one["positions"]) for one in release["people"]),
    ]
    assert sum(answers["people"]) == tallies["people"].right
    assert sum(answers["positions"]) == tallies["positions"].right
    assert sum(answers["organisations"]) >= tallies["organisations"].right
