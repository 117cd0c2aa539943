"""Files behind what a user names."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

import pressextract as px
from pressextract.sources.inputs import find_files, kind_of, read_by


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of news, in which the tests stand."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "news/b.txt",
        "news/a.jsonl.gz",
        "news/2024/x.txt",
        "news/2024/05/y.HTML",
        "news/2024/z.pdf",
        "news/README",
        "news/.hidden.txt",
        "news/.git/a.txt",
        "elsewhere/far.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("甲")
    (tmp_path / "news" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "news" / "loop").symlink_to(tmp_path / "news")
    (tmp_path / "news" / "one.txt").symlink_to(tmp_path / "elsewhere" / "far.txt")
    return tmp_path


def names(named: str) -> list[str]:
    return [found.name for found in find_files(named)]


ALL = ["news/2024/05/y.HTML", "news/2024/x.txt", "news/a.jsonl.gz", "news/b.txt", "news/one.txt"]


def test_folders_are_walked_in_order(folder: Path):
    passed_over: Counter[str] = Counter()
    assert [found.name for found in find_files("news", passed_over)] == ALL
    assert passed_over == {".pdf": 1, "no ending": 1, "hidden": 2, "linked folder": 2}
    assert names("./news/") == names(str(folder / "news")) == names("elsewhere/../news") == ALL


def test_the_folder_one_stands_in_has_no_name(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder / "news")
    assert names(".") == names("../news/.")[:0] + [name.removeprefix("news/") for name in ALL]


PATTERNS = {
    "news/*.txt": ["news/b.txt", "news/one.txt"],
    "news/**/*.txt": ["news/2024/x.txt", "news/b.txt", "news/one.txt"],
    "**/y.*": ["news/2024/05/y.HTML"],
    "*/2024/[xz].*": ["news/2024/x.txt", "news/2024/z.pdf"],
    "news/20*": ["news/2024/05/y.HTML", "news/2024/x.txt"],
    "./news/**": ["news/2024/05/y.HTML", "news/2024/x.txt", "news/2024/z.pdf", "news/README", *ALL[2:]],
    "news/.h*": ["news/.hidden.txt"],
}


@pytest.mark.parametrize(("pattern", "expected"), PATTERNS.items(), ids=PATTERNS)
def test_patterns(folder: Path, pattern: str, expected: list[str]):
    found = names(pattern)
    assert sorted(found) == sorted(expected)
    assert names(str(folder / pattern)) == [name.removeprefix("./") for name in found] or pattern.startswith("*")


def test_a_file_that_is_named_like_a_pattern_is_that_file(folder: Path):
    (folder / "a[1].txt").write_text("甲")
    (folder / "a1.txt").write_text("甲")
    assert names("a[1].txt") == ["a[1].txt"]


@pytest.mark.parametrize("named", ["nowhere", "nowhere.txt", "news/*.docx", "nowhere/**/*.txt", "a\0b"])
def test_what_matches_nothing_is_an_error(folder: Path, named: str):
    with pytest.raises(px.SourceError):
        names(named)


def test_a_named_file_of_any_kind_is_read(folder: Path):
    assert [found.kind for found in find_files("news/README")] == ["release"]


def test_an_empty_folder_that_is_called_like_a_file_is_told(folder: Path):
    (folder / "news" / "c.txt").mkdir()
    (folder / "news" / "d.parquet").mkdir()
    (folder / "news" / "d.parquet" / "part-0.parquet").write_bytes(b"")
    assert "news/c.txt" in names("news")
    assert [name for name in names("news") if "parquet" in name] == ["news/d.parquet/part-0.parquet"]


def test_names_that_are_no_utf8(folder: Path):
    (folder / "elsewhere" / os.fsdecode(b"\xff.txt")).write_text("甲")
    assert names("elsewhere") == ["elsewhere/far.txt", "elsewhere/\\xff.txt"]


KINDS = [
    ("a.txt", "release"),
    ("a.MD", "release"),
    ("a.htm.zst", "release"),
    ("a.ndjson", "json"),
    ("a.csv.gz", "delimited"),
    ("a.tsv", "delimited"),
    ("a.parquet", "arrow"),
    ("a.feather", "arrow"),
    ("a.duckdb", "database"),
    ("a.docx", "release"),
    ("a.docx.gz", None),
    ("a.json", None),
    ("a.gz", None),
    ("txt", None),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kinds(name: str, kind: str | None):
    assert kind_of(name) == kind


READ = [
    ("news", "news/out", True),
    ("news", "news", True),
    ("news", "newsletter/out", False),
    ("news/b.txt", "news/b.txt", True),
    ("news/b.txt", "news/b.txt.run", False),
    ("new*", "news/out.jsonl", True),
    ("new*", "news/2024/05/out.jsonl", True),
    ("new*", "newer", True),
    ("new*", "out.jsonl", False),
    ("news/*.txt", "news/out.jsonl", False),
    ("news/*.txt", "news/2024/out.txt", False),
    ("news/*.jsonl", "elsewhere/../news/out.jsonl", True),
    ("news/*", "news/out/people.parquet", True),
    ("elsewhere/*", "elsewhere/.out", False),
    ("elsewhere/.*", "elsewhere/.out", True),
    ("news/*/*.txt", "news/later/out.txt", True),
    ("news/**/*.txt", "news/later/still/out.txt", True),
    ("news/**/*.txt", "news/later/still/out.csv", False),
    ("news/**/*.txt", "news/.later/out.txt", False),
    ("news/**/*.txt", "news/out.txt", True),
    ("news/**", "news/later/out.csv", True),
    ("news/**/2024", "news/2024/out.csv", False),
    ("**/2024/*.csv", "news/2024/out.csv", True),
    ("news/linked*", "elsewhere/out.csv", True),
    ("news/linked*/*.txt", "news/b.txt", False),
]


@pytest.mark.parametrize(("named", "place", "expected"), READ)
def test_what_an_input_would_read(folder: Path, named: str, place: str, *, expected: bool):
    for one in (named, str(folder / named)):
        found = read_by(one, [folder / "other", Path(place)])
        assert found == (Path(place) if expected else None)


def test_what_an_input_would_read_is_what_it_reads(folder: Path):
    """Every file of the folder, by every pattern; hidden files and other kinds in folders are thought to be read."""
    files = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    for pattern in PATTERNS:
        read = {Path(found.path) for found in find_files(pattern)}
        taken = {path for path in files if read_by(pattern, [path])}
        assert read - {Path("news/one.txt")} <= taken  # a link to a file is what it leads to
        assert all(path.suffix == ".pdf" or path.name == "README" for path in taken - read)
