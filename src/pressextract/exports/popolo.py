"""Records as Popolo: persons, organizations, posts, memberships and events, as JSON.

Popolo has no word for a place in a text; the ``mentions`` and ``span`` of its classes are ours, as its specification
allows, and ``offset_unit`` says what they count.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pressextract.exports.naming import honorifics_around, is_iri, release_iri, whole_day
from pressextract.exports.offsets import Offsets, OffsetUnit
from pressextract.exports.writable import as_json
from pressextract.schema import Mention, PressRelease, Span


def to_popolo(
    release: PressRelease,
    *,
    id: str | None = None,  # noqa: A002 - what the release is called
    source: str | None = None,
    offsets: OffsetUnit = "codepoint",
) -> str:
    """A release as Popolo JSON.

    A position is a membership; where it has a title and a body on record it is a post too, one for each title in a
    body. When it began or ended is never known, so ``start_date`` and ``end_date`` are null; ``status`` (ours) says
    whether it is current, former or incoming. Everything has the release among its ``sources``.

    Args:
        release: What was extracted.
        id: An absolute IRI, before the ids of everything (``id#p1``), so that several releases can be put together;
            without one the ids are those of the record (``p1``).
        source: Where it came from: an address for ``sources``, or else a note there.
        offsets: What ``start`` and ``end`` count.

    Raises:
        ValueError: ``id`` is no absolute IRI, or the unit none of the three.

    >>> from pressextract.pipeline import extract
    >>> import json
    >>> popolo = json.loads(to_popolo(extract("青禾集團董事長林致遠今日致辭。")))
    >>> [(one["person_id"], one["role"], one["organization_id"]) for one in popolo["memberships"]]
    [('p1', '董事長', 'o1')]
    """
    iri = release_iri(release, id)
    prefix = f"{iri}#" if id else ""
    table = Offsets.of(release.text, offsets)

    def named(item: str | None) -> str | None:
        return None if item is None else f"{prefix}{item}"

    def place(span: Span) -> dict[str, Any]:
        return {"start": table.to_unit(span.start), "end": table.to_unit(span.end), "text": span.text}

    def places(mentions: Iterable[Mention]) -> list[dict[str, Any]]:
        return [{**place(mention), "kind": mention.kind} for mention in mentions]

    known = source is not None and is_iri(source)
    link = {"url": source if known else iri, "note": None if known else source}
    sources = [{key: value for key, value in link.items() if value is not None}]
    posts: dict[tuple[str, str], dict[str, Any]] = {}
    memberships: list[dict[str, Any]] = []
    for person in release.people:
        for number, one in enumerate(person.positions, 1):
            post = None
            if one.organisation_id and one.title:
                key = (one.organisation_id, one.title)
                post = posts.setdefault(
                    key,
                    {
                        "id": named(f"post{len(posts) + 1}"),
                        "label": f"{one.organisation or ''}{one.title}",
                        "role": one.title,
                        "organization_id": named(one.organisation_id),
                        "start_date": None,
                        "end_date": None,
                        "sources": sources,
                    },
                )
            memberships.append(
                {
                    "id": named(f"{person.id}.{number}"),
                    "label": f"{one.organisation or ''}{one.title or ''}",
                    "role": one.title,
                    "person_id": named(person.id),
                    "organization_id": named(one.organisation_id),
                    "post_id": post["id"] if post else None,
                    "start_date": None,
                    "end_date": None,
                    "status": one.status,
                    "span": place(one.span),
                    "sources": sources,
                }
            )
    persons: list[dict[str, Any]] = []
    for person in release.people:
        before, behind = honorifics_around(person, release.text)
        persons.append(
            {
                "id": named(person.id),
                "name": person.name,
                "other_names": [{"name": alias} for alias in person.aliases],
                "honorific_prefix": "、".join(before) or None,
                "honorific_suffix": "、".join(behind) or None,
                "mentions": places(person.mentions),
                "sources": sources,
            }
        )
    organizations = [
        {
            "id": named(body.id),
            "name": body.name,
            "other_names": [{"name": alias} for alias in body.aliases],
            "classification": body.kind,
            "parent_id": named(body.parent_id),
            "mentions": places(body.mentions),
            "sources": sources,
        }
        for body in release.organisations
    ]
    names = {person.id: person.name for person in release.people}
    events = [
        {
            "id": named(event.id),
            "name": event.name or event.trigger.text,
            "description": event.evidence.text,
            "start_date": whole_day(event.start),
            "end_date": whole_day(event.end),
            "location": event.place,
            "status": event.status,
            "classification": event.kind,
            "parent_id": named(event.part_of),
            "attendees": [
                {"id": named(one), "name": names[one]}
                for one in dict.fromkeys(part.entity_id for part in event.participants)
                if one in names
            ],
            "mentions": places(event.mentions),
            "span": place(event.trigger),
            "sources": sources,
        }
        for event in release.events
    ]
    document = {
        "offset_unit": offsets,
        "persons": persons,
        "organizations": organizations,
        "posts": list(posts.values()),
        "memberships": memberships,
        "events": events,
    }
    return as_json(document, 1) + "\n"
