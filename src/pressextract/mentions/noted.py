"""Names with their Latin form in brackets behind, which shows how far they reach: 众议员长谷若枝（Hase Wakae）."""

from __future__ import annotations

import regex

from pressextract.mentions.latin import looks_like_person
from pressextract.mentions.no_names import JOINING
from pressextract.mentions.reading import Reading
from pressextract.mentions.surroundings import NameSpan, Surroundings

_NOTED = regex.compile(
    r"(?P<han>[\p{Han}\p{Hiragana}\p{Katakana}]{2,12})(?=[（(]\s?(?P<latin>\p{Lu}[\p{L}'’.\-]*(?:\s\p{L}[\p{L}'’.\-]*){1,4})(?:[，,][^（）()]{0,8})?[）)])"
)
_NOT_FIRST = JOINING | frozenset("之的")
_LONGEST = 7
_SHORTEST = 2
_SCORE = 0.85


def find_noted_names(reading: Reading, around: Surroundings) -> list[NameSpan]:
    """Names between a title, or the head of a line of a roster, and a bracket with a person's name in Latin letters."""
    found = []
    lines = {line.start for line in reading.page.lines}
    for match in _NOTED.finditer(reading.fold):
        first, end = match.span("han")
        if not looks_like_person(match["latin"]):
            continue
        starts = [at for at in range(max(first, end - _LONGEST), end - 1) if at in around.title_ends]
        starts = [at for at in range(end - 2, first, -1) if at in around.honorific_ends][:1] or starts
        if not starts and first in lines and end - first <= _LONGEST:
            starts = [first]
        text = reading.fold[starts[0] : end] if starts else ""
        vocabulary = reading.vocabulary
        joined = text[:1] in _NOT_FIRST and text[:2] not in vocabulary.japanese_surnames
        joined = joined or any(text[:size] in vocabulary.title_followers for size in (2, 3))
        if (
            len(text) < _SHORTEST
            or joined
            or vocabulary.is_other_word(text)
            or len(vocabulary.ending_of(text) or "") > 1
        ):
            continue
        if (
            any(at in around.title_starts or at in around.honorific_starts for at in range(starts[0], end))
            or end in around.title_ends
        ):
            continue
        found.append(NameSpan(starts[0], end, _SCORE, "noted"))
    return found
