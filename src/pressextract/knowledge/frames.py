"""``events.toml`` -> frozen ``Frames``: how events are told, as patterns over sentences whose names are masked.

A sentence is read as a *skeleton*: every group of people, every group of bodies, every date, every occasion and every
quotation stands in it as one sign, so a pattern can say ``<appointer>…{任命}<appointee:P>为`` and mean any names,
with their posts, and any number of them. In a pattern

- ``<role>`` is a group of people or bodies that takes this role; ``<role:P>`` people only, ``<role:O>`` bodies only;
- ``<P>``, ``<O>``, ``<D>``, ``<Q>`` are a group of people, of bodies, a date, a quotation; ``<N>`` is an occasion,
  ``<M>`` one with a name;
- ``<name>`` and ``<theme>`` are the words between quotation marks that are the name or the theme of the event;
- ``{甲|乙}`` are the words that tell the event;
- ``…`` is a short stretch without names or commas, ``～`` a longer one with commas, ``……`` one with names too;
- ``@word`` is a list of words from the table ``[words]``;
- everything else is a regular expression.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

import regex

from pressextract.errors import LexiconError, MissingResourceError
from pressextract.schema import EventKind, OrganisationKind, Role

PEOPLE, BODIES, DATE, OCCASION, QUOTATION, GENERAL = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
SIGNS = PEOPLE + BODIES + DATE + OCCASION + QUOTATION + GENERAL

_CLASSES = {
    "P": PEOPLE, "O": BODIES, "X": f"[{PEOPLE}{BODIES}]",
    "D": DATE, "Q": QUOTATION, "N": f"[{OCCASION}{GENERAL}]", "M": OCCASION,
}  # fmt: skip
_QUOTED = "「[^」]{1,40}」|“[^”]{1,40}”|《[^》]{1,40}》"
_SHORT = rf"(?:{_QUOTED}|[^，。；！？\n{PEOPLE}{BODIES}{QUOTATION}]){{0,18}}?"
_MIDDLE = rf"(?:{_QUOTED}|(?!@blockers)[^。；！？\n{PEOPLE}{BODIES}{QUOTATION}]){{0,40}}?"
_LONG = rf"(?:(?!@blockers)[^。；！？\n{QUOTATION}]){{0,44}}?"
_ROLES = frozenset(get_args(Role))
_KINDS = frozenset(get_args(EventKind))
_BODIES = frozenset(get_args(OrganisationKind))
_MACRO = regex.compile(
    r"(?<!\(\?)(?<!\(\?P)<(?P<role>\w+)(?::(?P<only>[PO]))?>"
    r"|(?<!\\p)\{(?P<trigger>[^{}\d](?:[^{}]|\{\d[\d,]*\})*)\}|(?P<long>……)|(?P<short>…)|(?P<middle>～)|@(?P<word>\w+)"
)

Scope = Literal["news", "any"]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its names marked, and what a frame must make of it."""

    text: str
    expect: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say it: as it is written, with its signs spelt out, and the role of each of its groups."""

    source: str
    spelt: str
    roles: Mapping[str, Role]

    @property
    def compiled(self) -> regex.Pattern[str]:
        """The pattern, compiled when it is first tried: most releases need few of them."""
        return _compiled(self.spelt)


@dataclass(frozen=True, slots=True)
class Frame:
    """A sort of act and the ways to tell it.

    Attributes:
        id: The name under which events say what made them.
        about: What it tells, in a few words of English.
        kind: The kind of event.
        patterns: The ways to say it; the first that fits at a place stands.
        needs: Roles of which at least one must be filled.
        unless: What must not stand in the clause up to the trigger (plans, history, denial).
        of: For a role: the kinds of events it is a role in, ``occasion`` for all occasions.
        where: What must stand in the sentence, or in the headline, for the frame to be tried at all.
        bodies: Kinds of organisations of which one must be in a role that is needed; none given, any will do.
        scope: ``news`` if what somebody said is not believed, ``any`` if it is.
        rank: Of two frames that read the same words the one with the higher rank stands.
        confidence: How often such an event is right.
        lead: Whether it is looked for in the headline and the first sentences only.
        hints: A quick test: without one of these words in a sentence no pattern fits.
    """

    id: str
    about: str
    kind: EventKind
    patterns: tuple[Pattern, ...]
    needs: frozenset[Role]
    unless: regex.Pattern[str] | None
    where: regex.Pattern[str] | None
    bodies: frozenset[OrganisationKind]
    scope: Scope
    rank: int
    confidence: float
    of: frozenset[str]
    lead: bool
    hints: regex.Pattern[str]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The word in which names of a sort of occasion end.

    Attributes:
        word: The word itself, folded.
        kind: The kind of event.
        bare: Whether it can stand for an occasion without a name.
        proper: Whether it is a name by itself (股东周年大会).
    """

    word: str
    kind: EventKind
    bare: bool
    proper: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """All that ``events.toml`` says; two of them are the same only if they are one."""

    acts: tuple[Frame, ...]
    roles: tuple[Frame, ...]
    heads: Mapping[str, Head]
    words: Mapping[str, str]
    short_kinds: Mapping[str, EventKind]
    occasion_examples: tuple[Example, ...]

    def cue(self, name: str) -> regex.Pattern[str]:
        """A list of words of the table ``[words]`` as a compiled pattern."""
        return _compiled(self.words[name])

    def with_more(self, other: Frames) -> Frames:
        """These frames with the occasions, acts and roles of others; what both have is the other's."""
        mine, theirs = (*self.acts, *self.roles), {frame.id for frame in (*other.acts, *other.roles)}
        kept = {frame.id for frame in mine} - theirs
        return replace(
            self,
            acts=(*(frame for frame in self.acts if frame.id in kept), *other.acts),
            roles=(*(frame for frame in self.roles if frame.id in kept), *other.roles),
            heads={**self.heads, **other.heads},
        )

    def example_of(self, rule: str) -> str | None:
        """The first sentence in which this frame fits, without its marks; None if there is no such frame."""
        found = (frame.examples[0].text for frame in (*self.acts, *self.roles) if frame.id == rule)
        text = next(found, None)
        return regex.sub(r"\[([^|\]]+)\|[^\]]*\]", r"\1", text) if text is not None else None


