"""A place where the name of a body stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BodySpan:
    """A place where the name of a body stands."""

    start: int
    end: int
    score: float
    rule: str
