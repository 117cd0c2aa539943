"""The gold records themselves: every string of theirs stands in its text, every kind and role is one of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pressextract import schema


def strings(gold: dict[str, Any]) -> Iterator[str | None]:
    for person in gold["people"]:
        yield from (person["name"], *person["also"], *person["honorifics"])
        for position in person["positions"]:
            yield from (position["title"], position["organisation"])
    for body in gold["organisations"]:
        yield from (body["name"], *body["also"])
    for event in gold["events"]:
        yield from (event[slot] for slot in ("name", "trigger", "place", "theme", "part_of"))
        yield from event.get("also", ())
        yield from (participant["name"] for participant in event["participants"])
    for statement in gold["statements"]:
        yield from (statement["speaker"], statement["verb"], statement["text"])


def test_gold_is_copied_from_the_text(sample):
    text = "".join(sample.text.split())
    assert [string for string in strings(sample.gold) if string and "".join(string.split()) not in text] == []


def test_gold_uses_the_values_of_the_schema(sample):
    gold = sample.gold
    assert gold["doc"] == sample.name
    assert gold["script"] in get_args(schema.Script)
    assert {body["kind"] for body in gold["organisations"]} <= set(get_args(schema.OrganisationKind))
    assert {event["kind"] for event in gold["events"]} <= set(get_args(schema.EventKind))
    roles = {participant["role"] for event in gold["events"] for participant in event["participants"]}
    assert roles <= set(get_args(schema.Role))
    statuses = {position["status"] for person in gold["people"] for position in person["positions"]}
    assert statuses <= set(get_args(schema.PositionStatus))


def test_gold_names_nobody_twice(sample):
    for group in ("people", "organisations"):
        names = [item["name"] for item in sample.gold[group]]
        assert len(set(names)) == len(names)


def test_there_are_enough_of_every_style(samples):
    assert len(samples) >= 12
    styles = {sample.name.split("_")[0].removesuffix("ex") for sample in samples}
    assert {"cn", "hk", "macau", "sg", "tw"} <= styles
    assert {sample.gold["script"] for sample in samples} >= {"traditional", "simplified"}
