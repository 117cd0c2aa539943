"""What is marked in the text of a release, and what is said of it to a reader who points at it."""

from __future__ import annotations

from collections.abc import Iterator

from pressextract.markup import Label, flat
from pressextract.schema import Event, Organisation, Person, Position, PressRelease, Title
from pressextract.views.words import Words

# Below this more than half of what is found is wrong, as confidence is calibrated.
UNCERTAIN = 0.5
_MOST = 8  # lines of a card that tell who took part, or which posts somebody holds


def labels_of(release: PressRelease, words: Words, *, links: str | None = None) -> tuple[Label, ...]:
    """Every mention of a person, title, organisation or event, and every date, with its card.

    Args:
        release: What was extracted.
        words: The words that the cards are written in.
        links: What the ids on the page begin with, if marks are to lead to what is told there of a record.
    """
    told: dict[tuple[int, int, str], list[Label]] = {}
    for one in _all(release, words, links):
        told.setdefault((one.start, one.end, one.kind), []).append(one)
    # The same word may tell two events: one mark, and both on its card.
    return tuple(
        Label(
            *place,
            "\n\n".join(dict.fromkeys(one.card for one in same)),
            next(filter(None, (one.link for one in same)), ""),
        )
        for place, same in sorted(told.items())
    )


def _all(release: PressRelease, words: Words, links: str | None) -> Iterator[Label]:
    def link(item: str) -> str:
        return "" if links is None else links + item

    names = {person.id: person.name for person in release.people}
    for person in release.people:
        card = card_of_person(person, words)
        yield from (Label(one.start, one.end, "person", card, link(person.id)) for one in person.mentions)
    for organisation in release.organisations:
        card = card_of_organisation(organisation, words)
        yield from (
            Label(one.start, one.end, "organisation", card, link(organisation.id)) for one in organisation.mentions
        )
    for title in release.titles:
        card = card_of_title(title, names, words)
        held = title.held_by[0] if title.held_by else ""
        yield from (Label(one.start, one.end, "title", card, link(held) if held else "") for one in title.mentions)
    for event in release.events:
        card = card_of_event(event, words)
        for span in {(one.start, one.end) for one in (event.trigger, *event.mentions)}:
            yield Label(*span, "event", card, link(event.id))
        when = " – ".join(filter(None, (event.start, event.end)))
        for ground in event.grounds:
            if ground.slot == "date":
                yield Label(ground.start, ground.end, "date", f"{flat(ground.text)}\n{when}", link(event.id))
    if release.dateline is not None:
        line = release.dateline
        told = " · ".join(filter(None, (line.place, line.date, line.agency)))
        yield Label(line.span.start, line.span.end, "date", told)


def card_of_person(person: Person, words: Words) -> str:
    """A person in a few lines: name, other names, posts, and how sure it is."""
    names = [person.name, *person.honorifics]
    if person.aliases:
        names.append(f"({words.listed(person.aliases)})")
    posts = [post_in_words(position, words) for position in person.positions[:_MOST]]
    return _card(" ".join(names), words("person"), posts, person.id, person.confidence, words)


def card_of_organisation(organisation: Organisation, words: Words) -> str:
    """A body in a few lines: name, other names, kind."""
    also = [words.listed(organisation.aliases)] if organisation.aliases else []
    kind = words.of("organisation", organisation.kind)
    return _card(organisation.name, kind, also, organisation.id, organisation.confidence, words)


def card_of_title(title: Title, names: dict[str, str], words: Words) -> str:
    """A title and who holds it."""
    holders = words.listed([names[one] for one in title.held_by if one in names])
    return "\n".join(filter(None, (flat(title.name), words("title"), flat(holders))))


def card_of_event(event: Event, words: Words) -> str:
    """An event in a few lines: name, kind, date, place, who took part."""
    kind = words.of("event", event.kind)
    if event.status != "reported":
        kind += f", {words.of('status', event.status)}"
    when = " – ".join(filter(None, (event.start, event.end)))
    facts = [" · ".join(filter(None, (when, event.place)))]
    facts += [f"{words.of('role', role)}: {words.listed(names)}" for role, names in roles_of(event).items()][:_MOST]
    return _card(event.name or event.trigger.text, kind, facts, event.id, event.confidence, words)


def post_in_words(position: Position, words: Words) -> str:
    """A post on one line: body, title, and whether it is held no more or not yet."""
    told = " ".join(filter(None, (position.organisation, position.title)))
    return told if position.status == "current" else f"{told} ({words.of('position', position.status)})"


def roles_of(event: Event) -> dict[str, list[str]]:
    """Who took part in an event, by role, each name once and in the order of the text."""
    found: dict[str, list[str]] = {}
    for one in event.participants:
        names = found.setdefault(one.role, [])
        if one.name not in names:
            names.append(one.name)
    return found


def _card(name: str, kind: str, lines: list[str], item: str, confidence: float, words: Words) -> str:
    last = f"{item} · {words('confidence', f'{confidence:.2f}')}"
    return "\n".join(flat(line) for line in (name, kind, *lines, last) if line)
