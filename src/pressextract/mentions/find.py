"""All mentions of a page: the finders in the order in which each needs the other."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pressextract.knowledge.vocabulary import Vocabulary
from pressextract.mentions.body_span import BodySpan
from pressextract.mentions.lexical import TermScanner
from pressextract.mentions.names import find_names
from pressextract.mentions.organisations import find_bodies
from pressextract.mentions.reading import Reading
from pressextract.mentions.settle import settle
from pressextract.mentions.short_forms import with_declared
from pressextract.mentions.surroundings import NameSpan, Surroundings, find_honorifics
from pressextract.mentions.titles import TitleSpan, find_titles

_BRACKET = regex.compile(r"[（(][^（）()]{2,120}[）)]")
_QUOTED = regex.compile(r"[「“\"『‘']([^「」“”\"『』‘’']{2,16})[」”\"』’']")


@dataclass(frozen=True, slots=True)
class Scanners:
    """The vocabulary compiled for scanning; made once per extractor."""

    titles: TermScanner
    endings: TermScanner
    bodies: TermScanner
    honorifics: TermScanner

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Scanners:
        """Scanners for these lexicons."""
        return cls(
            TermScanner.of(vocabulary.titles), TermScanner.of(vocabulary.endings),
            TermScanner.of(vocabulary.bodies), TermScanner.of(vocabulary.honorifics),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was found, settled: names, titles and bodies do not overlap, but that a title may lie beside a body."""

    names: tuple[NameSpan, ...]
    titles: tuple[TitleSpan, ...]
    bodies: tuple[BodySpan, ...]
    around: Surroundings


def find_mentions(reading: Reading, scanners: Scanners) -> Mentions:
    """Titles and honorifics first, as they show where names stand; then names; then bodies, which names bound."""
    titles = find_titles(reading, scanners.titles)
    after, before = find_honorifics(reading, scanners.honorifics)
    around = Surroundings(
        frozenset(title.end for title in titles) | frozenset(title.head_end for title in titles),
        frozenset(title.start for title in titles), after, before,
        frozenset(title.end for title in titles if _weak(reading, title)),
        frozenset(title.end for title in titles if _sure(reading, title)), _declared(reading),
    )  # fmt: skip
    names = find_names(reading, titles, around)
    # What stands before a name with a title after it is likely a body too: 社会局|黄志中|局长.
    before_names = {name.start for name in names if name.end in around.title_starts}
    bodies = find_bodies(
        reading,
        scanners.endings,
        scanners.bodies,
        frozenset(name.end for name in names),
        around.title_starts | before_names,
    )
    bodies = with_declared(reading, bodies)
    names, bodies = settle(reading, names, bodies, titles)
    return Mentions(names, _outside(titles, bodies), bodies, around)


def _weak(reading: Reading, title: TitleSpan) -> bool:
    head = reading.vocabulary.titles.get(title.head)
    return head is not None and head.weak and title.end - title.start == len(title.head)


def _sure(reading: Reading, title: TitleSpan) -> bool:
    """Whether a title is certainly one here: with a rank, or after a body or a place."""
    if _weak(reading, title):
        return False
    before = reading.ends.get(title.start)
    after_body = before is not None and (
        before.tag in ("ORG", "LOC", "nt", "nz")
        or reading.vocabulary.ending_of(reading.fold[before.start : before.end]) is not None
    )
    return after_body or title.start < title.head_start or len(title.head) > 2


def _declared(reading: Reading) -> frozenset[int]:
    """Places of the terms that brackets declare (下称「青企联」), which are no names of people unless they say 先生."""
    terms = set()
    for bracket in _BRACKET.finditer(reading.fold):
        for match in _QUOTED.finditer(bracket[0]):
            if not match[1].endswith(tuple(reading.vocabulary.honorifics)) and not match[1].endswith(
                tuple(reading.vocabulary.titles)
            ):
                terms.add(match[1])
    scanner = TermScanner.of(terms)
    return (
        frozenset(at for start, end in scanner.find(reading.fold) for at in range(start, end)) if terms else frozenset()
    )


def _outside(titles: tuple[TitleSpan, ...], bodies: tuple[BodySpan, ...]) -> tuple[TitleSpan, ...]:
    """The titles without those inside a body's name: 审核|委员会, 院长|办公室."""
    inner = {at for body in bodies for at in range(body.start, body.end - 1)}
    return tuple(title for title in titles if title.end - 1 not in inner)
