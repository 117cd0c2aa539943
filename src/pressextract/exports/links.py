"""What holds between the labelled spans of a release: who holds a post, who took which part, who said what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from pressextract.exports.spans import LabelledSpan
from pressextract.schema import Event, GroundSlot, PressRelease, Role, Span

ROLES: tuple[str, ...] = get_args(Role)
SLOTS: tuple[str, ...] = get_args(GroundSlot)

# What each label of a link says, beside the roles (an event's trigger -> who takes that part) and the slots of grounds
# (an event's trigger -> where that value of the event stands).
LINKS: dict[str, str] = {
    "holds": "a person -> a post",
    "post_in": "a post -> its body",
    "said_by": "a statement -> who said it",
    "part_of": "an event's trigger -> that of the larger event",
}


class Link(NamedTuple):
    """From one span to another, by their ids."""

    source: str
    target: str
    label: str


def links(release: PressRelease, spans: Iterable[LabelledSpan]) -> tuple[Link, ...]:
    """The links between these spans of a release; a link of which one end is not among them is left out.

    A person or body that is mentioned several times is linked at the mention nearest to the post.

    >>> from pressextract.exports.spans import labelled_spans
    >>> from pressextract.pipeline import extract
    >>> release = extract("青禾集團董事長林致遠今日致辭。")
    >>> links(release, labelled_spans(release))[:2]
    (Link(source='p1.m1', target='p1.1', label='holds'), Link(source='p1.1', target='o1.m1', label='post_in'))
    """
    known = _Known(spans)
    found: list[Link] = []
    for person in release.people:
        for number, position in enumerate(person.positions, 1):
            post = f"{person.id}.{number}"
            found += known.link(known.nearest(person.id, position.span), post, "holds")
            if position.organisation_id:
                found += known.link(post, known.nearest(position.organisation_id, position.span), "post_in")
    for event in release.events:
        found += _of_event(event, known)
    for number, said in enumerate(release.statements, 1):
        if said.speaker_span:
            found += known.link(f"s{number}", known.at(said.speaker_span, said.speaker_id), "said_by")
    return tuple(dict.fromkeys(found))


def _of_event(event: Event, known: _Known) -> Iterator[Link]:
    trigger = f"{event.id}.trigger"
    for one in event.participants:
        yield from known.link(trigger, known.at(one.span, one.entity_id), one.role)
    for number, ground in enumerate(event.grounds, 1):
        place = known.at(ground, event.id) if ground.slot == "name" else f"{event.id}.g{number}"
        yield from known.link(trigger, place, ground.slot)
    if event.part_of:
        yield from known.link(trigger, f"{event.part_of}.trigger", "part_of")


class _Known:
    """The spans that are there, by id, by place, and by whom they mean; in the order of the text."""

    def __init__(self, spans: Iterable[LabelledSpan]) -> None:
        self.ids: set[str] = set()
        self.places: dict[tuple[int, int, str | None], str] = {}
        self.mentions: dict[str, list[LabelledSpan]] = {}
        for span in spans:
            self.ids.add(span.id)
            if span.label in ("PERSON", "ORGANISATION", "EVENT", "PARTICIPANT", "SPEAKER"):
                self.places.setdefault((span.start, span.end, span.of), span.id)
            if span.of and span.label in ("PERSON", "ORGANISATION"):
                self.mentions.setdefault(span.of, []).append(span)

    def link(self, source: str | None, target: str | None, label: str) -> Iterator[Link]:
        """The link, if both ends are there."""
        if source in self.ids and target in self.ids:
            yield Link(str(source), str(target), label)

    def at(self, span: Span, of: str | None) -> str | None:
        """The span of this entity at this place."""
        start = span.end - len(span.text.lstrip())
        return self.places.get((start, start + len(span.text.strip()), of))

    def nearest(self, entity: str, place: Span) -> str | None:
        """The mention of the entity that is nearest to a place, the earlier of two."""
        mentions = self.mentions.get(entity, [])
        first = bisect_left(mentions, place.start, key=lambda one: one.start)
        beside = mentions[max(first - 1, 0) : first + 1]  # the last before the place, and the first from there on
        near = min(beside, key=lambda one: max(one.start - place.end, place.start - one.end, 0), default=None)
        return near.id if near else None
