"""The whole record as JSON, with offsets in the unit of whoever reads it, and back."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from pressextract.errors import OffsetError
from pressextract.exports.offsets import Offsets, OffsetUnit
from pressextract.exports.writable import as_json
from pressextract.schema import PressRelease, Span


def to_json(release: PressRelease, *, offsets: OffsetUnit = "codepoint", indent: int | None = None) -> str:
    """The whole record as JSON; ``offset_unit`` beside its fields says what ``start`` and ``end`` of spans count.

    Args:
        release: What was extracted.
        offsets: The unit: ``codepoint``, ``utf-16`` (JavaScript, Java) or ``utf-8`` (bytes). ``start`` and ``end`` of
            an event are dates, and stay.
        indent: Spaces to indent by; None is one line.

    Raises:
        ValueError: The unit is none of the three.

    >>> from pressextract.pipeline import extract
    >>> release = extract("😀主席林致遠今日致辭。")
    >>> [json.loads(to_json(release, offsets=unit))["people"][0]["mentions"][0]["start"] for unit in ("utf-16", "utf-8")]
    [4, 10]
    """
    table = Offsets.of(release.text, offsets)
    return as_json({**_told(release, table), "offset_unit": offsets}, indent)


def from_json(data: str | bytes) -> PressRelease:
    """The record that ``to_json`` wrote, its offsets in code points again.

    Raises:
        OffsetError: Nothing says which unit was counted in, or an offset stands outside the text or in a character.
        ValueError: It is no JSON, or no record.

    >>> from pressextract.pipeline import extract
    >>> release = extract("😀主席林致遠今日致辭。")
    >>> from_json(to_json(release, offsets="utf-8")) == release
    True
    """
    read = json.loads(data)
    if not isinstance(read, dict) or "offset_unit" not in read or not isinstance(read.get("text"), str):
        raise OffsetError("the JSON does not say its offset_unit, or has no text; to_json writes both")
    table = Offsets.of(read["text"], read.pop("offset_unit"))
    return PressRelease.model_validate(_counted(read, table))


def _told(record: object, table: Offsets) -> Any:
    """A record as plain values; told apart by type, as the start of an event is a date."""
    if isinstance(record, BaseModel):
        told = {name: _told(getattr(record, name), table) for name in type(record).model_fields}
        if isinstance(record, Span):
            told |= {"start": table.to_unit(record.start), "end": table.to_unit(record.end)}
        return told
    return [_told(item, table) for item in record] if isinstance(record, tuple) else record


def _counted(read: Any, table: Offsets) -> Any:
    """The same with offsets in code points; a span is what has a text between two numbers."""
    if isinstance(read, list):
        return tuple(_counted(item, table) for item in read)
    if not isinstance(read, dict):
        return read
    counted = {name: _counted(value, table) for name, value in read.items()}
    if "text" in read and isinstance(read.get("start"), int) and isinstance(read.get("end"), int):
        counted |= {"start": table.to_codepoint(read["start"]), "end": table.to_codepoint(read["end"])}
    return counted
