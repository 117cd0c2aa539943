"""Delegations that are received under a name of their own: 「青禾众议院友好议员访问团」."""

from __future__ import annotations

from collections.abc import Sequence

from pressextract.entities.entity import Organisation, Person
from pressextract.events.members import Member
from pressextract.knowledge.frames import load_frames
from pressextract.text.page import Page


def with_delegations(page: Page, members: Sequence[Member]) -> list[Member]:
    """The members of a page with its delegations in place of the bodies in their names.

    A delegation has no record of its own. One that is named by its leader (主席林致远访问团) is no member: the leader is.
    """
    fold, kept = page.fold, list(members)
    for match in load_frames().cue("delegation").finditer(fold):
        start, end = match.span("quoted" if match["quoted"] else "plain")
        inside = [m for m in kept if m.start < end and start < m.end]
        if any(isinstance(m.entity, Person) for m in inside):
            continue
        if any(m.start <= start and end <= m.end for m in inside) or any(
            m.start < start or end < m.end for m in inside
        ):
            continue
        if match["plain"] and any(m.start == start and end - m.end <= _BARE for m in inside):
            continue  # 青禾商会访问团: the body itself
        name = page.surface(start, end)
        body = Organisation(f"delegation:{name}", name, fold[start:end], (), "team", None, (), "delegation", 0.6)
        quoted = 1 if match["quoted"] else 0
        kept = [m for m in kept if m not in inside]
        kept.append(Member(body, start - quoted, end + quoted))
    return sorted(kept, key=lambda m: m.start)


_BARE = 3
