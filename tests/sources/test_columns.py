"""Rows to documents: columns, ids, dates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

import pressextract as px
from pressextract.sources.columns import Columns
from pressextract.sources.dates import day_of
from pressextract.sources.ids import Ids, clean_name, given_id, name_of

DAYS = [
    "2024-05-03",
    "2024-05-03T23:30:00Z",
    "2024-05-03 23:30:00+08:00",
    "2024/05/03",
    "2024/5/3 10:00",
    "2024.5.3",
    "20240503",
    "20240503T101500",
    " 2024-05-03 ",
    "2024年5月3日",
    20240503,
    20240503.0,
    date(2024, 5, 3),
    datetime(2024, 5, 3, 23, 59),
]


@pytest.mark.parametrize("value", DAYS, ids=repr)
def test_days(value: object):
    assert day_of(value) == date(2024, 5, 3)


@pytest.mark.parametrize(
    "value", ["", "昨天", "2024-13-01", "2024-05/03", 1714694400, 3.5, True, ["2024-05-03"], "2024"]
)
def test_what_is_no_day(value: object):
    with pytest.raises(ValueError, match=r"no date|month|day"):
        day_of(value)


def test_a_date_that_cannot_be_read_is_a_warning():
    document = Columns("text", date="day").document({"text": "甲", "day": "五月初三" * 100}, "a:1")
    assert (document.text, document.published) == ("甲", None)
    assert document.warnings[0].startswith("the date '五月初三")
    assert len(document.warnings[0]) < 100
    for none in (None, "", float("nan")):
        assert Columns("text", date="day").document({"text": "甲", "day": none}, "a:1").warnings == ()


UNREADABLE = [
    ({}, "it has no 'text'"),
    ({"text": None}, "its 'text' is null"),
    ({"text": float("nan")}, "its 'text' is null"),
    ({"text": 3}, "its 'text' is no text but int"),
    ({"text": ["甲"]}, "its 'text' is no text but list"),
    ({"text": b"a"}, "its 'text' is no text but bytes"),
    ({"text": UnicodeError("bad")}, "cannot be decoded"),
    (px.SourceError("it is no JSON"), "it is no JSON"),
]


@pytest.mark.parametrize(("row", "why"), UNREADABLE)
def test_rows_without_a_text(row, why: str):
    document = Columns("text", "id").document(row, "a.csv:7", source="a.csv", number=7)
    assert (document.id, document.text, document.source, document.row) == ("a.csv:7", None, "a.csv", 7)
    assert document.error == "SourceError"
    assert document.message is not None
    assert document.message.startswith("a.csv, row 7: ")
    assert why in document.message


def test_an_unreadable_row_keeps_its_id():
    assert Columns("text", "id").document({"text": None, "id": 9}, "a:1").id == "9"


def test_the_text_is_the_first_usual_column():
    assert Columns().among(["content", "body", "id"], "a").text == "body"
    assert Columns("id").among(["text", "id"], "a").text == "id"


@pytest.mark.parametrize("columns", [Columns(), Columns("正文"), Columns("名", "no"), Columns("名", date="no")])
def test_a_column_that_is_not_there(columns: Columns):
    with pytest.raises(px.SourceError, match=r"^news\.csv: .*'編號', '名'$"):
        columns.among(["編號", "名"], "news.csv")


IDS = [
    ("甲", "甲"),
    ("甲".encode(), "甲"),
    (b"\xff", "\ufffd"),
    (7, "7"),
    (7.0, "7"),
    (7.5, "7.5"),
    (Decimal("1.20"), "1.20"),
    ("a\ud800b", "a\ufffdb"),
    (0, "0"),
]


@pytest.mark.parametrize(
    ("value", "name"), [*IDS, (None, None), ("", None), (float("nan"), None), (ValueError(), None), (b"", None)]
)
def test_given_ids(value: object, name: str | None):
    assert given_id(value) == name


def test_no_two_ids_are_alike():
    ids = Ids()
    wanted = ["甲", "乙", "甲", "甲#2", "甲", "甲#2"]
    assert [ids.unique(name) for name in wanted] == ["甲", "乙", "甲#2", "甲#2#2", "甲#3", "甲#2#3"]
    many = [ids.unique("丙") for _ in range(2000)]
    assert len(set(many)) == 2000


NAMES = [
    ("a.txt", "a.txt"),
    ("./news//2024/a.txt", "news/2024/a.txt"),
    ("../../news/a.txt", "news/a.txt"),
    ("news/../a.txt", "a.txt"),
    ("/data/news/a.txt", "a.txt"),
    ("..", ""),
]


@pytest.mark.parametrize(("path", "name"), NAMES)
def test_names_of_files(path: str, name: str):
    assert name_of(path) == name


def test_names_are_clean():
    assert clean_name("新聞\udcff\udcfe.txt") == "新聞\\xff\\xfe.txt"
