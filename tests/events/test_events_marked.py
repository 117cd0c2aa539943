"""Sentences with their names marked, ``[何立明|p]致辞``, as a page and entities: what the events are read from.

``[何立明|p]`` is a person, ``[东岸大学|o|本校]`` a body with the aliases that stand behind the second bar. The text is
in Simplified characters, so that its fold has the same offsets. The other tests of the events import from here.
"""

from __future__ import annotations

import re
from datetime import date

from pressextract.entities.entity import Entities, Organisation, Person, Reference
from pressextract.events.fill import find_events
from pressextract.schema import Event, OrganisationKind
from pressextract.text.page import read_page

_MARK = re.compile(r"\[(?P<name>[^|\]]+)\|(?P<sort>[po])(?:\|(?P<aliases>[^\]]*))?\]")


def unmarked(marked: str) -> str:
    """The text without its marks."""
    return _MARK.sub(lambda m: m["name"], marked)


def entities_of(marked: str) -> Entities:
    """The people ``[…|p]`` and bodies ``[…|o]`` of a marked text; aliases may follow after another bar."""
    text = unmarked(marked)
    people: list[Person] = []
    bodies: list[Organisation] = []
    seen: set[str] = set()
    for match in _MARK.finditer(marked):
        name, aliases = match["name"], tuple(filter(None, (match["aliases"] or "").split(",")))
        if name in seen:
            continue
        seen.add(name)
        references = tuple(
            sorted(
                (
                    Reference(m.start(), m.end(), "name")
                    for n in (name, *aliases)
                    for m in re.finditer(re.escape(n), text)
                ),
                key=lambda r: r.start,
            )
        )
        if match["sort"] == "p":
            people.append(Person(f"p{len(people) + 1}", name, name, aliases, (), (), references, "test", 1.0))
        else:
            kind: OrganisationKind = "government" if name.endswith(("政府", "局", "署")) else "company"
            bodies.append(Organisation(f"o{len(bodies) + 1}", name, name, aliases, kind, None, references, "test", 1.0))
    return Entities(tuple(people), tuple(bodies))


def events_of(marked: str, anchor: date | None = None) -> tuple[Event, ...]:
    """The events of a marked text in Simplified characters (so that the fold has the same offsets)."""
    page = read_page(unmarked(marked), anchor)
    return find_events(page, (), entities_of(marked), anchor=page.anchor)


def told(event: Event) -> dict[str, object]:
    """An event as a flat dictionary: kind, name, theme if it has one, and who has which role."""
    flat: dict[str, object] = {"kind": event.kind, "name": event.name}
    if event.theme is not None:
        flat["theme"] = event.theme
    roles: dict[str, set[str]] = {}
    for participant in event.participants:
        roles.setdefault(participant.role, set()).add(participant.name)
    return flat | roles


def test_the_marks_drop_out_and_every_place_of_a_name_is_a_reference() -> None:
    marked = "[东岸大学|o|本校]校长[周平|p]致辞，本校由[周平|p]主持。"
    assert unmarked(marked) == "东岸大学校长周平致辞，本校由周平主持。"
    entities = entities_of(marked)
    assert [len(person.references) for person in entities.people] == [2]
    assert [[(r.start, r.end) for r in body.references] for body in entities.organisations] == [[(0, 4), (11, 13)]]
