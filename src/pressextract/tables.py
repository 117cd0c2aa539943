"""Records as tidy tables: eight tables with keys between them, one row a thing, a plain value in every cell.

    releases              id, where it came from, how it went; the text
    ├── people            release_id, person_id
    │   └── positions     release_id, position_id; person_id, organisation_id
    ├── organisations     release_id, organisation_id; parent_id
    ├── events            release_id, event_id; part_of
    │   └── participants  release_id, participant_id; event_id, entity_id
    ├── statements        release_id, statement_id; speaker_id
    └── mentions          release_id, entity_id: where a person, title, organisation or event is meant

Ids other than that of a release (``p1``, ``o2``, ``e3``) hold within their release; ``entity_id`` and ``speaker_id``
name a person or an organisation. Offsets count code points of ``releases.text``, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

from pressextract.schema import Mention, Outcome, PressRelease

TABLES_VERSION = "1.0"

Type = Literal["str", "int", "float", "bool", "list"]  # list: several strings
Cell = str | int | float | bool | tuple[str, ...] | None
Row = tuple[Cell, ...]


class Column(NamedTuple):
    """A column of a table and the type of its values; any value may be missing."""

    name: str
    type: Type


def _columns(spec: str) -> tuple[Column, ...]:
    pairs = (item.split(":") for item in spec.split())
    return tuple(Column(name, cast("Type", kind)) for name, kind in pairs)


TABLES: dict[str, tuple[Column, ...]] = {
    "releases": _columns(
        "id:str source:str row:int published:str error:str message:str config:str tables_version:str "
        "schema_version:str script:str headline:str dateline_place:str dateline_date:str dateline_agency:str "
        "characters:int warnings:list text:str"
    ),
    "people": _columns("release_id:str person_id:str name:str aliases:list honorifics:list rule:str confidence:float"),
    "positions": _columns(
        "release_id:str position_id:str person_id:str person:str title:str organisation:str organisation_id:str "
        "status:str start:int end:int rule:str confidence:float"
    ),
    "organisations": _columns(
        "release_id:str organisation_id:str name:str aliases:list kind:str parent_id:str rule:str confidence:float"
    ),
    "events": _columns(
        "release_id:str event_id:str kind:str status:str name:str trigger:str trigger_start:int trigger_end:int "
        "start_date:str end_date:str place:str theme:str attendance:str amounts:list part_of:str evidence:str "
        "evidence_start:int evidence_end:int rule:str confidence:float"
    ),
    "participants": _columns(
        "release_id:str participant_id:str event_id:str entity_id:str name:str role:str start:int end:int rule:str"
    ),
    "statements": _columns(
        "release_id:str statement_id:str speaker_id:str speaker:str verb:str text:str direct:bool start:int end:int "
        "rule:str confidence:float"
    ),
    "mentions": _columns("release_id:str entity_type:str entity_id:str kind:str text:str start:int end:int"),
}


# What tells the rows of a table apart; mentions have nothing that does.
PRIMARY_KEYS: dict[str, tuple[str, ...]] = {
    "releases": ("id",),
    "people": ("release_id", "person_id"),
    "positions": ("release_id", "position_id"),
    "organisations": ("release_id", "organisation_id"),
    "events": ("release_id", "event_id"),
    "participants": ("release_id", "participant_id"),
    "statements": ("release_id", "statement_id"),
}
# Which row each id means, within a release, where it can be of one table alone; ``release_id`` is always releases.id.
FOREIGN_KEYS: dict[str, dict[str, str]] = {
    "positions": {"person_id": "people.person_id", "organisation_id": "organisations.organisation_id"},
    "organisations": {"parent_id": "organisations.organisation_id"},
    "events": {"part_of": "events.event_id"},
    "participants": {"event_id": "events.event_id"},
}


def rows_of(outcome: Outcome) -> dict[str, list[Row]]:
    """The rows of one document in every table, cells in the order of ``TABLES``.

    >>> from pressextract.pipeline import extract
    >>> outcome = Outcome(id="a", config="", release=extract("主席林致遠今日致辭。"))
    >>> rows_of(outcome)["positions"][0][:5]
    ('a', 'p1.1', 'p1', '林致遠', '主席')
    """
    release = outcome.release
    rows: dict[str, list[Row]] = {"releases": [_release(outcome)]}
    if release is None:
        return {name: rows.get(name, []) for name in TABLES}
    rows["people"] = [
        (outcome.id, one.id, one.name, one.aliases, one.honorifics, one.rule, one.confidence) for one in release.people
    ]
    rows["positions"] = list(_positions(outcome.id, release))
    rows["organisations"] = [
        (outcome.id, one.id, one.name, one.aliases, one.kind, one.parent_id, one.rule, one.confidence)
        for one in release.organisations
    ]
    rows["events"] = list(_events(outcome.id, release))
    rows["participants"] = list(_participants(outcome.id, release))
    rows["statements"] = list(_statements(outcome.id, release))
    rows["mentions"] = list(_mentions(outcome.id, release))
    return rows


def _release(outcome: Outcome) -> Row:
    head: Row = (
        outcome.id, outcome.source, outcome.row, outcome.published, outcome.error, outcome.message, outcome.config,
        TABLES_VERSION,
    )  # fmt: skip
    release = outcome.release
    if release is None:
        return (*head, *(None for _ in TABLES["releases"][len(head) :]))
    line = release.dateline
    return (
        *head, release.schema_version, release.script, release.headline.text if release.headline else None,
        *((line.place, line.date, line.agency) if line else (None, None, None)),
        len(release.text), release.warnings, release.text,
    )  # fmt: skip


def _positions(release_id: str, release: PressRelease) -> Iterator[Row]:
    for person in release.people:
        for number, one in enumerate(person.positions, 1):
            yield (
                release_id, f"{person.id}.{number}", person.id, person.name, one.title, one.organisation, one.organisation_id,
                one.status, one.span.start, one.span.end, one.rule, one.confidence,
            )  # fmt: skip


def _events(release_id: str, release: PressRelease) -> Iterator[Row]:
    for one in release.events:
        yield (
            release_id, one.id, one.kind, one.status, one.name, one.trigger.text, one.trigger.start, one.trigger.end,
            one.start, one.end, one.place, one.theme, one.attendance, one.amounts, one.part_of, one.evidence.text,
            one.evidence.start, one.evidence.end, one.rule, one.confidence,
        )  # fmt: skip


def _participants(release_id: str, release: PressRelease) -> Iterator[Row]:
    for event in release.events:
        for number, one in enumerate(event.participants, 1):
            yield (
                release_id, f"{event.id}.{number}", event.id, one.entity_id, one.name, one.role, one.span.start, one.span.end,
                one.rule,
            )  # fmt: skip


def _statements(release_id: str, release: PressRelease) -> Iterator[Row]:
    for number, one in enumerate(release.statements, 1):
        yield (
            release_id, f"s{number}", one.speaker_id, one.speaker, one.verb, one.text, one.direct, one.span.start,
            one.span.end, one.rule, one.confidence,
        )  # fmt: skip


def _mentions(release_id: str, release: PressRelease) -> Iterator[Row]:
    def told(kind: str, of: str, mentions: tuple[Mention, ...]) -> Iterator[Row]:
        for one in mentions:
            yield release_id, kind, of, one.kind, one.text, one.start, one.end

    for person in release.people:
        yield from told("person", person.id, person.mentions)
    for number, title in enumerate(release.titles, 1):
        yield from told("title", f"t{number}", title.mentions)
    for organisation in release.organisations:
        yield from told("organisation", organisation.id, organisation.mentions)
    for event in release.events:
        yield from told("event", event.id, event.mentions)
