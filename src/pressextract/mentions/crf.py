"""A linear-chain CRF over sentences that run side by side: the best tags, and how sure they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

# Tags that the best path may take at each place, the likeliest by their marginals: many times as fast as all 57, and in
# real text the same path (another tag at 2 of 650,000 characters).
_CANDIDATES = 8
# A transition this bad never happens; a worse one could bring all probabilities of a place down to 0.
_LEAST = -25.0


@dataclass(frozen=True, slots=True)
class Pack:
    """Sentences side by side, longest first: step by step, and in each step the rows still running.

    Attributes:
        counts: Rows of each step, padding included.
        starts: Where the step begins in the arrays of places.
        rows: Sentence of each place.
        times: Step of each place.
        real: False for padding.
        mirror: The place as far from the sentence's end as this is from its beginning; padding leads to itself.
        last: True where the row ends with this step.
    """

    counts: list[int]
    starts: list[int]
    rows: Integers
    times: Integers
    real: npt.NDArray[np.bool_]
    mirror: Integers
    last: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Crf:
    """Scores of a tag at the beginning, at the end, and after another tag."""

    first: Floats
    final: Floats
    transition: Floats


@dataclass(frozen=True, slots=True)
class Decoded:
    """The best path, and marginals of its tags.

    Attributes:
        tags: The tag of each place.
        begins: Probability that a word of the tag's class begins here.
        goes_on: Probability that the next place is inside the same word, given this one's tag; 0 at the end.
    """

    tags: Integers
    begins: Floats
    goes_on: Floats


def pack(lengths: Integers, multiple: int) -> Pack:
    """Lay out sentences.

    Args:
        lengths: Their lengths, longest first, none of them 0.
        multiple: Each step has a multiple of this many rows, the rest is padding.
    """
    steps = np.arange(int(lengths[0]))
    running = len(lengths) - np.searchsorted(lengths[::-1], steps, side="right")
    counts = -(-running // multiple) * multiple
    starts = np.cumsum(counts) - counts
    times = np.repeat(steps, counts)
    rows = np.arange(len(times)) - starts[times]
    length = np.concatenate([lengths, np.zeros(multiple, np.int64)])[rows]
    real = times < length
    mirror = starts[np.where(real, length - 1 - times, times)] + rows
    last = rows >= np.append(counts[1:], 0)[times]
    return Pack(counts.tolist(), starts.tolist(), rows, times, real, mirror, last | (times == length - 1))


def decode(crf: Crf, emissions: Floats, laid: Pack) -> Decoded:
    """Tag all places.

    Tags must come in pairs, an even one that begins a word and the odd one inside it; a last single tag does both.

    Args:
        crf: What joins the tags.
        emissions: Scores of the tags at each place.
        laid: How the places lie.
    """
    ahead, behind, onward = _marginals(crf, emissions, laid)
    both = ahead * onward
    tags = _best_path(crf, emissions, both, laid)
    sums = both.sum(axis=1)
    at = np.arange(len(tags))
    following = np.where(laid.last, at, at + np.array(laid.counts)[laid.times])
    moves = np.exp(crf.transition)

    def goes_on(tag: Integers | int, inside: Integers | int) -> Floats:
        chance: Floats = np.minimum(moves[tag, inside] * behind[following, inside] / onward[at, tag], 1.0)
        chance[laid.last] = 0.0
        return chance

    opening = tags - tags % 2
    return Decoded(
        tags,
        both[at, opening] / sums,
        goes_on(tags, np.minimum(opening + 1, emissions.shape[1] - 1)),
    )


def _marginals(crf: Crf, emissions: Floats, laid: Pack) -> tuple[Floats, Floats, Floats]:
    """What each place knows of its tag from itself and all before; from itself and all after; from all after alone."""
    moves = np.exp(np.maximum(np.stack([crf.transition, crf.transition.T]), _LEAST))
    weights = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    # Both directions in one product: the second runs over the mirrored places.
    known = np.stack([weights, weights.take(laid.mirror, axis=0)])
    coming = np.empty_like(known)
    coming[0, : laid.counts[0]], coming[1, : laid.counts[0]] = np.exp(crf.first), np.exp(crf.final)
    previous = 0
    for start, count in zip(laid.starts, laid.counts, strict=True):
        if start:
            np.matmul(known[:, previous : previous + count], moves, out=coming[:, start : start + count])
        now = known[:, start : start + count]
        now *= coming[:, start : start + count]
        now /= now.sum(axis=2, keepdims=True)
        previous = start
    return known[0], known[1].take(laid.mirror, axis=0), coming[1].take(laid.mirror, axis=0)


def _best_path(crf: Crf, emissions: Floats, likely: Floats, laid: Pack) -> Integers:
    """Viterbi over the likeliest tags of each place."""
    chosen = np.argpartition(likely, -_CANDIDATES, axis=1)[:, -_CANDIDATES:]
    here = np.take_along_axis(emissions, chosen, axis=1)
    here[: laid.counts[0]] += crf.first[chosen[: laid.counts[0]]]
    here[laid.last] += crf.final[chosen[laid.last]]
    later = np.arange(laid.counts[0], len(chosen))
    before = later - np.array(laid.counts)[laid.times[later] - 1]
    links = np.zeros((len(chosen), _CANDIDATES, _CANDIDATES), np.float32)
    links[later] = crf.transition[chosen[before][:, :, None], chosen[later][:, None, :]]
    back = np.zeros(chosen.shape, np.int64)
    previous = 0
    for start, count in zip(laid.starts[1:], laid.counts[1:], strict=True):
        paths = links[start : start + count]
        paths += here[previous : previous + count, :, None]
        back[start : start + count] = paths.argmax(axis=1)
        here[start : start + count] += paths.max(axis=1)
        previous = start
    picked = here.argmax(axis=1)
    for start, after, count in reversed(list(zip(laid.starts[:-1], laid.starts[1:], laid.counts[1:], strict=True))):
        rows = np.arange(after, after + count)
        inner = back[rows, picked[rows]]
        now = picked[start : start + count]
        np.copyto(now, inner, where=~laid.last[start : start + count])
    path: Integers = chosen[np.arange(len(chosen)), picked]
    return path
