"""From what was found to the records that go out: offsets of the original, characters of the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pressextract.entities.bind import Bound
from pressextract.entities.entity import Organisation as BodyEntity
from pressextract.entities.entity import Person as PersonEntity
from pressextract.entities.entity import Post, Reference
from pressextract.schema import Event, MentionKind, PressRelease, Statement
from pressextract.text.layout import Section
from pressextract.text.page import Page

# A record before it is one. The whole release is validated at once: thousands of small models made one by one, from
# Python, take several times as long.
Fields = dict[str, Any]


def assemble(
    page: Page,
    bound: Bound,
    references: Iterable[tuple[int, int, MentionKind, str]],
    events: tuple[Event, ...],
    statements: tuple[Statement, ...],
) -> PressRelease:
    """The record of one release."""
    entities = bound.entities
    meant: dict[str, list[Reference]] = {}
    for start, end, kind, identity in references:
        meant.setdefault(identity, []).append(Reference(start, end, kind))
    headline = page.headline
    return PressRelease.model_validate(
        {
            "text": page.original,
            "script": page.script,
            "headline": page.span_fields(headline.start, headline.end) if headline else None,
            "dateline": _dateline(page),
            "sections": tuple(_section(page, section) for section in page.sections),
            "people": tuple(_person(page, person, meant.get(person.id, [])) for person in entities.people),
            "titles": _titles(page, bound),
            "organisations": tuple(
                _organisation(page, body, meant.get(body.id, [])) for body in entities.organisations
            ),
            "events": events,
            "statements": statements,
            "warnings": page.warnings,
        }
    )


def _mention(page: Page, start: int, end: int, kind: MentionKind) -> Fields:
    return {**page.span_fields(start, end), "kind": kind}


def _dateline(page: Page) -> Fields | None:
    found = page.dateline
    if found is None:
        return None
    return {
        "place": page.surface(*found.place) if found.place else None,
        "date": found.date_iso,
        "agency": page.surface(*found.agency) if found.agency else None,
        "span": page.span_fields(found.start, found.end),
    }


def _section(page: Page, section: Section) -> Fields:
    heading = page.span_fields(*section.heading) if section.heading else None
    return {"kind": section.kind, "heading": heading, "span": page.span_fields(section.start, section.end)}


def _mentions(page: Page, references: Iterable[Reference]) -> tuple[Fields, ...]:
    ordered = sorted(references, key=lambda reference: (reference.start, reference.end))
    return tuple(_mention(page, reference.start, reference.end, reference.kind) for reference in ordered)


def _person(page: Page, person: PersonEntity, unnamed: list[Reference]) -> Fields:
    return {
        "id": person.id,
        "name": person.name,
        "aliases": person.aliases,
        "honorifics": person.honorifics,
        "positions": tuple(_position(page, post) for post in person.posts),
        "mentions": _mentions(page, [*person.references, *unnamed]),
        "rule": person.rule,
        "confidence": person.confidence,
    }


def _position(page: Page, post: Post) -> Fields:
    return {
        "title": post.title,
        "organisation": post.organisation,
        "organisation_id": post.organisation_id,
        "status": post.status,
        "span": page.span_fields(post.start, post.end),
        "rule": post.rule,
        "confidence": post.confidence,
    }


def _organisation(page: Page, body: BodyEntity, unnamed: list[Reference]) -> Fields:
    return {
        "id": body.id,
        "name": body.name,
        "aliases": body.aliases,
        "kind": body.kind,
        "parent_id": body.parent_id,
        "mentions": _mentions(page, [*body.references, *unnamed]),
        "rule": body.rule,
        "confidence": body.confidence,
    }


def _titles(page: Page, bound: Bound) -> tuple[Fields, ...]:
    """Each title once, with its holders and all its places in the order of the text."""
    places: dict[str, dict[tuple[int, int], None]] = {}
    holders: dict[str, dict[str, None]] = {}
    for holder, bond in sorted(bound.bonds, key=lambda pair: (pair[1].post.start, pair[1].post.end)):
        start, end = bond.post.title
        if end > start:
            title = page.surface(start, end)
            holders.setdefault(title, {})[holder] = None
            places.setdefault(title, {})[start, end] = None
    return tuple(
        {
            "name": title,
            "held_by": tuple(held),
            "mentions": tuple(_mention(page, start, end, "name") for start, end in places[title]),
        }
        for title, held in holders.items()
    )
