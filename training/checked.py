"""Sentences of the archives whose labels were read and put right by hand: ``checked.jsonl``.

The file holds no text. It says where in which release a sentence stands (offsets in the fold), its CRC-32, and the
labels inside it. The releases are among those that training leaves out.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from pathlib import Path

from training.corpora import Corpus, WrongCorpusError
from training.labelled import Label, Line
from training.silver import label_release, releases

_FILE = Path(__file__).parent / "checked.jsonl"


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence with its labels as a reader has them, and as the rules had them."""

    by_hand: Line
    silver: Line


def read_checked(corpora: dict[str, Corpus]) -> list[Checked]:
    """The checked sentences, with their text from the archives.

    Raises:
        WrongCorpusError: A sentence is not where it was.
    """
    wanted: dict[str, list[dict[str, object]]] = {}
    for line in _FILE.read_text(encoding="utf-8").split("\n"):
        if line:
            record = json.loads(line)
            wanted.setdefault(f"{record['corpus']}-{record['release']}", []).append(record)
    found = []
    for name in sorted({name.partition("-")[0] for name in wanted}):
        for release, text in releases(corpora[name].path):
            if release in wanted:
                fold, labels = label_release(text)
                found += [_checked(release, record, fold, labels) for record in wanted[release]]
    return found


def _checked(release: str, record: dict[str, object], fold: str, labels: tuple[Label, ...]) -> Checked:
    start, end = int(str(record["start"])), int(str(record["end"]))
    text = fold[start:end]
    if zlib.crc32(text.encode()) != record["crc"]:
        raise WrongCorpusError(f"the sentence at {start} of {release} is not the one that was checked")
    by_hand = tuple(Label(first, last, name) for first, last, name in record["labels"])  # type: ignore[attr-defined]
    silver = tuple(
        Label(label.start - start, label.end - start, label.name)
        for label in labels
        if start <= label.start and label.end <= end
    )
    return Checked(Line(text, by_hand), Line(text, silver))
