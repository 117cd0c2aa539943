"""Records as JSON-LD: schema.org for what is told, Web Annotation for where it stands.

The context stands in the document: nothing is fetched. What schema.org has no word for is under ``px:``
(``urn:pressextract:terms:``). An ``Annotation`` for every labelled span points to what it means; its selector counts
code points, as the Web Annotation standard has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressextract.exports.naming import honorifics_around, is_iri, release_iri, whole_day
from pressextract.exports.offsets import OffsetUnit
from pressextract.exports.spans import labelled_spans
from pressextract.exports.writable import as_json
from pressextract.schema import Event, Person, PressRelease, Statement

Node = dict[str, Any]

_DATE = "http://www.w3.org/2001/XMLSchema#date"
_COUNT = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "px": "urn:pressextract:terms:",
    **{
        name: {"@id": f"https://schema.org/{name}", "@type": _DATE}
        for name in ("datePublished", "startDate", "endDate")
    },
    "eventStatus": {"@id": "https://schema.org/eventStatus", "@type": "@vocab"},
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextPositionSelector")},
    "hasBody": {"@id": "oa:hasBody", "@type": "@id"},
    "hasTarget": "oa:hasTarget",
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "hasSelector": "oa:hasSelector",
    "start": {"@id": "oa:start", "@type": _COUNT},
    "end": {"@id": "oa:end", "@type": _COUNT},
}
_BODIES = {
    "government": "GovernmentOrganization", "party": "PoliticalParty", "company": "Corporation",
    "university": "CollegeOrUniversity", "school": "School", "research": "ResearchOrganization",
    "media": "NewsMediaOrganization", "hospital": "Hospital", "court": "GovernmentOrganization",
}  # fmt: skip
_EVENTS = {"festival": "Festival", "exhibition": "ExhibitionEvent", "training": "EducationEvent"}
_PARTS = {
    "host": "organizer", "co_host": "organizer", "organiser": "organizer", "co_organiser": "organizer",
    "sponsor": "sponsor", "supporter": "sponsor", "speaker": "performer", "panellist": "performer",
    "attendee": "attendee",
}  # fmt: skip
_STATUS = {"planned": "EventScheduled", "cancelled": "EventCancelled"}
_LANGUAGES = {"traditional": "zh-Hant", "simplified": "zh-Hans", "mixed": "zh"}
# What could end the <script> of a web page that the document is put into, or a line of JavaScript.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def to_jsonld(
    release: PressRelease,
    *,
    id: str | None = None,  # noqa: A002 - what the release is called
    source: str | None = None,
    indent: int | None = 1,
) -> str:
    """A release as a JSON-LD document, which can stand in a ``<script>`` of a web page as it is.

    ``@graph`` begins with the release, a ``NewsArticle`` that is ``about`` its events and ``mentions`` its people and
    organisations, and holds each of them once, a ``Quotation`` for every statement, and an ``Annotation`` for every
    labelled span. Posts are ``OrganizationRole``; only current ones are a ``jobTitle`` too. A date without a year
    (``--10-23``) is no ``startDate``, but ``px:startDateText``.

    Args:
        release: What was extracted.
        id: The IRI of the release, of which everything in it is a fragment (``id#p1``); without one a ``urn:uuid``
            made from the text.
        source: Where it came from: its ``url``, if it is one, else its ``identifier``.
        indent: Spaces to indent by; None is one line.

    Raises:
        ValueError: ``id`` is no absolute IRI.

    >>> from pressextract.pipeline import extract
    >>> import json
    >>> document = json.loads(to_jsonld(extract("青禾集團董事長林致遠今日致辭。"), id="https://example.org/7"))
    >>> person = next(node for node in document["@graph"] if node["@type"] == "Person")
    >>> person["@id"], person["name"], person["affiliation"][0]["roleName"]
    ('https://example.org/7#p1', '林致遠', '董事長')
    """
    iri = release_iri(release, id)
    graph = [_article(release, iri, source)]
    graph += [_person(person, release.text, iri) for person in release.people]
    graph += [
        _filled(
            {
                "@id": f"{iri}#{body.id}",
                "@type": _BODIES.get(body.kind, "Organization"),
                "name": body.name,
                "alternateName": list(body.aliases),
                "parentOrganization": _to(iri, body.parent_id),
                "px:kind": body.kind,
                "px:confidence": body.confidence,
            }
        )
        for body in release.organisations
    ]
    graph += [
        {"@id": f"{iri}#t{number}", "@type": "Occupation", "name": title.name}
        for number, title in enumerate(release.titles, 1)
    ]
    graph += [_event(event, iri) for event in release.events]
    graph += [_statement(said, number, iri) for number, said in enumerate(release.statements, 1)]
    graph += _annotations(release, iri)
    document = {"@context": CONTEXT, "@graph": graph}
    return as_json(document, indent).translate(_ESCAPES) + "\n"


def _article(release: PressRelease, iri: str, source: str | None) -> Node:
    line = release.dateline
    unit: OffsetUnit = "codepoint"
    return _filled(
        {
            "@id": iri,
            "@type": "NewsArticle",
            "headline": " ".join(release.headline.text.split()) if release.headline else None,
            "articleBody": release.text,
            "inLanguage": _LANGUAGES.get(release.script),
            "datePublished": whole_day(line.date) if line else None,
            "px:datePublishedText": line.date if line and not whole_day(line.date) else None,
            "locationCreated": {"@type": "Place", "name": line.place} if line and line.place else None,
            "sourceOrganization": {"@type": "Organization", "name": line.agency} if line and line.agency else None,
            "about": [_to(iri, event.id) for event in release.events],
            "mentions": [
                *(_to(iri, person.id) for person in release.people),
                *(_to(iri, body.id) for body in release.organisations),
            ],
            "hasPart": [_to(iri, f"s{number}") for number in range(1, len(release.statements) + 1)],
            "url" if source and is_iri(source) else "identifier": source,
            "px:offsetUnit": unit,
            "px:schemaVersion": release.schema_version,
        }
    )


def _person(person: Person, text: str, iri: str) -> Node:
    before, behind = honorifics_around(person, text)
    roles, occupations = [], []
    for number, one in enumerate(person.positions, 1):
        role = {
            "@id": f"{iri}#{person.id}.{number}",
            "roleName": one.title,
            "px:status": one.status,
            "px:confidence": one.confidence,
        }
        body = _to(iri, one.organisation_id) or (
            {"@type": "Organization", "name": one.organisation} if one.organisation else None
        )
        if body:
            # As schema.org has roles: the property that leads to the role leads on from it.
            roles.append(_filled({"@type": "OrganizationRole", **role, "affiliation": body}))
        else:
            occupations.append(_filled({"@type": "Role", **role, "hasOccupation": _occupation(one.title)}))
    return _filled(
        {
            "@id": f"{iri}#{person.id}",
            "@type": "Person",
            "name": person.name,
            "alternateName": list(person.aliases),
            "honorificPrefix": before,
            "honorificSuffix": behind,
            "jobTitle": list(
                dict.fromkeys(one.title for one in person.positions if one.title and one.status == "current")
            ),
            "affiliation": roles,
            "hasOccupation": occupations,
            "px:confidence": person.confidence,
        }
    )


def _occupation(title: str | None) -> Node | None:
    return {"@type": "Occupation", "name": title} if title else None


def _event(event: Event, iri: str) -> Node:
    node: Node = {
        "@id": f"{iri}#{event.id}",
        "@type": _EVENTS.get(event.kind, "Event"),
        "name": event.name or event.trigger.text,
        "description": event.evidence.text,
        "eventStatus": _STATUS.get(event.status),
        "startDate": whole_day(event.start),
        "endDate": whole_day(event.end),
        "px:startDateText": None if whole_day(event.start) else event.start,
        "px:endDateText": None if whole_day(event.end) else event.end,
        "location": {"@type": "Place", "name": event.place} if event.place else None,
        "about": {"@type": "Thing", "name": event.theme} if event.theme else None,
        "superEvent": _to(iri, event.part_of),
        "px:kind": event.kind,
        "px:status": event.status,
        "px:attendance": event.attendance,
        "px:amount": list(event.amounts),
        "px:confidence": event.confidence,
    }
    for one in event.participants:
        part = _PARTS.get(one.role, "contributor")
        who = _to(iri, one.entity_id) or {"name": one.name}
        node.setdefault(part, []).append({"@type": "Role", "roleName": one.role, part: who})
    return _filled(node)


def _statement(said: Statement, number: int, iri: str) -> Node:
    return _filled(
        {
            "@id": f"{iri}#s{number}",
            "@type": "Quotation",
            "text": said.text,
            "spokenByCharacter": _to(iri, said.speaker_id) or {"name": said.speaker},
            "px:verb": said.verb,
            "px:direct": said.direct,
            "px:confidence": said.confidence,
        }
    )


def _annotations(release: PressRelease, iri: str) -> Iterator[Node]:
    for span in labelled_spans(release):
        # A post is the place of a role, which has the id of the span; the rest stands for what it means.
        meant = span.id if span.label == "POSITION" else span.of
        yield {
            "@id": f"{iri}#at-{span.id}",
            "@type": "Annotation",
            "px:label": span.label,
            **({"px:detail": span.detail} if span.detail else {}),
            "hasBody": f"{iri}#{meant}" if meant else iri,
            "hasTarget": {
                "@type": "SpecificResource",
                "hasSource": iri,
                "hasSelector": {"@type": "TextPositionSelector", "start": span.start, "end": span.end},
            },
        }


def _to(iri: str, item: str | None) -> Node | None:
    return {"@id": f"{iri}#{item}"} if item else None


def _filled(node: Node) -> Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value is not None and value != []}
