"""The forms that a run can write. Each knows two things: a part of the output, and how parts become the whole.

Parts are written by the workers, side by side; the whole is put together at the end, in the order of the archive, and
so it is the same however many workers there were and however often the run was stopped.
"""

from __future__ import annotations

import codecs
import csv
import io
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

import regex

from pressextract import arrow, database
from pressextract.batch.durable import force, new_file
from pressextract.errors import BatchError, SourceError
from pressextract.schema import Outcome
from pressextract.sources.compressed import packing, require_zstandard
from pressextract.tables import TABLES, Cell, Row, rows_of

_LINES = "outcomes.jsonl"
_COPIED = 1024 * 1024
# What a spreadsheet takes for a formula, in either width and behind what it may drop (white space, controls, marks of
# order and direction); the apostrophe is guarded so that a guard can be taken off.
_FORMULA = regex.compile(r"[\s\p{C}]*[=+\-@＝＋－＠']|[\t\r]")
# A part holds few rows of a table; in the whole they are gathered, the releases with their texts less than the rest.
_ROW_GROUPS = {"releases": 4096}
_ROWS = 65_536


class Form(Protocol):
    """A form of output; it can be pickled."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def files(self) -> tuple[str, ...]:
        """The files of a part, and of the whole where that is a folder."""

    @property
    def folder(self) -> bool:
        """Whether the whole is a folder."""

    def require(self) -> None:
        """See that the packages are there that it needs; raises MissingPackageError."""

    def write_part(self, outcomes: Sequence[Outcome], folder: Path) -> None:
        """Write what became of a shard into a new folder, on the disk when this returns."""

    def write_whole(self, parts: Sequence[Path], made: Path) -> None:
        """Put the parts together, in this order, into a new file or folder, on the disk when this returns."""


@dataclass(frozen=True)
class Lines:
    """One ``Outcome`` a line, as JSON; compressed as ``suffix`` says (``.gz``, ``.zst`` or nothing)."""

    suffix: str = ""
    name: str = "jsonl"
    files = (_LINES,)
    folder = False

    def require(self) -> None:
        """See ``Form``."""
        if self.suffix == ".zst":
            require_zstandard()

    def write_part(self, outcomes: Sequence[Outcome], folder: Path) -> None:
        """See ``Form``."""
        with new_file(folder / _LINES) as file:
            file.writelines(line_of(outcome) for outcome in outcomes)

    def write_whole(self, parts: Sequence[Path], made: Path) -> None:
        """See ``Form``."""
        with new_file(made) as file, packing(file, self.suffix) as packed:
            for part in parts:
                copy_lines(part, packed)


def line_of(outcome: Outcome) -> bytes:
    """An outcome as a line of JSON."""
    return outcome.model_dump_json().encode("utf-8") + b"\n"


def copy_lines(part: Path, target: IO[bytes]) -> None:
    """Write the lines of a part to a stream."""
    with (part / _LINES).open("rb") as lines:
        shutil.copyfileobj(lines, target, _COPIED)


@dataclass(frozen=True)
class Parquet:
    """A folder with a Parquet file for each table."""

    name: str = "parquet"
    files = tuple(f"{table}.parquet" for table in TABLES)
    folder = True

    def require(self) -> None:
        """See ``Form``."""
        arrow.require_pyarrow()

    def write_part(self, outcomes: Sequence[Outcome], folder: Path) -> None:
        """See ``Form``."""
        for name, rows in _rows(outcomes).items():
            _write_parquet(name, [arrow.table_batch(name, rows)], folder)

    def write_whole(self, parts: Sequence[Path], made: Path) -> None:
        """See ``Form``."""
        made.mkdir()
        for name in TABLES:
            _write_parquet(name, _batches([part / f"{name}.parquet" for part in parts]), made)
        force(made)


def _batches(parts: Iterable[Path]) -> Iterator[Any]:
    for part in parts:
        try:
            yield from arrow.read_batches(part)
        except SourceError as error:  # it was whole when it was entered
            raise BatchError(f"{part}: {error}; overwrite begins anew") from error


def _write_parquet(name: str, batches: Iterable[Any], folder: Path) -> None:
    path = folder / f"{name}.parquet"
    arrow.write_parquet(path, arrow.table_schema(name), batches, row_group=_ROW_GROUPS.get(name, _ROWS))
    force(path)


@dataclass(frozen=True)
class Database:
    """A DuckDB file with the tables."""

    name: str = "duckdb"
    files = Parquet.files
    folder = False

    def require(self) -> None:
        """See ``Form``."""
        arrow.require_pyarrow()
        database.require_duckdb()

    def write_part(self, outcomes: Sequence[Outcome], folder: Path) -> None:
        """See ``Form``."""
        Parquet().write_part(outcomes, folder)

    def write_whole(self, parts: Sequence[Path], made: Path) -> None:
        """See ``Form``."""
        tables = made.with_name(f"{made.name}.tables")
        Parquet().write_whole(parts, tables)
        database.create(made, {name: tables / f"{name}.parquet" for name in TABLES})
        force(made)
        shutil.rmtree(tables)


@dataclass(frozen=True)
class Csv:
    """A folder with a CSV file for each table, made for spreadsheets: UTF-8 with its mark, no cell a formula."""

    name: str = "csv"
    files = tuple(f"{table}.csv" for table in TABLES)
    folder = True

    def require(self) -> None:
        """See ``Form``."""

    def write_part(self, outcomes: Sequence[Outcome], folder: Path) -> None:
        """See ``Form``."""
        for name, rows in _rows(outcomes).items():
            with new_file(folder / f"{name}.csv") as file:
                file.write(_lines_of_cells([_cell(cell) for cell in row] for row in rows))

    def write_whole(self, parts: Sequence[Path], made: Path) -> None:
        """See ``Form``."""
        made.mkdir()
        for name, columns in TABLES.items():
            with new_file(made / f"{name}.csv") as file:
                file.write(codecs.BOM_UTF8 + _lines_of_cells([[column.name for column in columns]]))
                for part in parts:
                    with (part / f"{name}.csv").open("rb") as rows:
                        shutil.copyfileobj(rows, file, _COPIED)
        force(made)


def _rows(outcomes: Sequence[Outcome]) -> dict[str, list[Row]]:
    found = [rows_of(outcome) for outcome in outcomes]
    return {name: [row for rows in found for row in rows[name]] for name in TABLES}


def _lines_of_cells(rows: Iterable[Sequence[str]]) -> bytes:
    page = io.StringIO()
    csv.writer(page).writerows(rows)
    return page.getvalue().encode("utf-8", "replace")


def _cell(cell: Cell) -> str:
    """A value as a spreadsheet should show it; one that would be run as a formula gets an apostrophe before it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return str(cell)
    text = " | ".join(cell) if isinstance(cell, tuple) else cell
    return f"'{text}" if _FORMULA.match(text) else text


FORMS: dict[str, Form] = {form.name: form for form in (Lines(), Parquet(), Csv(), Database())}


def form_for(out: str, name: str | None = None) -> Form:
    """The form with this name, or the one that the name of the output asks for: a folder holds Parquet.

    Raises:
        BatchError: There is no such form.

    >>> form_for("新聞稿.jsonl.gz"), form_for("表格"), form_for("表格", "csv")
    (Lines(suffix='.gz', name='jsonl'), Parquet(name='parquet'), Csv(name='csv'))
    """
    stem, dot, ending = out.lower().rpartition(".")
    packing = f".{ending}" if dot and ending in ("gz", "zst") else ""
    if packing:
        ending = stem.rpartition(".")[2]
    if name is None:
        name = {"jsonl": "jsonl", "ndjson": "jsonl", "duckdb": "duckdb"}.get(
            ending, "jsonl" if out == "-" else "parquet"
        )
    if name not in FORMS:
        raise BatchError(f"there is no form {name!r}; there are {', '.join(sorted(FORMS))}")
    if packing and name != "jsonl":
        raise BatchError(f"{out}: only .jsonl can be compressed by its name")
    return Lines(packing) if name == "jsonl" else FORMS[name]
