"""Our layers: against a plain reading of their description, and what a file of them must hold."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from pressextract.errors import MissingResourceError
from pressextract.mentions.flags import WIDTH as FLAGS
from pressextract.mentions.head import REACHES, Head, load_head, run, save_head, with_neighbours
from pressextract.mentions.lac import WIDTH as STATES
from pressextract.mentions.recogniser import WEIGHTS

INPUTS, CHANNELS = 6, 4


def numbers(*shape: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


@pytest.fixture(scope="module")
def head() -> Head:
    """A small one, with made-up weights."""
    shapes = [(INPUTS, CHANNELS), *((3 * CHANNELS, CHANNELS) for _ in REACHES), (CHANNELS, 7)]
    layers = [(numbers(*shape, seed=number), numbers(shape[1], seed=9)) for number, shape in enumerate(shapes)]
    return Head(("PERSON", "ORG"), tuple(layers))


def plainly(head: Head, inputs: np.ndarray) -> np.ndarray:
    """Character by character, in double precision."""

    def dense(row, layer):
        weight, bias = (np.asarray(part, np.float64) for part in layer)
        return np.array([sum(row * column) for column in weight.T]) + bias

    state = [np.maximum(dense(row, head.weights[0]), 0) for row in inputs]
    for reach, layer in zip(REACHES, head.weights[1:-1], strict=True):
        nothing = np.zeros(CHANNELS)
        around = [
            [state[at] if 0 <= at < len(state) else nothing for at in (place - reach, place, place + reach)]
            for place in range(len(state))
        ]
        added = [np.maximum(dense(np.concatenate(rows), layer), 0) for rows in around]
        state = [old + new for old, new in zip(state, added, strict=True)]
    scores = [np.exp(dense(row, head.weights[-1])) for row in state]
    return np.array([row / row.sum() for row in scores])


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 33])
def test_against_a_plain_reading_of_its_description(head, size):
    inputs = numbers(size, INPUTS)
    assert run(head, inputs) == pytest.approx(plainly(head, inputs), abs=1e-5)


def test_the_inputs_are_left_as_they_were(head):
    inputs = numbers(16, INPUTS)
    before = inputs.copy()
    run(head, inputs)
    assert np.array_equal(inputs, before)


def test_the_same_inputs_give_the_same_bytes(head):
    inputs = numbers(1000, INPUTS)
    with ThreadPoolExecutor(4) as pool:
        answers = {run(head, inputs).tobytes() for _ in range(3)}
        answers |= set(pool.map(lambda _: run(head, inputs).tobytes(), range(8)))
    assert len(answers) == 1


def test_a_character_is_seen_no_farther_than_the_reaches_together(head):
    inputs = numbers(20, INPUTS)
    other = inputs.copy()
    other[10] += 5
    changed = np.flatnonzero(np.abs(run(head, inputs) - run(head, other)).max(axis=1) > 1e-6)
    far = sum(REACHES)
    assert set(changed) <= set(range(10 - far, 10 + far + 1))
    assert {10 - far, 10, 10 + far} <= set(changed)


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        (1, [[0, 1, 2], [1, 2, 3], [2, 3, 0]]),
        (2, [[0, 1, 3], [0, 2, 0], [1, 3, 0]]),
        (5, [[0, 1, 0], [0, 2, 0], [0, 3, 0]]),
    ],
)
def test_neighbours_stand_beside_each_row(reach, expected):
    assert with_neighbours(np.array([[1], [2], [3]], np.float32), reach).tolist() == expected


def test_what_is_saved_is_loaded(head, tmp_path):
    save_head(head, tmp_path / "head.npz")
    loaded = load_head(tmp_path / "head.npz")
    assert loaded.classes == head.classes
    for (weight, bias), (old_weight, old_bias) in zip(loaded.weights, head.weights, strict=True):
        assert weight.dtype == bias.dtype == np.float32
        assert np.array_equal(weight, old_weight.astype(np.float16))
        assert np.array_equal(bias, old_bias.astype(np.float16))


def test_the_same_parameters_give_the_same_file(head, tmp_path):
    save_head(head, tmp_path / "one.npz")
    save_head(load_head(tmp_path / "one.npz"), tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_the_weights_that_come_with_the_library_fit_its_inputs():
    shipped = load_head(WEIGHTS)
    assert set(shipped.classes) == {"PERSON", "TITLE", "ORG", "PLACE", "EVENT"}
    assert shipped.weights[0][0].shape[0] == STATES + FLAGS
    assert shipped.weights[-1][1].shape == (1 + 3 * len(shipped.classes),)


def _array() -> bytes:
    file = io.BytesIO()
    np.save(file, np.zeros(3))
    return file.getvalue()


OTHER = {
    "nothing": b"",
    "text": "主席林致远".encode(),
    "cut short": WEIGHTS.read_bytes()[:1000],
    "one array": _array(),
    "a byte changed": WEIGHTS.read_bytes()[:5000]
    + bytes([255 - WEIGHTS.read_bytes()[5000]])
    + WEIGHTS.read_bytes()[5001:],
}


@pytest.mark.parametrize("content", OTHER.values(), ids=OTHER)
def test_other_files_are_refused_by_name(tmp_path, content):
    (tmp_path / "head.npz").write_bytes(content)
    with pytest.raises(MissingResourceError, match=r"head\.npz"):
        load_head(tmp_path / "head.npz")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingResourceError, match=r"head\.npz"):
        load_head(tmp_path / "head.npz")
