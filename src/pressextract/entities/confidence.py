"""How likely each person, body and post is right: what the rules and the recogniser say, weighed on labelled releases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log

from pressextract.entities.entity import Entities, Organisation, Person, Post, Reference
from pressextract.knowledge.calibration import likelihood, odds
from pressextract.mentions.reading import Reading


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
        return (odds(entity.confidence), float(best > 0), odds(best) if best else 0.0, often, han)

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
        return (float(title > 0), odds(title) if title else 0.0, body[2] if body else 0.0, implied)

    posts = tuple(tuple(post(one) for one in person.posts) for person in entities.people)
    return Evidence(people, tuple(bodies.values()), posts)


def calibrated(reading: Reading, entities: Entities) -> Entities:
    """The entities with the probability of being right as their confidence."""
    evidence = evidence_of(reading, entities)
    people = tuple(
        replace(
            person,
            confidence=likelihood("people", row),
            posts=tuple(
                replace(post, confidence=likelihood("positions", numbers))
                for post, numbers in zip(person.posts, rows, strict=True)
            ),
        )
        for person, row, rows in zip(entities.people, evidence.people, evidence.posts, strict=True)
    )
    bodies = tuple(
        replace(body, confidence=likelihood("organisations", row))
        for body, row in zip(entities.organisations, evidence.organisations, strict=True)
    )
    return Entities(people, bodies)
