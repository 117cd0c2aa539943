"""Where everything of a release stands: one row for each span that goes into a group of ``doc.spans``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pressextract.schema import Dateline, Event, Mention, Organisation, Person, PressRelease, Span, Statement, Title

Record = Person | Title | Organisation | Event | Dateline | Statement

#: The groups of ``doc.spans``, and the one that holds what is in all of them.
GROUPS = ("people", "titles", "organisations", "events", "dates", "statements")
EVERYTHING = "press_release"
_NAMED = frozenset({"name", "alias"})


@dataclass(frozen=True, slots=True)
class Place:
    """One span of a group.

    Attributes:
        group: The name of the group.
        label: What sort of thing is there, in the words of spaCy's models where they have one.
        id: The id of the record: the record's own, or for titles and statements their number as in the tables.
        span: Where it stands, to the code point.
        record: What is meant there; for the date of an event, the event.
        named: Whether it can be an entity: it is named there, not only meant.
    """

    group: str
    label: str
    id: str
    span: Span
    record: Record
    named: bool


def places_of(release: PressRelease) -> tuple[Place, ...]:
    """Every place of a release, in the order of the text, the longer of two that begin together first.

    >>> from pressextract.pipeline import extract
    >>> for place in places_of(extract("青禾集團董事長林致遠5月3日辭任。")):
    ...     print(place.group, place.label, place.id, place.span.text)
    organisations ORG o1 青禾集團
    titles TITLE t1 董事長
    people PERSON p1 林致遠
    dates DATE e1 5月3日
    events EVENT e1 辭任
    """
    rank = {group: number for number, group in enumerate(GROUPS)}
    places = {(place.group, place.id, place.span.start, place.span.end): place for place in _places(release)}
    return tuple(sorted(places.values(), key=lambda it: (it.span.start, -it.span.end, rank[it.group], it.id)))


def _places(release: PressRelease) -> Iterator[Place]:
    for person in release.people:
        yield from _mentioned("people", "PERSON", person.id, person, person.mentions)
    for number, title in enumerate(release.titles, 1):
        yield from _mentioned("titles", "TITLE", f"t{number}", title, title.mentions)
    for body in release.organisations:
        yield from _mentioned("organisations", "ORG", body.id, body, body.mentions)
    for event in release.events:
        yield Place("events", "EVENT", event.id, event.trigger, event, False)
        # A trigger that is a mention as well is given as the mention, which says more.
        yield from _mentioned("events", "EVENT", event.id, event, event.mentions)
        for ground in event.grounds:
            if ground.slot == "date":
                yield Place("dates", "DATE", event.id, ground, event, True)
    if release.dateline is not None:
        yield Place("dates", "DATELINE", "dateline", release.dateline.span, release.dateline, False)
    for number, statement in enumerate(release.statements, 1):
        yield Place("statements", "STATEMENT", f"s{number}", statement.span, statement, False)


def _mentioned(group: str, label: str, identity: str, record: Record, mentions: Iterable[Mention]) -> Iterator[Place]:
    for mention in mentions:
        yield Place(group, label, identity, mention, record, mention.kind in _NAMED)
