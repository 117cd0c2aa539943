"""Statements: who said what, in whose words.

A verb of saying is looked for, then its subject in the same clause, then, where it has none, among the words before it:
the speaker of the sentence, of the paragraph, at last of the paragraph before.
"""

from __future__ import annotations

import regex

from pressextract.entities.entity import Entities, Person
from pressextract.events.antecedents import title_means
from pressextract.events.cast import Cast, Entity
from pressextract.events.confidence import Weigh, statement_evidence, weigh_statement
from pressextract.events.cues import find_cues
from pressextract.events.paragraphs import Found
from pressextract.events.speakers import Subject, subject_of
from pressextract.events.told import Told, read_told
from pressextract.schema import Statement
from pressextract.text.page import Page
from pressextract.tokens.word import Word

_HEADLINE_KINDS = frozenset({"wish", "tell", "thank"})
_LONGEST_HEADLINE = 200
_COLON = regex.compile(r"[^：:，]{2,20}?(?P<colon>[：:])")
_BREAK = regex.compile(r"[ 　，]+")


def find_statements(
    page: Page,
    words: tuple[Word, ...],
    entities: Entities,
    *,
    told: Told | None = None,
    weigh: Weigh = weigh_statement,
) -> tuple[Statement, ...]:
    """All statements of a page in the order of the text.

    Args:
        page: The release.
        words: The recogniser's words over the fold.
        entities: Its people and organisations.
        told: The page as it was read before, where it was.
        weigh: What turns the evidence for a statement into its confidence.
    """
    told = told or read_told(page, words, entities)
    headlines = (line for line in page.lines if line.kind == "headline")
    found = [item for line in headlines for item in _headline(told.cast, line.start, line.end)]
    return tuple(_record(page, item, weigh(statement_evidence(item))) for item in (*found, *told.found))


def _headline(cast: Cast, start: int, end: int) -> list[Found]:
    """What a headline says somebody says: 「總統：…」, 「局長籲…」."""
    text = cast.mask.text
    at, end = start, min(end, start + _LONGEST_HEADLINE)
    while at < end:
        colon = _COLON.match(text, at, end)
        if colon:
            stop = colon.start("colon")
            subject = subject_of(cast, at, stop)
            who = _named(cast, subject, start)
            if isinstance(who, Person) and subject.start == at and stop - subject.end <= 4:
                return [Found(who, None, ((stop + 1, end),), False, f"headline:{subject.kind}", subject=subject.words)]
        gap = _BREAK.search(text, at, end)
        segment, after = gap.span() if gap else (end, end)
        for cue in find_cues(text, cast.words, at, end):
            if cue.start >= segment or cue.final or cue.kind not in _HEADLINE_KINDS:
                continue
            subject = subject_of(cast, at, cue.start)
            who = _named(cast, subject, start)
            if who is not None and not cast.names_at(cue.start, cue.end):
                part = (cue.content, end)
                rule = f"headline:{subject.kind}"
                return [Found(who, (cue.start, cue.end), (part,), False, rule, cue.kind, subject.words)]
        at = after
    return []


def _named(cast: Cast, subject: Subject, since: int) -> Entity | None:
    if subject.kind == "title":
        return title_means(subject, None, cast, since)
    return subject.entity if subject.kind in ("name", "organisation") else None


def _record(page: Page, item: Found, confidence: float) -> Statement:
    whole = [*item.parts, *(stretch for stretch in (item.verb, item.subject) if stretch is not None)]
    return Statement(
        speaker_id=item.speaker.id,
        speaker=item.speaker.name,
        verb=page.surface(*item.verb) if item.verb else None,
        text="".join(page.surface(*part) for part in item.parts),
        direct=item.direct,
        span=page.span(item.parts[0][0], item.parts[-1][1]),
        rule=item.rule,
        confidence=confidence,
        evidence=page.span(min(start for start, _ in whole), max(end for _, end in whole)),
        speaker_span=page.span(*item.subject) if item.subject else None,
    )
