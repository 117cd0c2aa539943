"""Tables for spreadsheets out of hostile texts: no cell is a formula, and every text comes back as it was."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

import pressextract as px
from pressextract.batch.forms import FORMS
from pressextract.schema import Outcome
from pressextract.tables import TABLES, rows_of
from tests.batch.test_forms import written
from tests.payloads import PAYLOADS, extracted, hostile_release

_FORMULA = tuple("=+-@＝＋－＠")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may run a cell: it looks behind what it drops, and at tab and return themselves."""
    return behind(cell).startswith(_FORMULA) or cell.startswith(("\t", "\r"))


def behind(cell: str) -> str:
    """A cell without the white space, controls and marks that it begins with."""
    seen = (at for at, one in enumerate(cell) if not one.isspace() and unicodedata.category(one)[0] != "C")
    return cell[next(seen, len(cell)) :]


def outcomes(payload: str) -> list[Outcome]:
    """A release in whose every string the payload stands, the payload alone in every string, and one that failed."""
    alone = hostile_release("").model_dump()
    for field in ("people", "organisations", "titles"):
        alone[field] = [{**one, "name": payload} for one in alone[field]]
    for event in alone["events"]:
        event.update(name=payload, place=payload, theme=payload, attendance=payload, amounts=[payload, payload])
    alone["statements"] = [{**one, "speaker": payload, "verb": payload, "text": payload} for one in alone["statements"]]
    alone["warnings"] = [payload]
    return [
        Outcome(id=f"a{payload}", config="", release=hostile_release(payload)),
        Outcome(id="b", source=payload, config=payload, release=px.PressRelease.model_validate(alone)),
        Outcome(id=payload, source=payload, row=1, config="", error=payload, message=payload),
    ]


def check(found: list[Outcome], folder: Path) -> int:
    """Read the tables back, and say how many cells had to be guarded."""
    whole = written(FORMS["csv"], found, folder, cut=1)
    guarded = 0
    for name, columns in TABLES.items():
        with (whole / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == [column.name for column in columns]
        expected = [row for outcome in found for row in rows_of(outcome)[name]]
        assert len(rows) == len(expected)
        for row, cells in zip(rows, expected, strict=True):
            assert len(row) == len(cells)
            assert not any(map(is_formula, row)), (name, row)
            for shown, cell in zip(row, cells, strict=True):
                text = " | ".join(cell) if isinstance(cell, tuple) else cell
                if not isinstance(text, str):
                    continue
                guard = "'" if is_formula(text) or behind(text).startswith("'") else ""
                guarded += bool(guard)
                # What no encoding can hold is a question mark.
                assert shown == guard + text.encode("utf-8", "replace").decode("utf-8"), (name, shown)
    return guarded


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_no_cell_is_a_formula(payload: str, tmp_path: Path):
    guarded = check(outcomes(payload), tmp_path)
    assert (guarded >= 20) is (is_formula(payload) or payload.startswith("'"))


def test_what_is_read_among_payloads(tmp_path: Path):
    found = [Outcome(id=str(number), config="", release=extracted(one)) for number, one in enumerate(PAYLOADS)]
    check(found, tmp_path)


def test_there_are_formulas_among_the_payloads():
    assert len([one for one in PAYLOADS if is_formula(one)]) >= 8
