"""Tables in, tables out: Arrow, and through it pandas, polars, DuckDB and whatever else speaks Arrow.

    releases ── to_arrow, to_pandas, to_polars ──> the eight tidy tables
    Arrow ── extract_batches, extract_table ──> outcomes, a row each ── tidy ──> one of the tidy tables

Work is done a few hundred rows at a time, whatever the size of what comes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pressextract.arrow import (
    as_table,
    outcome_batch,
    outcome_schema,
    outcomes_of,
    rows_in,
    table_batch,
    table_schema,
)
from pressextract.errors import MissingPackageError
from pressextract.outcome import Document, read_document
from pressextract.pipeline import Extractor, default_extractor
from pressextract.schema import Failure, Outcome, PressRelease
from pressextract.sources.columns import Columns
from pressextract.tables import TABLES, Row, rows_of

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Result = PressRelease | Failure | Outcome

_ROWS = 256
_CHARACTERS = 1 << 24


def to_arrow(releases: Iterable[Result] | Result, *, ids: Iterable[object] | None = None) -> dict[str, pa.Table]:
    """The eight tidy tables of these releases, by name: ``releases``, ``people``, ``positions`` ...

    Args:
        releases: What ``extract``, ``extract_many`` or a run over an archive gave: one or any number, read once.
        ids: What each is called in ``releases.id`` and, as ``release_id``, in the other tables. Without any an
            ``Outcome`` keeps its id, and the others have their place, from ``"0"``.

    Raises:
        TypeError: One of them is no result of this library.
        ValueError: There are more ids than releases, or fewer.
        MissingPackageError: pyarrow is not installed.

    >>> from pressextract.pipeline import extract
    >>> tables = to_arrow(extract("青禾集團董事長林致遠今日致辭。"))
    >>> tables["positions"].select(["release_id", "person", "title"]).to_pylist()
    [{'release_id': '0', 'person': '林致遠', 'title': '董事長'}]
    """
    made: dict[str, list[pa.RecordBatch]] = {name: [] for name in TABLES}
    for some in _bounded(_outcomes(releases, ids)):
        rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        for outcome in some:
            for name, found in rows_of(outcome).items():
                rows[name].extend(found)
        for name in TABLES:
            made[name].append(table_batch(name, rows[name]))
    return {name: as_table(table_schema(name), batches) for name, batches in made.items()}


def to_pandas(releases: Iterable[Result] | Result, *, ids: Iterable[object] | None = None) -> dict[str, pd.DataFrame]:
    """The tidy tables as pandas frames; see ``to_arrow``.

    Strings and whole numbers have pandas' nullable types, so that a missing value is ``pd.NA`` and a number stays
    whole; lists are lists.

    >>> from pressextract.pipeline import extract
    >>> to_pandas(extract("青禾集團董事長林致遠今日致辭。"))["people"]["name"].tolist()
    ['林致遠']
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingPackageError("to_pandas", "pandas") from error
    types = {"string": pd.StringDtype(), "int64": pd.Int64Dtype()}
    frames = {}
    for name, table in to_arrow(releases, ids=ids).items():
        frame = table.to_pandas(types_mapper=lambda kind: types.get(str(kind)))
        for column in TABLES[name]:
            if column.type == "list":  # else they would be arrays of numpy
                frame[column.name] = pd.Series(table[column.name].to_pylist(), index=frame.index, dtype=object)
        frames[name] = frame
    return frames


def to_polars(releases: Iterable[Result] | Result, *, ids: Iterable[object] | None = None) -> dict[str, pl.DataFrame]:
    """The tidy tables as polars frames; see ``to_arrow``.

    >>> from pressextract.pipeline import extract
    >>> to_polars(extract("青禾集團董事長林致遠今日致辭。"))["people"]["name"].to_list()
    ['林致遠']
    """
    try:
        import polars as pl
    except ImportError as error:
        raise MissingPackageError("to_polars", "polars") from error
    return {name: pl.DataFrame(table) for name, table in to_arrow(releases, ids=ids).items()}


