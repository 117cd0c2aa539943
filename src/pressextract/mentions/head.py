"""Our own layers over LAC's states: what each character is in the name of something.

A dense layer over the states of LAC and the flags of the lexicons, two convolutions over the neighbours, and a softmax
over the marks of spans: ``B`` ``I`` ``E`` for each class, and none.
``training`` makes the weights; ``weights/MODEL_CARD.md`` says from what.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from pressextract.errors import MissingResourceError
from pressextract.mentions.crf import Floats

#: How far each convolution looks to either side.
REACHES = (1, 2)
_ROWS = 8
_NAMES = ("dense", *(f"convolution_{number}" for number in range(len(REACHES))), "spans")


@dataclass(frozen=True, slots=True)
class Head:
    """The parameters, made by ``load_head``.

    Attributes:
        classes: The names of the classes of spans; class ``k`` has the marks ``3k + 1`` (B), ``3k + 2`` (I), ``3k + 3`` (E).
        weights: Matrix and bias of each layer, in the order in which they are used.
    """

    classes: tuple[str, ...]
    weights: tuple[tuple[Floats, Floats], ...]


def load_head(path: Path) -> Head:
    """Read the parameters.

    Raises:
        MissingResourceError: The file is missing or is not one that ``training`` wrote.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            weights = tuple(
                (stored[f"{name}_weight"].astype(np.float32), stored[f"{name}_bias"].astype(np.float32))
                for name in _NAMES
            )
            return Head(tuple(stored["classes"].tolist()), weights)
    except (OSError, EOFError, KeyError, TypeError, ValueError, BadZipFile) as error:
        raise MissingResourceError(f"{path} is missing or damaged: {error}") from error


def save_head(head: Head, path: Path) -> None:
    """Write the parameters, in half precision; the same parameters give the same bytes."""
    arrays = {"classes": np.array(head.classes)}
    for name, (weight, bias) in zip(_NAMES, head.weights, strict=True):
        arrays[f"{name}_weight"], arrays[f"{name}_bias"] = weight.astype(np.float16), bias.astype(np.float16)
    np.savez(path, allow_pickle=False, **arrays)


def run(head: Head, inputs: Floats) -> Floats:
    """Probabilities of the marks, a row for each character.

    Args:
        head: The parameters.
        inputs: States and flags, one row a character, in the order of the text.
    """
    state = _rectified(_dense(inputs, *head.weights[0]))
    for reach, (weight, bias) in zip(REACHES, head.weights[1:-1], strict=True):
        state += _rectified(_dense(with_neighbours(state, reach), weight, bias))
    return _softmax(_dense(state, *head.weights[-1]))


def with_neighbours(rows: Floats, reach: int) -> Floats:
    """Each row between those ``reach`` before and after it; zeros beyond the ends."""
    size, width = rows.shape
    wide = np.zeros((size, 3 * width), np.float32)
    wide[reach:, :width] = rows[: max(0, size - reach)]
    wide[:, width : 2 * width] = rows
    wide[: max(0, size - reach), 2 * width :] = rows[reach:]
    return wide


def _rectified(rows: Floats) -> Floats:
    return np.maximum(rows, 0.0, out=rows)


def _softmax(rows: Floats) -> Floats:
    rows -= rows.max(axis=1, keepdims=True)
    np.exp(rows, out=rows)
    rows /= rows.sum(axis=1, keepdims=True)
    return rows


def _dense(rows: Floats, weight: Floats, bias: Floats) -> Floats:
    # In blocks, as in lac.multiply: large products would start threads, and their sums might depend on how many.
    size = len(rows)
    padded = np.zeros((-(-size // _ROWS) * _ROWS, rows.shape[1]), np.float32) if size % _ROWS else rows
    if padded is not rows:
        padded[:size] = rows
    out: Floats = np.matmul(padded.reshape(-1, _ROWS, rows.shape[1]), weight).reshape(len(padded), -1)[:size]
    out += bias
    return out
