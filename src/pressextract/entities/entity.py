"""What the floor of entities hands on: people and bodies, and every place where one of them is meant.

All offsets here are of the fold (``page.fold``), end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from pressextract.schema import MentionKind, OrganisationKind, PositionStatus


@dataclass(frozen=True, slots=True)
class Reference:
    """A place where an entity is meant. ``start`` to ``end`` are the name alone, without titles around it."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Post:
    """A post as bound to its holder; ``title`` and ``organisation`` are in the characters of the text.

    ``fold_title`` is the title as the fold has it, to compare posts by.
    """

    title: str | None
    fold_title: str | None
    organisation: str | None
    organisation_id: str | None
    status: PositionStatus
    start: int
    end: int
    title_span: tuple[int, int] | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Person:
    """A person; ``name`` in the characters of the text, ``fold_name`` as the fold has it."""

    id: str
    name: str
    fold_name: str
    aliases: tuple[str, ...]
    honorifics: tuple[str, ...]
    posts: tuple[Post, ...]
    references: tuple[Reference, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body; ``name`` in the characters of the text, ``fold_name`` as the fold has it."""

    id: str
    name: str
    fold_name: str
    aliases: tuple[str, ...]
    kind: OrganisationKind
    parent_id: str | None
    references: tuple[Reference, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Entities:
    """All people and organisations of one release, in the order of their first mention."""

    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
