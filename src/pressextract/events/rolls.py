"""Rolls of bodies under a heading: 主办单位, and below it one body a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from pressextract.events.draft import Part, with_parts
from pressextract.events.masks import Sentence
from pressextract.knowledge.frames import BODIES, Frames
from pressextract.schema import Role

_LONGEST_LINE = 60
_MOST_LINES = 40
_SENTENCE = "。！？"
_LABEL = "："


def rolls_in(sentences: Sequence[Sentence], frames: Frames) -> Iterator[tuple[Part, ...]]:
    """Who stands in each roll of a page.

    A roll ends at the first line that names no body, at a whole sentence, and at a line with a label of its own.
    """
    heading = frames.cue("roll_heading")
    for number, sentence in enumerate(sentences):
        match = heading.match(sentence.skeleton)
        if match is None or match.lastgroup is None:
            continue
        parts = _below(sentences[number + 1 : number + 1 + _MOST_LINES], cast("Role", match.lastgroup))
        if parts:
            yield parts


def _below(lines: Sequence[Sentence], role: Role) -> tuple[Part, ...]:
    parts: tuple[Part, ...] = ()
    for line in lines:
        bodies = [group for group in line.groups.values() if group.sign == BODIES]
        if (
            not bodies
            or _LABEL in line.skeleton
            or line.end - line.start > _LONGEST_LINE
            or line.skeleton[-1:] in _SENTENCE
        ):
            break
        for group in bodies:
            parts = with_parts(parts, tuple(Part(m.entity, role, m.start, m.end, "roll") for m in group.members))
    return parts
