"""Sentences that were checked by hand: they are found again by place and sum."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path

import pytest

from training import checked
from training.checked import read_checked
from training.corpora import Corpus, WrongCorpusError
from training.labelled import CLASSES
from training.silver import label_release

TEXT = "啟用典禮\n青巒集團董事長林致遠致辭。"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a checked sentence and the archive it stands in."""

    def write(text: str) -> dict[str, Corpus]:
        fold, _ = label_release(TEXT)
        start = fold.index("青")
        record = {
            "corpus": "made",
            "release": 0,
            "start": start,
            "end": len(fold),
            "crc": zlib.crc32(fold[start:].encode()),
            "labels": [[0, 4, "ORG"], [7, 10, "PERSON"]],
        }
        (tmp_path / "checked.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
        monkeypatch.setattr(checked, "_FILE", tmp_path / "checked.jsonl")
        title, _, rest = text.partition("\n")
        with gzip.open(tmp_path / "made.jsonl.gz", "wt", encoding="utf-8") as file:
            file.write(json.dumps({"title": title, "text": rest}) + "\n")
        return {"made": Corpus("made", tmp_path / "made.jsonl.gz", "", "", "", "train")}

    return write


def test_a_sentence_comes_with_both_sorts_of_labels(made):
    (one,) = read_checked(made(TEXT))
    assert one.by_hand.words() == [("ORG", "青峦集团"), ("PERSON", "林致远")]
    assert {("ORG", "青峦集团"), ("TITLE", "董事长"), ("PERSON", "林致远")} <= set(one.silver.words())


def test_a_sentence_that_is_not_where_it_was_is_refused(made):
    with pytest.raises(WrongCorpusError, match="made-0"):
        read_checked(made("啟用典禮\n青巒集團董事長林致青致辭。"))


def test_the_file_holds_no_text_and_labels_in_order(root):
    lines = (root / "training" / "checked.jsonl").read_text("utf-8").split("\n")
    records = [json.loads(line) for line in lines if line]
    assert len(records) > 50
    for record in records:
        assert set(record) == {"corpus", "release", "start", "end", "crc", "labels"}
        ends = [0]
        for start, end, name in record["labels"]:
            assert ends[-1] <= start < end <= record["end"] - record["start"]
            assert name in CLASSES
            ends.append(end)
