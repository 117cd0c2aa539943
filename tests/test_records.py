"""The records: frozen, strict, and the same after a trip through JSON."""

from __future__ import annotations

import json

import pydantic
import pytest

import pressextract as px


def test_json_round_trip(sample):
    release = sample.release
    assert px.PressRelease.model_validate_json(release.model_dump_json()) == release
    assert px.PressRelease.model_validate(release.model_dump()) == release
    assert json.loads(release.model_dump_json()) == release.model_dump(mode="json")


def test_records_are_frozen_and_hashable():
    release = px.extract("青禾集團董事長林致遠宣布辭任。")
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        release.text = ""
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        release.people[0].name = "某"
    assert {release} == {px.extract("青禾集團董事長林致遠宣布辭任。")}


def test_unknown_fields_are_refused():
    with pytest.raises(pydantic.ValidationError, match="Extra inputs"):
        px.Span.model_validate({"start": 0, "end": 1, "text": "甲", "colour": "red"})


def test_unknown_kinds_are_refused():
    with pytest.raises(pydantic.ValidationError, match="kind"):
        px.Mention.model_validate({"start": 0, "end": 1, "text": "甲", "kind": "nickname"})


FIELDS = {
    "PressRelease": "schema_version text script headline dateline sections people titles organisations events "
    "statements warnings",
    "Span": "start end text",
    "Mention": "start end text kind",
    "Dateline": "place date agency span",
    "Section": "kind heading span",
    "Person": "id name aliases honorifics positions mentions rule confidence",
    "Position": "title organisation organisation_id status span rule confidence",
    "Title": "name held_by mentions",
    "Organisation": "id name aliases kind parent_id mentions rule confidence",
    "Event": "id kind status name trigger start end place theme attendance amounts part_of participants evidence rule "
    "confidence",
    "Participant": "entity_id name role span",
    "Statement": "speaker_id speaker verb text direct span rule confidence",
    "Token": "start end text",
    "Failure": "index error message",
}


@pytest.mark.parametrize("model", FIELDS)
def test_no_promised_field_is_renamed_or_dropped(model: str):
    assert set(FIELDS[model].split()) <= set(getattr(px, model).model_fields)


def test_a_round_trip_keeps_every_character():
    text = "「𠮷野家」\u2028Rohan\tMehta\x00\u202e林致遠\ue000。"
    release = px.extract(text)
    assert release.text == text
    assert px.PressRelease.model_validate_json(release.model_dump_json()).text == text


def test_errors_say_what_they_are():
    assert all(
        issubclass(error, px.PressExtractError)
        for error in (px.TextTooLongError, px.LexiconError, px.SourceError, px.MissingResourceError)
    )
    error = px.TextTooLongError(12, 10)
    assert (error.length, error.max_length) == (12, 10)
    assert "12" in str(error)
    assert "10" in str(error)
