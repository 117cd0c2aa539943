"""Which reading stands where two overlap.

The table of precedence, from the top:

1. a name that its place makes sure (after a title, before an honorific) stands against a body;
2. a body with a proper ending stands against a name inside it (逸夫 in 逸夫书院);
3. a title stands against the end of a body that runs over it (协会会长 as one body).
"""

from __future__ import annotations

from bisect import bisect_left

from pressextract.mentions.body_span import BodySpan
from pressextract.mentions.reading import Reading
from pressextract.mentions.surroundings import NameSpan
from pressextract.mentions.titles import TitleSpan

_SURE_NAME = 0.85
_SHORTEST_BODY = 2


def settle(
    reading: Reading, names: tuple[NameSpan, ...], bodies: tuple[BodySpan, ...], titles: tuple[TitleSpan, ...]
) -> tuple[tuple[NameSpan, ...], tuple[BodySpan, ...]]:
    """Names and bodies that no longer overlap each other, nor a title."""
    title_ends = [title.end for title in titles]
    cut = [_cut_at_title(reading, body, titles, title_ends) for body in bodies]
    kept_bodies: list[BodySpan] = []
    lost: set[NameSpan] = set()
    starts = [name.start for name in names]
    for body in cut:
        if body is None or body.end - body.start < _SHORTEST_BODY:
            continue
        at = bisect_left(starts, body.end)
        inside = [name for name in names[max(0, at - 12) : at] if name.end > body.start]
        if any(_stands(name, body) for name in inside):
            continue
        lost.update(inside)
        kept_bodies.append(body)
    return tuple(name for name in names if name not in lost), tuple(kept_bodies)


def _stands(name: NameSpan, body: BodySpan) -> bool:
    """Whether a name is sure enough, or covers enough of the body, to stand against it."""
    return name.score >= _SURE_NAME or name.end >= body.end or name.start < body.start


def _cut_at_title(reading: Reading, body: BodySpan, titles: tuple[TitleSpan, ...], ends: list[int]) -> BodySpan | None:
    at = bisect_left(ends, body.end)
    for title in titles[at : at + 2]:
        if body.start < title.start < body.end <= title.end and not _swallowed(reading, body, title):
            rest = reading.fold[body.start : title.start]
            named = rest in reading.vocabulary.bodies or reading.vocabulary.ending_of(rest) is not None
            if body.rule in ("ending", "weak_ending") and not named:
                return None  # its ending was the title: 泉裕泰|顾问
            return BodySpan(body.start, title.start, body.score, body.rule)
        if title.start <= body.start and body.end <= title.end:
            return None
    return body


def _swallowed(reading: Reading, body: BodySpan, title: TitleSpan) -> bool:
    """Whether the body ends inside the title's first character (经济部|部长 as 经济部长)."""
    head = reading.vocabulary.titles.get(title.head)
    return head is not None and head.swallows != "" and body.end == title.head_start + 1
