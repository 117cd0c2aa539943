"""How likely each person, body and post is right: what the rules and the recogniser say, weighed on labelled releases.

A logistic model for each class, four to six numbers long (``weights/calibration.json``), fitted by
``training/calibrate.py`` on releases that the recogniser was not trained on.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log
from pathlib import Path

from pressextract.entities.entity import Entities, Organisation, Person, Post, Reference
from pressextract.errors import MissingResourceError
from pressextract.mentions.reading import Reading

#: The file that comes with the library.
CALIBRATION = Path(__file__).parent.parent / "weights" / "calibration.json"
_NONE = 0.02
_MOST = 0.99


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the entities of one release.

    Attributes:
        people: A row of numbers for each person, in order.
        organisations: The same for each body.
        posts: The same for each post of each person.
    """

    people: tuple[tuple[float, ...], ...]
    organisations: tuple[tuple[float, ...], ...]
    posts: tuple[tuple[tuple[float, ...], ...], ...]


def evidence_of(reading: Reading, entities: Entities) -> Evidence:
    """The numbers that confidence is made of."""
    seen = {(span.start, span.end, span.tag): span.score for span in reading.spans}

    def chance(references: tuple[Reference, ...], tag: str) -> float:
        return max((seen.get((one.start, one.end, tag), 0.0) for one in references), default=0.0)

    def of(entity: Person | Organisation, tag: str) -> tuple[float, ...]:
        best = chance(entity.references, tag)
        han = float(any("\u3400" <= char <= "\u9fff" for char in entity.fold_name))
        often = log(len(entity.references)) if entity.references else 0.0
        return (_odds(entity.confidence), float(best > 0), _odds(best) if best else 0.0, often, han)

    people = tuple(of(person, "PERSON") for person in entities.people)
    bodies = {body.id: of(body, "ORG") for body in entities.organisations}
    places = {body.id: body.references for body in entities.organisations}

    def post(one: Post) -> tuple[float, ...]:
        title = seen.get((*one.title_span, "TITLE"), 0.0) if one.title_span else 0.0
        body = bodies.get(one.organisation_id or "")
        told = any(
            one.start <= place.start and place.end <= one.end for place in places.get(one.organisation_id or "", ())
        )
        implied = float(one.organisation is not None and not told)
        return (float(title > 0), _odds(title) if title else 0.0, body[2] if body else 0.0, implied)

    posts = tuple(tuple(post(one) for one in person.posts) for person in entities.people)
    return Evidence(people, tuple(bodies.values()), posts)


def calibrated(reading: Reading, entities: Entities) -> Entities:
    """The entities with the probability of being right as their confidence."""
    evidence = evidence_of(reading, entities)
    weights = _weights(CALIBRATION)
    people = tuple(
        replace(
            person,
            confidence=_likelihood(weights["people"], row),
            posts=tuple(
                replace(post, confidence=_likelihood(weights["positions"], numbers))
                for post, numbers in zip(person.posts, rows, strict=True)
            ),
        )
        for person, row, rows in zip(entities.people, evidence.people, evidence.posts, strict=True)
    )
    bodies = tuple(
        replace(body, confidence=_likelihood(weights["organisations"], row))
        for body, row in zip(entities.organisations, evidence.organisations, strict=True)
    )
    return Entities(people, bodies)


def _odds(chance: float) -> float:
    chance = min(max(chance, _NONE), 1 - _NONE)
    return log(chance / (1 - chance))


def _likelihood(weights: tuple[float, ...], numbers: tuple[float, ...]) -> float:
    total = weights[0] + sum(weight * number for weight, number in zip(weights[1:], numbers, strict=True))
    return round(min(1 / (1 + exp(-total)), _MOST), 2)


@cache
def _weights(path: Path) -> dict[str, tuple[float, ...]]:
    try:
        return {name: tuple(row) for name, row in json.loads(path.read_text(encoding="utf-8"))["weights"].items()}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise MissingResourceError(f"{path} is missing or damaged: {error}") from error
