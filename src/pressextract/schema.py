"""The records that come out: frozen Pydantic models that survive a round trip through JSON.

Offsets count code points of the original text, end exclusive: ``release.text[s.start:s.end] == s.text``. Names,
titles and themes are given in the characters of the text, without the line breaks and stray spaces inside them.
Dates are ISO (``2025-10-23``), or ``--10-23`` where the year cannot be known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict

if TYPE_CHECKING:
    from pressextract.views.notebook import View

SCHEMA_VERSION = "1.1"

Script = Literal["traditional", "simplified", "mixed", "none"]
MentionKind = Literal["name", "alias", "nominal", "pronoun"]
SectionKind = Literal["lead", "body", "caption", "roster", "boilerplate", "contact", "credits"]
PositionStatus = Literal["current", "former", "incoming"]
EventStatus = Literal["reported", "planned", "cancelled"]
OrganisationKind = Literal[
    "government", "party", "company", "association", "university", "school", "research", "media",
    "hospital", "court", "military", "international", "committee", "team", "other",
]  # fmt: skip
EventKind = Literal[
    "festival", "conference", "exhibition", "ceremony", "competition", "performance", "meeting",
    "press_conference", "training", "speech", "appointment", "departure", "award", "launch", "signing",
    "establishment", "partnership", "acquisition", "investment", "listing", "results", "donation", "measure",
    "other",
]  # fmt: skip
GroundSlot = Literal["name", "date", "place", "theme", "attendance", "amount"]
Role = Literal[
    "host", "co_host", "organiser", "co_organiser", "supporter", "sponsor", "partner", "media_partner",
    "officiant", "speaker", "panellist", "moderator", "attendee", "exhibitor", "awarder", "recipient",
    "appointer", "appointee", "signatory", "subject", "target",
]  # fmt: skip


_T = TypeVar("_T")


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _view(thing: PressRelease | tuple[_T, ...]) -> View | None:
    # The one call that goes up a floor: records draw themselves, and only when somebody looks is anything loaded.
    from pressextract.views.notebook import view, view_records

    return view(thing) if isinstance(thing, PressRelease) else view_records(thing)


class Records(tuple[_T, ...]):
    """A tuple of records that shows itself as a table in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        drawn = _view(self)
        return None if drawn is None else drawn._repr_html_()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        drawn = _view(self)
        return {"text/plain": repr(self)} if drawn is None else drawn._repr_mimebundle_()


class Span(_Record):
    """A stretch of the original text: code points, end exclusive."""

    start: int
    end: int
    text: str


class Mention(Span):
    """A place where an entity is meant, and by what sort of words."""

    kind: MentionKind


class Dateline(_Record):
    """Where, when and by whom a release was sent out."""

    place: str | None = None
    date: str | None = None
    agency: str | None = None
    span: Span


class Section(_Record):
    """A block of the release; the span leaves out the heading."""

    kind: SectionKind
    heading: Span | None = None
    span: Span


class Position(_Record):
    """A post: what it is called, in which body, and whether it is held now."""

    title: str | None
    organisation: str | None = None
    organisation_id: str | None = None
    status: PositionStatus = "current"
    span: Span
    rule: str
    confidence: float


class Person(_Record):
    """A named human being, once a release."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    honorifics: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    mentions: tuple[Mention, ...] = ()
    rule: str
    confidence: float


class Title(_Record):
    """A title and who holds it, in the order of the text."""

    name: str
    held_by: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Organisation(_Record):
    """A named body, once a release, under its fullest name."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: OrganisationKind = "other"
    parent_id: str | None = None
    mentions: tuple[Mention, ...] = ()
    rule: str
    confidence: float


class Participant(_Record):
    """Who took part in an event, and how; ``rule`` is the frame that says so."""

    entity_id: str | None = None
    name: str
    role: Role
    span: Span
    rule: str | None = None


class Ground(Span):
    """Where a value of an event stands in the text."""

    slot: GroundSlot


