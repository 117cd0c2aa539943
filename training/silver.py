"""Silver labels: the rules of the library on the releases of the archives.

In the first round the rules have LAC's words to go by, in the second those and the spans of the recogniser that the
first round made. What is found with little to speak for it is ``UNSURE``.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path

from pressextract.entities.bind import bind
from pressextract.events.fill import find_events
from pressextract.knowledge.vocabulary import builtin_vocabulary
from pressextract.mentions.find import Scanners, find_mentions
from pressextract.mentions.merging import merged
from pressextract.mentions.reading import Reading
from pressextract.mentions.recogniser import Lac, Recognised, Recogniser, load_lac, read_words
from pressextract.text.page import read_page
from pressextract.text.script import fold_script
from training.labelled import UNSURE, Label, Line, without_overlaps

_SURE_PERSON = 0.55
_SURE_BODY = 0.5
_SURE_EVENT = 0.5
_LONGEST = 300
_SHORTEST = 6
_SHORTEST_PLACE = 2


def releases(path: Path) -> Iterator[tuple[str, str]]:
    """The releases of an archive: what each is called here, and its text."""
    with gzip.open(path, "rb") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            name = path.name.partition(".")[0]
            yield f"{name}-{number}", f"{record.get('title') or ''}\n{record.get('text') or ''}"


def silver_lines(path: Path, weights: Path | None, *, most: int | None, workers: int) -> Iterator[tuple[str, Line]]:
    """Every line of an archive once, labelled, with the name of its release; ``weights`` are those of a round before."""
    seen: set[str] = set()
    some = (release for number, release in enumerate(releases(path)) if most is None or number < most)
    with Pool(workers) as pool:
        for name, lines in pool.imap(partial(_labelled, weights), some, chunksize=32):
            for line in lines:
                if len(line.text) >= _SHORTEST and line.text not in seen:
                    seen.add(line.text)
                    yield name, line


def folder_lines(folder: Path) -> Iterator[Line]:
    """The labelled lines of the texts in a folder."""
    for path in sorted(folder.glob("*.txt")):
        yield from _labelled(None, (path.stem, path.read_text(encoding="utf-8")))[1]


def _labelled(weights: Path | None, release: tuple[str, str]) -> tuple[str, list[Line]]:
    name, text = release
    fold, labels = label_release(text, weights)
    return name, list(_cut(fold, labels))


def label_release(text: str, weights: Path | None = None) -> tuple[str, tuple[Label, ...]]:
    """The fold of a release, and what the rules find in it.

    >>> fold, labels = label_release("青巒集團董事長林致遠致辭。")
    >>> [(fold[label.start : label.end], label.name) for label in labels]
    [('青峦集团', 'ORG'), ('董事长', 'TITLE'), ('林致远', 'PERSON')]
    """
    page = read_page(text)
    read = Recogniser(weights)(page.fold) if weights else Recognised(read_words(_lac(), page.fold)[0], ())
    words = merged(page.fold, read.words, read.spans)
    vocabulary = builtin_vocabulary()
    reading = Reading.of(page, words, vocabulary, read.spans)
    mentions = find_mentions(reading, _scanners())
    bound = bind(reading, mentions)
    fold, labels = page.fold, []
    for event in find_events(page, words, bound.entities, anchor=page.anchor):
        if event.name:
            named = fold_script(event.name)
            place = fold.find(named)
            while place >= 0:
                labels.append(Label(place, place + len(named), "EVENT"))
                place = fold.find(named, place + len(named))
    labels += [
        Label(span.start, span.end, "EVENT") for span in read.spans if span.tag == "EVENT" and span.score >= _SURE_EVENT
    ]
    for one in mentions.names:
        labels.append(Label(one.start, one.end, "PERSON" if one.score >= _SURE_PERSON else UNSURE))
    held = sorted({tuple(bond.post.title) for _, bond in bound.bonds})
    labels += [Label(start, end, "TITLE") for start, end in held]
    for body in mentions.bodies:
        labels.append(Label(body.start, body.end, "ORG" if body.score >= _SURE_BODY else UNSURE))
    for title in mentions.titles:
        head = vocabulary.titles.get(title.head)
        weak = head is not None and head.weak
        labels.append(Label(title.start, title.end, UNSURE if weak else "TITLE"))
    for word in words:
        if word.tag == "LOC" and word.end - word.start >= _SHORTEST_PLACE:
            labels.append(Label(word.start, word.end, "PLACE"))
    return fold, without_overlaps(labels)


@cache
def _lac() -> Lac:
    return load_lac()


@cache
def _scanners() -> Scanners:
    return Scanners.of(builtin_vocabulary())


def _cut(fold: str, labels: tuple[Label, ...]) -> Iterator[Line]:
    """The lines of a fold, long ones cut after a sentence, each with the labels that lie whole inside it."""
    start = 0
    waiting = list(reversed(labels))
    for line in fold.split("\n"):
        stop = start + len(line)
        while start < stop:
            end = stop
            if stop - start > _LONGEST:
                cuts = [fold.rfind(mark, start + _LONGEST // 3, start + _LONGEST) + 1 for mark in "。！？；"]
                end = max(cuts) or start + _LONGEST
            inside = []
            while waiting and waiting[-1].start < end:
                label = waiting.pop()
                if label.start >= start and label.end <= end:
                    inside.append(Label(label.start - start, label.end - start, label.name, label.kind))
            yield Line(fold[start:end], tuple(inside))
            start = end
        start = stop + 1
