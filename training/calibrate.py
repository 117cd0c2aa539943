"""Confidences: logistic models over the evidence, and how well they keep their word.

They are fitted on releases with gold records that the recogniser was not trained on, and measured on others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pressextract.assemble import assemble
from pressextract.entities.bind import bind
from pressextract.entities.confidence import evidence_of
from pressextract.events.fill import find_events
from pressextract.events.statements import find_statements
from pressextract.events.told import read_told
from pressextract.knowledge.vocabulary import builtin_vocabulary
from pressextract.mentions.find import Scanners, find_mentions
from pressextract.mentions.merging import merged
from pressextract.mentions.reading import Reading
from pressextract.mentions.recogniser import Recogniser
from pressextract.text.page import read_page
from scoring import verdicts

Numbers = npt.NDArray[np.float64]
KINDS = ("people", "organisations", "positions", "events", "statements")
_BINS = 10
_RIDGE = 20.0
_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Judged:
    """Found things of one kind: their evidence, a row each, and whether each is right."""

    evidence: Numbers
    right: npt.NDArray[np.bool_]


def gold_releases(folder: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """The texts of a folder, and of the folders in it, with their gold records."""
    for path in sorted(folder.rglob("*.json")):
        text = path.with_suffix(".txt")
        if text.is_file():
            yield text.read_text(encoding="utf-8"), json.loads(path.read_text(encoding="utf-8"))


def write_calibration(out: Path, folder: Path) -> None:
    """Fit ``calibration.json`` for the weights in ``out``, on the releases of a folder."""
    judged = judge(gold_releases(folder), out / "recogniser.npz")
    weights = {kind: fit_logistic(judged[kind]) for kind in KINDS}
    (out / "calibration.json").write_text(json.dumps({"weights": weights}, indent=1) + "\n", encoding="utf-8")


def judge(releases: Iterable[tuple[str, dict[str, object]]], weights: Path) -> dict[str, Judged]:
    """What is found in these releases, each thing with its evidence and the verdict of the gold record."""
    vocabulary = builtin_vocabulary()
    scanners, recogniser = Scanners.of(vocabulary), Recogniser(weights)
    rows: dict[str, list[tuple[float, ...]]] = {kind: [] for kind in KINDS}
    right: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    for text, gold in releases:
        page = read_page(text)
        read = recogniser(page.fold)
        words = merged(page.fold, read.words, read.spans)
        reading = Reading.of(page, words, vocabulary, read.spans)
        bound = bind(reading, find_mentions(reading, scanners))
        evidence = evidence_of(reading, bound.entities)
        rows["people"] += evidence.people
        rows["organisations"] += evidence.organisations
        rows["positions"] += [row for person in evidence.posts for row in person]
        told = read_told(page, words, bound.entities)
        noted = {kind: partial(_noted, rows[kind]) for kind in ("events", "statements")}
        events = find_events(page, words, bound.entities, anchor=page.anchor, told=told, weigh=noted["events"])
        said = find_statements(page, words, bound.entities, told=told, weigh=noted["statements"])
        release = assemble(page, bound, (), events, said).model_dump(mode="json")
        for kind, answers in verdicts(gold, release).items():
            right[kind] += answers
    return {kind: Judged(np.array(rows[kind]), np.array(right[kind])) for kind in KINDS}


def _noted(rows: list[tuple[float, ...]], row: tuple[float, ...]) -> float:
    """Keeps the evidence; no confidence is needed yet."""
    rows.append(row)
    return 0.5


def fit_logistic(judged: Judged) -> list[float]:
    """The weights of a logistic model, the constant first: Newton's method, with a small ridge."""
    inputs = np.hstack([np.ones((len(judged.right), 1)), judged.evidence])
    weights = np.zeros(inputs.shape[1])
    ridge = _RIDGE * np.eye(inputs.shape[1])
    # Just enough for the constant not to run away where every verdict is the same.
    ridge[0, 0] = 1e-3
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (judged.right - chances) - ridge @ weights
        bend = (inputs * (chances * (1 - chances))[:, None]).T @ inputs + ridge
        weights += np.linalg.solve(bend, slope)
    return [round(float(weight), 4) for weight in weights]


def chances_of(weights: list[float], evidence: Numbers) -> Numbers:
    """The confidence of each row."""
    chances: Numbers = 1 / (1 + np.exp(-(weights[0] + evidence @ np.array(weights[1:]))))
    return np.minimum(chances, 0.99)


def reliability(chances: Numbers, right: npt.NDArray[np.bool_]) -> tuple[float, list[tuple[int, float, float]]]:
    """The expected calibration error over ten bins, and of each bin how many there are, the mean confidence, the share right."""
    bins = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    table = []
    for number in range(_BINS):
        inside = bins == number
        count = int(inside.sum())
        table.append(
            (count, float(chances[inside].mean()) if count else 0.0, float(right[inside].mean()) if count else 0.0)
        )
    error = sum(count * abs(mean - share) for count, mean, share in table) / max(len(chances), 1)
    return error, table
