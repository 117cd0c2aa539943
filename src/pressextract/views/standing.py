"""Who is who in a report: people and organisations with what they hold, and what they did in the events of the release."""

from __future__ import annotations

from pressextract.markup import attribute, escape, flat
from pressextract.schema import Event, PressRelease
from pressextract.views.tables import Column, Row, listed, name_cell, post_cell, table
from pressextract.views.words import Words

_MOST = 8  # events that are listed of one person or body


def who_table(release: PressRelease, words: Words, *, links: str) -> str:
    """People with their posts, and the events that they took part in."""
    columns = [Column(words("name")), Column(words("posts")), Column(words("roles"))]
    parts = _taking_part(release)
    rows = [
        Row(
            (
                name_cell(
                    person.name,
                    person.confidence,
                    words,
                    more=" ".join([*person.honorifics, *(f"({alias})" for alias in person.aliases)]),
                ),
                listed(post_cell(position, words) for position in person.positions),
                _roles(parts.get(person.id, []), words, links),
            ),
            links + person.id,
        )
        for person in release.people
    ]
    return table(columns, rows, words, most=None)


def bodies_table(release: PressRelease, words: Words, *, links: str) -> str:
    """Organisations with their kinds, the people who hold posts in them, and the events that they took part in."""
    columns = [Column(words("name")), Column(words("people")), Column(words("roles"))]
    parts, names = _taking_part(release), {one.id: one.name for one in release.organisations}
    members: dict[str, dict[str, str]] = {}
    for person in release.people:
        for position in person.positions:
            members.setdefault(position.organisation_id or "", {})[person.id] = person.name
    rows = []
    for body in release.organisations:
        more = [words.of("organisation", body.kind), *(f"({alias})" for alias in body.aliases)]
        if body.parent_id:
            more.append(f"· {words('part_of')} {names.get(body.parent_id, body.parent_id)}")
        people = [_link(links + item, name) for item, name in members.get(body.id, {}).items()]
        rows.append(
            Row(
                (
                    name_cell(body.name, body.confidence, words, more=" ".join(more)),
                    "、".join(people),
                    _roles(parts.get(body.id, []), words, links),
                ),
                links + body.id,
            )
        )
    return table(columns, rows, words, most=None)


def _taking_part(release: PressRelease) -> dict[str, list[tuple[str, Event]]]:
    """The roles of each person and body, with their events."""
    found: dict[str, list[tuple[str, Event]]] = {}
    for event in release.events:
        for one in event.participants:
            if one.entity_id and (one.role, event) not in (told := found.setdefault(one.entity_id, [])):
                told.append((one.role, event))
    return found


def _roles(parts: list[tuple[str, Event]], words: Words, links: str) -> str:
    told = [
        f'<span class="px-faint">{escape(words.of("role", role))}</span> '
        f"{_link(links + event.id, event.name or event.trigger.text)}"
        for role, event in parts[:_MOST]
    ]
    left = len(parts) - _MOST
    return listed([*told, escape(words("not_shown", left)) if left > 0 else ""])


def _link(place: str, name: str) -> str:
    return f'<a href="#{attribute(place)}">{escape(flat(name))}</a>'
