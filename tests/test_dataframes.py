"""Tables of records for pandas, polars and DuckDB, and extraction from a column of texts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

import pressextract as px
from pressextract import arrow, dataframes
from pressextract.arrow import rows
from pressextract.errors import MissingPackageError
from pressextract.outcome import Document, read_document
from pressextract.pipeline import default_extractor
from pressextract.schema import Outcome
from pressextract.tables import TABLES, Row, rows_of

pa = pytest.importorskip("pyarrow")

TEXTS = [
    "青禾集團董事長林若溪今日在香港宣布，與東岸大學簽署合作協議。",
    "晴川社社长顾兆庭表示，将继续支持青年发展。",
    "天氣晴。",
    "東岸大學校長裴子衡、副校長丘映雪出席典禮。",
]


@pytest.fixture(scope="module")
def extractor() -> px.Extractor:
    return px.Extractor(organisations=["晴川社"], max_length=200)


def batch_of(**columns: Any) -> Any:
    """A record batch with these columns."""
    return pa.RecordBatch.from_pydict(columns)


def outcomes_in(batches: Any) -> list[Outcome]:
    return [outcome for batch in batches for outcome in arrow.outcomes_of(batch)]


def cells(table: Any) -> list[tuple[Any, ...]]:
    """The rows of an Arrow table as ``rows_of`` has them."""
    return [
        tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row.values()) for row in table.to_pylist()
    ]


# Records to tables


def test_eight_tables_with_the_rows_of_every_release(samples):
    releases = [sample.release for sample in samples]
    tables = px.to_arrow(releases)
    expected = [rows_of(Outcome(id=str(number), config="", release=one)) for number, one in enumerate(releases)]
    assert list(tables) == list(TABLES)
    for name, table in tables.items():
        assert table.schema.equals(arrow.table_schema(name), check_metadata=True)
        assert cells(table) == [row for rows in expected for row in rows[name]]


def test_ids(extractor):
    releases = list(extractor.extract_many(TEXTS))
    assert px.to_arrow(releases)["releases"]["id"].to_pylist() == ["0", "1", "2", "3"]
    named = px.to_arrow(iter(releases), ids=iter([7, "b", "c", "d"]))
    assert named["releases"]["id"].to_pylist() == ["7", "b", "c", "d"]
    assert set(named["people"]["release_id"].to_pylist()) == {"7", "b", "d"}
    for ids in ("abc", "abcde"):
        with pytest.raises(ValueError, match="zip"):
            px.to_arrow(releases, ids=ids)


def test_failures_and_outcomes_are_rows(extractor):
    results = list(extractor.extract_many([TEXTS[0], None, "長" * 201]))
    kept = read_document(extractor, Document("東岸/7", TEXTS[1], source="東岸.jsonl", row=7))
    rows = px.to_arrow([*results, kept])["releases"].to_pylist()
    assert [row["id"] for row in rows] == ["0", "1", "2", "東岸/7"]
    assert [row["error"] for row in rows] == [None, "TypeError", "TextTooLongError", None]
    assert "201" in rows[2]["message"]
    assert (rows[3]["source"], rows[3]["row"], rows[3]["config"]) == ("東岸.jsonl", 7, extractor.fingerprint)
    assert px.to_arrow([kept], ids=["x"])["releases"]["id"].to_pylist() == ["x"]


def test_one_release_is_taken_as_one(extractor):
    release = extractor.extract(TEXTS[0])
    assert px.to_arrow(release) == px.to_arrow([release])


@pytest.mark.parametrize("wrong", [TEXTS[0], [None], [{"text": "a"}], [[]]])
def test_what_is_no_result(wrong):
    with pytest.raises(TypeError, match="not a PressRelease, a Failure or an Outcome"):
        px.to_arrow(wrong)


def test_nothing_gives_empty_tables():
    for tables in (px.to_arrow([]), px.to_pandas([]), px.to_polars([])):
        for name, table in tables.items():
            assert len(table) == 0
            columns = table.column_names if isinstance(table, pa.Table) else list(table.columns)
            assert columns == [column.name for column in TABLES[name]]


def test_releases_are_taken_a_few_at_a_time(extractor, monkeypatch):
    monkeypatch.setattr(dataframes, "_ROWS", 3)
    sizes: list[int] = []

    def table_batch(name: str, rows: list[Row]) -> Any:
        sizes.append(len(rows))
        return arrow.table_batch(name, rows)

    monkeypatch.setattr(dataframes, "table_batch", table_batch)
    release = extractor.extract(TEXTS[2])
    tables = px.to_arrow(release for _ in range(10))
    assert tables["releases"].num_rows == 10
    assert max(sizes) == 3


def test_long_texts_make_short_batches(extractor, monkeypatch):
    monkeypatch.setattr(dataframes, "_CHARACTERS", 50)
    batches = list(px.extract_batches([batch_of(text=[TEXTS[0]] * 5)], extractor=extractor))
    assert [batch.num_rows for batch in batches] == [2, 2, 1]


def test_pandas(extractor):
    pd = pytest.importorskip("pandas")
    frames = px.to_pandas(extractor.extract_many([*TEXTS, None]))
    releases, statements = frames["releases"], frames["statements"]
    assert isinstance(releases["text"].dtype, pd.StringDtype)
    assert releases["characters"].dtype == "Int64"
    assert releases["characters"].tolist()[:4] == [len(text) for text in TEXTS]
    assert releases["characters"].isna().tolist() == [False] * 4 + [True]
    assert releases["headline"].isna().all()
    assert releases["warnings"][0] == []
    assert releases["warnings"][4] is None
    assert statements["direct"].dtype == bool
    assert frames["people"]["confidence"].dtype == "float64"
    assert isinstance(frames["people"]["aliases"][0], list)
    joined = frames["positions"].merge(frames["people"], on=["release_id", "person_id"])
    assert joined["name"].tolist() == frames["positions"]["person"].tolist() != []


def test_polars(extractor):
    pl = pytest.importorskip("polars")
    frames = px.to_polars(extractor.extract_many([*TEXTS, None]))
    assert frames["releases"].schema["characters"] == pl.Int64
    assert frames["people"].schema["aliases"] == pl.List(pl.String)
    assert frames["statements"].schema["direct"] == pl.Boolean
    assert frames["releases"]["characters"].to_list() == [*map(len, TEXTS), None]
    joined = frames["positions"].join(frames["people"], on=["release_id", "person_id"])
    assert sorted(joined["name"]) == sorted(frames["positions"]["person"]) != []


@pytest.mark.parametrize(("function", "package", "extra"), [
    (px.to_arrow, "pyarrow", "arrow"), (px.to_pandas, "pandas", "pandas"), (px.to_polars, "polars", "polars"),
])  # fmt: skip
def test_missing_packages_are_named(monkeypatch, function, package, extra):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPackageError, match=rf"pressextract\[{extra}\]"):
        function([])


# Texts to outcomes


def test_a_row_for_each_row(extractor):
    batches = [batch_of(body=TEXTS[:3], key=[1, 2, 3]), batch_of(body=TEXTS[3:], key=[4])]
    outcomes = outcomes_in(px.extract_batches(batches, text="body", id="key", extractor=extractor))
    assert [one.id for one in outcomes] == ["1", "2", "3", "4"]
    assert [one.release for one in outcomes] == [extractor.extract(text) for text in TEXTS]
    assert {one.config for one in outcomes} == {extractor.fingerprint}


def test_default_extractor_and_places_for_ids():
    batches = [batch_of(text=TEXTS[:3]), batch_of(text=[]), batch_of(text=TEXTS[3:])]
    outcomes = outcomes_in(px.extract_batches(batches))
    assert [one.id for one in outcomes] == ["0", "1", "2", "3"]
    assert {one.config for one in outcomes} == {default_extractor().fingerprint}


def test_more_rows_than_are_read_at_a_time(monkeypatch):
    monkeypatch.setattr(dataframes, "_ROWS", 2)
    monkeypatch.setattr(rows, "_AT_A_TIME", 3)
    texts = TEXTS * 2 + TEXTS[:1]
    outcomes = outcomes_in(px.extract_batches([batch_of(text=texts[:5]), batch_of(text=texts[5:])]))
    assert [one.id for one in outcomes] == [str(number) for number in range(9)]
    assert [one.release and one.release.text for one in outcomes] == texts


def not_utf8(*cells: bytes) -> Any:
    """A column of strings with bytes that are none, as some writers leave behind."""
    binary = pa.array(cells, pa.binary())
    return pa.Array.from_buffers(pa.string(), len(binary), binary.buffers())


def test_bad_rows_become_rows_with_errors(extractor):
    texts = not_utf8("林若溪出席。".encode(), b"\xff\xfe", "長".encode() * 201, b"")
    outcomes = outcomes_in(px.extract_batches([batch_of(text=texts)], extractor=extractor))
    assert [one.error for one in outcomes] == [None, "SourceError", "TextTooLongError", None]
    assert outcomes[0].release is not None
    assert outcomes[0].release.people[0].name == "林若溪"
    assert outcomes[1].message is not None
    assert outcomes[1].message.startswith("item 1: its 'text' cannot be decoded")
    assert "0xff" in outcomes[1].message

    (null, text) = outcomes_in(px.extract_batches([batch_of(text=[None, "a"])], extractor=extractor))
    assert (null.error, null.message, text.error) == ("SourceError", "item 0: its 'text' is null", None)
    for wrong in ([1, 2], [b"a", b"b"], [["a"], []], [{"a": 1}, None]):
        assert [one.error for one in outcomes_in(px.extract_batches([batch_of(text=wrong)]))] == ["SourceError"] * 2


def test_bad_rows_keep_their_ids():
    batch = batch_of(body=[None, None, None], key=["青禾/7", None, ""])
    outcomes = outcomes_in(px.extract_batches([batch_of(body=[], key=[]), batch], text="body", id="key"))
    assert [(one.id, one.message) for one in outcomes] == [
        ("青禾/7", "item 青禾/7: its 'body' is null"), ("row:1", "item row:1: its 'body' is null"),
        ("row:2", "item row:2: its 'body' is null"),
    ]  # fmt: skip


def test_the_same_rows_are_the_same_documents_everywhere(extractor):
    """A table read here and one read as an archive."""
    table = pa.table(
        {"text": [*TEXTS[:2], None, "a"], "id": [1.0, 2.5, 3.0, 4.0], "day": ["2024/5/3", "昨天", "", None]}
    )
    archive = px.Archive(items=table, id_column="id", date_column="day")
    expected = [read_document(extractor, document) for document in archive]
    outcomes = outcomes_in(px.extract_table(table, id="id", date="day", extractor=extractor).to_batches())
    assert outcomes == expected


def test_a_recogniser_that_raises(samples):
    def broken(fold: str) -> Any:
        if "東岸" in fold or "东岸" in fold:
            raise RuntimeError("out of order")
        return ()

    outcomes = outcomes_in(px.extract_batches([batch_of(text=TEXTS)], extractor=px.Extractor(recogniser=broken)))
    assert [one.error for one in outcomes] == ["RuntimeError", None, None, "RuntimeError"]


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "dictionary"])
def test_every_way_to_hold_a_string(kind):
    types = {
        "string": pa.string(), "large_string": pa.large_string(), "string_view": pa.string_view(),
        "dictionary": pa.dictionary(pa.int32(), pa.string()),
    }  # fmt: skip
    column = pa.array(TEXTS, types[kind])
    outcomes = outcomes_in(px.extract_batches([batch_of(text=column, id=column)], id="id"))
    assert [one.id for one in outcomes] == TEXTS
    assert [one.release and one.release.text for one in outcomes] == TEXTS


def test_odd_ids():
    ids = not_utf8(b"a", b"\xff", "顾".encode())
    assert [one.id for one in outcomes_in(px.extract_batches([batch_of(text=["", "", ""], id=ids)], id="id"))] == [
        "a", "row:1", "顾",
    ]  # fmt: skip
    for column, expected in [
        ([None, 5], ["row:0", "5"]),
        ([b"k", b"\xff"], ["k", "\ufffd"]),
        ([1.5, 2], ["1.5", "2"]),
        (["", "b"], ["row:0", "b"]),
    ]:
        batch = batch_of(text=["", ""], id=column)
        assert [one.id for one in outcomes_in(px.extract_batches([batch], id="id"))] == expected


@pytest.mark.parametrize("day", [
    date(2024, 2, 29), datetime(2024, 2, 29, 23, 30), datetime(2024, 2, 29, 23, 30, tzinfo=UTC), "2024-02-29",
    " 20240229 ", "2024-02-29T23:30:00+08:00", 20240229, "2024/2/29", "2024年2月29日",
])  # fmt: skip
def test_days(day):
    """The day resolves what the text calls today."""
    batch = batch_of(text=["林若溪今日出席論壇。"], day=[day])
    (outcome,) = outcomes_in(px.extract_batches([batch], date="day"))
    assert outcome.published == "2024-02-29"
    assert outcome.release == px.extract("林若溪今日出席論壇。", published=date(2024, 2, 29))
    assert "2024-02-29" in {event.start for event in outcome.release.events}


def test_days_that_are_none():
    (null, word) = outcomes_in(px.extract_batches([batch_of(text=["a", "b"], day=[None, "昨天"])], date="day"))
    assert (null.published, word.published) == (None, None)
    assert null.release is not None
    assert null.release.warnings == ()
    assert word.release is not None
    assert word.release.warnings == ("the date '昨天' could not be read",)
    (number,) = outcomes_in(px.extract_batches([batch_of(text=["a"], day=[20240230])], date="day"))
    assert number.release is not None
    assert number.release.warnings == ("the date 20240230 could not be read",)
    far = pa.array([2**31 - 1], pa.int32()).cast(pa.date32())  # the year five million
    (late,) = outcomes_in(px.extract_batches([batch_of(text=["a"], day=far)], date="day"))
    assert late.published is None
    assert late.release is not None
    assert len(late.release.warnings) == 1


@pytest.mark.parametrize("options", [{"text": "body"}, {"id": "body"}, {"date": "body"}])
def test_missing_columns_are_named_with_those_there_are(options):
    with pytest.raises(ValueError, match="no column 'body'; the columns are 'text', 'key'"):
        next(px.extract_batches([batch_of(text=["a"], key=["b"])], **options))
    with pytest.raises(ValueError, match="no column 'body'"):
        px.extract_table(pa.table({"text": ["a"], "key": ["b"]}), **options)
    double = pa.RecordBatch.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"])
    with pytest.raises(ValueError, match="more than one column 'text'"):
        next(px.extract_batches([double]))


def test_extraction_is_lazy():
    drawn: list[int] = []

    def batches() -> Iterator[Any]:
        for number in range(5):
            drawn.append(number)
            yield batch_of(text=TEXTS[:1])

    made = px.extract_batches(batches())
    assert drawn == []
    next(made)
    assert drawn == [0]


def test_a_table():
    table = pa.concat_tables([pa.table({"text": TEXTS[:1]}), pa.table({"text": TEXTS[1:]})])
    outcomes = px.extract_table(table)
    assert outcomes.schema.equals(arrow.outcome_schema(), check_metadata=True)
    assert outcomes["id"].to_pylist() == ["0", "1", "2", "3"]
    assert px.extract_table(table.slice(0, 0)).schema == arrow.outcome_schema()


@pytest.mark.parametrize("name", TABLES)
def test_tidy_makes_the_tables_that_to_arrow_makes(extractor, name):
    batches = list(px.extract_batches([batch_of(text=[*TEXTS, None])], extractor=extractor))
    table = pa.Table.from_batches(px.tidy(name, batches), arrow.table_schema(name))
    assert table == px.to_arrow(outcomes_in(batches))[name]
    # A column that somebody added is no matter.
    more = [batch.append_column("day", pa.array(["x"] * batch.num_rows)) for batch in batches]
    assert pa.Table.from_batches(px.tidy(name, more), arrow.table_schema(name)) == table


def test_tidy_knows_its_tables():
    with pytest.raises(ValueError, match="no table 'person'; there are releases, people"):
        px.tidy("person", [])


def test_duckdb_there_and_back():
    duckdb = pytest.importorskip("duckdb")
    con = duckdb.connect()
    con.execute("create table archive(url varchar, body varchar, day date)")
    rows = [(f"https://example.org/{number}", text, date(2025, 3, number + 1)) for number, text in enumerate(TEXTS)]
    con.executemany("insert into archive values (?, ?, ?)", [*rows, ("https://example.org/none", None, None)])

    # A cursor of its own, so that the connection may write while it is read from; 1.x has another word for it.
    cursor = con.cursor()
    relation = cursor.sql("select url, body, day from archive order by url")
    reader = (relation.to_arrow_reader if hasattr(relation, "to_arrow_reader") else relation.fetch_arrow_reader)(2)
    batches = px.extract_batches(reader, text="body", id="url", date="day")
    con.register("found", pa.RecordBatchReader.from_batches(arrow.outcome_schema(), batches))
    con.execute("create table outcomes as select * from found")
    counted = con.sql("select count(*), count(error), min(published), count(distinct config) from outcomes").fetchall()
    assert counted == [(5, 1, "2025-03-01", 1)]
    held = con.sql(
        "select id, p.name, p.positions[1].title from (select id, unnest(release.people) as p from outcomes) order by 1, 2"
    ).fetchall()
    assert held == [
        ("https://example.org/0", "林若溪", "董事長"), ("https://example.org/1", "顾兆庭", "社长"),
        ("https://example.org/3", "丘映雪", "副校長"), ("https://example.org/3", "裴子衡", "校長"),
    ]  # fmt: skip

    kept = con.sql("select * from outcomes").to_arrow_table().to_batches(2)
    con.register("people", pa.RecordBatchReader.from_batches(arrow.table_schema("people"), px.tidy("people", kept)))
    assert con.sql("select count(distinct name) from people").fetchall() == [(4,)]


def test_polars_there_and_back():
    pl = pytest.importorskip("polars")
    archive = pl.DataFrame({"key": [1, 2, 3, 4], "body": TEXTS})
    outcomes = pl.DataFrame(px.extract_table(archive.to_arrow(), text="body", id="key"))
    names = outcomes.select("id", pl.col("release").struct.field("people")).explode("people").drop_nulls()
    found = names.select("id", pl.col("people").struct.field("name")).rows()
    assert found == [("1", "林若溪"), ("2", "顾兆庭"), ("4", "裴子衡"), ("4", "丘映雪")]
    people = pl.DataFrame(pa.Table.from_batches(px.tidy("people", outcomes.to_arrow().to_batches())))
    assert people["name"].to_list() == [name for _, name in found]
