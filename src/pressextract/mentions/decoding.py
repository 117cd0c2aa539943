"""From the chances of marks to spans."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pressextract.mentions.crf import Floats
from pressextract.mentions.merging import without_overlaps
from pressextract.tokens.word import Word

#: Below this a mark is not thought of.
_LEAST = 0.05
_LONGEST_SPAN = 60
_KINDS_OF_MARK = 3


def spans_of(
    chances: Floats, classes: tuple[str, ...], least: float, allowed: Callable[[int, int], bool] | None = None
) -> tuple[Word, ...]:
    """The likeliest spans that do not overlap, in order.

    A span is as likely as the least likely of its marks.

    Args:
        chances: Probabilities of the marks, a row a character.
        classes: The names of the classes.
        least: What is less likely is left out.
        allowed: Whether a stretch can be a span at all; what cannot be one stands in the way of none.
    """
    found = [
        Word(start, end, name, round(score, 3))
        for number, name in enumerate(classes)
        for start, end, score in _candidates(chances[:, 1 + _KINDS_OF_MARK * number :][:, :_KINDS_OF_MARK])
        if score >= least and (allowed is None or allowed(start, end))
    ]
    return without_overlaps(found)


def _candidates(marks: Floats) -> list[tuple[int, int, float]]:
    """Every stretch that may be a span of one class, with its chance: ``B`` alone, or ``B``, ``I`` ..., ``E``."""
    found = []
    begins, insides, lasts = marks.T.tolist()
    size = len(begins)
    for start in np.flatnonzero(marks[:, 0] > _LEAST).tolist():
        chance = begins[start]
        onward = insides[start + 1] + lasts[start + 1] if start + 1 < size else 0.0
        if onward < 1.0 - _LEAST:
            found.append((start, start + 1, min(chance, 1.0 - onward)))
        for at in range(start + 1, min(start + _LONGEST_SPAN, size)):
            if lasts[at] > _LEAST:
                found.append((start, at + 1, min(chance, lasts[at])))
            if insides[at] <= _LEAST:
                break
            chance = min(chance, insides[at])
    return found