class Event(_Record):
    """An occasion or an act that the release announces or reports.

    ``evidence`` is the clause that tells it, ``grounds`` are the places that its values were read from, and
    ``mentions`` the places where an occasion is named or meant.
    """

    id: str
    kind: EventKind
    status: EventStatus = "reported"
    name: str | None = None
    trigger: Span
    start: str | None = None
    end: str | None = None
    place: str | None = None
    theme: str | None = None
    attendance: str | None = None
    amounts: tuple[str, ...] = ()
    part_of: str | None = None
    participants: tuple[Participant, ...] = ()
    evidence: Span
    rule: str
    confidence: float
    grounds: tuple[Ground, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Statement(_Record):
    """What somebody said; ``direct`` where it stands in quotation marks.

    ``span`` is what was said, ``evidence`` that with its verb and its subject, and ``speaker_span`` the subject: a
    name, a title, a pronoun; null where the text leaves it out.
    """

    speaker_id: str | None = None
    speaker: str
    verb: str | None = None
    text: str
    direct: bool
    span: Span
    rule: str
    confidence: float
    evidence: Span | None = None
    speaker_span: Span | None = None


class PressRelease(_Record):
    """All that was found in one release."""

    schema_version: str = SCHEMA_VERSION
    text: str
    script: Script
    headline: Span | None = None
    dateline: Dateline | None = None
    sections: tuple[Section, ...] = ()
    people: Annotated[tuple[Person, ...], AfterValidator(Records)] = ()
    titles: Annotated[tuple[Title, ...], AfterValidator(Records)] = ()
    organisations: Annotated[tuple[Organisation, ...], AfterValidator(Records)] = ()
    events: Annotated[tuple[Event, ...], AfterValidator(Records)] = ()
    statements: Annotated[tuple[Statement, ...], AfterValidator(Records)] = ()
    warnings: tuple[str, ...] = ()

    def _repr_html_(self) -> str | None:
        drawn = _view(self)
        return None if drawn is None else drawn._repr_html_()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        drawn = _view(self)
        return {} if drawn is None else drawn._repr_mimebundle_()


class Reason(_Record):
    """One value of a record: what it is, what it says, where it stands, and why it was taken."""

    what: str
    value: str
    span: Span | None = None
    why: str | None = None


class Explanation(_Record):
    """Why a record of a release is there: its rule in words, its evidence, and a reason for every value."""

    item: str
    what: str
    name: str
    rule: str
    meaning: str
    confidence: float
    evidence: Span | None = None
    reasons: tuple[Reason, ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.item}  {self.what}  {self.name}  ({self.confidence:.2f})", f"  {self.rule}: {self.meaning}"]
        if self.evidence is not None:
            lines.append(f"  evidence [{self.evidence.start}:{self.evidence.end}] {_on_one_line(self.evidence.text)}")
        told: set[str | None] = {None}  # each why once
        for reason in self.reasons:
            place = f" [{reason.span.start}:{reason.span.end}]" if reason.span else ""
            read = _on_one_line(reason.span.text) if reason.span else ""
            quoted = f" <- {read}" if read and read != reason.value else ""
            why = f" ({reason.why})" if reason.why not in told else ""
            told.add(reason.why)
            lines.append(f"  {reason.what}: {_on_one_line(reason.value)}{place}{quoted}{why}")
        return "\n".join(lines)


def _on_one_line(text: str, most: int = 90) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most] + "…"


class Token(_Record):
    """A word, with its offsets in the original text."""

    start: int
    end: int
    text: str


class Failure(_Record):
    """A document of a batch that could not be read: its place in the batch, and why."""

    index: int
    error: str
    message: str


class Outcome(_Record):
    """What became of one document of an archive: its release, or the error that stands in its place.

    ``id`` is unique in a run; ``source`` and ``row`` say where the document came from (rows count from 1), and
    ``config`` is the ``fingerprint`` of the extractor that read it.
    """

    id: str
    source: str | None = None
    row: int | None = None
    published: str | None = None
    config: str
    error: str | None = None
    message: str | None = None
    release: PressRelease | None = None
