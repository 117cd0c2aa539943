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
    settled = _longest(found)
    return tuple(sorted(settled + bodies_in_lists(reading, settled, people), key=lambda body: body.start))


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
