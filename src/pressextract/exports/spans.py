"""A release as labelled spans: one table of labels, one order, the same for every format.

White space at the edges of a span is left out, as annotation tools refuse it. A place that means one thing twice (an
event's name that is a mention too) is one span; a place that means two things is two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, get_args

from pressextract.schema import Event, PressRelease, Span

Label = Literal[
    "PERSON", "ORGANISATION", "TITLE", "EVENT", "DATE", "PLACE", "THEME", "ATTENDANCE", "AMOUNT",
    "TRIGGER", "POSITION", "PARTICIPANT", "STATEMENT", "SPEAKER", "HEADLINE", "DATELINE",
]  # fmt: skip

# What each marks, and the colour that it is drawn in.
LABELS: dict[Label, tuple[str, str]] = {
    "PERSON": ("where a person is meant", "#e4572e"),
    "ORGANISATION": ("where an organisation is meant", "#2e86ab"),
    "TITLE": ("where a title stands", "#3a9d5d"),
    "EVENT": ("where an occasion is named or meant", "#8e44ad"),
    "DATE": ("when an event is", "#b8860b"),
    "PLACE": ("where it is", "#00838f"),
    "THEME": ("its theme", "#ad1457"),
    "ATTENDANCE": ("how many came", "#6d4c41"),
    "AMOUNT": ("its amounts", "#558b2f"),
    "TRIGGER": ("the words that tell an event", "#6a1b9a"),
    "POSITION": ("a post of a person, with its body", "#2e7d32"),
    "PARTICIPANT": ("who takes part, where that is no mention of somebody", "#ef6c00"),
    "STATEMENT": ("what somebody said", "#455a64"),
    "SPEAKER": ("who said it, where that is no mention of somebody", "#d84315"),
    "HEADLINE": ("the headline", "#37474f"),
    "DATELINE": ("place, date and sender", "#9e9d24"),
}
NAMES: tuple[Label, ...] = get_args(Label)[:9]  # what stands for a thing; the rest says something of it
_RANK = {label: number for number, label in enumerate(LABELS)}
_WHO = ("PERSON", "ORGANISATION", "PARTICIPANT", "SPEAKER")
_GROUNDS: dict[str, Label] = {
    "name": "EVENT", "date": "DATE", "place": "PLACE", "theme": "THEME", "attendance": "ATTENDANCE", "amount": "AMOUNT",
}  # fmt: skip


class LabelledSpan(NamedTuple):
    """A stretch of the text that means something.

    Attributes:
        id: Unique in its release: ``p1.m1`` is the first mention of the person ``p1``, ``p1.1`` the first post (as
            in the tidy tables), ``e1.trigger``, ``s1`` the first statement.
        label: A key of ``LABELS``.
        start: Code points of the text ...
        end: ... end exclusive.
        text: The words.
        of: The id of what is meant: ``p1``, ``o1``, ``t1``, ``e1``, ``s1``; None for headline and dateline.
        detail: The kind of a mention, the status of a position, the kind of a trigger's event, ``direct`` or
            ``reported`` for a statement.
    """

    id: str
    label: Label
    start: int
    end: int
    text: str
    of: str | None = None
    detail: str | None = None


def labelled_spans(release: PressRelease, labels: Iterable[Label] | None = None) -> tuple[LabelledSpan, ...]:
    """The spans of a release with their labels, in the order of the text, outer before inner.

    Args:
        release: What was extracted.
        labels: The labels wanted; all if not said.

    Raises:
        ValueError: One of the labels is none of ``LABELS``.

    >>> from pressextract.pipeline import extract
    >>> spans = labelled_spans(extract("青禾集團董事長林致遠今日致辭。"), ["POSITION", "ORGANISATION", "PERSON"])
    >>> [(span.id, span.label, span.text) for span in spans]
    [('p1.1', 'POSITION', '青禾集團董事長'), ('o1.m1', 'ORGANISATION', '青禾集團'), ('p1.m1', 'PERSON', '林致遠')]
    """
    wanted = set(LABELS) if labels is None else set(labels)
    if unknown := sorted(wanted - set(LABELS)):
        raise ValueError(f"there is no label {', '.join(map(repr, unknown))}; there are {', '.join(LABELS)}")
    found: list[LabelledSpan] = []
    seen: set[tuple[str, int, int, str | None]] = set()
    for span in _all(release):
        # A participant or a speaker who is mentioned there says nothing new.
        what = "WHO" if span.label in _WHO else span.label
        key = (what, span.start, span.end, span.of)
        if key not in seen and span.start < span.end:
            seen.add(key)
            found.append(span)
    kept = (span for span in found if span.label in wanted)
    return tuple(sorted(kept, key=lambda span: (span.start, -span.end, _RANK[span.label], span.id)))


def flat(spans: Iterable[LabelledSpan]) -> tuple[LabelledSpan, ...]:
    """Of spans in order, those that do not overlap: the first to begin, then the longest, then the first label."""
    kept: list[LabelledSpan] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _all(release: PressRelease) -> Iterator[LabelledSpan]:
    if release.headline:
        yield _span("headline", "HEADLINE", release.headline)
    if release.dateline:
        yield _span("dateline", "DATELINE", release.dateline.span)
    for person in release.people:
        for number, mention in enumerate(person.mentions, 1):
            yield _span(f"{person.id}.m{number}", "PERSON", mention, person.id, mention.kind)
        for number, position in enumerate(person.positions, 1):
            yield _span(f"{person.id}.{number}", "POSITION", position.span, person.id, position.status)
    for number, title in enumerate(release.titles, 1):
        for place, mention in enumerate(title.mentions, 1):
            yield _span(f"t{number}.m{place}", "TITLE", mention, f"t{number}", mention.kind)
    for body in release.organisations:
        for number, mention in enumerate(body.mentions, 1):
            yield _span(f"{body.id}.m{number}", "ORGANISATION", mention, body.id, mention.kind)
    for event in release.events:
        yield from _event(event)
    for number, said in enumerate(release.statements, 1):
        yield _span(f"s{number}", "STATEMENT", said.span, f"s{number}", "direct" if said.direct else "reported")
        if said.speaker_span:
            yield _span(f"s{number}.speaker", "SPEAKER", said.speaker_span, said.speaker_id)


def _event(event: Event) -> Iterator[LabelledSpan]:
    yield _span(f"{event.id}.trigger", "TRIGGER", event.trigger, event.id, event.kind)
    for number, mention in enumerate(event.mentions, 1):
        yield _span(f"{event.id}.m{number}", "EVENT", mention, event.id, mention.kind)
    for number, ground in enumerate(event.grounds, 1):
        kind = "name" if ground.slot == "name" else None
        yield _span(f"{event.id}.g{number}", _GROUNDS[ground.slot], ground, event.id, kind)
    for number, one in enumerate(event.participants, 1):
        yield _span(f"{event.id}.{number}", "PARTICIPANT", one.span, one.entity_id)


def _span(name: str, label: Label, span: Span, of: str | None = None, detail: str | None = None) -> LabelledSpan:
    words = span.text.strip()
    start = span.start + len(span.text) - len(span.text.lstrip()) if words else span.end
    return LabelledSpan(name, label, start, start + len(words), words, of, detail)
