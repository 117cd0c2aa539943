"""Why a record says what it says: the words it rests on, the rule that read them, and where each value stands."""

from __future__ import annotations

from collections.abc import Iterator

from pressextract.knowledge.frames import Frames, load_frames
from pressextract.knowledge.rules import load_rules
from pressextract.schema import Event, Explanation, Organisation, Person, PressRelease, Reason, Span, Statement

_MOST = 6  # mentions of an entity that are listed


def explain(release: PressRelease, item: str | None = None, *, frames: Frames | None = None) -> tuple[Explanation, ...]:
    """Why a release holds what it holds.

    Args:
        release: What was extracted.
        item: The id of a person, organisation or event (``p1``, ``o2``, ``e3``); ``s1`` is the first statement. Without
            one everything is explained.
        frames: The frames that the events were read with, if they are not those that come with the library.

    Returns:
        An explanation of each: the rule that made it, in words, its evidence, and a reason for every value. ``str()``
        of one is a text to read. Spans count code points of ``release.text``.

    Raises:
        ValueError: The release has nothing with this id.

    >>> import pressextract as px
    >>> release = px.extract("青禾集團今日與東岸大學簽署合作協議。")
    >>> why = px.explain(release, "e1")[0]
    >>> why.rule, why.evidence.text
    ('signing', '青禾集團今日與東岸大學簽署合作協議')
    >>> [(reason.value, reason.span.text) for reason in why.reasons if reason.what == "signatory"]
    [('青禾集團', '青禾集團'), ('東岸大學', '東岸大學')]
    """
    frames = frames or load_frames()
    found = tuple(_all(release, frames))
    if item is None:
        return found
    wanted = tuple(one for one in found if one.item == item)
    if not wanted:
        raise ValueError(f"the release has nothing with the id {item!r}; it has {_range(found)}")
    return wanted


def _range(found: tuple[Explanation, ...]) -> str:
    return ", ".join(one.item for one in found[:12]) + (" ..." if len(found) > 12 else "") or "nothing"


def _all(release: PressRelease, frames: Frames) -> Iterator[Explanation]:
    yield from (_person(person) for person in release.people)
    yield from (_organisation(body) for body in release.organisations)
    names = {event.id: event.name or event.trigger.text for event in release.events}
    yield from (_event(event, frames, names) for event in release.events)
    yield from (_statement(said, number) for number, said in enumerate(release.statements, start=1))


def _meaning(kind: str, rule: str, frames: Frames | None = None) -> str:
    meaning = load_rules()[kind].get(rule)
    if meaning is None and frames is not None:
        example = frames.example_of(rule)
        meaning = f"the frame {rule}, as in: {example}" if example else None
    return meaning or f"the rule {rule}"


def _person(person: Person) -> Explanation:
    reasons = [
        Reason(
            what=position.status,
            value=f"{position.organisation or ''}{position.title or ''}",
            span=position.span,
            why=_meaning("positions", position.rule),
        )
        for position in person.positions
    ]
    reasons += [
        Reason(what=mention.kind, value=mention.text, span=_bare(mention)) for mention in person.mentions[:_MOST]
    ]
    return Explanation(
        item=person.id,
        what="person",
        name=person.name,
        rule=person.rule,
        meaning=_meaning("people", person.rule),
        confidence=person.confidence,
        evidence=_bare(person.mentions[0]) if person.mentions else None,
        reasons=tuple(reasons),
    )


def _organisation(body: Organisation) -> Explanation:
    return Explanation(
        item=body.id,
        what=body.kind,
        name=body.name,
        rule=body.rule,
        meaning=_meaning("organisations", body.rule),
        confidence=body.confidence,
        evidence=_bare(body.mentions[0]) if body.mentions else None,
        reasons=tuple(
            Reason(what=mention.kind, value=mention.text, span=_bare(mention)) for mention in body.mentions[:_MOST]
        ),
    )


def _event(event: Event, frames: Frames, names: dict[str, str]) -> Explanation:
    reasons = [Reason(what="trigger", value=event.trigger.text, span=event.trigger)]
    if event.status != "reported":
        reasons.append(Reason(what="status", value=event.status, span=event.evidence))
    for ground in event.grounds:
        value = " – ".join(filter(None, (event.start, event.end))) if ground.slot == "date" else ground.text
        reasons.append(Reason(what=ground.slot, value=value, span=_bare(ground)))
    if event.part_of:
        reasons.append(Reason(what="part of", value=f"{event.part_of} {names[event.part_of]}"))
    reasons += [
        Reason(
            what=one.role,
            value=one.name,
            span=one.span,
            why=_meaning("roles", one.rule, frames) if one.rule and one.rule != event.rule else None,
        )
        for one in event.participants
    ]
    return Explanation(
        item=event.id,
        what=event.kind,
        name=event.name or event.trigger.text,
        rule=event.rule,
        meaning=_meaning("events", event.rule, frames),
        confidence=event.confidence,
        evidence=event.evidence,
        reasons=tuple(reasons),
    )


def _statement(said: Statement, number: int) -> Explanation:
    words, _, speaker = said.rule.partition(":")
    reasons = [
        Reason(what="speaker", value=said.speaker, span=said.speaker_span, why=_meaning("speakers", speaker)),
        Reason(what="verb", value=said.verb) if said.verb else None,
        Reason(what="words", value=said.text, span=said.span),
    ]
    return Explanation(
        item=f"s{number}",
        what="statement",
        name=said.speaker,
        rule=said.rule,
        meaning=_meaning("words", words),
        confidence=said.confidence,
        evidence=said.evidence,
        reasons=tuple(reason for reason in reasons if reason is not None),
    )


def _bare(span: Span) -> Span:
    """The place alone, without what else a mention or a ground says."""
    return Span(start=span.start, end=span.end, text=span.text)
