r"""Records as brat standoff: a text, its annotations, and the configuration that knows their types.

brat keeps a line to an annotation, so a span is given in fragments where a line break or a tab stands in it (``0 5;6
9``), with a space between their words. Its server counts code points. Its text has plain line ends (CR LF is written
as a space and LF, CR as LF), so that programs that turn line ends count what we count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from pressextract.exports.links import ROLES, SLOTS, Link, links
from pressextract.exports.spans import LABELS, LabelledSpan, labelled_spans
from pressextract.exports.writable import writable
from pressextract.schema import (
    EventKind,
    EventStatus,
    MentionKind,
    OrganisationKind,
    PositionStatus,
    PressRelease,
)

# Where Python, in which brat is written, may see a line end; and the tab, which ends a field.
_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029\t]+")
_RELATIONS = ("holds", "post_in", "said_by")
_MENTIONS = ("PERSON", "ORGANISATION", "TITLE", "EVENT")


class Brat(NamedTuple):
    """The two files of a document.

    Attributes:
        text: What the ``.txt`` file holds, as UTF-8.
        ann: What the ``.ann`` file holds, as UTF-8.
    """

    text: str
    ann: str


def to_brat(release: PressRelease, *, id: str | None = None, source: str | None = None) -> Brat:  # noqa: A002
    """A release as the two files that brat reads; ``brat_config`` is the ``annotation.conf`` beside them.

    ``T`` marks the spans, ``E`` the events with their trigger, participants and values, ``R`` who holds a post, in
    which body, and who said what; ``*`` joins the mentions of one person or body, ``A`` says the kind and the status,
    and a note (``#``) the id and name in the record.

    Args:
        release: What was extracted.
        id: What it is called, for a note on the first annotation.
        source: Where it came from, likewise.

    >>> from pressextract.pipeline import extract
    >>> print(to_brat(extract("主席林致遠。")).ann.replace(chr(9), " "), end="")
    T1 TITLE 0 2 主席
    T2 POSITION 0 2 主席
    T3 PERSON 2 5 林致遠
    R1 holds Arg1:T3 Arg2:T2
    A1 mention T1 name
    A2 position_status T2 current
    A3 mention T3 name
    #1 AnnotatorNotes T1 t1 主席
    #2 AnnotatorNotes T2 p1 林致遠
    #3 AnnotatorNotes T3 p1 林致遠
    """
    spans = labelled_spans(release)
    names = {span.id: f"T{number}" for number, span in enumerate(spans, 1)}
    found = links(release, spans)
    lines = [_text_bound(names[span.id], span) for span in spans]
    lines += _events(release, names, found)
    related = (link for link in found if link.label in _RELATIONS)
    lines += [
        f"R{number}\t{link.label} Arg1:{names[link.source]} Arg2:{names[link.target]}"
        for number, link in enumerate(related, 1)
    ]
    lines += _equivalent(spans, names)
    lines += [f"A{number}\t{told}" for number, told in enumerate(_attributes(release, spans, names), 1)]
    # Nothing but an event may point to its trigger: what is said of that is said of the event.
    names |= {f"{event.id}.trigger": f"E{number}" for number, event in enumerate(release.events, 1)}
    lines += [f"#{number}\tAnnotatorNotes {told}" for number, told in enumerate(_notes(release, spans, names), 1)]
    if spans:
        told = [f"{what} {_on_one_line(value)}" for what, value in (("id", id), ("source", source)) if value]
        lines += [
            f"#{len(spans) + number}\tAnnotatorNotes {names[spans[0].id]}\t{one}" for number, one in enumerate(told, 1)
        ]
    text = release.text.replace("\r\n", " \n").replace("\r", "\n")
    return Brat(writable(text), writable("".join(f"{line}\n" for line in lines)))


def brat_config() -> str:
    """The ``annotation.conf`` for ``to_brat``.

    >>> print(*brat_config().splitlines()[:3], sep=chr(10))
    [entities]
    PERSON
    ORGANISATION
    """
    entities = [label for label in LABELS if label != "TRIGGER"]
    who = "PERSON|ORGANISATION|PARTICIPANT"
    values = {"name": "EVENT", "date": "DATE", "place": "PLACE", "theme": "THEME", "attendance": "ATTENDANCE"}
    arguments = [f"{role}*:{who}" for role in ROLES]
    arguments += [f"{slot}*:{values.get(slot, 'AMOUNT')}" for slot in SLOTS]
    arguments += ["part_of?:<EVENT>"]
    of = {"PERSON": "PERSON", "ORGANISATION": "ORGANISATION", "TITLE": "TITLE", "EVENT": "EVENT"}
    lines = ["[entities]", *entities, "", "[relations]"]
    lines += [
        "holds\tArg1:PERSON, Arg2:POSITION",
        "post_in\tArg1:POSITION, Arg2:ORGANISATION",
        "said_by\tArg1:STATEMENT, Arg2:PERSON|ORGANISATION|PARTICIPANT|SPEAKER",
    ]
    lines += [f"Equiv\tArg1:{one}, Arg2:{one}, <REL-TYPE>:symmetric-transitive" for one in of]
    lines += ["", "[events]", *(f"{kind}\t{', '.join(arguments)}" for kind in get_args(EventKind)), "", "[attributes]"]
    lines += [
        f"mention\tArg:{'|'.join(_MENTIONS)}, Value:{'|'.join(get_args(MentionKind))}",
        f"organisation_kind\tArg:ORGANISATION, Value:{'|'.join(get_args(OrganisationKind))}",
        f"position_status\tArg:POSITION, Value:{'|'.join(get_args(PositionStatus))}",
        f"event_status\tArg:<EVENT>, Value:{'|'.join(get_args(EventStatus))}",
        "direct\tArg:STATEMENT",
    ]
    return "\n".join(lines) + "\n"


def _text_bound(name: str, span: LabelledSpan) -> str:
    kind = span.detail if span.label == "TRIGGER" else span.label
    parts = list(_fragments(span))
    places = ";".join(f"{start} {start + len(words)}" for start, words in parts)
    return f"{name}\t{kind} {places}\t{' '.join(words for _, words in parts)}"


def _fragments(span: LabelledSpan) -> Iterator[tuple[int, str]]:
    """The stretches of a span between its line breaks and tabs, without the white space at their edges."""
    at = 0
    for stop in (*_BREAK.finditer(span.text), None):
        words = span.text[at : stop.start() if stop else None]
        if words.strip():
            yield span.start + at + len(words) - len(words.lstrip()), words.strip()
        at = stop.end() if stop else at


def _events(release: PressRelease, names: dict[str, str], found: Iterable[Link]) -> Iterator[str]:
    numbers = {f"{event.id}.trigger": f"E{number}" for number, event in enumerate(release.events, 1)}
    arguments: dict[str, list[Link]] = defaultdict(list)
    for link in found:
        arguments[link.source].append(link)
    for event in release.events:
        trigger = f"{event.id}.trigger"
        told = [f"{numbers[trigger]}\t{event.kind}:{names[trigger]}"]
        times: dict[str, int] = defaultdict(int)
        for link in arguments[trigger]:
            times[link.label] += 1
            # brat numbers an argument that comes again: host, host2, host3.
            number = "" if times[link.label] == 1 else str(times[link.label])
            target = numbers[link.target] if link.label == "part_of" else names[link.target]
            told.append(f"{link.label}{number}:{target}")
        yield " ".join(told)


def _equivalent(spans: Iterable[LabelledSpan], names: dict[str, str]) -> Iterator[str]:
    """One line for all that mean the same."""
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    for span in spans:
        if span.of and span.label in _MENTIONS:
            same[span.label, span.of].append(names[span.id])
    return (f"*\tEquiv {' '.join(group)}" for group in same.values() if len(group) > 1)


def _attributes(release: PressRelease, spans: Iterable[LabelledSpan], names: dict[str, str]) -> Iterator[str]:
    kinds = {body.id: body.kind for body in release.organisations}
    for span in spans:
        name = names[span.id]
        if span.label in _MENTIONS:
            yield f"mention {name} {span.detail}"
        if span.label == "ORGANISATION" and span.of:
            yield f"organisation_kind {name} {kinds[span.of]}"
        if span.label == "POSITION":
            yield f"position_status {name} {span.detail}"
        if span.label == "STATEMENT" and span.detail == "direct":
            yield f"direct {name}"
    for number, event in enumerate(release.events, 1):
        yield f"event_status E{number} {event.status}"


def _notes(release: PressRelease, spans: Iterable[LabelledSpan], names: dict[str, str]) -> Iterator[str]:
    called = {person.id: person.name for person in release.people}
    called |= {body.id: body.name for body in release.organisations}
    called |= {f"t{number}": title.name for number, title in enumerate(release.titles, 1)}
    called |= {event.id: event.name or event.trigger.text for event in release.events}
    for span in spans:
        if span.of:
            told = _on_one_line(f"{span.of} {called.get(span.of, '')}")
            yield f"{names[span.id]}\t{told}"


def _on_one_line(value: str) -> str:
    return " ".join(_BREAK.sub(" ", value).split())
