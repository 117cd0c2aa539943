"""What is done, in an SQLite file: the settings of the run, its shards, and the documents that failed.

A shard is entered when its part is safe on the disk, never before, so what the ledger says is true after any stop.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pressextract.errors import BatchError

_TABLES = """
create table if not exists run (name text primary key, value text not null);
create table if not exists shards (
    number integer primary key, digest text not null, documents integer not null, failed integer not null,
    code_points integer not null
);
create table if not exists failures (
    shard integer not null, id text not null, source text, row integer, error text not null, message text not null
);
"""


class Failed(NamedTuple):
    """A document that failed: what it is called, where it stands, and why."""

    id: str
    source: str | None
    row: int | None
    error: str
    message: str


class Entry(NamedTuple):
    """What a shard came to."""

    documents: int
    failures: tuple[Failed, ...]
    code_points: int


class Totals(NamedTuple):
    """What all shards in the ledger came to; ``errors`` counts the failures by their kind."""

    shards: int
    documents: int
    failed: int
    code_points: int
    errors: dict[str, int]


class Ledger:
    """The ledger of one run; a context manager that holds it for this process alone.

    Raises:
        BatchError: It cannot be opened or written, or another run holds it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._guarded():
            self._file = sqlite3.connect(path, timeout=1, isolation_level=None)
            # Held until the process ends, however it ends: two runs into one place would destroy each other's work.
            self._file.execute("pragma locking_mode = exclusive")
            self._file.execute("pragma synchronous = full")
            self._file.execute("begin exclusive")
            for statement in _TABLES.split(";"):
                self._file.execute(statement)
            self._file.execute("commit")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def settings(self) -> dict[str, object]:
        """The settings that the run was begun with; empty where it has not begun."""
        with self._guarded():
            return {
                name: json.loads(value)
                for name, value in self._file.execute("select name, value from run where name != 'state'")
            }

    def begin(self, settings: Mapping[str, object]) -> None:
        """Enter the settings of a new run."""
        with self._guarded():
            self._file.execute("begin")
            for name, value in settings.items():
                self._file.execute("insert into run values (?, ?)", (name, json.dumps(value)))
            self._file.execute("insert into run values ('state', '\"reading\"')")
            self._file.execute("commit")

    @property
    def state(self) -> str:
        """``reading`` until every document is read, ``finishing`` until the output is whole, then ``finished``."""
        with self._guarded():
            row = self._file.execute("select value from run where name = 'state'").fetchone()
            return json.loads(row[0]) if row else "reading"

    @state.setter
    def state(self, state: str) -> None:
        with self._guarded():
            self._file.execute("update run set value = ? where name = 'state'", (json.dumps(state),))

    def digests(self) -> dict[int, str]:
        """The shards that are done."""
        with self._guarded():
            return dict(self._file.execute("select number, digest from shards"))

    def enter(self, number: int, digest: str, entry: Entry) -> None:
        """Enter a shard that is done."""
        with self._guarded():
            self._file.execute("begin")
            self._file.execute(
                "insert into shards values (?, ?, ?, ?, ?)",
                (number, digest, entry.documents, len(entry.failures), entry.code_points),
            )
            self._file.executemany(
                "insert into failures values (?, ?, ?, ?, ?, ?)", [(number, *failed) for failed in entry.failures]
            )
            self._file.execute("commit")

    def totals(self) -> Totals:
        """What all is done so far."""
        with self._guarded():
            sums = self._file.execute(
                "select count(*), coalesce(sum(documents), 0), coalesce(sum(failed), 0), coalesce(sum(code_points), 0) "
                "from shards"
            ).fetchone()
            errors = self._file.execute("select error, count(*) from failures group by error order by error")
            shards, documents, failed, code_points = sums
            return Totals(shards, documents, failed, code_points, dict(errors))

    def failures(self) -> Iterator[Failed]:
        """The documents that failed, in the order of the archive."""
        with self._guarded():
            query = "select id, source, row, error, message from failures order by shard, rowid"
            yield from (Failed(*row) for row in self._file.execute(query))

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if "locked" in str(error):
                raise BatchError(f"{self._path}: another run is writing here") from error
            kept = "; what is done is kept, and resume goes on from there"
            raise BatchError(f"{self._path}: {error}{kept * isinstance(error, sqlite3.OperationalError)}") from error
