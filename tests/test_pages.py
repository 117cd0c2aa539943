"""The pages say all that they promise to say: no public name, kind, role or command is left out, and no block is old."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import pressextract as px
from gate import with_block
from pages import BLOCKS, failures, table, written
from pressextract.cli import app
from pressextract.schema import EventKind, EventStatus, Role


def page(root: Path, name: str) -> str:
    return (root / "docs" / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize("name", BLOCKS)
def test_what_is_written_from_the_code_is_up_to_date(root: Path, name: str):
    assert (root / name).read_text("utf-8") == written(name), "run: python benchmark/pages.py"


def test_no_public_name_is_missing_and_none_is_invented(root: Path):
    shown = re.findall(r"(?m)^::: pressextract\.(\w+)$", page(root, "reference"))
    assert len(shown) == len(set(shown))
    assert {*shown, "__version__"} == set(px.__all__)


def rows_of(text: str, heading: str) -> list[str]:
    """The first cells of the table below a heading."""
    part = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"(?m)^\| `(\w+)` \|", part)


def test_every_kind_and_every_role_has_its_row(root: Path):
    events = page(root, "events")
    assert sorted(rows_of(events, "Kinds")) == sorted(get_args(EventKind))
    assert sorted(rows_of(events, "Roles")) == sorted(get_args(Role))
    for status in get_args(EventStatus):
        assert f"`{status}`" in events


def test_every_command_has_its_part(root: Path):
    names = [one.callback.__name__ for one in app.registered_commands if one.callback]
    assert re.findall(r"(?m)^## (\w+)$", page(root, "cli")) == names


def test_every_field_of_a_release_stands_in_the_tour(root: Path):
    tour = page(root, "tour")
    for model in (px.PressRelease, px.Person, px.Organisation, px.Statement):
        for field in model.model_fields.keys() - {
            "schema_version",
            "text",
            "script",
            "id",
            "rule",
            "confidence",
            "span",
        }:
            assert f"`{field}`" in tour or field in {"evidence", "speaker_id", "speaker_span"}, field


def test_the_figures_are_those_of_the_readme(root: Path):
    readme = (root / "README.md").read_text("utf-8")
    figures = re.search(r"<!-- figures -->\n(.*?)\n<!-- /figures -->", readme, re.S)
    assert figures
    evaluation = page(root, "evaluation")
    assert with_block(evaluation, "figures", figures[1]) == evaluation, "run: python benchmark/gate.py --raise"


def test_the_pages_call_nothing_that_does_not_exist(root: Path):
    for path in sorted((root / "docs").glob("*.md")):
        for name in re.findall(r"\bpx\.(\w+)", path.read_text("utf-8")):
            assert name in px.__all__, f"{path.name}: px.{name}"


def test_files_that_the_pages_name_are_there(root: Path):
    for path in sorted((root / "docs").glob("*.md")):
        for name in re.findall(
            r"`((?:src|benchmark|fixtures|scripts|tests|training)/[\w./]*)`", path.read_text("utf-8")
        ):
            assert (root / name).exists(), f"{path.name}: {name}"


def test_known_failures_are_told_with_their_reasons():
    rows = failures().splitlines()[2:]
    assert rows
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 and "| — " not in row for row in rows)


def test_a_table_keeps_what_its_cells_hold():
    assert table(("a", "b"), [("甲|乙", "<x>\nc."), ("", "d")]).splitlines()[2:] == [
        "| 甲\\|乙 | &lt;x> c |",
        "| — | d |",
    ]
