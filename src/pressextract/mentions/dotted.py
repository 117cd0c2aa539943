"""Transliterated names with dots: 阿斯兰·托列诺夫."""

from __future__ import annotations

import regex

from pressextract.mentions.evidence import place_value
from pressextract.mentions.reading import Reading
from pressextract.mentions.surroundings import AFTER_TAGS, PERSON_TAGS, PUNCTUATION, TWO_PARTS, NameSpan, Surroundings

_DOTTED = regex.compile(r"\p{Han}{1,8}(?:[·‧•・．]\p{Han}{1,8}){1,3}")


def find_dotted_names(reading: Reading, around: Surroundings) -> list[NameSpan]:
    """Transliterated names with dots: 阿斯兰·托列诺夫; their left border is that of the title or word before them."""
    found, fold = [], reading.fold
    for match in _DOTTED.finditer(fold):
        start, end = match.start(), match.end()
        dot = next(at for at in range(start, end) if not reading.fold[at].isalpha())
        if reading.fold[start].isdigit():
            continue
        for at in range(dot - 1, start, -1):
            if at in around.title_ends or at in around.honorific_ends:
                start = at
                break
            if (
                at in reading.starts
                and reading.ends.get(at) is not None
                and reading.ends[at].tag not in ("PER", "LOC", "nz", "n", "nr")
            ):
                start = at
                break
        last = max(at for at in range(dot, end) if not reading.fold[at].isalpha())
        for at in range(last + 2, end):
            if at in around.title_starts or at in around.honorific_starts:
                end = at
                break
            before = reading.ends.get(at)
            if (
                at - last > 2
                and not (end - at == 1 and fold[end : end + 1] in PUNCTUATION)
                and before is not None
                and reading.starts.get(at) is not None
                and reading.starts[at].tag in AFTER_TAGS
            ):
                end = at
                break
        person = any(
            over.tag in PERSON_TAGS and over.end >= dot and (over.start <= dot or over.end - over.start > TWO_PARTS)
            for at in range(start, end)
            if (over := reading.starts.get(at))
        )
        if person or place_value(reading, around, start, end) >= 0.4:
            found.append(NameSpan(start, end, 0.95, "transliterated"))
    return found
