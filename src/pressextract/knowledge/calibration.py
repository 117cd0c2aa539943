"""``weights/calibration.json`` -> how likely something is right, out of what speaks for it.

A logistic model for each kind of record, a few numbers long, fitted by ``training/calibrate.py`` on releases with gold
records that the recogniser was not trained on.
"""

from __future__ import annotations

import json
from functools import cache
from math import exp, log
from pathlib import Path

from pressextract.errors import MissingResourceError

#: The file that comes with the library.
CALIBRATION = Path(__file__).parent.parent / "weights" / "calibration.json"
_NONE = 0.02
_MOST = 0.99


def odds(chance: float) -> float:
    """The logarithm of the odds of a chance, kept away from certainty.

    >>> odds(0.5)
    0.0
    """
    chance = min(max(chance, _NONE), 1 - _NONE)
    return log(chance / (1 - chance))


def likelihood(kind: str, numbers: tuple[float, ...]) -> float:
    """The chance that something of this kind is right, out of the numbers that speak for it.

    Raises:
        MissingResourceError: The file of weights is missing or damaged.
    """
    weights = _weights(CALIBRATION).get(kind)
    if weights is None or len(weights) != len(numbers) + 1:
        raise MissingResourceError(f"{CALIBRATION} does not fit this version: it says nothing of {kind}")
    total = weights[0] + sum(weight * number for weight, number in zip(weights[1:], numbers, strict=True))
    return round(min(1 / (1 + exp(-total)), _MOST), 2)


@cache
def _weights(path: Path) -> dict[str, tuple[float, ...]]:
    try:
        return {name: tuple(row) for name, row in json.loads(path.read_text(encoding="utf-8"))["weights"].items()}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise MissingResourceError(f"{path} is missing or damaged: {error}") from error
