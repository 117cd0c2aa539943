"""Notices: an occasion named in a heading or a line of its own, its days and its place on the lines below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pressextract.events.details import days_of, labelled_place
from pressextract.events.draft import Draft, Stretch
from pressextract.events.held import Mention
from pressextract.events.masks import Sentence
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import Frames

_BELOW = 6
_FIRST = 12
_LINE = 60


def read_notices(scene: Scene, frames: Frames, drafts: list[Draft], mentions: Sequence[Mention]) -> None:
    """Marks as held what the lines below its name date; changes ``drafts`` in place."""
    for mention in mentions:
        draft, sentence = drafts[mention.draft], scene.sentences[mention.sentence]
        if not draft.occasion or draft.name is None or len(sentence.occasions) > 1 or not _is_title(sentence):
            continue
        if draft.held and draft.start and draft.place:
            continue
        below = _below(scene, mention.sentence)
        dated = next((s for s in below if _is_dated(s, frames)), None)
        if dated is None and below and _opens_with_day(below[0]) and sentence.kind == "heading":
            dated = below[0]
        if dated is None:
            continue
        draft = replace(draft, held=True)
        if draft.start is None:
            days = days_of(scene, dated.dates[min(dated.dates)])
            draft = replace(draft, start=days.start, end=days.end, dated=days.at)
        if draft.place is None:
            places = (place for s in below if (place := _place(s, frames, dated)) is not None)
            draft = replace(draft, place=next(places, None))
        drafts[mention.draft] = draft


def _is_title(sentence: Sentence) -> bool:
    """Whether a sentence is a heading, or a short line that ends without a full stop."""
    if sentence.kind in ("headline", "heading"):
        return True
    return len(sentence.skeleton) <= _LINE and sentence.skeleton[-1:] not in "。；！？"


def _below(scene: Scene, number: int) -> list[Sentence]:
    """The sentences below, up to the next one that names an occasion of its own."""
    out: list[Sentence] = []
    for sentence in scene.sentences[number + 1 : number + 1 + _BELOW]:
        if sentence.told < len(sentence.skeleton) or any(o.name for o in sentence.occasions.values()):
            break
        out.append(sentence)
    return out


def _is_dated(sentence: Sentence, frames: Frames) -> bool:
    """时间：6月20日."""
    return bool(sentence.dates) and bool(frames.cue("notice_date").match(sentence.skeleton))


def _opens_with_day(sentence: Sentence) -> bool:
    """6月20日至25日在旧码头: the day before all else."""
    return (
        bool(sentence.dates) and min(sentence.dates) <= _FIRST and "，" not in sentence.skeleton[: min(sentence.dates)]
    )


def _place(sentence: Sentence, frames: Frames, dated: Sentence) -> Stretch | None:
    """地点：旧码头; in the dated line itself what stands behind 在."""
    place = labelled_place(sentence, frames)
    if place is None and sentence is dated and (bare := frames.cue("bare_place").search(sentence.skeleton)):
        place = sentence.fold_span(*bare.span("place"))
    return place
