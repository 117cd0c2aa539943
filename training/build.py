"""The steps from the raw files to the weights."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pressextract.knowledge.vocabulary import builtin_vocabulary
from pressextract.mentions.flags import FlagScanner
from pressextract.mentions.head import Head, save_head
from pressextract.mentions.recogniser import load_lac
from training.calibrate import write_calibration
from training.card import write_card
from training.corpora import Corpus, labelled_lines, read_corpora
from training.examples import is_held_out, make_examples
from training.fit import Source, fit
from training.invented import Inventor
from training.labelled import UNSURE, Line, read_sentences
from training.silver import folder_lines, silver_lines

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"
#: One release of the archives in so many is kept for measuring, and one written sentence in so many.
HELD_RELEASES, HELD_SENTENCES = 60, 12
_SEED = 7
_SWAPPED_LINES = 0.65
# Lines with many names teach more than those with none.
_KEPT = {0: 0.25, 1: 0.6, 2: 0.6}
_WRITTEN_PASSES = 2.0


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is read and how long is learnt.

    Attributes:
        releases: Releases of each archive; None for all.
        characters: Characters of silver lines that are trained on.
        rounds: How often each written sentence is swapped.
        steps: Batches.
        turns: Rounds of silver labels and training; from the second on, the recogniser of the round before helps to label.
    """

    releases: int | None
    characters: int
    rounds: int
    steps: int
    turns: int


FULL = Scale(releases=None, characters=4_000_000, rounds=10, steps=2800, turns=2)
SMALL = Scale(releases=30, characters=30_000, rounds=1, steps=40, turns=1)


def build(data: Path, out: Path, scale: Scale, *, workers: int) -> None:
    """Make the weights; without the archives the releases of ``fixtures/`` stand in for them, which serves a test.

    Raises:
        WrongCorpusError: The files of ``corpora.toml`` are there but are not the right ones.
    """
    corpora = read_corpora(data) if data.is_dir() else {}
    written = [line for line in read_sentences(HERE / "sentences") if not is_held_out(line.text, HELD_SENTENCES)]
    uner = list(labelled_lines(corpora["uner"].path)) if corpora else []
    out.mkdir(parents=True, exist_ok=True)
    weights = out / "recogniser.npz"
    known: set[str] = set()
    for turn in range(scale.turns):
        silver = (
            _silver(corpora, weights if turn else None, scale, workers) if corpora else list(folder_lines(FIXTURES))
        )
        lines = _lines(silver, written, uner, scale)
        known = {text for some, _, _ in lines for line in some for name, text in line.words() if name == "PERSON"}
        save_head(_trained(lines, scale), weights)
    write_calibration(out, FIXTURES)
    if corpora:
        held = [line for line in read_sentences(HERE / "sentences") if is_held_out(line.text, HELD_SENTENCES)]
        dev = data.parent / "dev"
        write_card(out, corpora, held, known, dev if dev.is_dir() else None, FIXTURES)


_Set = tuple[list[Line], float, bool]


def _lines(silver: list[Line], written: list[Line], uner: list[Line], scale: Scale) -> list[_Set]:
    """What is trained on: lines, how often they are gone through in a round, and whether their labels are doubtful."""
    rng = random.Random(_SEED)
    inventor = Inventor.of([*silver, *written])
    return [
        ([_maybe_swapped(line, inventor, rng) for line in _chosen(silver, scale.characters, rng)], 1.0, True),
        (_rounds(written, inventor, scale.rounds, rng), _WRITTEN_PASSES, False),
        (_rounds(uner, inventor, 2, rng), 1.0, False),
    ]


def _trained(sets: list[_Set], scale: Scale) -> Head:
    lac, scanner = load_lac(), FlagScanner.of(builtin_vocabulary())
    sources = [
        Source(make_examples(lines, lac, scanner, doubt=doubt), passes) for lines, passes, doubt in sets if lines
    ]
    print(f"examples: {sum(len(source.examples) for source in sources)} characters", flush=True)
    return fit(sources, steps=scale.steps, seed=_SEED, report=200)


def _silver(corpora: dict[str, Corpus], weights: Path | None, scale: Scale, workers: int) -> list[Line]:
    """The silver lines of both archives, without those kept for measuring; the step that takes longest."""
    found: list[Line] = []
    for name in ("president", "tainan"):
        lines = silver_lines(corpora[name].path, weights, most=scale.releases, workers=workers)
        found += [line for release, line in lines if not is_held_out(release, HELD_RELEASES)]
        print(f"silver: {len(found)} lines with {name}", flush=True)
    return found


def _chosen(lines: Iterable[Line], characters: int, rng: random.Random) -> list[Line]:
    """Lines up to a number of characters, those with names before others."""
    kept = []
    for line in lines:
        names = sum(label.name not in ("PLACE", UNSURE) for label in line.labels)
        if rng.random() < _KEPT.get(names, 1.0):
            kept.append(line)
    rng.shuffle(kept)
    chosen, size = [], 0
    for line in kept:
        if size > characters:
            break
        chosen.append(line)
        size += len(line.text)
    return chosen


def _maybe_swapped(line: Line, inventor: Inventor, rng: random.Random) -> Line:
    return inventor.swapped(line, rng) if line.labels and rng.random() < _SWAPPED_LINES else line


def _rounds(lines: Sequence[Line], inventor: Inventor, rounds: int, rng: random.Random) -> list[Line]:
    """The lines as they are, and again with names swapped, in another order each time."""
    found = list(lines)
    for _ in range(rounds - 1):
        found += [inventor.swapped(line, rng) for line in lines]
    rng.shuffle(found)
    return found
