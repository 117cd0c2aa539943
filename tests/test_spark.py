"""Extraction on Spark, in local mode: every row once, and what a plain loop finds."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import pressextract as px
from pressextract.errors import BatchError, MissingPackageError, SourceError
from pressextract.outcome import Document, read_document
from pressextract.schema import Outcome
from pressextract.tables import FOREIGN_KEYS, TABLES, rows_of

sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
pytest.importorskip("pyarrow")
if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
    pytest.skip("Spark needs Java, and there is none on this machine", allow_module_level=True)

from pressextract import arrow, spark  # noqa: E402

LEFT_BEHIND = ("spark-warehouse", "metastore_db", "derby.log", "artifacts")
DOCUMENTS = 2000
LONGEST = 400


@pytest.fixture(scope="module")
def session(tmp_path_factory) -> Iterator[Any]:
    """A local session with two workers, which needs no network and writes to a folder of the test."""
    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYSPARK_DRIVER_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        # The workers import the package that is tested here, wherever it stands.
        here = str(Path(px.__file__).parents[1])
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")])))
        options = {
            "spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1",
            "spark.driver.memory": "1g", "spark.local.dir": str(folder), "spark.log.level": "ERROR",
            "spark.sql.warehouse.dir": str(folder / "warehouse"), "spark.sql.shuffle.partitions": "2",
            "spark.sql.execution.arrow.maxRecordsPerBatch": "500", "spark.ui.showConsoleProgress": "false",
        }  # fmt: skip
        builder = sql.SparkSession.builder.master("local[2]").appName("tests")
        for name, value in options.items():
            builder = builder.config(name, value)
        made = builder.getOrCreate()
        yield made
        made.stop()


@pytest.fixture(scope="module")
def extractor() -> px.Extractor:
    return px.Extractor(organisations=["晴川社"], max_length=LONGEST)


@pytest.fixture(scope="module")
def archive(samples) -> list[tuple[str, str | None, str | None]]:
    """Id, text and day of each document: sentences of the fixtures and of our own, and among them bad rows."""
    sentences = [one + "。" for sample in samples for one in sample.text.split("。") if 0 < len(one.strip()) < 80][::3]
    people = ["顾兆庭", "丘映雪", "裴子衡", "林若溪"]
    rows: list[tuple[str, str | None, str | None]] = []
    for number in range(DOCUMENTS):
        name = people[number % 4]
        own = (
            f"晴川社社長{name}今日出席東岸大學第{number}屆典禮。", f"青禾集团董事长{name}第{number}次致辞。", f"第{number}天。",
        )  # fmt: skip
        text: str | None = sentences[number] if number < len(sentences) else own[number % 3]
        if number % 100 == 7:
            text = None
        elif number % 100 == 23:
            text = "長" * (LONGEST + 1)
        rows.append((f"青禾/{number:04}", text, f"2025-03-{number % 28 + 1:02}" if number % 3 else None))
    return rows


@pytest.fixture(scope="module")
def expected(archive, extractor) -> dict[str, Outcome]:
    """What a plain loop makes of it."""
    made: dict[str, Outcome] = {}
    for name, text, day in archive:
        document = Document(name, text, date.fromisoformat(day) if day else None)
        if text is None:
            document = Document.unreadable(name, SourceError(f"item {name}: its 'text' is null"))
        made[name] = read_document(extractor, document)
    return made


@pytest.fixture(scope="module")
def frame(session, archive) -> Any:
    return session.createDataFrame(archive, "id string, body string, day string").repartition(4)


@pytest.fixture(scope="module")
def written(session, frame, extractor, tmp_path_factory) -> Path:
    """The outcomes of the archive as Spark writes them."""
    before = {name for name in LEFT_BEHIND if Path(name).exists()}
    folder: Path = tmp_path_factory.mktemp("outcomes") / "outcomes.parquet"
    spark.extract(frame, date="day", extractor=extractor).write.parquet(str(folder))
    assert {name for name in LEFT_BEHIND if Path(name).exists()} == before
    return folder


@pytest.fixture(scope="module")
def read(written) -> list[Outcome]:
    """The same, read without Spark."""
    parts = sorted(written.glob("*.parquet"))
    return [one for part in parts for batch in arrow.read_batches(part) for one in arrow.outcomes_of(batch)]


def test_every_row_once(read, archive):
    assert sorted(one.id for one in read) == sorted(name for name, _, _ in archive)


def test_outcomes_are_those_of_a_plain_loop(read, expected):
    assert {one.id: one for one in read} == expected


def test_offsets_hold(read, archive):
    texts = {name: text for name, text, _ in archive}
    spans = 0
    for outcome in read:
        if outcome.release is None:
            continue
        for person in outcome.release.people:
            for mention in person.mentions:
                text = texts[outcome.id]
                assert text is not None
                assert text[mention.start : mention.end] == mention.text
                spans += 1
    assert spans > DOCUMENTS / 3


def test_bad_rows_carry_their_errors(read, extractor):
    assert Counter(one.error for one in read) == {
        None: DOCUMENTS * 98 // 100, "SourceError": DOCUMENTS // 100, "TextTooLongError": DOCUMENTS // 100,
    }  # fmt: skip
    assert all(one.message and one.release is None for one in read if one.error)
    assert {one.config for one in read} == {extractor.fingerprint}


def test_tidy_tables_have_the_rows_of_a_plain_loop_and_keys_that_join(session, written, expected):
    tables = spark.tables(session.read.parquet(str(written)).persist())
    assert list(tables) == list(TABLES)
    found: dict[str, list[Any]] = {}
    for name, frame in tables.items():
        assert frame.columns == [column.name for column in TABLES[name]]
        found[name] = [
            tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row) for row in frame.collect()
        ]
        rows = [row for outcome in expected.values() for row in rows_of(outcome)[name]]
        assert sorted(found[name], key=repr) == sorted(rows, key=repr)
        assert len(rows) > 20
    there = {row[0] for row in found["releases"]}
    assert len(there) == DOCUMENTS
    assert all(row[0] in there for rows in found.values() for row in rows)
    for name, keys in FOREIGN_KEYS.items():
        for column, target in keys.items():
            table, key = target.split(".")
            mine = tables[name].columns.index(column)
            other = tables[table].columns.index(key)
            meant = {(row[0], row[mine]) for row in found[name] if row[mine] is not None}
            assert meant <= {(row[0], row[other]) for row in found[table]}, (name, column)
    # And once as somebody would write it.
    lost = tables["positions"].join(tables["people"], ["release_id", "person_id"], "left_anti")
    assert lost.count() == 0


def counting(folder: Path) -> Any:
    """A recogniser that leaves a line in a file of its process whenever it is unpickled there."""

    class Counting:
        def __call__(self, fold: str) -> Any:
            return ()

        def __reduce__(self) -> Any:
            return made, (str(folder),)

    def made(where: str) -> Any:
        with (Path(where) / str(os.getpid())).open("a") as file:
            file.write("built\n")
        return Counting()

    return Counting()


def test_an_extractor_is_built_once_in_a_worker(session, frame, tmp_path):
    extractor = px.Extractor(recogniser=counting(tmp_path))
    few = frame.limit(60).repartition(12)
    tasks = few.rdd.getNumPartitions() * 2
    for _ in range(2):
        configs = {row.config for row in spark.extract(few, extractor=extractor).select("config").collect()}
        assert configs == {extractor.fingerprint}
    built = {path.name: path.read_text().count("built") for path in tmp_path.iterdir()}
    assert str(os.getpid()) not in built
    assert set(built.values()) == {1}
    assert len(built) <= 4 < tasks


def test_an_extractor_travels_light(extractor):
    assert len(pickle.dumps(extractor)) < 1000
    assert len(spark._packed(px.Extractor()).pickled) < 1000  # noqa: SLF001


def test_a_worker_of_another_version_is_refused():
    packed = spark._packed(px.Extractor())._replace(version="0.0.1")  # noqa: SLF001
    with pytest.raises(BatchError, match=r"and the driver 0\.0\.1"):
        spark._unpacked(packed)  # noqa: SLF001


def test_other_columns_and_odd_names(session):
    few = session.createDataFrame(
        [(7, "林若溪出席典禮。", 0.5), (8, None, 0.1)], "`doc.id` int, `te``xt` string, score double"
    )
    outcomes = spark.extract(few, "te`xt", "doc.id")
    rows = {row.id: row for row in outcomes.collect()}
    assert {name: row.error for name, row in rows.items()} == {"7": None, "8": "SourceError"}
    assert rows["7"].release.people[0].name == "林若溪"
    assert outcomes.columns == list(Outcome.model_fields)
    # One column may be both, and the texts may be no texts.
    (row,) = spark.extract(few.limit(1), "score", "score").collect()
    assert row.error == "SourceError"


def test_bytes_that_are_no_text(session):
    few = session.sql("select 'a' as id, cast(x'fffe' as string) as body union all select 'b', '林若溪出席典禮。'")
    assert {row.id: row.error for row in spark.extract(few).collect()} == {"a": "SourceError", "b": None}


def test_days_of_spark(session):
    few = session.sql(
        "select 'a' as id, '林若溪今日出席論壇。' as body, date'2024-02-29' as day, timestamp'2024-02-29 23:30' as at"
    )
    for column in ("day", "at"):
        (row,) = spark.extract(few, date=column).collect()
        assert row.published == "2024-02-29"


def test_missing_columns_are_said_before_anything_runs(session, frame):
    with pytest.raises(ValueError, match="no column 'text'; the columns are 'id', 'body', 'day'"):
        spark.extract(frame, "text")
    with pytest.raises(ValueError, match="no column 'url'"):
        spark.extract(frame, id="url")
    with pytest.raises(ValueError, match="no column 'published'"):
        spark.extract(frame, date="published")
    with pytest.raises(ValueError, match="more than one column 'body'"):
        spark.extract(frame.select("id", "body", "body"))
    with pytest.raises(ValueError, match="no table 'person'"):
        spark.table(frame, "person")
    with pytest.raises(ValueError, match="no outcomes of extract: there is no column 'source'"):
        spark.table(frame, "people")


def test_without_pyspark_the_extra_is_named(frame, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(MissingPackageError, match=r"pressextract\[spark\]"):
        spark.extract(frame)
