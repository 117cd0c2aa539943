"""When and where the drafts were."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import regex

from pressextract.events.anchors import Anchors
from pressextract.events.details import (
    Days,
    amounts_near,
    days_near,
    figures_from,
    is_same_day,
    labelled_place,
    lasting,
    place_near,
    segment,
    until_day,
)  # fmt: skip
from pressextract.events.draft import Draft, Part, with_parts
from pressextract.events.effect import effect_of, effective_days
from pressextract.events.held import Mention, own_bodies
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import Frames
from pressextract.schema import EventKind

_PLACED: frozenset[EventKind] = frozenset(
    {"launch", "establishment", "meeting", "departure", "ceremony", "signing", "donation"}
)
_LONG: frozenset[EventKind] = frozenset(
    {"exhibition", "festival", "conference", "training", "competition", "performance"}
)
_PRICED: frozenset[EventKind] = frozenset({"donation", "investment", "acquisition", "results", "measure"})
_PERSONNEL: frozenset[EventKind] = frozenset({"appointment", "departure"})
_MENTIONS = 12
_POINTS = 16
_TOLD = 3
_YEAR = regex.compile(r"20\d\d|二[○〇零][○〇零一二三四五六七八九]{2}")
_DIGITS = str.maketrans("○〇零一二三四五六七八九", "000123456789")


def settle(scene: Scene, frames: Frames, drafts: list[Draft], mentions: Sequence[Mention], anchors: Anchors) -> None:
    """Dates and places for every draft; changes ``drafts`` in place."""
    by_draft: dict[int, list[Mention]] = {}
    for mention in mentions:
        if not mention.listed:
            by_draft.setdefault(mention.draft, []).append(mention)
    common = effective_days(scene, frames)
    for at, draft in enumerate(drafts):
        if draft.occasion:
            drafts[at] = _occasion(scene, frames, draft, by_draft.get(at, ()))
    for at, draft in enumerate(drafts):
        if not draft.occasion:
            drafts[at] = draft = _act(scene, frames, draft, drafts, anchors)
            if draft.kind in _PERSONNEL and draft.start is None and common.start and not draft.rule.endswith("thanked"):
                drafts[at] = replace(draft, start=common.start, end=common.end, dated=common.at)


def _occasion(scene: Scene, frames: Frames, draft: Draft, mentions: Sequence[Mention]) -> Draft:
    told = [m for m in mentions[:_MENTIONS] if m.sign < scene.sentences[m.sentence].told]
    told = [m for m in told if scene.sentences[m.sentence].kind != "headline"]
    held_at = [at for at in draft.held_at if scene.sentences[at].kind != "headline"]
    for mention in sorted(told, key=lambda m: m.sentence not in held_at):
        sentence = scene.sentences[mention.sentence]
        if draft.start is None and (mention.sentence in held_at or not held_at or sentence.kind == "heading"):
            draft = _on(draft, days_near(scene, sentence, mention.sign, frames, onward=True))
        if draft.start and draft.end is None and draft.kind in _LONG:
            draft = _on(draft, lasting(sentence, mention.sign, Days(draft.start, None, draft.dated)))
        if draft.place is None and (place := place_near(sentence, mention.sign, frames)) is not None:
            draft = replace(draft, place=place)
        if draft.place is None and mention.sentence in held_at and len(sentence.occasions) == 1:
            draft = replace(draft, place=labelled_place(sentence, frames))
        if draft.end is None and draft.start and draft.kind in ("exhibition", "festival"):
            until = until_day(scene, sentence, frames)
            draft = replace(draft, end=until if until and until > draft.start else None)
    if draft.held and (draft.start is None or draft.place is None):
        draft = _told_on(scene, frames, draft, [m for m in told if m.sentence in held_at])
    if draft.start and draft.start.startswith("--") and draft.name:
        year = _YEAR.search(scene.page.fold, *draft.name)
        if year:
            full = year[0].translate(_DIGITS)
            draft = replace(draft, start=full + draft.start[1:], end=full + draft.end[1:] if draft.end else None)
    draft = _by_issuer(scene, frames, draft)
    first, others = own_bodies(scene, draft)
    if draft.kind in ("establishment", "launch"):
        draft = replace(draft, parts=with_parts(draft.parts, tuple(first + others)[:1]))
    elif first and draft.kind == "signing":
        # 甲與乙合作協議簽署儀式: whose papers are signed
        parties = tuple(replace(p, role="signatory") for p in first + others)
        hosts = {p.entity.id for p in parties}
        kept = tuple(p for p in draft.parts if p.role not in ("host", "co_host") or p.entity.id not in hosts)
        draft = replace(draft, parts=with_parts(kept, parties))
    elif first and not any(p.role in ("host", "co_host") for p in draft.parts):
        draft = replace(draft, parts=with_parts(draft.parts, tuple(replace(p, role="host") for p in first[:1])))
    return draft


def _told_on(scene: Scene, frames: Frames, draft: Draft, mentions: Sequence[Mention]) -> Draft:
    """Date and place out of the sentences that go on about an occasion: 活动将于…在…举行; 时间：…; 地点：…."""
    for number in dict.fromkeys(m.sentence for m in mentions[:_TOLD]):
        for sentence in scene.sentences[number + 1 : number + 1 + _TOLD]:
            lead = frames.cue("goes_on").match(sentence.skeleton)
            if sentence.told == 0 or any(o.name for o in sentence.occasions.values()):
                break
            if lead is None:
                continue
            if draft.start is None:
                draft = _on(draft, days_near(scene, sentence, lead.end() - 1, frames, onward=True))
            if draft.place is None:
                place = labelled_place(sentence, frames)
                draft = replace(draft, place=place or place_near(sentence, lead.end() - 1, frames))
    return draft


def _act(scene: Scene, frames: Frames, draft: Draft, drafts: Sequence[Draft], anchors: Anchors) -> Draft:
    sentence = scene.sentences[draft.sentence]
    sign = bisect_left(sentence.offsets, draft.trigger[0])
    low, high = segment(sentence, sign)
    if draft.kind in _PERSONNEL:
        days = effect_of(scene, frames, draft, sign)
    else:
        days = days_near(
            scene, sentence, sign, frames, reach=(low, sign) if draft.kind == "speech" else None, onward=True
        )
    if is_same_day(scene, sentence, sign, frames) and not (draft.kind in _PERSONNEL and days.start):
        main = anchors.main(drafts, draft.sentence)
        days = _day_of(drafts, main)
    if days.start is None and frames.cue("same_day").search(sentence.skeleton, max(low, sign - _POINTS), sign):
        main = anchors.main(drafts, draft.sentence)
        days = _day_of(drafts, main)
    if days.start is None and draft.rule.endswith((".list", ".listed")):
        session = anchors.session(drafts, draft.sentence)
        days = _day_of(drafts, session)
    if days.start is None and draft.kind == "results" and scene.page.dateline is not None:
        # Results without a date of their own are of the day the announcement bears.
        days = Days(scene.page.dateline.date_iso, None, (scene.page.dateline.start, scene.page.dateline.end))
    place = draft.place
    if draft.kind in _PLACED and place is None:
        place = place_near(sentence, sign, frames)
    draft = _on(draft, days)
    if place != draft.place:
        draft = replace(draft, place=place)
    draft = _by_issuer(scene, frames, draft)
    if draft.kind == "results":
        return replace(draft, amounts=figures_from(scene, draft.sentence, frames))
    if draft.kind == "donation":
        # 甲捐二萬元，乙捐五萬元: each has its own
        low = max(low, bisect_left(sentence.offsets, draft.clause[0]))
        high = min(high, bisect_left(sentence.offsets, draft.clause[1]))
    if draft.kind in _PRICED and (amounts := amounts_near(sentence, low, high, frames)) != draft.amounts:
        draft = replace(draft, amounts=amounts)
    return draft


def _on(draft: Draft, days: Days) -> Draft:
    if (draft.start, draft.end) == (days.start, days.end):
        return draft
    return replace(draft, start=days.start, end=days.end, dated=days.at)


def _day_of(drafts: Sequence[Draft], at: int | None) -> Days:
    """The first day of another event: 同日, 席间."""
    return Days() if at is None else Days(drafts[at].start, None, drafts[at].dated)


def _by_issuer(scene: Scene, frames: Frames, draft: Draft) -> Draft:
    """What a company's release leaves out: whose shareholders meet, whose factory goes into production."""
    issuer = scene.issuer
    if issuer is None or not issuer.references:
        return draft
    said = issuer.references[0]
    if draft.occasion and frames.cue("issuer_meetings").fullmatch(draft.head):
        part = Part(issuer, "host", said.start, said.end, "issuer")
        return (
            draft
            if any(p.role == "host" for p in draft.parts)
            else replace(draft, parts=with_parts(draft.parts, (part,)))
        )
    if draft.kind == "launch" and draft.rule.startswith("launch"):
        subjects = [p for p in draft.parts if p.role == "subject"]
        if all(frames.cue("works").search(p.entity.fold_name) for p in subjects):
            rest = tuple(p for p in draft.parts if p.role != "subject")
            return replace(draft, parts=with_parts(rest, (Part(issuer, "subject", said.start, said.end, "issuer"),)))
    return draft