def extract_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    text: str = "text",
    id: str | None = None,  # noqa: A002 - the word for it everywhere
    date: str | None = None,
    extractor: Extractor | None = None,
) -> Iterator[pa.RecordBatch]:
    """Extracts from a column of texts: one row in, one row out, in order, lazily.

    What comes out has the columns of ``Outcome`` (``pressextract.arrow.outcome_schema()``). A text that is null, of
    another type, not UTF-8 or too long, or that fails in any other way, becomes a row with its error.

    Args:
        batches: Record batches, a reader of such, or whatever else yields them.
        text: The column of the texts.
        id: The column of what each is called, as a string; without one, its place, from ``"0"``. Where it is null or
            empty the row is called ``row:`` and its place.
        date: The column of the days they came out: dates, times, or how ISO and the usual tables write a day. What is
            none of these is passed over with a warning in the release.
        extractor: What reads them; the built-in configuration if None.

    Raises:
        ValueError: There is no such column, or there are several.
        MissingPackageError: pyarrow is not installed.
    """
    extractor = extractor or default_extractor()
    columns = Columns(text, id, date)
    place = 0
    for batch in batches:
        check_columns(batch.schema.names, columns.wanted())
        documents = _documents(batch, columns, place)
        for some in _bounded(read_document(extractor, document) for document in documents):
            yield outcome_batch(some)
        place += batch.num_rows


def extract_table(
    table: pa.Table,
    *,
    text: str = "text",
    id: str | None = None,  # noqa: A002
    date: str | None = None,
    extractor: Extractor | None = None,
) -> pa.Table:
    """``extract_batches`` for a whole table, or for the part of one that a framework hands to a function.

    >>> table = as_table(table_schema("releases"), [])
    >>> extract_table(table, id="id").num_rows
    0
    """
    check_columns(table.schema.names, Columns(text, id, date).wanted())
    batches = extract_batches(table.to_batches(), text=text, id=id, date=date, extractor=extractor)
    return as_table(outcome_schema(), batches)


def tidy(name: str, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows of one tidy table for batches of outcomes, lazily.

    Args:
        name: ``releases``, ``people``, ``positions``, ``organisations``, ``events``, ``participants``,
            ``statements`` or ``mentions``.
        batches: What ``extract_batches`` gave, or what was kept of it.

    Raises:
        ValueError: There is no such table.
    """
    if name not in TABLES:
        raise ValueError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    return _tidied(name, batches)


def _tidied(name: str, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for some in _bounded(outcomes_of(batch)):
            yield table_batch(name, [row for outcome in some for row in rows_of(outcome)[name]])


def check_columns(there: Sequence[str], wanted: Iterable[str]) -> None:
    """See that each of the columns that are asked for is there once.

    Raises:
        ValueError: One is not there, or several are called so; the message lists those that there are.
    """
    for name in wanted:
        if there.count(name) != 1:
            how = "no column" if name not in there else "more than one column"
            raise ValueError(f"there is {how} {name!r}; the columns are {', '.join(map(repr, there))}")


def _documents(batch: pa.RecordBatch, columns: Columns, first: int) -> Iterator[Document]:
    """The rows of a batch as documents; ``first`` is the place of the first of them."""
    for place, row in enumerate(rows_in(batch, columns.wanted()), first):
        yield columns.document(row, str(place) if columns.id is None else f"row:{place}")


def _outcomes(releases: Iterable[Result] | Result, ids: Iterable[object] | None) -> Iterator[Outcome]:
    # A record is an iterable too: of its fields.
    several = (releases,) if isinstance(releases, Result) else releases
    if ids is None:
        for place, one in enumerate(several):
            yield _outcome(one, None, place)
    else:
        for place, (one, name) in enumerate(zip(several, ids, strict=True)):
            yield _outcome(one, str(name), place)


def _outcome(one: Result, name: str | None, place: int) -> Outcome:
    if isinstance(one, Outcome):
        return one if name is None else one.model_copy(update={"id": name})
    if isinstance(one, PressRelease):
        return Outcome(id=str(place) if name is None else name, config="", release=one)
    if isinstance(one, Failure):
        own = str(one.index) if name is None else name
        return Outcome(id=own, config="", error=one.error, message=one.message)
    raise TypeError(f"not a PressRelease, a Failure or an Outcome: {type(one).__name__}")


def _bounded(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    """The same in lists of a few hundred, fewer where their texts are long."""
    held: list[Outcome] = []
    size = 0
    for outcome in outcomes:
        held.append(outcome)
        size += len(outcome.release.text) if outcome.release else 0
        if len(held) >= _ROWS or size >= _CHARACTERS:
            yield held
            held, size = [], 0
    if held:
        yield held
