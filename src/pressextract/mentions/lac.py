"""The net of Baidu's LAC as jieba carries it, run in numpy.

Embedding, two layers of bidirectional GRU (128), a dense layer to 57 tags, a linear-chain CRF. jieba's parameter files
(``jieba/lac_small/model_baseline``) hold a short header and then float32 values.

Three habits make it fast: the input side of the first layer is a table of one row a character, both directions run in
one stacked product, and a sigmoid is a tanh. Sentences run side by side, longest first, so that the sentences still
running are always the first rows. Which sentences run together makes no difference to the words: BLAS sums a row in
the same order however many rows there are, but for a single one, so there are always two (on some processors the last
bit differs, which is why nobody should read more than three decimals of a probability).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from pressextract.errors import MissingResourceError
from pressextract.mentions.crf import Crf, Decoded, Floats, Integers, Pack, decode, pack

_HIDDEN = 128
#: States of a character: two layers, both directions.
WIDTH = 4 * _HIDDEN
_ROWS_AT_ONCE = 48
_ROW_STEP = 2
# Rows and columns of one product: for more, OpenBLAS starts threads, which are of little use here and on a busy machine
# make the net ten times slower, as they wait for one another at each of thousands of steps.
_BLOCK = 8
_COLUMNS = 192
_TINY = 1e-30


@dataclass(frozen=True, slots=True)
class Network:
    """The parameters, in the layout the forward pass wants; made by ``load_network``.

    Attributes:
        vocabulary: Character to row of the table.
        tags: The names of the tags, ``PER-B`` ``PER-I`` ...
        table: Direction, character, gates: what the first layer adds for a character.
        gates: Layer, direction: from the state to the update and reset gates, halved for tanh.
        candidates: Layer, direction: from the reset state to the candidate, halved as the reset gate is doubled.
        dense: Direction, half of the columns: from both states of the first layer to the gates of the second.
        dense_bias: Direction: the bias of that.
        emission: From both states to the tags.
        emission_bias: The bias of that.
        crf: What joins the tags.
    """

    vocabulary: dict[str, int]
    tags: tuple[str, ...]
    table: Floats
    gates: Floats
    candidates: Floats
    dense: Floats
    dense_bias: Floats
    emission: Floats
    emission_bias: Floats
    crf: Crf


def find_folder() -> Path:
    """The folder of the parameters inside the installed jieba, found without importing it.

    Raises:
        MissingResourceError: jieba, or its ``lac_small`` folder, is not installed.
    """
    spec = find_spec("jieba")
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    for place in places:
        folder = Path(place) / "lac_small"
        if (folder / "model_baseline" / "word_emb").is_file():
            return folder
    raise MissingResourceError(f"jieba 0.42.1 with its folder lac_small is needed; looked in {places or 'no place'}")


def load_network(folder: Path) -> Network:
    """Read the parameters.

    Raises:
        MissingResourceError: A file is missing or has not the size it should have.
    """
    vocabulary = {character: int(number) for number, character in _read_pairs(folder / "word.dic")}
    tags = tuple(tag for _, tag in _read_pairs(folder / "tag.dic"))
    size, n_tags, wide = max(vocabulary.values()) + 1, len(tags), 3 * _HIDDEN

    def read(name: str, *shape: int) -> Floats:
        return _read_parameter(folder / "model_baseline" / name, shape)

    half = np.ones(wide, np.float32)
    half[: 2 * _HIDDEN] = 0.5
    recurrent = [read(f"gru_{i}.w_0", wide * _HIDDEN) for i in range(4)]
    cut = 2 * _HIDDEN * _HIDDEN
    gates = np.stack([weight[:cut].reshape(_HIDDEN, 2 * _HIDDEN) * 0.5 for weight in recurrent])
    candidates = np.stack([weight[cut:].reshape(_HIDDEN, _HIDDEN) * 0.5 for weight in recurrent])
    bias = [(read(f"fc_{i}.b_0", wide) + read(f"gru_{i}.b_0", wide)) * half for i in range(4)]
    embedding = read("word_emb", size, _HIDDEN)
    table = np.empty((2, size, wide), np.float32)
    for direction in range(2):
        weight = read(f"fc_{direction}.w_0", _HIDDEN, wide) * half
        np.matmul(embedding, weight, out=table[direction])  # once, so that threads may as well help
        table[direction] += bias[direction]
    crf = read("crfw", n_tags + 2, n_tags)
    return Network(
        vocabulary=vocabulary,
        tags=tags,
        table=table,
        gates=gates.reshape(2, 2, _HIDDEN, 2 * _HIDDEN),
        candidates=candidates.reshape(2, 2, _HIDDEN, _HIDDEN),
        dense=_columns(np.stack([read(f"fc_{i}.w_0", 2 * _HIDDEN, wide) * half for i in (2, 3)])).copy(),
        dense_bias=np.stack(bias[2:]),
        emission=read("fc_4.w_0", 2 * _HIDDEN, n_tags),
        emission_bias=read("fc_4.b_0", n_tags),
        crf=Crf(first=crf[0], final=crf[1], transition=crf[2:]),
    )


def tag(network: Network, characters: Integers, lengths: Integers) -> tuple[Decoded, Floats]:
    """Tag sentences; with the tags go the states of both layers, ``WIDTH`` numbers a character.

    Args:
        network: The parameters.
        characters: Rows of the table, sentence after sentence.
        lengths: How many of them each sentence has; none is empty.
    """
    tags = np.zeros(len(characters), np.int64)
    begins = np.zeros(len(characters), np.float32)
    goes_on = np.zeros(len(characters), np.float32)
    states = np.empty((len(characters), WIDTH), np.float32)
    bases = np.cumsum(lengths) - lengths
    order = np.argsort(-lengths, kind="stable")
    for begin in range(0, len(order), _ROWS_AT_ONCE):
        chosen = order[begin : begin + _ROWS_AT_ONCE]
        laid = pack(lengths[chosen], _ROW_STEP)
        source = np.where(laid.real, bases[chosen][np.minimum(laid.rows, len(chosen) - 1)] + laid.times, 0)
        lower, upper = _states(network, characters[source], laid)
        scores = np.empty((len(upper), len(network.tags)), np.float32)
        _multiply(upper, network.emission, scores)
        scores += network.emission_bias
        decoded = decode(network.crf, scores, laid)
        real = source[laid.real]
        states[real, : WIDTH // 2] = lower[laid.real]
        states[real, WIDTH // 2 :] = upper[laid.real]
        tags[real] = decoded.tags[laid.real]
        begins[real] = decoded.begins[laid.real]
        goes_on[real] = decoded.goes_on[laid.real]
    return Decoded(tags, begins, goes_on), states


def _states(network: Network, characters: Integers, laid: Pack) -> tuple[Floats, Floats]:
    """The states of each layer at every place."""
    inputs = np.empty((2, len(characters), 3 * _HIDDEN), np.float32)
    np.take(network.table[0], characters, axis=0, out=inputs[0])
    np.take(network.table[1], characters[laid.mirror], axis=0, out=inputs[1])
    lower = _layer(inputs, network.gates[0], network.candidates[0], laid)
    _multiply(lower, network.dense[0], _columns(inputs[0]))
    _multiply(lower.take(laid.mirror, axis=0), network.dense[1], _columns(inputs[1]))
    inputs += network.dense_bias[:, None]
    return lower, _layer(inputs, network.gates[1], network.candidates[1], laid)


def _layer(inputs: Floats, gates: Floats, candidates: Floats, laid: Pack) -> Floats:
    """The states of both directions, side by side: h' = h + u (c - h), with u and r as (tanh + 1) / 2."""
    states = np.empty((2, inputs.shape[1], _HIDDEN), np.float32)
    state = np.zeros((2, laid.counts[0], _HIDDEN), np.float32)
    all_gates = np.empty((2, laid.counts[0], 2 * _HIDDEN), np.float32)
    all_new = np.empty_like(state)
    for start, count in zip(laid.starts, laid.counts, strict=True):
        entering = inputs[:, start : start + count]
        old, gate, new = state[:, :count], all_gates[:, :count], all_new[:, :count]
        _multiply(old, gates, gate)
        gate += entering[..., : 2 * _HIDDEN]
        np.tanh(gate, out=gate)
        gate += 1.0
        reset = gate[..., _HIDDEN:]
        reset *= old
        _multiply(reset, candidates, new)
        new += entering[..., 2 * _HIDDEN :]
        np.tanh(new, out=new)
        update = gate[..., :_HIDDEN]
        update *= 0.5
        new -= old
        new *= update
        state = states[:, start : start + count]
        np.add(old, new, out=state)
    return np.concatenate([states[0], states[1].take(laid.mirror, axis=0)], axis=1)


