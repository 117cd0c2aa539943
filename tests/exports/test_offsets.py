"""The three units of offsets, against Python's own encoders."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pressextract as px
from pressextract.exports.offsets import UNITS, OffsetUnit
from tests.exports.texts import HOSTILE, released
from tests.test_invariants import spans

CODECS: dict[OffsetUnit, tuple[str, int]] = {
    "codepoint": ("utf-32-le", 4),
    "utf-16": ("utf-16-le", 2),
    "utf-8": ("utf-8", 1),
}


def length(text: str, unit: OffsetUnit) -> int:
    """Units of a text; each code point on its own, as two lone surrogates in a row are no pair."""
    codec, size = CODECS[unit]
    return sum(len(character.encode(codec, "surrogatepass")) // size for character in text)


@pytest.mark.parametrize("unit", UNITS)
@given(
    text=st.text(alphabet=st.one_of(st.characters(exclude_categories=()), st.sampled_from("a主é😀𠮷\ud800\udc00\r\n")))
)
def test_there_and_back(unit: OffsetUnit, text: str):
    offsets = px.Offsets.of(text, unit)
    assert (offsets.points, offsets.units) == (len(text), length(text, unit))
    told = [offsets.to_unit(at) for at in range(len(text) + 1)]
    assert told == [length(text[:at], unit) for at in range(len(text) + 1)]
    for value in range(offsets.units + 1):
        if value in told:
            assert offsets.to_codepoint(value) == told.index(value)
        else:
            with pytest.raises(px.OffsetError, match="inside a character"):
                offsets.to_codepoint(value)


@pytest.mark.parametrize("unit", UNITS)
def test_outside_the_text(unit: OffsetUnit):
    offsets = px.Offsets.of("主席😀", unit)
    for wrong in (-1, 4):
        with pytest.raises(px.OffsetError, match=f"no offset {wrong} in a text of 3 code points"):
            offsets.to_unit(wrong)
    for wrong in (-1, offsets.units + 1):
        with pytest.raises(px.OffsetError, match=f"no offset {wrong} "):
            offsets.to_codepoint(wrong)
    with pytest.raises(TypeError):
        offsets.to_unit(1.0)  # type: ignore[arg-type]


def test_no_such_unit():
    with pytest.raises(ValueError, match="codepoint, utf-16, utf-8, not in 'utf-32'"):
        px.Offsets.of("主席", "utf-32")  # type: ignore[arg-type]


def test_a_lone_surrogate_counts_as_its_replacement_does():
    for unit in UNITS:
        lone, replaced = px.Offsets.of("主\ud800席", unit), px.Offsets.of("主\ufffd席", unit)
        assert [lone.to_unit(at) for at in range(4)] == [replaced.to_unit(at) for at in range(4)]


def test_a_table_is_made_once_and_asked_often():
    """A million code points, half of them in runs of one: the table and as many answers in moments."""
    text = "主😀" * 250_000 + "é" * 500_000
    start = time.process_time()
    for unit in UNITS:
        offsets = px.Offsets.of(text, unit)
        for at in range(0, 1_000_001, 10):
            assert offsets.to_codepoint(offsets.to_unit(at)) == at
    assert time.process_time() - start < 10


@pytest.mark.parametrize("unit", UNITS)
def test_the_record_in_another_unit(release: px.PressRelease, unit: OffsetUnit):
    """Every span cuts its own words out of the encoded text; events keep their dates; the way back is exact."""
    page = px.to_json(release, offsets=unit)
    told = json.loads(page)
    assert told["offset_unit"] == unit
    codec, size = CODECS[unit]
    encoded = release.text.encode(codec)
    found = [0]

    def cut(read: object) -> None:
        if isinstance(read, dict):
            if "text" in read and isinstance(read.get("start"), int):
                words = encoded[read["start"] * size : read["end"] * size].decode(codec)
                assert words == read["text"]
                found[0] += 1
            for value in read.values():
                cut(value)
        elif isinstance(read, list):
            for item in read:
                cut(item)

    cut(told)
    assert found[0] == len(list(spans(release)))
    assert [(event["start"], event["end"]) for event in told["events"]] == [(e.start, e.end) for e in release.events]
    assert px.from_json(page) == release
    assert px.from_json(page.encode()) == release


def test_units_differ_where_they_should():
    release = released("astral")
    starts = {
        unit: json.loads(px.to_json(release, offsets=unit))["people"][0]["mentions"][0]["start"] for unit in UNITS
    }
    assert starts == {"codepoint": 8, "utf-16": 9, "utf-8": 25}


def test_what_is_no_export():
    for wrong in ("[]", "{}", '{"text": "好。"}', px.extract("好。").model_dump_json()):
        with pytest.raises(px.OffsetError, match="does not say its offset_unit"):
            px.from_json(wrong)
    with pytest.raises(ValueError, match="Expecting value"):
        px.from_json("no JSON")
    inside = px.to_json(released("astral"), offsets="utf-16").replace('"start": 9', '"start": 10')
    with pytest.raises(px.OffsetError, match="inside a character"):
        px.from_json(inside)


def test_lone_surrogates_do_not_reach_a_record():
    assert "\ufffd" in released("lone surrogates").text
    assert not any("\ud800" <= character <= "\udfff" for character in released("lone surrogates").text)
    assert "\ud800" in HOSTILE["lone surrogates"]
