"""How the head learns: its gradients, and what a seed decides."""

from __future__ import annotations

import numpy as np
import pytest

from pressextract.knowledge.vocabulary import builtin_vocabulary
from pressextract.mentions.flags import WIDTH as FLAGS
from pressextract.mentions.flags import FlagScanner
from pressextract.mentions.head import run
from pressextract.mentions.lac import WIDTH as STATES
from pressextract.mentions.recogniser import load_lac
from training.examples import UNKNOWN, Examples, make_examples
from training.fit import Source, Trainee, _drawn, fit
from training.labelled import CLASSES, read_marks

MARKS = np.array([0, 1, 2, 3, 0, UNKNOWN, 4, 6, 0, 7, 9, 0])
_LAYERS = 4


@pytest.fixture(scope="module")
def examples() -> Examples:
    lines = ["[青巒集團|oc][董事長|te][裴子衡|p]致辭。", "在[南汀|l]，[副局長|tg][何安|p]說：多謝。"]
    return make_examples([read_marks(line) for line in lines], load_lac(), FlagScanner.of(builtin_vocabulary()))


def trainee() -> Trainee:
    return Trainee(np.random.default_rng(1))


def batch() -> np.ndarray:
    return np.random.default_rng(2).standard_normal((len(MARKS), STATES + FLAGS)).astype(np.float32)


@pytest.mark.parametrize("which", range(2 * _LAYERS))
def test_gradients_against_finite_differences(which):
    """Of each matrix, then of each bias, along a direction in which the loss changes."""
    learner, inputs = trainee(), batch()
    for weight in learner.weights[1:-1]:
        weight *= 3  # so that what comes from the neighbours is no small part
    parameter = [*learner.weights, *learner.biases][which]
    gradient = learner.gradients(inputs, MARKS, None)[1][which]
    noise = np.random.default_rng(which).standard_normal(parameter.shape)
    direction = gradient / np.linalg.norm(gradient) + 0.5 * noise / np.linalg.norm(noise)
    start, step = parameter.copy(), 3e-3

    def loss(by: float) -> float:
        parameter[...] = start + by * direction
        return learner.gradients(inputs, MARKS, None)[0]

    assert (loss(step) - loss(-step)) / (2 * step) == pytest.approx(float((gradient * direction).sum()), rel=0.01)


def test_the_loss_is_that_of_the_head_in_use():
    learner, inputs = trainee(), batch()
    chances = run(learner.head(), inputs)
    known = MARKS != UNKNOWN
    expected = -np.log(chances[known, MARKS[known]]).sum() / len(MARKS)
    assert learner.gradients(inputs, MARKS, None)[0] == pytest.approx(expected, rel=1e-4)


def test_what_is_unknown_teaches_nothing():
    loss, gradients = trainee().gradients(batch(), np.full(len(MARKS), UNKNOWN), None)
    assert loss == 0
    assert not any(gradient.any() for gradient in gradients)


def test_a_step_lowers_the_loss():
    learner, inputs = trainee(), batch()
    losses = []
    for _ in range(20):
        loss, gradients = learner.gradients(inputs, MARKS, None)
        learner.step(gradients, 1e-3)
        losses.append(loss)
    assert losses[-1] < losses[0] / 2


def test_what_was_shown_is_learnt(examples):
    def right(steps: int) -> float:
        head = fit([Source(examples, 1.0)], steps=steps, seed=1)
        assert head.classes == CLASSES
        return float((run(head, examples.inputs(0, len(examples))).argmax(axis=1) == examples.marks).mean())

    assert right(1) < 0.5
    assert right(120) > 0.8


def test_a_seed_decides_everything(examples):
    sources = [Source(examples, 1.0), Source(examples, 2.0)]
    one, same, other = (fit(sources, steps=4, seed=seed) for seed in (1, 1, 2))
    assert all(
        np.array_equal(a, b) for x, y in zip(one.weights, same.weights, strict=True) for a, b in zip(x, y, strict=True)
    )
    assert not np.array_equal(one.weights[0][0], other.weights[0][0])


@pytest.mark.parametrize(("size", "passes"), [(40, 1.0), (40, 2.0), (20_000, 1.0), (20_000, 1.5)])
def test_batches_lie_inside_their_source_and_leave_little_out(size, passes):
    made = Examples(
        np.zeros((size, STATES), np.float16), np.zeros((size, -(-FLAGS // 8)), np.uint8), np.zeros(size, np.int8)
    )
    drawn = _drawn([Source(made, passes), Source(made, 1.0)], np.random.default_rng(1))
    assert {which for which, _ in drawn} == {0, 1}
    assert all(0 <= start < size for _, start in drawn)
    assert len(drawn) >= (passes + 1) * (size // 10_000)
