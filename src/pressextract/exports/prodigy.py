"""Records as tasks of Prodigy: a text, its tokens and its spans, one JSON object a line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from pressextract.exports.pieces import Tokens, cut
from pressextract.exports.spans import Label, flat, labelled_spans
from pressextract.exports.writable import as_json
from pressextract.schema import PressRelease


def to_prodigy(
    release: PressRelease,
    *,
    id: str | None = None,  # noqa: A002 - what the release is called
    source: str | None = None,
    tokens: Tokens = "words",
    labels: Iterable[Label] | None = None,
    nested: bool = True,
) -> str:
    """A release as one line of Prodigy's JSONL, for ``spans.manual`` (``nested=False``: for ``ner.manual``).

    Every span begins and ends with a token; a word is cut where a span does. White space is a token of its own, but for
    one space behind a token, which is its ``ws``; so the tokens give back the text. Offsets count code points, as
    Prodigy's do; ``token_end`` is the last token, inclusive. The hashes are left to Prodigy.

    Args:
        release: What was extracted.
        id: What it is called, for ``meta``.
        source: Where it came from, for ``meta``.
        tokens: ``words``, or ``characters``.
        labels: What is marked; everything if not said.
        nested: Whether spans may overlap; else the first to begin stays, and of those the longest.

    Raises:
        ValueError: A label or kind of token is none of ours.

    >>> from pressextract.pipeline import extract
    >>> import json
    >>> task = json.loads(to_prodigy(extract("林致遠今日致辭。"), labels=["PERSON"]))
    >>> task["spans"]
    [{'start': 0, 'end': 3, 'label': 'PERSON', 'token_start': 0, 'token_end': 1, 'id': 'p1.m1'}]
    """
    text = release.text
    spans = labelled_spans(release, labels)
    spans = spans if nested else flat(spans)
    pieces = _with_white_space(text, cut(text, spans, tokens))
    starts = [start for start, _, _ in pieces]
    task: dict[str, Any] = {
        "text": text,
        "tokens": [
            {"text": text[start:end], "start": start, "end": end, "id": number, "ws": ws}
            for number, (start, end, ws) in enumerate(pieces)
        ],
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "label": span.label,
                "token_start": bisect_left(starts, span.start),
                "token_end": bisect_left(starts, span.end) - 1,
                "id": span.id,
            }
            for span in spans
        ],
        "meta": {"offset_unit": "codepoint"} | {k: v for k, v in (("id", id), ("source", source)) if v is not None},
    }
    return as_json(task) + "\n"


def _with_white_space(text: str, cuts: Iterable[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """The tokens and the white space between them, each with whether one space belongs to it."""
    pieces: list[tuple[int, int, bool]] = []
    for (_, last), (start, end) in pairwise([(0, 0), *cuts, (len(text), len(text))]):
        if last < start and pieces and text[last] == " ":
            pieces[-1] = (*pieces[-1][:2], True)
            last += 1
        if last < start:
            pieces.append((last, start, False))
        if start < end:
            pieces.append((start, end, False))
    return pieces
