"""The files that are trained and measured on."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

from training import corpora
from training.corpora import WrongCorpusError, labelled_lines, read_corpora


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two made-up corpora, and a ``corpora.toml`` that names them."""
    entries = []
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_text(f'{{"text": "{name}", "spans": []}}\n', "utf-8")
        digest = hashlib.sha256((tmp_path / f"{name}.jsonl").read_bytes()).hexdigest()
        entries.append(
            f'[{name}]\npath = "{name}.jsonl"\nsha256 = "{digest}"\nabout = "a"\nsource = "s"\nlicence = "l"\nuse = "train"\n'
        )
    (tmp_path / "corpora.toml").write_text("\n".join(entries), "utf-8")
    monkeypatch.setattr(corpora, "__file__", str(tmp_path / "corpora.py"))
    return tmp_path


def test_files_with_the_right_digests_are_taken(data):
    found = read_corpora(data)
    assert [(name, corpus.path, corpus.use) for name, corpus in found.items()] == [
        ("one", data / "one.jsonl", "train"),
        ("two", data / "two.jsonl", "train"),
    ]


def test_a_file_with_another_digest_is_refused_by_name(data):
    (data / "two.jsonl").write_text("another", "utf-8")
    with pytest.raises(WrongCorpusError, match=r"two: .*two\.jsonl has the digest"):
        read_corpora(data)


def test_a_missing_file_is_refused_by_name(data):
    (data / "one.jsonl").unlink()
    with pytest.raises(WrongCorpusError, match=r"one: .*one\.jsonl is missing"):
        read_corpora(data)


def test_labelled_lines_are_folded_and_other_labels_left_out(tmp_path):
    spans = [
        {"start": 3, "end": 6, "label": "PERSON"},
        {"start": 0, "end": 3, "label": "TITLE"},
        {"start": 6, "end": 8, "label": "DATE"},
        {"start": 9, "end": 11, "label": "GPE_LOC"},
    ]
    record = {"text": "秘書長蘇映雪今日在南汀", "spans": spans}
    (tmp_path / "lines.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    (line,) = labelled_lines(tmp_path / "lines.jsonl")
    assert line.text == "秘书长苏映雪今日在南汀"
    assert line.words() == [("TITLE", "秘书长"), ("PERSON", "苏映雪"), ("PLACE", "南汀")]


def test_every_corpus_says_what_it_is_and_none_without_a_licence_is_trained_on(root):
    known = tomllib.loads((root / "training" / "corpora.toml").read_text("utf-8"))
    for name, entry in known.items():
        assert set(entry) == {"path", "sha256", "about", "source", "licence", "use"}, name
        assert len(entry["sha256"]) == 64, name
        assert entry["use"] in ("train", "measure"), name
        assert not (entry["use"] == "train" and entry["licence"].startswith("none")), name
        assert entry["use"] == "measure" or not entry["path"].startswith("measure_only/"), name


def test_the_digests_fit_the_files(root):
    data = root.parent / "shared" / "data"
    if not data.is_dir():
        pytest.skip("the archives are not here: ../shared/data")
    known = tomllib.loads((root / "training" / "corpora.toml").read_text("utf-8"))
    assert set(read_corpora(data)) == set(known)
