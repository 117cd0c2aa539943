"""Runs over archives: one row a document, the same bytes after any stop, and a clear word when it cannot go on."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import archive as shown
import pressextract as px
from faults import Faulty, texts
from pressextract.batch import run as batch_run
from pressextract.batch.forms import FORMS
from pressextract.batch.run import run_batch
from pressextract.batch.standing import Standing, Summary
from pressextract.cli.archive import batch
from pressextract.errors import BatchError
from pressextract.schema import Outcome
from pressextract.sources.archive import Archive


@pytest.fixture(scope="module")
def extractor() -> px.Extractor:
    """One that sees no names, and so is quick."""
    return px.Extractor(recogniser=Faulty())


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with five releases in four files, one of them unreadable, and a picture."""
    folder = tmp_path / "news"
    folder.mkdir()
    some = list(texts(4))
    (folder / "a.txt").write_text(some[0], "gb18030")
    (folder / "b.html").write_text(f"<html><body><p>{some[1]}</p></body></html>", "big5hkscs")
    (folder / "c.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in some[2:]), "utf-8")
    (folder / "d.txt").write_bytes(b"%PDF-1.4 no text")
    (folder / "e.png").write_bytes(b"\x89PNG")
    return folder


def outcomes(out: Path) -> list[Outcome]:
    return [Outcome.model_validate_json(line) for line in out.read_bytes().split(b"\n")[:-1]]


def run(inputs: Any, out: Path, extractor: px.Extractor, **options: Any) -> Summary:
    return run_batch(Archive(inputs), out, extractor=extractor, **options)


def test_one_document_one_row(news, tmp_path, extractor):
    seen: list[Standing] = []
    summary = run(news, tmp_path / "o.jsonl", extractor, shard_size=2, on_progress=seen.append)
    rows = outcomes(tmp_path / "o.jsonl")
    assert [row.id for row in rows] == ["news/a.txt", "news/b.html", "news/c.jsonl:1", "news/c.jsonl:2", "news/d.txt"]
    assert [row.error for row in rows] == [None] * 4 + ["SourceError"]
    assert [(row.source, row.row) for row in rows[1:3]] == [("news/b.html", None), ("news/c.jsonl", 1)]
    assert {row.config for row in rows} == {extractor.fingerprint}
    for row, text in zip(rows, texts(4), strict=False):
        assert row.release is not None
        assert "".join(row.release.text.split()) == "".join(text.split())
        assert row.release == extractor.extract(row.release.text)
    assert (summary.documents, summary.failed, summary.errors) == (5, 1, {"SourceError": 1})
    assert summary.passed_over == {".png": 1}
    assert summary.code_points == sum(len(row.release.text) for row in rows if row.release)
    assert seen[-1].finishing
    assert (seen[-1].documents, seen[-1].failed, seen[-1].fraction) == (5, 1, 1.0)


def test_workers_and_shards_are_not_to_be_seen(tmp_path, extractor):
    file = shown.write_archive(tmp_path / "a.jsonl", texts(20))
    for number, (workers, size) in enumerate([(1, 64), (2, 3)]):
        run([file], tmp_path / f"{number}.jsonl", extractor, workers=workers, shard_size=size)
        run([file], tmp_path / f"{number}", extractor, workers=workers, shard_size=size)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "0.jsonl").read_bytes()
    for table in (tmp_path / "0").iterdir():
        assert table.read_bytes() == (tmp_path / "1" / table.name).read_bytes()


