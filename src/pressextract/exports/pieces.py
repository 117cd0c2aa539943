"""A text cut into tokens that begin and end where labelled spans do, and into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from pressextract.exports.spans import LabelledSpan

Tokens = Literal["characters", "words"]

_WRITTEN = re.compile(r"\S+")
_CHARACTER = re.compile(r"\S")
_SENTENCE = re.compile(r"[。！？!?；;…]+[」』”’）)》〉】］\]]*|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def cut(text: str, spans: Iterable[LabelledSpan], tokens: Tokens) -> list[tuple[int, int]]:
    """The tokens of a text, by where they begin and end: characters or words, no white space among them.

    A word is cut where a span begins or ends, so that every span is made of whole tokens.

    Raises:
        ValueError: ``tokens`` is neither.

    >>> [*cut("林致遠 致辭", (), "characters")]
    [(0, 1), (1, 2), (2, 3), (4, 5), (5, 6)]
    """
    if tokens == "characters":
        return [written.span() for written in _CHARACTER.finditer(text)]
    if tokens != "words":
        raise ValueError(f"tokens are 'characters' or 'words', not {tokens!r}")
    from pressextract.pipeline import MAX_LENGTH, Extractor, default_extractor

    # Another extractor may have read a text that is longer than the default one accepts.
    extractor = default_extractor() if len(text) <= MAX_LENGTH else Extractor(max_length=len(text))
    borders = {0, len(text)}
    for word in extractor.segment(text):
        borders |= {word.start, word.end}
    for span in spans:
        borders |= {span.start, span.end}
    found = (_WRITTEN.finditer(text, first, last) for first, last in pairwise(sorted(borders)))
    return [written.span() for some in found for written in some]


def sentences(
    text: str, tokens: Iterable[tuple[int, int]], spans: Iterable[LabelledSpan]
) -> list[list[tuple[int, int]]]:
    """The tokens of each sentence. One ends at 。！？；…, with the quotes and brackets behind, or with its line.

    None ends inside a span.

    >>> sentences("好。「是！」他說", [(0, 1), (1, 2), (2, 6), (6, 8)], ())
    [[(0, 1), (1, 2)], [(2, 6)], [(6, 8)]]
    """
    ends = [found.end() for found in _SENTENCE.finditer(text)]
    inside = sorted((span.start, span.end) for span in spans)
    free: list[int] = []
    at = reach = 0
    for end in ends:
        while at < len(inside) and inside[at][0] < end:
            reach = max(reach, inside[at][1])
            at += 1
        if end >= reach:
            free.append(end)
    found: list[list[tuple[int, int]]] = [[]]
    at = 0
    for token in tokens:
        while at < len(free) and free[at] <= token[0]:
            at += 1
            if found[-1]:
                found.append([])
        found[-1].append(token)
    return [sentence for sentence in found if sentence]
