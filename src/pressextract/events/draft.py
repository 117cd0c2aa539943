"""Events on their way: what was read so far, in offsets of the fold."""

from __future__ import annotations

from dataclasses import dataclass

from pressextract.entities.entity import Organisation, Person, Reference
from pressextract.schema import EventKind, EventStatus, Role

Stretch = tuple[int, int]

_LARGE: tuple[EventKind, ...] = ("festival", "conference", "exhibition", "ceremony", "competition")
_SMALL: tuple[EventKind, ...] = ("performance", "meeting", "press_conference", "training")
OCCASIONS: frozenset[EventKind] = frozenset((*_LARGE, *_SMALL))


@dataclass(frozen=True, slots=True)
class Part:
    """Who takes part, in which role, where it says so, and by which frame that was read."""

    entity: Person | Organisation
    role: Role
    start: int
    end: int
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as far as it is known.

    Attributes:
        kind: The kind of event.
        rule: The frame that made it.
        trigger: The word that tells it.
        sentence: The number of the sentence it is told in.
        clause: The stretch of the fold it is told in.
        parts: Who takes part.
        name: Where its name stands.
        names: All forms of the name, folded.
        head: For an occasion the word its name ends in.
        occasion: Whether it is an occasion (it may have parts of its own) and no act.
        held: Whether the text says that it took, or will take, place.
        held_at: The sentences that say so.
        dated: Where its date stands.
        mentions: Where it is named or meant.
        in_passing: Whether it only stands among others: 音乐会、市集等.
        parent: The number of the larger event in the list of drafts.
    """

    kind: EventKind
    rule: str
    trigger: Stretch
    sentence: int
    clause: Stretch
    confidence: float
    parts: tuple[Part, ...] = ()
    name: Stretch | None = None
    names: tuple[str, ...] = ()
    head: str = ""
    occasion: bool = False
    status: EventStatus = "reported"
    start: str | None = None
    end: str | None = None
    place: Stretch | None = None
    theme: Stretch | None = None
    attendance: Stretch | None = None
    amounts: tuple[Stretch, ...] = ()
    parent: int | None = None
    held: bool = False
    held_at: tuple[int, ...] = ()
    dated: Stretch | None = None
    mentions: tuple[Reference, ...] = ()
    in_passing: bool = False


def with_parts(parts: tuple[Part, ...], more: tuple[Part, ...]) -> tuple[Part, ...]:
    """Adds parts; nobody has one role twice, who has another role does not merely attend, a co-host is no host."""
    seen = {(part.entity.id, part.role) for part in parts}
    busy = {part.entity.id for part in (*parts, *more) if part.role not in _WEAK}
    merged = [part for part in parts if part.role not in _WEAK or part.entity.id not in busy]
    for part in more:
        if (part.entity.id, part.role) in seen or (part.role in _WEAK and part.entity.id in busy):
            continue
        seen.add((part.entity.id, part.role))
        merged.append(part)
    together = {part.entity.id for part in merged if part.role == "co_host"}
    if together:
        merged = [part for part in merged if part.role != "host" or part.entity.id not in together]
    return tuple(merged)


_WEAK: frozenset[Role] = frozenset({"attendee"})