def test_dates_and_ids_of_rows(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(
        "key,said,day\n甲,青禾集團今日在東岸會議中心舉行第四屆青禾論壇。,2025-03-04\n甲,主席致辭。,昨天\n", "utf-8"
    )
    archive = Archive([file], text_column="said", id_column="key", date_column="day")
    run_batch(archive, tmp_path / "o.jsonl")
    one, two = outcomes(tmp_path / "o.jsonl")
    assert (one.id, one.published, two.id, two.published) == ("甲", "2025-03-04", "甲#2", None)
    assert one.release is not None
    assert two.release is not None
    assert [event.start for event in one.release.events] == ["2025-03-04"]
    assert len(two.release.warnings) == 2


def test_faults_on_a_small_scale(tmp_path, capsys):
    shown.faults(tmp_path, many=200, bad=10, time_limit=5.0)
    assert "190 well and as a plain loop has them, 10 typed errors" in capsys.readouterr().out


def test_kills_on_a_small_scale(tmp_path, capsys):
    shown.kills(tmp_path, number=2, documents=50)
    assert "kill -9 of the worker 2 times" in capsys.readouterr().out


def test_no_room_on_a_small_scale(tmp_path, capsys):
    shown.full(tmp_path, points=2, documents=16)
    assert "a folder that cannot be written: exit status 1 and one line" in capsys.readouterr().out


def test_what_is_done_is_not_done_again(tmp_path, extractor):
    file = shown.write_archive(tmp_path / "a.jsonl", texts(10))
    out = tmp_path / "o.jsonl"
    first = run([file], out, extractor)
    before = out.read_bytes()
    second = run([file], out, extractor, resume=True)
    assert (first.before, second.before, second.documents) == (0, 10, 10)
    assert out.read_bytes() == before


def test_a_run_goes_on_only_with_what_it_began_with(tmp_path, extractor):
    some = list(texts(10))
    file = shown.write_archive(tmp_path / "a.jsonl", some)
    out = tmp_path / "o.jsonl"
    with pytest.raises(RuntimeError, match="enough"):
        run([file], out, extractor, shard_size=2, on_progress=stop_after(4))
    with pytest.raises(BatchError, match="is there already, or was begun"):
        run([file], out, extractor, shard_size=2)
    with pytest.raises(BatchError, match="begun with config"):
        run([file], out, px.Extractor(recogniser=Faulty(), disable=["events"]), shard_size=2, resume=True)
    with pytest.raises(BatchError, match="begun with shard_size 2, not 3"):
        run([file], out, extractor, shard_size=3, resume=True)
    shown.write_archive(file, ["別的。", *some[1:]])
    with pytest.raises(BatchError, match=r"changed since the run began, at or after a\.jsonl:1"):
        run([file], out, extractor, shard_size=2, resume=True)
    shown.write_archive(file, some)
    assert run([file], out, extractor, shard_size=2, resume=True).before >= 4
    assert len(outcomes(out)) == 10
    assert run([file], out, extractor, shard_size=3, overwrite=True).before == 0


def stop_after(documents: int):
    def progress(standing: Standing) -> None:
        if standing.documents >= documents:
            time.sleep(0.1)
            raise RuntimeError("enough")

    return progress


def test_files_of_their_own_that_change(tmp_path, extractor):
    folder = tmp_path / "news"
    folder.mkdir()
    for number, text in enumerate(texts(6)):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    out = tmp_path / "o.jsonl"
    with pytest.raises(RuntimeError, match="enough"):
        run(folder, out, extractor, shard_size=1, on_progress=stop_after(2))
    (folder / "0.txt").write_text("別的。", "utf-8")
    with pytest.raises(BatchError, match="changed since the run began"):
        run(folder, out, extractor, shard_size=1, resume=True)


def test_only_what_a_run_has_written_is_overwritten(tmp_path, extractor):
    file = shown.write_archive(tmp_path / "a.jsonl", texts(1))
    out = tmp_path / "tables"
    out.mkdir()
    run([file], out, extractor)  # an empty folder is as good as none
    run([file], out, extractor, overwrite=True)
    (out / "diary.txt").write_text("mine", "utf-8")
    with pytest.raises(BatchError, match=r"files that no run has written \(diary\.txt"):
        run([file], out, extractor, overwrite=True)
    assert (out / "diary.txt").exists()
    with pytest.raises(BatchError, match="is there already"):
        run([file], out, extractor)
    (tmp_path / "other.jsonl").write_text("", "utf-8")
    with pytest.raises(BatchError, match="which would say how far it is"):
        run([file], tmp_path / "other.jsonl", extractor, resume=True)


def test_a_file_that_no_run_has_written_is_not_overwritten(tmp_path, extractor):
    file = shown.write_archive(tmp_path / "a.jsonl", texts(1))
    with pytest.raises(BatchError, match="is to be read"):
        run([file], file, extractor, overwrite=True)
    mine = tmp_path / "mine.jsonl"
    mine.write_text("mine", "utf-8")
    with pytest.raises(BatchError, match="was not written by a run"):
        run([file], mine, extractor, overwrite=True)
    assert (file.exists(), mine.read_text("utf-8")) == (True, "mine")


def test_what_is_written_is_not_read(news, extractor):
    with pytest.raises(BatchError, match=r"lies in .*news, which is to be read"):
        run(news, news / "tables", extractor)


APART = [
    ("new*", "news/tables", None, "news/tables"),
    ("news/*", "news/out.jsonl", None, "news/out.jsonl"),
    ("news/**/*.jsonl", "news/out", "jsonl", "news/out.run/parts/00000000/outcomes.jsonl"),
    ("news/**/*.parquet", "news/out.duckdb", None, "news/out.duckdb.run/parts/00000000/releases.parquet"),
    ("news/*/*", "news/out.jsonl", None, "news/out.jsonl.run/ledger.sqlite"),
    ("tables/*.csv", "tables", "csv", "tables/releases.csv"),
    ("tables/releases.csv", "tables", "csv", "tables/releases.csv"),
]


@pytest.mark.parametrize(("pattern", "out", "form", "written"), APART)
def test_what_is_written_is_not_read_through_a_pattern(news, extractor, monkeypatch, pattern, out, form, written):
    monkeypatch.chdir(news.parent)
    for path in ("news/old/a.jsonl", "news/old/a.parquet", "tables/releases.csv"):
        (news.parent / path).parent.mkdir(exist_ok=True)
        (news.parent / path).write_text("text\n甲\n", "utf-8")
    before = sorted(news.parent.rglob("*"))
    with pytest.raises(BatchError, match=rf"^{re.escape(written)} lies in {re.escape(pattern)}, which is to be read"):
        run(pattern, out, extractor, form=form, overwrite=True)
    assert sorted(news.parent.rglob("*")) == before


def test_beside_what_a_pattern_reads_there_is_room(news, extractor, monkeypatch):
    monkeypatch.chdir(news)
    assert run("*.txt", Path("out.jsonl"), extractor).documents == 2
    assert run("*.txt", Path("out.jsonl"), extractor, resume=True).before == 2
    assert run("**/*.txt", Path("tables"), extractor).documents == 2
    assert run("**/*.txt", Path("tables"), extractor, overwrite=True).documents == 2


def test_places_that_cannot_be_put_in_whole(tmp_path, extractor, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "big").mkdir()
    (tmp_path / "link").symlink_to("big")
    for out in (".", "..", "link"):
        with pytest.raises(BatchError, match="inside it"):
            run_batch(Archive(items=[]), out, extractor=extractor)


def test_a_finished_run_whose_output_is_gone(tmp_path, extractor):
    out = tmp_path / "o.jsonl"
    run_batch(Archive(items=["甲"]), out, extractor=extractor)
    out.unlink()
    with pytest.raises(BatchError, match="is gone"):
        run_batch(Archive(items=["甲"]), out, extractor=extractor, resume=True)
    assert run_batch(Archive(items=["甲"]), out, extractor=extractor, overwrite=True).documents == 1


def test_an_archive_that_has_become_shorter(tmp_path, extractor):
    some = list(texts(8))
    out = tmp_path / "o.jsonl"
    with pytest.raises(RuntimeError, match="enough"):
        run_batch(Archive(items=some), out, extractor=extractor, shard_size=2, on_progress=stop_after(4))
    with pytest.raises(BatchError, match="documents at its end are gone"):
        run_batch(Archive(items=some[:2]), out, extractor=extractor, shard_size=2, resume=True)


@pytest.mark.parametrize("form", ["jsonl", "parquet", "csv", "duckdb"])
def test_stopped_while_the_output_is_put_together(tmp_path, extractor, form, monkeypatch):
    out = tmp_path / "o"
    whole = type(FORMS[form]).write_whole

    def stopped(self, parts, made):
        whole(self, parts, made)
        (made.parent / "whole.tables").mkdir(exist_ok=True)
        (made.parent / "whole.wal").write_bytes(b"torn")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(FORMS[form]), "write_whole", stopped)
        with pytest.raises(KeyboardInterrupt):
            run_batch(Archive(items=texts(3)), out, form=form, extractor=extractor)
    assert run_batch(Archive(items=texts(3)), out, form=form, extractor=extractor, resume=True).documents == 3
    assert out.exists()
    assert sorted(path.name for path in (tmp_path / "o.run").iterdir()) == ["ledger.sqlite", "workers.log"]


