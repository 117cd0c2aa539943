"""From what was found to the records that go out: offsets of the original, characters of the text."""

from __future__ import annotations

from collections.abc import Iterable

from pressextract.entities.bind import Bound
from pressextract.entities.entity import Organisation as BodyEntity
from pressextract.entities.entity import Person as PersonEntity
from pressextract.entities.entity import Post, Reference
from pressextract.schema import (
    Dateline,
    Event,
    Mention,
    Organisation,
    Person,
    Position,
    PressRelease,
    Section,
    Span,
    Statement,
    Title,
)
from pressextract.text.page import Page

_HEADED = ("headline",)


def assemble(
    page: Page,
    bound: Bound,
    pronouns: Iterable[tuple[int, int, str]],
    events: tuple[Event, ...],
    statements: tuple[Statement, ...],
) -> PressRelease:
    """The record of one release."""
    entities = bound.entities
    meant: dict[str, list[Reference]] = {}
    for start, end, identity in pronouns:
        meant.setdefault(identity, []).append(Reference(start, end, "pronoun"))
    headline = page.headline
    return PressRelease(
        text=page.original,
        script=page.script,
        headline=page.span(headline.start, headline.end) if headline else None,
        dateline=_dateline(page),
        sections=tuple(_section(page, section) for section in page.sections),
        people=tuple(_person(page, person, meant.get(person.id, [])) for person in entities.people),
        titles=_titles(page, bound),
        organisations=tuple(_organisation(page, body) for body in entities.organisations),
        events=events,
        statements=statements,
        warnings=page.warnings,
    )


def _dateline(page: Page) -> Dateline | None:
    found = page.dateline
    if found is None:
        return None
    return Dateline(
        place=page.surface(*found.place) if found.place else None,
        date=found.date_iso,
        agency=page.surface(*found.agency) if found.agency else None,
        span=page.span(found.start, found.end),
    )


def _section(page: Page, section) -> Section:  # type: ignore[no-untyped-def]
    heading = page.span(*section.heading) if section.heading else None
    return Section(kind=section.kind, heading=heading, span=page.span(section.start, section.end))


def _mentions(page: Page, references: Iterable[Reference]) -> tuple[Mention, ...]:
    ordered = sorted(references, key=lambda reference: (reference.start, reference.end))
    return tuple(
        Mention(**page.span(reference.start, reference.end).model_dump(), kind=reference.kind) for reference in ordered
    )


def _person(page: Page, person: PersonEntity, pronouns: list[Reference]) -> Person:
    return Person(
        id=person.id,
        name=person.name,
        aliases=person.aliases,
        honorifics=person.honorifics,
        positions=tuple(_position(page, post) for post in person.posts),
        mentions=_mentions(page, [*person.references, *pronouns]),
        rule=person.rule,
        confidence=person.confidence,
    )


def _position(page: Page, post: Post) -> Position:
    return Position(
        title=post.title,
        organisation=post.organisation,
        organisation_id=post.organisation_id,
        status=post.status,
        span=page.span(post.start, post.end),
        rule=post.rule,
        confidence=post.confidence,
    )


def _organisation(page: Page, body: BodyEntity) -> Organisation:
    return Organisation(
        id=body.id,
        name=body.name,
        aliases=body.aliases,
        kind=body.kind,
        parent_id=body.parent_id,
        mentions=_mentions(page, body.references),
        rule=body.rule,
        confidence=body.confidence,
    )


def _titles(page: Page, bound: Bound) -> tuple[Title, ...]:
    """Each title once, with its holders and all its places in the order of the text."""
    places: dict[str, dict[Span, None]] = {}
    holders: dict[str, dict[str, None]] = {}
    for holder, bond in sorted(bound.bonds, key=lambda pair: (pair[1].post.start, pair[1].post.end)):
        start, end = bond.post.title
        if end > start:
            title = page.surface(start, end)
            holders.setdefault(title, {})[holder] = None
            places.setdefault(title, {})[page.span(start, end)] = None
    return tuple(
        Title(
            name=title,
            held_by=tuple(held),
            mentions=tuple(Mention(**span.model_dump(), kind="name") for span in places[title]),
        )
        for title, held in holders.items()
    )