@cache
def _compiled(source: str) -> regex.Pattern[str]:
    return regex.compile(source)


@cache
def load_frames() -> Frames:
    """The frames that come with the library, read once.

    >>> load_frames().heads["研讨会"].kind
    'conference'
    """
    resource = files(__package__).joinpath("data", "events.toml")
    try:
        text = resource.read_text("utf-8")
    except OSError as error:
        raise MissingResourceError(f"the library carries no events.toml ({resource})") from error
    return _frames(_parsed(text, str(resource)), {}, str(resource))


def read_frames(text: str, source: str = "events.toml") -> Frames:
    """Frames from the text of a TOML file in which a user adds kinds of occasions, acts and roles to the built-in ones.

    The lists of words of the built-in frames (``@name``) can be used; the file may have more of its own.

    Raises:
        LexiconError: The text cannot be read; the message names the source and the frame.
    """
    frames = _frames(_parsed(text, source), load_frames().words, source)
    for frame in (*frames.acts, *frames.roles):
        for pattern in frame.patterns:
            try:
                _compiled(pattern.spelt)
            except regex.error as error:
                raise LexiconError(f"{source}: frame {frame.id}: {pattern.source}: {error}") from error
    return frames


def _parsed(text: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{source}: {error}") from error


def _frames(raw: Mapping[str, Any], known: Mapping[str, str], source: str) -> Frames:
    listed = {**known, **{name: "|".join(terms) for name, terms in raw.get("words", {}).items()}}
    # A list may name another one.
    words = {name: _expand(terms, listed) for name, terms in listed.items()}
    heads: dict[str, Head] = {}
    short_kinds: dict[str, EventKind] = {}
    occasion_examples: list[Example] = []
    for entry in raw.get("occasion", ()):
        kind = _kind(entry.get("kind"), source, "occasion")
        bare, proper = entry.get("bare", ()), entry.get("proper", ())
        for word in (*entry.get("heads", ()), *bare, *proper):
            heads[word] = Head(word, kind, word in bare or len(word) > 2, word in proper)
        short_kinds |= dict.fromkeys(entry.get("short", ()), kind)
        examples = _examples(entry)
        if not examples:
            raise LexiconError(f"{source}: the occasions of kind {kind} have no examples")
        occasion_examples += examples
    acts = tuple(_frame(entry, words, source) for entry in raw.get("frame", ()))
    roles = tuple(_frame(entry, words, source) for entry in raw.get("role", ()))
    return Frames(acts, roles, heads, words, short_kinds, tuple(occasion_examples))


def _kind(value: object, source: str, where: str) -> EventKind:
    if value not in _KINDS:
        raise LexiconError(f"{source}: {where}: no such kind of event: {value!r}")
    return cast(EventKind, value)


def _examples(entry: Mapping[str, Any]) -> list[Example]:
    found = []
    for example in entry.get("example", ()):
        expect = example.get("expect", [])
        found.append(Example(example["text"], tuple(expect if isinstance(expect, list) else [expect])))
    return found


def _frame(entry: Mapping[str, Any], words: Mapping[str, str], source: str) -> Frame:
    name = entry.get("id", "?")
    examples = tuple(_examples(entry))
    if not examples:
        raise LexiconError(f"{source}: frame {name} has no examples")
    needs = frozenset(entry.get("needs", ()))
    if needs - _ROLES:
        raise LexiconError(f"{source}: frame {name}: no such role: {', '.join(sorted(needs - _ROLES))}")
    bodies = frozenset(entry.get("bodies", ()))
    if bodies - _BODIES:
        raise LexiconError(
            f"{source}: frame {name}: no such kind of organisation: {', '.join(sorted(bodies - _BODIES))}"
        )
    patterns = tuple(_pattern(pattern, words, source, name) for pattern in entry.get("patterns", ()))
    triggers = [m["trigger"] for p in entry.get("patterns", ()) for m in _MACRO.finditer(p) if m["trigger"]]
    unless = entry.get("unless")
    return Frame(
        id=name,
        about=entry.get("about", ""),
        kind=_kind(entry.get("kind", "other"), source, name),
        patterns=patterns,
        needs=cast("frozenset[Role]", needs),
        unless=regex.compile(_expand(unless, words)) if unless else None,
        where=regex.compile(_expand(where, words)) if (where := entry.get("where")) else None,
        bodies=cast("frozenset[OrganisationKind]", bodies),
        scope=entry.get("scope", "news"),
        rank=entry.get("rank", 0),
        confidence=float(entry.get("confidence", 0.7)),
        of=frozenset(entry.get("of", ())),
        lead=bool(entry.get("lead", False)),
        hints=regex.compile("|".join(_expand(t, words) for t in triggers) or "(?!)"),
        examples=examples,
    )  # fmt: skip


def _expand(text: str, words: Mapping[str, str]) -> str:
    return regex.sub(r"@(\w+)", lambda m: f"(?:{words[m[1]]})", text)


def _pattern(text: str, words: Mapping[str, str], source: str, name: str) -> Pattern:
    roles: dict[str, Role] = {}

    def macro(match: regex.Match[str]) -> str:
        if match["role"] in _CLASSES:
            return _CLASSES[match["role"]]
        if match["role"]:
            if match["role"] in ("name", "theme"):
                return f'(?P<{match["role"]}>[「『“《‘〈"][^」』”》’〉"]{{1,60}}[」』”》’〉"])'
            if match["role"] not in _ROLES:
                raise LexiconError(f"{source}: frame {name}: no such role: {match['role']}")
            group = f"r{len(roles)}"
            roles[group] = cast(Role, match["role"])
            return f"(?P<{group}>{_CLASSES[match['only'] or 'X']})"
        if match["trigger"]:
            return f"(?P<trigger>{_expand(match['trigger'], words)})"
        if match["word"]:
            try:
                return f"(?:{words[match['word']]})"
            except KeyError as error:
                raise LexiconError(f"{source}: frame {name}: no word list {match['word']!r}") from error
        return _expand(_LONG, words) if match["long"] else _expand(_MIDDLE, words) if match["middle"] else _SHORT

    expanded = _MACRO.sub(macro, text)
    unread = regex.search(r"(?<!\(\?)(?<!\(\?P)<\w|(?<!\\|\\p)\{[^\d,]", expanded)
    if unread:
        raise LexiconError(
            f"{source}: frame {name}: cannot read {expanded[unread.start() : unread.start() + 12]!r} in {text}"
        )
    return Pattern(text, expanded, roles)
