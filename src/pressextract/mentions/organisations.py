"""Names of bodies: known ones, those the recogniser sees, and those an ending gives away.

A name of a body ends in a word that tells what it is (局, 有限公司, 大学) and begins where ``borders.walk_left`` stops.
Where two readings overlap the longer one stands, so that a department is found with the body it belongs to.
"""

from __future__ import annotations

import regex

from pressextract.mentions.body_borders import cleaned, is_name
from pressextract.mentions.body_lists import acting_bodies, bodies_in_lists
from pressextract.mentions.body_sources import ended_bodies, known_bodies, latin_bodies, offices, recognised_bodies
from pressextract.mentions.body_span import BodySpan
from pressextract.mentions.lexical import TermScanner
from pressextract.mentions.reading import Reading
from pressextract.tokens.word import Word

# How sure the recogniser must be of a body for its borders to stand against those of the rules.
_SURE_BORDERS = 0.75
# How sure it must be where a title or a name follows, and the rules see none.
_BEFORE_TITLE = 0.4
# The word alone is no name; as the sender of a release it is.
_GOVERNMENT = regex.compile(r"(?<![\p{Han}])政府(?=今日|昨日|今天|发言人|公布|宣布|委任)")


def find_bodies(
    reading: Reading, endings: TermScanner, known: TermScanner, people: frozenset[int], title_starts: frozenset[int]
) -> tuple[BodySpan, ...]:
    """Every place where a body is named.

    Args:
        reading: The page.
        endings: Scanner of the endings of organisations.
        known: Scanner of the names that are known.
        people: Ends of the names of people, which no name of a body reaches over.
        title_starts: Where titles begin: what stands directly before one is likelier a body.
    """
    found = [
        *known_bodies(reading, known, people, title_starts),
        *recognised_bodies(reading, people, title_starts),
        *ended_bodies(reading, endings, people, title_starts),
        *latin_bodies(reading),
        *acting_bodies(reading, people),
    ]
    found = [cleaned(reading, body) for body in found]
    found = [body for body in found if is_name(reading, body, title_starts)]
    found += [BodySpan(match.start(), match.end(), 0.7, "acting") for match in _GOVERNMENT.finditer(reading.fold)]
    found += offices(reading, found)
    settled = _as_seen(reading, _longest(found), title_starts)
    return tuple(sorted(settled + bodies_in_lists(reading, settled, people), key=lambda body: body.start))


def _as_seen(reading: Reading, bodies: list[BodySpan], title_starts: frozenset[int]) -> list[BodySpan]:
    """The bodies with the borders that the recogniser sees, where it is sure; without those that only a weak ending shows.

    A place at the head of a name stays with it, though the recogniser leaves it out: 青峦|林业公司.
    """
    if not reading.spans:
        return bodies
    at = {place: span for span in reading.spans if span.tag == "ORG" for place in range(span.start, span.end)}
    kept: dict[tuple[int, int], BodySpan] = {}
    for body in bodies:
        over = dict.fromkeys(at[place] for place in range(body.start, body.end) if place in at)
        if not over and body.rule == "weak_ending" and body.end not in title_starts:
            continue
        sure = [span for span in over if span.score >= _SURE_BORDERS]
        exact = any((span.start, span.end) == (body.start, body.end) for span in over)
        more = _only_a_place_more(reading, body, list(over)) or _has_a_department_more(body, list(over), title_starts)
        if exact or len(sure) < len(over) or not sure or more or _ends_better(reading, body, list(over)):
            kept.setdefault((body.start, body.end), body)
            continue
        for span in sure:
            seen = cleaned(reading, BodySpan(span.start, span.end, max(body.score, span.score), body.rule))
            if is_name(reading, seen, title_starts):
                kept[seen.start, seen.end] = seen
    taken = {place for body in bodies for place in range(body.start, body.end)}
    followed = title_starts | {start for (start, _), chance in reading.people.items() if chance >= _SURE_BORDERS}
    for span in dict.fromkeys(at.values()):
        if span.end in followed and span.score >= _BEFORE_TITLE and taken.isdisjoint(range(span.start, span.end)):
            seen = cleaned(reading, BodySpan(span.start, span.end, 0.5 + 0.4 * span.score, "recogniser"))
            if is_name(reading, seen, title_starts):
                kept[seen.start, seen.end] = seen
    return _longest(list(kept.values()))


def _only_a_place_more(reading: Reading, body: BodySpan, over: list[Word]) -> bool:
    """Whether a body is what the recogniser sees, with a place before it."""
    ends_alike = len(over) == 1 and over[0].end == body.end and over[0].start > body.start
    return ends_alike and reading.vocabulary.begins_with_place(reading.fold[body.start : body.end])


def _has_a_department_more(body: BodySpan, over: list[Word], title_starts: frozenset[int]) -> bool:
    """Whether a body is what the recogniser sees, with a department after it and a title next: 市农业局|种植科|科长."""
    return body.end in title_starts and len(over) == 1 and over[0].start == body.start and over[0].end < body.end


def _ends_better(reading: Reading, body: BodySpan, over: list[Word]) -> bool:
    """Whether a body has a proper ending, and what the recogniser sees inside it has none: 南汀青年|测量师联合会."""
    seen = over[-1]
    text = reading.fold[seen.start : seen.end]
    return body.rule in ("ending", "known") and seen.end < body.end and reading.vocabulary.ending_of(text) is None


def _longest(found: list[BodySpan]) -> list[BodySpan]:
    kept: list[BodySpan] = []
    last_end = -1
    for body in sorted(found, key=lambda b: (b.start, -b.end, -b.score)):
        if body.start >= last_end:
            kept.append(body)
            last_end = body.end
        elif body.end > last_end:
            # Two that overlap: the one that ends later has the ending of the whole name.
            previous = kept.pop()
            kept.append(BodySpan(previous.start, body.end, max(previous.score, body.score), body.rule))
            last_end = body.end
    return kept
