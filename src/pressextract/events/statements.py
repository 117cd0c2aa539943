"""Statements: who said what, in whose words.

A verb of saying is looked for, then its subject in the same clause, then, where it has none, among the words before it:
the speaker of the sentence, of the paragraph, at last of the paragraph before.
"""

from __future__ import annotations

import regex

from pressextract.entities.entity import Entities, Person
from pressextract.events.cues import find_cues
from pressextract.events.paragraphs import Floor, Found, Paragraph
from pressextract.events.references import signatory_of, title_means
from pressextract.events.sentences import read_mask
from pressextract.events.speakers import Cast
from pressextract.events.words_at import WordIndex
from pressextract.schema import Statement
from pressextract.text.page import Page
from pressextract.tokens.word import Word

_TOLD = frozenset({"lead", "body"})
_CONFIDENCE = {"name": 0.95, "title": 0.9, "organisation": 0.9, "spokesperson": 0.9, "pronoun": 0.9, "none": 0.8}
_HEADLINE_KINDS = frozenset({"wish", "tell", "thank"})
_COLON = regex.compile(r"[^：:，]{2,20}?(?P<colon>[：:])")


def find_statements(page: Page, words: tuple[Word, ...], entities: Entities) -> tuple[Statement, ...]:
    """All statements of a page in the order of the text."""
    cast = read_cast(page, words, entities)
    signatory = signatory_of(page, cast)
    found: list[Found] = []
    floor = Floor()
    for line in page.lines:
        if line.kind == "headline":
            found += _headline(cast, line.start, line.end)
        if line.kind not in _TOLD:
            continue
        start = line.start
        if page.dateline is not None and line.start <= page.dateline.start and page.dateline.end < line.end:
            start = page.dateline.end
        found += Paragraph(cast, floor, signatory).read(start, line.end)
        floor.next_paragraph()
    return tuple(_record(page, item) for item in found)


def read_cast(page: Page, words: tuple[Word, ...], entities: Entities) -> Cast:
    """Everybody of a page, with its masked text and its words."""
    mask = read_mask(page.fold, ((line.start, line.end) for line in page.lines))
    return Cast.of(page.fold, mask, WordIndex.of(words), entities)


def _headline(cast: Cast, start: int, end: int) -> list[Found]:
    """What a headline says somebody says: 「總統：…」, 「局長籲…」."""
    text = cast.mask.text
    at = start
    while at < end:
        colon = _COLON.match(text, at, end)
        if colon:
            stop = colon.start("colon")
            subject = cast.subject(at, stop)
            who = subject.entity if subject.kind == "name" else title_means(subject, None, cast, start) if subject.kind == "title" else None
            if isinstance(who, Person) and subject.start == at and stop - subject.end <= 4:
                return [Found(who, None, ((stop + 1, end),), False, f"headline:{subject.kind}")]
        break_ = regex.search(r"[ 　，]+", text, pos=at, endpos=end)
        segment = break_.start() if break_ else end
        for cue in find_cues(text, cast.words, at, end):
            if cue.start >= segment or cue.final or cue.kind not in _HEADLINE_KINDS or cast.names_at(cue.start, cue.end):
                continue
            subject = cast.subject(at, cue.start)
            who = title_means(subject, None, cast, start) if subject.kind == "title" else subject.entity
            if who is not None:
                return [Found(who, (cue.start, cue.end), ((cue.content, end),), False, f"headline:{subject.kind}", cue.kind)]
        at = break_.end() if break_ else end
    return []


def _record(page: Page, item: Found) -> Statement:
    return Statement(
        speaker_id=item.speaker.id,
        speaker=item.speaker.name,
        verb=page.surface(*item.verb) if item.verb else None,
        text="".join(page.surface(*part) for part in item.parts),
        direct=item.direct,
        span=page.span(item.parts[0][0], item.parts[-1][1]),
        rule=item.rule,
        confidence=_CONFIDENCE.get(item.rule.partition(":")[2], 0.8),
    )
