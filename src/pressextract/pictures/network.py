"""People, organisations and events of one release or many as nodes, and what joins them as edges: plain values.

Within a release the records say who is one and the same. Across releases two are joined only where it is safe: bodies of
the same full name if it is long enough for their kind, people of the same name who hold a post in the same body. Names are compared
folded, so that Traditional and Simplified meet. Events are never joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pressextract.collection import Item, as_items
from pressextract.markup import flat
from pressextract.schema import Failure, Organisation, Outcome, Person, PressRelease
from pressextract.text.normalised import normalise

# Characters of a name that hardly any other body bears: 青禾集團 is one company, but there is a 特區政府 in two cities, a
# 第一中學 in many, and a 審核委員會 in every company.
_SAFE = {"company": 4, "university": 4, "media": 4, "committee": 8}
_SAFE_ELSE = 6


class Node(NamedTuple):
    """A person, organisation or event. ``releases`` are the names of those that it occurs in."""

    id: str
    type: str
    name: str
    kind: str = ""
    releases: tuple[str, ...] = ()
    mentions: int = 0
    start: str = ""
    end: str = ""
    status: str = ""


class Edge(NamedTuple):
    """What joins two nodes, and where a release says so, in code points.

    ``type`` is ``post`` (person to organisation, ``label`` the title), ``part of`` (a body or event to the larger one) or
    ``role`` (whoever takes part to the event, ``label`` the role).
    """

    source: str
    target: str
    type: str
    label: str
    status: str
    release: str
    start: int
    end: int


class Network(NamedTuple):
    """Nodes and edges in the order of the texts; ``failed`` counts what had no release to read."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    failed: int = 0


@dataclass
class _Joining:
    """Who is the same as whom: a forest over (number of the release, id)."""

    parents: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)

    def root(self, one: tuple[int, str]) -> tuple[int, str]:
        while self.parents.get(one, one) != one:
            one = self.parents[one]
        return one

    def join(self, one: tuple[int, str], other: tuple[int, str]) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self.parents[second] = first


def network_of(releases: PressRelease | Iterable[PressRelease | Outcome | Failure | Item]) -> Network:
    """The network of one release or many.

    Raises:
        TypeError: Among the releases is what is neither a release nor what stands in the place of one.
    """
    items = as_items(releases)
    joining = _joined(items)
    ids: dict[tuple[int, str], str] = {}
    seen: dict[str, list[tuple[Item, Node]]] = {}
    for number, item in enumerate(items):
        for key, node in _nodes(item):
            root = joining.root((number, key))
            if root not in ids:
                ids[root] = f"{node.type[0]}{sum(one[0] == node.type[0] for one in ids.values()) + 1}"
            seen.setdefault(ids[root], []).append((item, node))
    nodes = tuple(_merged(name, found) for name, found in seen.items())

    def named(number: int, key: str) -> str | None:
        return ids.get(joining.root((number, key)))

    edges = tuple(
        edge._replace(source=source, target=target)
        for number, item in enumerate(items)
        for edge in _edges(item)
        if (source := named(number, edge.source)) and (target := named(number, edge.target))
    )
    return Network(nodes, edges, sum(item.release is None for item in items))


def _joined(items: Sequence[Item]) -> _Joining:
    joining, first = _Joining(), dict[tuple[str, ...], tuple[int, str]]()

    def meet(key: tuple[str, ...], one: tuple[int, str]) -> None:
        joining.join(first.setdefault(key, one), one)

    for number, item in enumerate(items):
        for body in item.release.organisations if item.release else ():
            name = _folded(body.name)
            if len(name) >= _SAFE.get(body.kind, _SAFE_ELSE):
                meet(("organisation", name), (number, body.id))
    for number, item in enumerate(items):
        for person in item.release.people if item.release else ():
            for position in person.positions:
                if position.organisation_id:
                    held_in = joining.root((number, position.organisation_id))
                    meet(("person", _folded(person.name), str(held_in)), (number, person.id))
    return joining


def _nodes(item: Item) -> Iterator[tuple[str, Node]]:
    if item.release is None:
        return
    entities: list[Person | Organisation] = [*item.release.people, *item.release.organisations]
    for one in entities:
        type_, kind = ("organisation", one.kind) if isinstance(one, Organisation) else ("person", "")
        yield one.id, Node(one.id, type_, flat(one.name), kind, mentions=len(one.mentions))
    for event in item.release.events:
        name = flat(event.name or event.trigger.text)
        yield (
            event.id,
            Node(
                event.id,
                "event",
                name,
                event.kind,
                (),
                len(event.mentions),
                event.start or "",
                event.end or "",
                event.status,
            ),
        )


def _merged(name: str, found: Sequence[tuple[Item, Node]]) -> Node:
    """One node of those that are joined: the fullest name, and all that it occurs in."""
    fullest = max((node for _, node in found), key=lambda node: len(node.name))
    return Node(
        name, fullest.type, fullest.name, fullest.kind, tuple(dict.fromkeys(item.name for item, _ in found)),
        sum(node.mentions for _, node in found), fullest.start, fullest.end, fullest.status,
    )  # fmt: skip


def _edges(item: Item) -> Iterator[Edge]:
    """What joins the records of a release, by their ids in it."""
    release = item.release
    if release is None:
        return
    for person in release.people:
        for post in person.positions:
            if post.organisation_id:
                title = flat(post.title or "")
                span = post.span
                yield Edge(person.id, post.organisation_id, "post", title, post.status, item.name, span.start, span.end)
    for body in release.organisations:
        if body.parent_id and body.mentions:
            first = body.mentions[0]
            yield Edge(body.id, body.parent_id, "part of", "", "", item.name, first.start, first.end)
    for event in release.events:
        if event.part_of:
            yield Edge(event.id, event.part_of, "part of", "", "", item.name, event.trigger.start, event.trigger.end)
        for one in event.participants:
            if one.entity_id:
                yield Edge(
                    one.entity_id, event.id, "role", one.role, event.status, item.name, one.span.start, one.span.end
                )


def _folded(name: str) -> str:
    return "".join(normalise(name).text.split()).casefold()
