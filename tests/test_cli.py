"""The command as a user runs it: a process of its own, its output, its errors and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import pressextract as px
from pressextract.summary import draw_summary, draw_tables

TEXT = "香港 2025年10月23日 /美通社/ -- 青禾集團董事長林致遠今日宣布，與東岸大學簽署合作協議。\n"
UNDATED = "青禾集團今日在東岸會議中心舉行第四屆青禾論壇。\n"


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``pressextract`` in a plain environment."""
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "PYTHONIOENCODING")}
    return subprocess.run(
        [sys.executable, "-m", "pressextract.cli", *arguments],
        input=stdin,
        capture_output=True,
        env={**kept, **environment},
        check=False,
        timeout=120,
    )


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "新聞稿.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def test_summary_is_the_default(file: str):
    done = run("extract", file)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == draw_summary(px.extract(TEXT), width=100)
    assert "林致遠" in done.stdout.decode()


FORMATS = [
    ("summary", lambda release: draw_summary(release, width=100)),
    ("table", lambda release: draw_tables(release, width=160)),
    ("json", lambda release: release.model_dump_json(indent=2) + "\n"),
    ("jsonl", lambda release: release.model_dump_json() + "\n"),
]


@pytest.mark.parametrize(("name", "expected"), FORMATS)
def test_formats_and_standard_input(name: str, expected):
    done = run("extract", "-", "--format", name, stdin=TEXT.encode("big5hkscs"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == expected(px.extract(TEXT))


def test_json_can_be_read_back(file: str):
    done = run("extract", file, "--format", "jsonl")
    assert px.PressRelease.model_validate_json(done.stdout) == px.extract(TEXT)
    assert done.stdout.count(b"\n") == 1


def test_output_is_utf8_whatever_the_terminal_says(file: str):
    done = run("extract", file, LC_ALL="C", LANG="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "林致遠" in done.stdout.decode("utf-8")


def test_published_resolves_today():
    done = run("extract", "-", "--format", "json", "--published", "2025-10-23", stdin=UNDATED.encode())
    assert [event["start"] for event in json.loads(done.stdout)["events"]] == ["2025-10-23"]
    undated = run("extract", "-", "--format", "json", stdin=UNDATED.encode())
    assert [event["start"] for event in json.loads(undated.stdout)["events"]] == [None]


def test_empty_input_is_an_empty_release():
    done = run("extract", "-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("(no text)")


def test_width_follows_columns(file: str):
    lines = run("extract", file, COLUMNS="60").stdout.decode().splitlines()
    assert lines == draw_summary(px.extract(TEXT), width=60).splitlines()


def test_no_colour_off_a_terminal(file: str):
    assert b"\x1b" not in run("extract", file, TERM="xterm-256color").stdout


ERRORS = [
    (["extract", "nowhere.txt"], b"", 1, "pressextract: nowhere.txt: No such file or directory"),
    (["extract", "."], b"", 1, "pressextract: .: Is a directory"),
    (["extract", "-"], b"%PDF-1.7", 1, "pressextract: standard input: no text"),
    (
        ["extract", "-"],
        ("長" * 1_000_001).encode(),
        1,
        "pressextract: the text has 1,000,001 code points, at most 1,000,000",
    ),
    (["extract", "-", "--published", "yesterday"], b"", 2, "'yesterday' is no date; write it as 2025-10-23"),
    (["extract", "-", "--format", "xml"], b"", 2, "'xml' is not one of"),
    (["extract"], b"", 2, "Missing argument"),
    (["extracts"], b"", 2, "No such command"),
]


@pytest.mark.parametrize(("arguments", "stdin", "status", "message"), ERRORS)
def test_errors(arguments: list[str], stdin: bytes, status: int, message: str, tmp_path: Path):
    done = run(*arguments, stdin=stdin)
    error = " ".join(done.stderr.decode().split())
    assert done.returncode == status
    assert message in error
    assert "Traceback" not in error
    assert done.stdout == b""


def test_a_reader_that_stops_early_is_no_error(file: str):
    command = f"{sys.executable} -m pressextract.cli extract {file} --format json | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""


def test_version():
    done = run("--version")
    assert done.stdout.decode().strip() == f"pressextract {px.__version__}"


def test_help_names_what_there_is():
    text = run("extract", "--help").stdout.decode()
    for word in ("FILE|-", "--format", "summary", "json", "jsonl", "table", "--published"):
        assert word in text


def test_what_was_lost_while_reading_is_among_the_warnings(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes((TEXT * 3).encode() + b"\xff")
    done = run("extract", str(path), "--format", "json")
    assert json.loads(done.stdout)["warnings"] == ["bytes that are no utf-8 were replaced by U+FFFD"]
