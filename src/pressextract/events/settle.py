"""When and where the drafts were."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import regex

from pressextract.events.details import amounts_near, days_near, effective_days, place_near, segment
from pressextract.events.draft import Draft, with_parts
from pressextract.events.held import Mention, own_bodies
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import Frames
from pressextract.schema import EventKind

_PLACED: frozenset[EventKind] = frozenset({"launch", "establishment", "meeting", "departure"})
_PRICED: frozenset[EventKind] = frozenset({"donation", "investment", "acquisition", "results", "measure"})
_PERSONNEL: frozenset[EventKind] = frozenset({"appointment", "departure"})
_YEAR = regex.compile(r"20\d\d")


def settle(scene: Scene, frames: Frames, drafts: list[Draft], mentions: Sequence[Mention]) -> None:
    """Dates and places for every draft; changes ``drafts`` in place."""
    by_draft: dict[int, list[Mention]] = {}
    for mention in mentions:
        if not mention.listed:
            by_draft.setdefault(mention.draft, []).append(mention)
    common = effective_days(scene, frames)
    for at, draft in enumerate(drafts):
        if draft.occasion:
            drafts[at] = _occasion(scene, frames, draft, by_draft.get(at, ()))
        else:
            drafts[at] = _act(scene, frames, draft)
            if draft.kind in _PERSONNEL and drafts[at].start is None and common.start:
                drafts[at] = replace(drafts[at], start=common.start, end=common.end)


def _occasion(scene: Scene, frames: Frames, draft: Draft, mentions: Sequence[Mention]) -> Draft:
    for mention in mentions[:12]:
        sentence = scene.sentences[mention.sentence]
        if mention.sign >= sentence.told or sentence.kind == "headline":
            continue
        if draft.start is None:
            days = days_near(scene, sentence, mention.sign)
            draft = replace(draft, start=days.start, end=days.end)
        if draft.place is None:
            draft = replace(draft, place=place_near(sentence, mention.sign, frames))
    if draft.start and draft.start.startswith("--") and draft.name:
        year = _YEAR.search(scene.page.fold, *draft.name)
        if year:
            draft = replace(draft, start=year[0] + draft.start[1:], end=year[0] + draft.end[1:] if draft.end else None)
    first, others = own_bodies(scene, draft)
    if draft.kind in ("establishment", "launch"):
        draft = replace(draft, parts=with_parts(draft.parts, tuple(first + others)[:1]))
    elif first and not any(p.role in ("host", "co_host") for p in draft.parts):
        draft = replace(draft, parts=with_parts(draft.parts, tuple(replace(p, role="host") for p in first[:1])))
    return draft


def _act(scene: Scene, frames: Frames, draft: Draft) -> Draft:
    sentence = scene.sentences[draft.sentence]
    sign = bisect_left(sentence.offsets, draft.trigger[0])
    low, high = segment(sentence, sign)
    days = days_near(scene, sentence, sign, personnel=draft.kind in _PERSONNEL, only_before=draft.kind == "speech")
    draft = replace(draft, start=days.start, end=days.end)
    if draft.kind in _PLACED and draft.place is None:
        draft = replace(draft, place=place_near(sentence, sign, frames))
    if draft.kind in _PRICED:
        draft = replace(draft, amounts=amounts_near(sentence, low, high, frames))
    return draft
