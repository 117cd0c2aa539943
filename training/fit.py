"""Training of the head: the gradients of its layers, and Adam."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pressextract.mentions.flags import CLASSES as TERM_CLASSES
from pressextract.mentions.flags import LEXICON_WIDTH
from pressextract.mentions.flags import WIDTH as FLAGS
from pressextract.mentions.head import REACHES, Head, with_neighbours
from pressextract.mentions.lac import WIDTH as STATES
from training.examples import Examples
from training.labelled import CLASSES

Floats = npt.NDArray[np.float32]
_CHANNELS = 128
_BATCH = 8192
_DROPOUT = 0.15
_RATE = 2e-3
_LAST_RATE = 0.02
_WARM_UP = 100
_DECAY = 0.01
_BETAS = (0.9, 0.98)
_MARKS = 1 + 3 * len(CLASSES)
# Lexicons never hold everything: for stretches of this length the net is shown no titles, no terms at all,
# or none of LAC's words.
_HIDDEN_STRETCH = 48
_NO_TITLES = 0.15
_NO_TERMS = 0.1
_NO_WORDS = 0.1


@dataclass(frozen=True, slots=True)
class Source:
    """Examples of one origin, and how often they are drawn beside the others."""

    examples: Examples
    passes: float


class Trainee:
    """A head while it learns: matrices and biases of its layers, and what Adam remembers of their gradients."""

    def __init__(self, rng: np.random.Generator) -> None:
        def matrix(rows: int, columns: int, gain: float) -> Floats:
            drawn: Floats = (rng.standard_normal((rows, columns)) * gain * np.sqrt(2 / rows)).astype(np.float32)
            return drawn

        wide = 3 * _CHANNELS
        self.weights = [
            matrix(STATES + FLAGS, _CHANNELS, 1.0), *(matrix(wide, _CHANNELS, 0.5) for _ in REACHES),
            matrix(_CHANNELS, _MARKS, 0.5),
        ]  # fmt: skip
        self.biases = [np.zeros(weight.shape[1], np.float32) for weight in self.weights]
        self._first = [np.zeros_like(each) for each in (*self.weights, *self.biases)]
        self._second = [np.zeros_like(each) for each in (*self.weights, *self.biases)]
        self._steps = 0

    def gradients(
        self, inputs: Floats, marks: npt.NDArray[np.int64], rng: np.random.Generator | None
    ) -> tuple[float, list[Floats]]:
        """The loss of a batch, and its gradients: those of the matrices, then those of the biases."""
        dropped = _drop(inputs, rng)
        before = [dropped]
        state = dropped @ self.weights[0] + self.biases[0]
        active = [state > 0]
        state *= active[0]
        for reach, weight, bias in zip(REACHES, self.weights[1:-1], self.biases[1:-1], strict=True):
            before.append(with_neighbours(state, reach))
            added = before[-1] @ weight + bias
            active.append(added > 0)
            state = state + added * active[-1]
        kept = _drop(np.ones_like(state), rng)
        top = state * kept
        loss, slope = _cross_entropy(top @ self.weights[-1] + self.biases[-1], marks)
        matrices: list[Floats] = [top.T @ slope]
        offsets: list[Floats] = [slope.sum(axis=0)]
        back = (slope @ self.weights[-1].T) * kept
        for layer in range(len(REACHES), 0, -1):
            slope, reach = back * active[layer], REACHES[layer - 1]
            matrices.insert(0, before[layer].T @ slope)
            offsets.insert(0, slope.sum(axis=0))
            wide = slope @ self.weights[layer].T
            back = back + wide[:, _CHANNELS : 2 * _CHANNELS]
            back[:-reach] += wide[reach:, :_CHANNELS]
            back[reach:] += wide[:-reach, 2 * _CHANNELS :]
        slope = back * active[0]
        matrices.insert(0, dropped.T @ slope)
        offsets.insert(0, slope.sum(axis=0))
        return loss, [*matrices, *offsets]

    def step(self, gradients: Sequence[Floats], rate: float) -> None:
        """One step of Adam, with decay of the matrices."""
        self._steps += 1
        first, second = _BETAS
        scaled = rate * np.sqrt(1 - second**self._steps) / (1 - first**self._steps)
        parameters = [*self.weights, *self.biases]
        for each, gradient, mean, square in zip(parameters, gradients, self._first, self._second, strict=True):
            mean += (1 - first) * (gradient - mean)
            square += (1 - second) * (gradient * gradient - square)
            each -= np.float32(scaled) * mean / (np.sqrt(square) + np.float32(1e-8))
            if each.ndim > 1:
                each *= np.float32(1 - rate * _DECAY)

    def head(self) -> Head:
        """What was learnt, for use."""
        return Head(CLASSES, tuple(zip(self.weights, self.biases, strict=True)))


def fit(sources: Sequence[Source], *, steps: int, seed: int, report: int = 0) -> Head:
    """Train a head.

    Args:
        sources: What it learns from.
        steps: Batches; the rate of learning falls to almost nothing over them.
        seed: Decides everything that is drawn.
        report: Print the mean loss after so many batches each time; 0 for never.
    """
    rng = np.random.default_rng(seed)
    trainee = Trainee(rng)
    order: list[tuple[int, int]] = []
    losses: list[float] = []
    for step in range(steps):
        if not order:
            order = _drawn(sources, rng)
        which, start = order.pop()
        examples = sources[which].examples
        end = min(start + _BATCH, len(examples))
        inputs = _hidden(examples.inputs(start, end), rng)
        loss, gradients = trainee.gradients(inputs, examples.marks[start:end].astype(np.int64), rng)
        share = step / steps
        rate = (
            _RATE
            * min(1.0, (step + 1) / _WARM_UP)
            * (0.5 * (1 + np.cos(np.pi * share)) * (1 - _LAST_RATE) + _LAST_RATE)
        )
        trainee.step(gradients, rate)
        losses.append(loss)
        if report and (step + 1) % report == 0:
            print(f"step {step + 1} of {steps}: loss {np.mean(losses):.4f}", flush=True)
            losses.clear()
    return trainee.head()


def _drawn(sources: Sequence[Source], rng: np.random.Generator) -> list[tuple[int, int]]:
    """Where the batches of one round begin: source and place, shuffled."""
    found: list[tuple[int, int]] = []
    for which, source in enumerate(sources):
        size = len(source.examples)
        whole, part = divmod(source.passes, 1)
        for turn in range(int(whole) + (part > 0)):
            places = np.arange(int(rng.integers(0, min(_BATCH, size))), size, _BATCH)
            if turn == whole:
                places = rng.permutation(places)[: round(len(places) * part)]
            found += [(which, int(place)) for place in places if size - place > _BATCH // 8]
    found = found or [(which, 0) for which in range(len(sources))]
    rng.shuffle(found)
    return [(int(which), int(place)) for which, place in found]


def _hidden(inputs: Floats, rng: np.random.Generator) -> Floats:
    """The inputs with some stretches shown without the lexicons' titles, or without any terms."""
    stretches = -(-len(inputs) // _HIDDEN_STRETCH)
    draw = np.repeat(rng.random(stretches), _HIDDEN_STRETCH)[: len(inputs)]
    titles = [STATES + 3 * TERM_CLASSES.index(name) + part for name in ("title", "weak_title") for part in range(3)]
    inputs[np.flatnonzero(draw < _NO_TITLES + _NO_TERMS)[:, None], titles] = 0.0
    inputs[draw < _NO_TERMS, STATES : STATES + LEXICON_WIDTH] = 0.0
    inputs[draw > 1 - _NO_WORDS, STATES + LEXICON_WIDTH :] = 0.0
    return inputs


def _drop(values: Floats, rng: np.random.Generator | None) -> Floats:
    if rng is None:
        return values
    kept = rng.integers(0, 256, values.shape, np.uint8) >= round(_DROPOUT * 256)
    return values * kept * np.float32(1 / (1 - _DROPOUT))


def _cross_entropy(scores: Floats, wanted: npt.NDArray[np.int64]) -> tuple[float, Floats]:
    """The mean loss, and its slope by the scores; what is wanted is negative where it is not known."""
    scores = scores - scores.max(axis=1, keepdims=True)
    chances = np.exp(scores)
    chances /= chances.sum(axis=1, keepdims=True)
    known = wanted >= 0
    rows = np.arange(len(wanted))
    target = np.maximum(wanted, 0)
    each = np.float32(1 / len(wanted)) * known.astype(np.float32)
    loss = -(np.log(chances[rows, target] + np.float32(1e-9)) * each).sum()
    chances[rows, target] -= 1.0
    return float(loss), chances * each[:, None]
