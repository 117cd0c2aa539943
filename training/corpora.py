"""The files that are trained and measured on: where they are, and that they are the right ones."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pressextract.text.script import fold_script
from training.labelled import Label, Line

_CLASS_OF_LABEL = {"PERSON": "PERSON", "TITLE": "TITLE", "ORG": "ORG", "GPE_LOC": "PLACE"}


class WrongCorpusError(Exception):
    """A file is missing, or is not the one that ``corpora.toml`` names."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file, what it is, and what it may be used for (``train`` or ``measure``)."""

    name: str
    path: Path
    about: str
    source: str
    licence: str
    use: str


def read_corpora(data: Path) -> dict[str, Corpus]:
    """All corpora under a folder, checked against their digests.

    Raises:
        WrongCorpusError: A file is missing or has another digest.
    """
    known = tomllib.loads((Path(__file__).parent / "corpora.toml").read_text(encoding="utf-8"))
    return {name: _checked(name, data, entry) for name, entry in known.items()}


def _checked(name: str, data: Path, entry: dict[str, str]) -> Corpus:
    path = data / entry["path"]
    if not path.is_file():
        raise WrongCorpusError(f"{name}: {path} is missing")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != entry["sha256"]:
        raise WrongCorpusError(f"{name}: {path} has the digest {digest}, not {entry['sha256']}")
    return Corpus(name, path, entry["about"], entry["source"], entry["licence"], entry["use"])


def labelled_lines(path: Path) -> Iterator[Line]:
    """The lines of a labelled file (JSON lines with ``text`` and ``spans``), folded; other labels are left out."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            record = json.loads(line)
            labels = (
                Label(span["start"], span["end"], _CLASS_OF_LABEL[span["label"]])
                for span in record["spans"]
                if span["label"] in _CLASS_OF_LABEL
            )
            yield Line(fold_script(record["text"]), tuple(sorted(labels, key=lambda label: label.start)))
