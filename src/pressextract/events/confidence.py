"""What speaks for an event or a statement: the numbers that its confidence is made of."""

from __future__ import annotations

from collections.abc import Callable
from math import log1p

from pressextract.events.draft import Draft
from pressextract.events.paragraphs import Found
from pressextract.knowledge.calibration import likelihood, odds

Weigh = Callable[[tuple[float, ...]], float]

# How sure each way of finding the speaker is, and each way in which the words stand.
_BY_SPEAKER = {
    "name": 0.94, "title": 0.93, "pronoun": 0.91, "organisation": 0.9, "spokesperson": 0.88, "carried": 0.82,
    "signatory": 0.8,
}  # fmt: skip
_BY_WORDS = {"colon": 0.75, "headline": 0.7}
_SURE = 0.95


def weigh_event(evidence: tuple[float, ...]) -> float:
    """The confidence of an event."""
    return likelihood("events", evidence)


def weigh_statement(evidence: tuple[float, ...]) -> float:
    """The confidence of a statement."""
    return likelihood("statements", evidence)


def event_evidence(draft: Draft) -> tuple[float, ...]:
    """How sure its frame is; whether it has a name, a day and a place; how many take part; whether it is still to come."""
    return (
        odds(draft.confidence),
        float(draft.name is not None),
        float(draft.start is not None),
        float(draft.place is not None),
        log1p(len(draft.parts)),
        float(draft.status != "reported"),
    )


def statement_evidence(found: Found) -> tuple[float, ...]:
    """How sure the way to the speaker is, and the way in which the words stand; whether they are quoted; how many."""
    words, _, speaker = found.rule.partition(":")
    said = sum(end - start for start, end in found.parts)
    return (
        odds(_BY_SPEAKER[speaker]),
        odds(_BY_WORDS.get(words, _SURE)),
        float(found.direct),
        float(found.verb is None),
        log1p(said),
    )
