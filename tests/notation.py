"""Releases as the tests write them: ``[青禾集團|org][董事長|title][林致遠|person]致辭。``

A mark is ``[words|kind]``, the kind ``org``, ``title`` or ``person``; ``[林主席|person=林致遠]`` is another form of
somebody, or of some body, who is named in full elsewhere in the text. White space in the words is no part of a name.

The tables of cases are ``tests/cases/*.toml``. A case has

    label       what it is called
    comment     which construction it shows (may be left out)
    text        the release, marked
    posts       ``person | title | organisation``, a fourth field for a status other than current, ``-`` for none
    aliases, honorifics, kinds, parents    by name, where the case is about them
    expect      ``pass``, or ``fail`` with a ``reason``: what is wrong today, and must be struck off once it is right

Marks and posts are the whole of what the text holds: what is found beyond them is wrong.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
import regex
from _pytest.mark.structures import ParameterSet

import pressextract as px
from pressextract.knowledge.vocabulary import Vocabulary, builtin_vocabulary
from pressextract.mentions.find import Scanners
from pressextract.mentions.reading import Reading
from pressextract.text.page import read_page
from pressextract.tokens.word import Word

Kind = Literal["org", "title", "person"]
_Places = dict[tuple[int, int, str], str]

_CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"\[([^|\]\[]+)\|(org|title|person)(?:=([^\]]+))?\]")
_BETWEEN_LATIN = regex.compile(r"(?<=[\p{Latin}.])\s+(?=\p{Latin})")
_DETAILS = ("aliases", "honorifics", "kinds", "parents")
_KEYS = {"label", "comment", "text", "posts", *_DETAILS, "expect", "reason"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of the text, and the name of what it stands for."""

    start: int
    end: int
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Case:
    """One entry of a table of cases."""

    label: str
    text: str
    marks: tuple[Mark, ...]
    posts: tuple[str, ...]
    details: dict[str, dict[str, Any]] = field(default_factory=dict)


def parse(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and the marks.

    >>> text, marks = parse("[林致遠|person]致辭，[林主席|person=林致遠]說")
    >>> text, marks[1]
    ('林致遠致辭，林主席說', Mark(start=6, end=9, kind='person', name='林致遠'))
    """
    text, at, marks = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        kind: Any = match[2]
        marks.append(Mark(len(text), len(text) + len(match[1]), kind, match[3] or _solid(match[1])))
        text += match[1]
        at = match.end()
    text += marked[at:]
    if "[" in text or "]" in text:
        raise ValueError(f"a mark that cannot be read: {marked}")
    return text, tuple(marks)


def load_cases(name: str) -> list[ParameterSet]:
    """The cases of a table as parameters of a test; those that fail today are strict xfails."""
    return [_parameter(row) for row in _rows(name)]


@cache
def _rows(name: str) -> tuple[dict[str, Any], ...]:
    rows = tuple(tomllib.loads((_CASES / f"{name}.toml").read_text("utf-8"))["case"])
    labels = [row["label"] for row in rows]
    if len(set(labels)) != len(labels):
        raise ValueError(f"{name}.toml: two cases of one label")
    return rows


def _parameter(row: dict[str, Any]) -> ParameterSet:
    if unknown := set(row) - _KEYS:
        raise ValueError(f"{row['label']}: unknown keys {unknown}")
    if row["expect"] not in ("pass", "fail") or (row["expect"] == "fail") is not bool(row.get("reason")):
        raise ValueError(f"{row['label']}: expect is pass, or fail with a reason")
    text, marks = parse(row["text"])
    details: dict[str, dict[str, Any]] = {key: row[key] for key in _DETAILS if key in row}
    case = Case(row["label"], text, marks, tuple(row.get("posts", ())), details)
    fails = pytest.mark.xfail(reason=row.get("reason", ""), strict=True, raises=AssertionError)
    return pytest.param(case, id=row["label"], marks=[fails] if row["expect"] == "fail" else [])


def differences(case: Case, release: px.PressRelease) -> list[str]:
    """What was found and should not have been (+), and what was not found and should have been (-)."""
    found = {**_mentions("person", release.people), **_mentions("org", release.organisations)}
    expected: _Places = {(m.start, m.end, m.kind): m.name for m in case.marks if m.kind != "title"}
    out = [*_compared(_shown(case.text, expected), _shown(case.text, found))]
    out += _compared([_solid(post) for post in case.posts], [_solid(post) for post in posts_of(release)])
    titles = {(mention.start, mention.end) for title in release.titles for mention in title.mentions}
    marked = [mark for mark in case.marks if mark.kind == "title"]
    out += [f"- title {mark.name} at {mark.start}" for mark in marked if (mark.start, mark.end) not in titles]
    for field_name, by_name in case.details.items():
        for name, value in by_name.items():
            actual = _detail(release, field_name, name)
            if actual != (sorted(value) if isinstance(value, list) else value):
                out.append(f"- {field_name} of {name}: {value}, not {actual}")
    return out


def posts_of(release: px.PressRelease) -> Iterator[str]:
    """Every post as the cases write it."""
    for person in release.people:
        for post in person.positions:
            status = "" if post.status == "current" else f" | {post.status}"
            yield f"{person.name} | {post.title or '-'} | {post.organisation or '-'}{status}"


def _mentions(kind: str, entities: Iterable[px.Person | px.Organisation]) -> _Places:
    return {
        (mention.start, mention.end, kind): entity.name
        for entity in entities
        for mention in entity.mentions
        if mention.kind != "pronoun"
    }


def _shown(text: str, places: _Places) -> list[str]:
    return [
        f"{kind} {text[start:end]} at {start}" + (f" for {name}" if name != _solid(text[start:end]) else "")
        for (start, end, kind), name in sorted(places.items())
    ]


def _compared(expected: list[str], found: list[str]) -> list[str]:
    return [f"- {item}" for item in expected if item not in found] + [
        f"+ {item}" for item in found if item not in expected
    ]


def _detail(release: px.PressRelease, field_name: str, name: str) -> object:
    entities: list[px.Person | px.Organisation] = [*release.people, *release.organisations]
    entity = next((entity for entity in entities if entity.name == name), None)
    if field_name == "kinds":
        return getattr(entity, "kind", None)
    if field_name == "parents":
        parent = getattr(entity, "parent_id", None)
        return next((body.name for body in release.organisations if body.id == parent), None)
    return sorted(getattr(entity, field_name, ()))


def _solid(text: str) -> str:
    """The text without white space, but for one blank between Latin words."""
    return " ".join("".join(part.split()) for part in _BETWEEN_LATIN.split(text))


def read_tagged(tagged: str, vocabulary: Vocabulary | None = None) -> tuple[Reading, Scanners]:
    """A reading of words with the tags that a recogniser would give: ``青禾集团/ORG 董事长/n 林致远/PER 致辞/v``.

    Words are set apart by spaces; ``_`` is a space of the text; a word without a tag is punctuation (``w``).
    """
    text, words = "", []
    for item in tagged.split():
        word, _, tag = item.replace("_", " ").partition("/")
        if word.strip():
            words.append(Word(len(text), len(text) + len(word), tag or "w"))
        text += word
    page = read_page(text)
    assert page.fold == text, "tagged words stand for the fold"
    vocabulary = vocabulary or builtin_vocabulary()
    return Reading.of(page, tuple(words), vocabulary), Scanners.of(vocabulary)