def test_what_writes_the_tables_counts_against_no_document(tmp_path, extractor):
    summary = run_batch(
        Archive(items=texts(12)), tmp_path / "tables", extractor=extractor, shard_size=2, memory_limit=300
    )
    assert (summary.documents, summary.failed) == (12, 0)


def test_no_module_comes_out_of_the_current_folder(tmp_path, extractor, monkeypatch):
    (tmp_path / "struct.py").write_text("raise SystemExit('read from the archive')", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run_batch(Archive(items=texts(1)), tmp_path / "o.jsonl", extractor=extractor).documents == 1


def test_a_file_of_its_own_has_time_for_its_length(tmp_path):
    (tmp_path / "a.txt").write_text("長" * 50_000, "utf-8")
    (document,) = Archive([tmp_path / "a.txt"]).unread()
    assert (document.text, document.length) == (None, 150_000)


def test_what_is_missing_is_said_before_anything_is_read(tmp_path, extractor, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(px.MissingPackageError, match=r"pressextract\[archives\]"):
        run_batch(Archive(items=unreadable()), tmp_path / "o.duckdb", extractor=extractor)


def unreadable():
    raise AssertionError("read")
    yield


@pytest.mark.parametrize("options", [{"workers": 0}, {"shard_size": 0}])
def test_options_that_cannot_be(tmp_path, extractor, options):
    with pytest.raises(ValueError, match="at least 1"):
        run_batch(Archive(items=[]), tmp_path / "o.jsonl", extractor=extractor, **options)


def test_standard_output_is_not_resumed(extractor):
    with pytest.raises(BatchError, match="neither be resumed"):
        run_batch(Archive(items=[]), "-", extractor=extractor, resume=True)


def test_items_of_a_program(tmp_path, extractor):
    summary = run_batch(Archive(items=texts(3)), tmp_path / "o.jsonl", extractor=extractor)
    assert summary.documents == 3
    assert [row.id for row in outcomes(tmp_path / "o.jsonl")] == ["0", "1", "2"]


def test_nothing_is_an_empty_output(tmp_path, extractor):
    assert run_batch(Archive(items=[]), tmp_path / "o.jsonl", extractor=extractor).documents == 0
    assert (tmp_path / "o.jsonl").read_bytes() == b""
    run_batch(Archive(items=[]), tmp_path / "tables", extractor=extractor)
    assert shown.check_offsets(tmp_path / "tables") == (0, 0)


def test_no_extractor_is_built_where_there_is_one(tmp_path, extractor, monkeypatch):
    def built(*_: object, **options: object) -> None:
        raise AssertionError("built")

    monkeypatch.setattr(batch_run, "default_extractor", lambda: extractor)
    monkeypatch.setattr(px.Extractor, "__init__", built)
    file = shown.write_archive(tmp_path / "a.jsonl", texts(1))
    run_batch(Archive([file]), tmp_path / "o.jsonl")
    batch([str(file)], str(tmp_path / "p.jsonl"))
    assert {row.config for name in "op" for row in outcomes(tmp_path / f"{name}.jsonl")} == {extractor.fingerprint}
    with pytest.raises(AssertionError, match="built"):
        batch([str(file)], str(tmp_path / "q.jsonl"), frames="frames.toml")


def test_the_command(news, tmp_path):
    done = subprocess.run(shown.command(news, "-o", tmp_path / "o.jsonl"), capture_output=True, text=True, check=False)
    assert done.returncode == 3, "one document failed"
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[-1].startswith(f"  written to {tmp_path / 'o.jsonl'}")
    assert any(line.startswith("5 documents in ") and line.endswith("1 of them failed") for line in lines)
    assert len(outcomes(tmp_path / "o.jsonl")) == 5
    (news / "d.txt").unlink()
    piped = subprocess.run(shown.command(news, "-o", "-"), capture_output=True, check=False)
    assert piped.returncode == 0
    assert [json.loads(line)["id"] for line in piped.stdout.split(b"\n")[:-1]] == [
        "news/a.txt", "news/b.html", "news/c.jsonl:1", "news/c.jsonl:2",
    ]  # fmt: skip
    nothing = subprocess.run(
        shown.command(tmp_path / "nowhere", "-o", tmp_path / "x"), capture_output=True, text=True, check=False
    )
    assert nothing.returncode == 1
    assert nothing.stderr.startswith("pressextract: ")
    assert len(nothing.stderr.splitlines()) == 1


def test_ctrl_c(tmp_path):
    file = shown.write_archive(tmp_path / "a.jsonl", shown.real_texts(200))
    out = tmp_path / "o.jsonl"
    with subprocess.Popen(
        shown.command(file, "-o", out), stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        while not list(tmp_path.glob("o.jsonl.run/parts/*")):
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=20)
    assert running.returncode == 130
    assert said.splitlines()[-1] == "pressextract: stopped; with --resume it goes on from here"