def _multiply(left: Floats, right: Floats, out: Floats) -> None:
    """``out = left @ right``, or a stack of such products, a block of rows at a time."""
    rows = left.shape[-2]
    whole = rows - rows % _BLOCK
    if whole:
        np.matmul(_blocks(left[..., :whole, :]), right[..., None, :, :], out=_blocks(out[..., :whole, :]))
    if whole < rows:
        np.matmul(left[..., whole:, :], right, out=out[..., whole:, :])


def _blocks(matrix: Floats) -> Floats:
    return matrix.reshape(*matrix.shape[:-2], -1, _BLOCK, matrix.shape[-1])


def _columns(matrix: Floats) -> Floats:
    """The columns in groups, the groups in front: a view."""
    return matrix.reshape(*matrix.shape[:-1], -1, _COLUMNS).swapaxes(-3, -2)


def _read_pairs(path: Path) -> list[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise MissingResourceError(f"cannot read {path}: {error}") from error
    pairs = [line.split("\t") for line in lines if line]
    return [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]


def _read_parameter(path: Path, shape: tuple[int, ...]) -> Floats:
    """Header: u32 0, u64 0, u32 0, i32 n, n bytes that describe the shape. What follows is float32."""
    try:
        head = np.fromfile(path, dtype="<i4", count=5)
        values = np.fromfile(path, dtype="<f4", offset=20 + int(head[4]))
        # One dead unit has weights below 1e-37: as denormal numbers they make the product six times slower.
        values[np.abs(values) < _TINY] = 0.0
        return values.reshape(shape).astype(np.float32, copy=False)
    except (OSError, IndexError, ValueError) as error:
        raise MissingResourceError(f"{path} is missing or not as jieba 0.42.1 has it: {error}") from error
