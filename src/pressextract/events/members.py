"""Where people and bodies are named: the members of which groups are made."""

from __future__ import annotations

from dataclasses import dataclass

from pressextract.entities.entity import Entities, Organisation, Person

_QUOTE_PAIRS = {"「": "」", "“": "”", "『": "』", "《": "》"}


@dataclass(frozen=True, slots=True)
class Member:
    """A person or body at one place of the fold; ``alone`` if a title without a name stands for the person."""

    entity: Person | Organisation
    start: int
    end: int
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """People or bodies named side by side.

    Attributes:
        sign: The sign of people or of bodies.
        start: Where the first begins, with all its posts.
        end: Where the last ends.
        members: Who they are.
        bodies: The bodies that stand in their posts.
    """

    sign: str
    start: int
    end: int
    members: tuple[Member, ...]
    bodies: tuple[Member, ...] = ()


def members_of(fold: str, entities: Entities) -> list[Member]:
    """Every place where a person or body is named, in the order of the text, without overlaps."""
    named: tuple[Person | Organisation, ...] = (*entities.people, *entities.organisations)
    found = [
        Member(entity, *_with_quotes(fold, reference.start, reference.end))
        for entity in named
        for reference in entity.references
        if reference.kind != "pronoun"
    ]
    found.sort(key=lambda m: (m.start, -m.end))
    kept: list[Member] = []
    for member in found:
        if kept and member.start < kept[-1].end:
            if member.end - member.start > kept[-1].end - kept[-1].start:
                kept[-1] = member
            continue
        kept.append(member)
    return kept


def _with_quotes(fold: str, start: int, end: int) -> tuple[int, int]:
    if start > 0 and end < len(fold) and _QUOTE_PAIRS.get(fold[start - 1]) == fold[end]:
        return start - 1, end + 1
    return start, end
