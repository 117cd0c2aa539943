"""The figures of the model card: what the labels, the recogniser and the whole library are worth.

Everything is counted in mentions: a span is right if its class, its beginning and its end are.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pressextract.knowledge.vocabulary import builtin_vocabulary
from pressextract.mentions.recogniser import Recogniser, load_lac, read_words
from pressextract.pipeline import Extractor
from training.labelled import CLASSES, Line

Spans = set[tuple[int, int, str]]
_CLASS_OF_TAG = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
_SURE = 0.5
_MOST = 1500


@dataclass(frozen=True, slots=True)
class Score:
    """Spans that are right, spans that should have been found, spans that were found."""

    right: int
    wanted: int
    found: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what should have been found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def spans_of_line(line: Line) -> Spans:
    """The labels of a line."""
    return {(label.start, label.end, label.name) for label in line.labels if label.name in CLASSES}


def score_spans(lines: Iterable[Line], find: Callable[[str], Spans]) -> dict[str, Score]:
    """How well something finds the labels of these lines, class by class."""
    counts = {name: [0, 0, 0] for name in CLASSES}
    for line in lines:
        wanted, found = spans_of_line(line), find(line.text)
        for right, column in ((wanted & found, 0), (wanted, 1), (found, 2)):
            for _, _, name in right:
                counts[name][column] += 1
    return {name: Score(*numbers) for name, numbers in counts.items()}


def sample(lines: Sequence[Line]) -> list[Line]:
    """At most 1,500 of the lines, always the same ones."""
    return list(lines) if len(lines) <= _MOST else random.Random(1).sample(list(lines), _MOST)


def lac_alone() -> Callable[[str], Spans]:
    """LAC as jieba carries it."""
    lac = load_lac()

    def find(text: str) -> Spans:
        words, _ = read_words(lac, text)
        return {(word.start, word.end, _CLASS_OF_TAG[word.tag]) for word in words if word.tag in _CLASS_OF_TAG}

    return find


def recogniser_alone(weights: Path) -> Callable[[str], Spans]:
    """The spans of our recogniser that are likelier than not."""
    recogniser = Recogniser(weights)
    return lambda text: {(span.start, span.end, span.tag) for span in recogniser(text).spans if span.score >= _SURE}


def whole_library(weights: Path) -> Callable[[str], Spans]:
    """What ``extract`` names: the mentions of people and bodies, and the titles that somebody holds."""
    extractor = Extractor(recogniser=Recogniser(weights), disable=["events", "statements"])

    def find(text: str) -> Spans:
        release = extractor.extract(text)
        people = {(m.start, m.end, "PERSON") for p in release.people for m in p.mentions if m.kind != "pronoun"}
        titles = {(m.start, m.end, "TITLE") for title in release.titles for m in title.mentions}
        bodies = {(m.start, m.end, "ORG") for body in release.organisations for m in body.mentions}
        return people | titles | bodies

    return find


def name_kinds(name: str) -> set[str]:
    """What is remarkable about a name of a person."""
    vocabulary = builtin_vocabulary()
    kinds = set()
    han = [char for char in name if "\u3400" <= char <= "\u9fff"]
    if any(char in "·•‧・." for char in name):
        kinds.add("with a dot")
    elif not han:
        kinds.add("Latin")
    elif name[:2] in vocabulary.compound_surnames:
        kinds.add("compound surname")
    elif name[0] not in vocabulary.surnames or len(name) > 4:
        kinds.add("no Chinese surname, no dot")
    elif len(name) == 4:
        kinds.add("two surnames")
    elif len(name) == 2:
        kinds.add("two characters")
    if name in vocabulary.common_words or name[1:] in vocabulary.common_words:
        kinds.add("common word")
    return kinds


def unseen_recall(lines: Iterable[Line], find: Callable[[str], Spans], known: set[str]) -> dict[str, Score]:
    """Recall of people whose names are not in ``known``, for all of them and for each sort of name."""
    counts: dict[str, list[int]] = {"all": [0, 0]}
    for line in lines:
        found = find(line.text)
        for span in spans_of_line(line):
            name = line.text[span[0] : span[1]]
            if span[2] != "PERSON" or name in known:
                continue
            for kind in ("all", *sorted(name_kinds(name))):
                count = counts.setdefault(kind, [0, 0])
                count[0] += span in found
                count[1] += 1
    return {kind: Score(right, wanted, wanted) for kind, (right, wanted) in counts.items()}
