"""One release from one file."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

import pressextract as px
from pressextract.sources import read
from pressextract.sources.files import read_file, text_of

TEXT = "行政長官范思齊今日（十二月十五日）宣布，委任鄺志衡為環境及生態局局長。"


def test_line_ends_are_made_one():
    assert text_of("甲\r\n乙\r丙\n".encode()).text == "甲\n乙\n丙\n"


def test_text_that_mentions_a_tag_is_text():
    assert text_of("本網頁以<html>寫成。".encode()).text == "本網頁以<html>寫成。"


REFUSED = [
    (b"%PDF-1.7\n...", "no text"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "no text"),
    (b"PK\x03\x04 not really", "no readable Word document"),
    (bytes(range(128, 256)) * 40, "no text in UTF-8"),
]


@pytest.mark.parametrize(("data", "why"), REFUSED)
def test_what_is_no_text_is_refused(data: bytes, why: str, tmp_path: Path):
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    with pytest.raises(px.SourceError, match=f"a.bin: .*{why}"):
        read_file(path)


def test_too_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(read, "MAX_BYTES", 1024**2)
    with pytest.raises(px.SourceError, match="more than 1 MB"):
        text_of(b"a" * (1024**2 + 1))
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"a" * 50 * 1024**2))
    with pytest.raises(px.SourceError, match=r"a\.txt\.gz: it has more than 1 MB"):
        read_file(path)


def test_files(tmp_path: Path):
    path = tmp_path / "新聞稿.txt"
    path.write_bytes(TEXT.encode("big5hkscs"))
    assert read_file(path).text == read_file(str(path)).text == TEXT
    path.write_bytes(gzip.compress(TEXT.encode()))
    assert read_file(path) == (TEXT, ())
    with pytest.raises(px.SourceError, match=r"nowhere\.txt: No such file"):
        read_file(tmp_path / "nowhere.txt")
    with pytest.raises(px.SourceError, match="directory"):
        read_file(tmp_path)
    with pytest.raises(px.SourceError):
        read_file("a\0b")


def test_standard_input(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    assert read_file("-").text == TEXT


def test_what_was_lost_is_said():
    assert text_of((TEXT * 3).encode() + b"\xff").warnings == ("bytes that are no utf-8 were replaced by U+FFFD",)
