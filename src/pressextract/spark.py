"""Extraction on Spark: a data frame of texts in, one of outcomes out, and the tidy tables from that.

It is what ``dataframes`` does with Arrow, sent through ``DataFrame.mapInArrow``. An executor needs this package with
its extra ``spark`` and nothing else: no files, no network. One extractor is built in each Python worker, at its first
batch, and serves until the worker ends.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pressextract import __version__
from pressextract.arrow import outcome_schema, table_schema
from pressextract.dataframes import check_columns, extract_batches, tidy
from pressextract.errors import BatchError, MissingPackageError
from pressextract.pipeline import Extractor, default_extractor
from pressextract.schema import Outcome
from pressextract.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

_SQL = {"string": "STRING", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN"}


def extract(
    df: DataFrame,
    text: str = "body",
    id: str = "id",  # noqa: A002 - the word for it everywhere
    *,
    date: str | None = None,
    extractor: Extractor | None = None,
) -> DataFrame:
    """Extracts from a column of texts: one row in, one row out, as an ``Outcome`` each.

    Nothing is read before Spark runs. A text that is null, too long or fails in another way becomes a row with its
    ``error``; ``config`` is the fingerprint of the extractor in every row.

    Example::

        outcomes = spark.extract(df, text="body", id="url", date="day").persist()
        outcomes.where("error is not null").select("id", "error", "message").show()
        outcomes.selectExpr("id", "explode(release.people) as person").select("id", "person.name").show()

    Args:
        df: The data frame; a text takes some milliseconds, so give it several partitions for each core.
        text: Its column of texts.
        id: Its column of what each is called; becomes a string.
        date: Its column of the days they came out: dates, timestamps, or how ISO and the usual tables write a day.
        extractor: What reads them, sent to the workers once, as its options; the built-in configuration if None.

    Raises:
        ValueError: There is no such column, or there are several.
        MissingPackageError: pyspark is not installed.
    """
    wanted = {"text": text, "id": id} | ({} if date is None else {"date": date})
    check_columns(df.columns, wanted.values())
    # Under names of ours: mapInArrow trips over a column whose name has a dot or a quote.
    needed = df.selectExpr(*(f"{_quoted(name)} as {ours}" for ours, name in wanted.items()))
    read = partial(_extract, _packed(extractor or default_extractor()), None if date is None else "date")
    return needed.mapInArrow(read, _ddl(outcome_schema()))


def table(outcomes: DataFrame, name: str) -> DataFrame:
    """One tidy table of outcomes: ``releases``, ``people``, ``positions`` ... as in ``pressextract.tables``.

    Spark works out ``outcomes`` anew for every table made from it: call ``persist()`` on it first, or write it out.

    Example::

        people = spark.table(outcomes, "people")
        spark.table(outcomes, "positions").join(people, ["release_id", "person_id"]).show()

    Args:
        outcomes: What ``extract`` gave, or what was kept of it; columns added to it are passed over.
        name: Which table.

    Raises:
        ValueError: There is no such table, or these are no outcomes.
    """
    if name not in TABLES:
        raise ValueError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    if missing := [column for column in Outcome.model_fields if column not in outcomes.columns]:
        raise ValueError(f"these are no outcomes of extract: there is no column {', '.join(map(repr, missing))}")
    return outcomes.select(*Outcome.model_fields).mapInArrow(partial(tidy, name), _ddl(table_schema(name)))


def tables(outcomes: DataFrame) -> dict[str, DataFrame]:
    """All eight tidy tables of outcomes, by name; see ``table``.

    Example::

        for name, frame in spark.tables(outcomes.persist()).items():
            frame.write.parquet(f"{folder}/{name}")
    """
    return {name: table(outcomes, name) for name in TABLES}


class _Packed(NamedTuple):
    """An extractor on its way to the workers, with what it must be there."""

    pickled: bytes
    fingerprint: str
    version: str


def _packed(extractor: Extractor) -> _Packed:
    try:
        # Spark's own way: it also takes along a recogniser that stands in a notebook.
        from pyspark import cloudpickle
    except ImportError as error:
        raise MissingPackageError("Spark", "spark") from error
    return _Packed(cloudpickle.dumps(extractor), extractor.fingerprint, __version__)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=4)
def _unpacked(packed: _Packed) -> Extractor:
    """The extractor of this Python worker: building it takes longer than reading a release."""
    if packed.version != __version__:
        raise BatchError(f"a worker has pressextract {__version__}, and the driver {packed.version}")
    made: Extractor = pickle.loads(packed.pickled)  # noqa: S301 - the driver's own
    # On its way a class that stands in a function loses its place, by which a fingerprint knows a recogniser.
    made.fingerprint = packed.fingerprint
    return made


def _extract(packed: _Packed, day: str | None, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    return extract_batches(batches, text="text", id="id", date=day, extractor=_unpacked(packed))


def _quoted(name: str) -> str:
    """A column by its name, whatever stands in it: else a dot would lead into a struct."""
    return "`" + name.replace("`", "``") + "`"


def _ddl(schema: pa.Schema) -> str:
    """An Arrow schema in Spark's own words, which every version of it reads."""
    return ", ".join(f"{_quoted(field.name)} {_sql(field.type)}" for field in schema)


def _sql(kind: Any) -> str:
    if str(kind) in _SQL:
        return _SQL[str(kind)]
    if hasattr(kind, "value_type"):
        return f"ARRAY<{_sql(kind.value_type)}>"
    return f"STRUCT<{', '.join(f'{_quoted(field.name)}: {_sql(field.type)}' for field in kind)}>"
