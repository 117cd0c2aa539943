"""Who took which part: roles, themes and the like go to the event they are told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import regex

from pressextract.events.acts import Fit, fits, status_of
from pressextract.events.anchors import Anchor, Anchors
from pressextract.events.draft import OCCASIONS, Draft, with_parts
from pressextract.events.held import Mention
from pressextract.events.masks import Sentence
from pressextract.events.personnel import roster
from pressextract.events.recast import recast
from pressextract.events.rolls import rolls_in
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import Frames, load_frames
from pressextract.schema import EventKind, Role

_OF_THE_WHOLE: frozenset[Role] = frozenset(
    {"co_host", "organiser", "co_organiser", "supporter", "sponsor", "partner", "media_partner", "exhibitor"}
)
_TITLED = frozenset({"headline", "heading"})
_ROSTER = 60
_IN_CAPTIONS: frozenset[Role] = frozenset({"officiant", "moderator"})
_HELD = 12
_HOSTS: frozenset[Role] = frozenset({"host", "co_host"})
_INSIDE = frozenset({"signatory.named"})
_BOTH = 2
_BEHIND = 3
_CLOSE = 3
_ROUND = 160
_BARE = 2
_WITHOUT_OBJECT = ("与会", "在座", "到场", "在场", "列席", "到会")
_CLAUSE = regex.compile("[，。；]")
_PRIZE = regex.compile("(?:颁发|颁授|颁赠)(?:了)?[「“]?(?P<name>[^，。；「」“”]{2,24}奖)")


def take_roles(scene: Scene, frames: Frames, drafts: list[Draft], mentions: Sequence[Mention]) -> Anchors:
    """Gives roles, themes and numbers to the events they belong to; changes ``drafts`` in place."""
    anchors = Anchors(scene, drafts, mentions)
    found = [fit for number, sentence in enumerate(scene.sentences) for fit in fits(frames.roles, sentence, number)]
    for fit in (f for f in found if f.frame.id.startswith("held")):
        for anchor in anchors.inside(fit.sentence, fit.start, fit.end):
            _hold(scene, frames, drafts, fit, anchor.draft)
    for fit in (f for f in found if not f.frame.id.startswith("held")):
        sentence = scene.sentences[fit.sentence]
        if sentence.kind == "caption" and not any(part.role in _IN_CAPTIONS for part in fit.parts):
            continue
        if fit.frame.id == "panellist.together" and len(fit.parts) < _BOTH:
            continue
        for at in _meant_all(fit, sentence, anchors, drafts, frames):
            if fit.frame.id == "delegate.along" and not drafts[at].held:
                continue
            fit = recast(fit, scene, drafts[at], frames)
            draft, parts = drafts[at], with_parts(drafts[at].parts, fit.parts)
            if not draft.held or parts != draft.parts:
                drafts[at] = draft = replace(draft, parts=parts, held=True)
            if fit.place is not None and draft.place is None:
                drafts[at] = replace(draft, place=fit.place)
    _rosters(scene, frames, drafts, anchors)
    _themes(scene, frames, drafts, anchors)
    return anchors


def _rosters(scene: Scene, frames: Frames, drafts: list[Draft], anchors: Anchors) -> None:
    """出席的嘉宾： and the lines under it."""
    for number, sentence in enumerate(scene.sentences):
        match = frames.cue("roster_roles").search(sentence.skeleton)
        if match is None:
            continue
        role = cast("Role", match.lastgroup)
        at = anchors.main(drafts, number)
        parts = roster(_up_to_heading(scene.sentences[number + 1 : number + 1 + _ROSTER], frames), role)
        if role == "recipient":
            if any(d.rule == "award.listed.line" and 0 < d.sentence - number < _ROSTER for d in drafts):
                continue
            name = _PRIZE.search(sentence.skeleton)
            drafts.append(
                Draft(
                    kind="award",
                    rule="award.roster",
                    trigger=sentence.fold_span(*match.span(role)),
                    sentence=number,
                    clause=(sentence.start, sentence.end),
                    confidence=0.7,
                    parts=parts,
                    name=sentence.fold_span(*name.span("name")) if name else None,
                    held=True,
                )
            )
        elif at is not None and parts:
            drafts[at] = replace(drafts[at], parts=with_parts(drafts[at].parts, parts))
    # The bodies of a notice stand behind what the whole release is about.
    for parts in rolls_in(scene.sentences, frames):
        main = anchors.main(drafts, 0)
        if main is not None and drafts[main].occasion:
            drafts[main] = replace(drafts[main], parts=with_parts(drafts[main].parts, parts))


def _up_to_heading(lines: Sequence[Sentence], frames: Frames) -> Sequence[Sentence]:
    """The lines before the next heading of a roster."""
    heads = (frames.cue("roster_roles"), frames.cue("roll_heading"))
    end = next((n for n, line in enumerate(lines) if any(head.search(line.skeleton) for head in heads)), len(lines))
    return lines[:end]


def _meant_all(fit: Fit, sentence: Sentence, anchors: Anchors, drafts: Sequence[Draft], frames: Frames) -> list[int]:
    """The events whose role this is; who hosts 甲暨乙 hosts both, 两个奖项由甲颁发 is said of both prizes."""
    if fit.frame.id == "awarder.by" and frames.cue("all_prizes").search(sentence.skeleton, 0, fit.start):
        near = [a for a in anchors.before(fit.sentence, fit.end) if drafts[a.draft].kind == "award"]
        return [a.draft for a in near if fit.sentence - a.sentence <= _CLOSE]
    inside = [a.draft for a in anchors.inside(fit.sentence, fit.start, fit.end) if drafts[a.draft].occasion]
    if len(set(inside)) > 1 and fit.frame.id == "host":
        return list(dict.fromkeys(inside))
    at = _meant(fit, sentence, anchors, drafts)
    return [] if at is None else [at]


def _hold(scene: Scene, frames: Frames, drafts: list[Draft], fit: Fit, at: int) -> None:
    draft, sentence = drafts[at], scene.sentences[fit.sentence]
    if not draft.occasion:
        return
    held_at = (*draft.held_at, fit.sentence) if len(draft.held_at) < _HELD else draft.held_at
    status = status_of(sentence, fit.trigger, frames)
    if draft.held:
        called_off = status == "cancelled" and fit.sentence in draft.held_at[:1]
        drafts[at] = replace(draft, held_at=held_at, status="cancelled" if called_off else draft.status)
        return
    confidence = min(0.95, draft.confidence + 0.05)
    drafts[at] = replace(draft, held=True, held_at=held_at, status=status, confidence=confidence)


def _meant(fit: Fit, sentence: Sentence, anchors: Anchors, drafts: Sequence[Draft]) -> int | None:
    """The event whose role this is: the one named in the fit, in the sentence, in the paragraph, or the main one."""
    wanted, roles = fit.frame.of, {part.role for part in fit.parts}
    whole = bool(roles & _OF_THE_WHOLE)

    def right(at: int) -> bool:
        draft = drafts[at]
        if whole and draft.occasion and draft.name is None and draft.kind == "ceremony":
            return False
        return _fits_kind(draft.kind, wanted, draft.occasion)

    if fit.frame.id == "guests.welcomed" or (
        roles <= {"attendee"} and load_frames().cue("of_reception").search(sentence.skeleton)
    ):
        return anchors.reception(drafts, fit.sentence)
    if fit.frame.id == "guests.received":
        before = anchors.before(fit.sentence, fit.end)
        return next((a.draft for a in before if right(a.draft) and fit.sentence - a.sentence <= 1), None)
    inside = [a for a in anchors.inside(fit.sentence, fit.start, fit.end) if right(a.draft)]
    if inside or fit.frame.id in _INSIDE:
        return None if not inside else inside[-1].draft if "host" in roles else inside[0].draft
    if roles <= {"attendee"}:
        stop = _CLAUSE.search(sentence.skeleton, fit.trigger[1])
        attended = anchors.inside(fit.sentence, fit.trigger[1], stop.start() if stop else len(sentence.skeleton))
        if attended and right(attended[0].draft) and _says_which(sentence, fit, attended[0]):
            return attended[0].draft  # 书展昨日揭幕，甲出席开幕式
    section = anchors.sections[fit.sentence]
    # The names under 鸣谢 stand behind what the whole release is about, not behind the section before them.
    whole_page = section not in anchors.firsts and bool(load_frames().cue("label").match(sentence.skeleton))
    main = anchors.main(drafts, 0 if whole_page else fit.sentence)
    if whole_page and main is not None and right(main):
        return main
    if "见证" in sentence.skeleton[slice(*fit.trigger)]:
        for anchor in anchors.inside(fit.sentence, 0, len(sentence.skeleton)):
            if drafts[anchor.draft].kind in ("signing", "establishment") and right(anchor.draft):
                return anchor.draft
        for anchor in anchors.before(fit.sentence, fit.end)[:1]:
            if drafts[anchor.draft].kind == "signing" and fit.sentence - anchor.sentence <= _CLOSE:
                return anchor.draft
    if roles & _HOSTS:
        behind = [a for a in anchors.inside(fit.sentence, fit.end, fit.end + _BEHIND) if right(a.draft)]
        if behind:
            return behind[0].draft  # 与甲合办第三届论坛
    near = [a for a in anchors.before(fit.sentence, fit.end) if right(a.draft)]
    if wanted == {"investment"}:
        told = _round_told(fit, sentence, near, drafts, anchors.scene)
        if told is not None:
            return told
    named = _named_behind(fit, sentence, near, drafts, anchors.scene)
    if named is not None:
        return named
    if near and near[0].sentence == fit.sentence:
        return near[0].draft
    later = [a for a in anchors.inside(fit.sentence, fit.end, len(sentence.skeleton)) if right(a.draft)]
    if later and not whole:
        return later[0].draft
    on_the_whole = whole or sentence.skeleton.startswith(("包括", "今日活动", "是项活动"))
    if on_the_whole and main is not None and right(main):
        return main
    for anchor in near:
        if anchor.line == sentence.line:
            return anchor.draft
    if main is not None and not drafts[main].occasion and near and fit.sentence - near[0].sentence <= _CLOSE:
        last = drafts[near[0].draft]
        if last.occasion and last.held and any(p.role == "host" for p in last.parts):
            return near[0].draft
    if main is not None and right(main):
        return main
    if not wanted & {"occasion", "ceremony", "meeting"}:
        return near[0].draft if near else None
    return next((a.draft for a in near if a.section == section and fit.sentence - a.sentence <= 4), None)


def _says_which(sentence: Sentence, fit: Fit, attended: Anchor) -> bool:
    """出席开幕式 says at what; 出席仪式 means the one told before, and 与会 has no object."""
    occasion = sentence.occasions.get(attended.sign)
    long = occasion is None or occasion.end - occasion.start > _BARE
    return long and not sentence.skeleton[slice(*fit.trigger)].endswith(_WITHOUT_OBJECT)


def _round_told(
    fit: Fit, sentence: Sentence, near: Sequence[Anchor], drafts: Sequence[Draft], scene: Scene
) -> int | None:
    """The round that is named last before who put money in: C轮由甲领投；C+轮由乙独家投资."""
    fold, at = scene.page.fold, sentence.offsets[fit.trigger[0]]
    text = fold[max(sentence.start, at - _ROUND) : at]
    found = [
        (text.rfind(name.removesuffix("融资")), len(name), a.draft)
        for a in near
        if (stretch := drafts[a.draft].name) is not None
        and (name := fold[slice(*stretch)]).removesuffix("融资") in text
    ]
    return max(found)[2] if found else None


def _named_behind(
    fit: Fit, sentence: Sentence, near: Sequence[Anchor], drafts: Sequence[Draft], scene: Scene
) -> int | None:
    """参加会见: the act that the word behind the verb names."""
    tail = sentence.skeleton[fit.trigger[0] : fit.trigger[1] + 6]
    fold = scene.page.fold
    return next(
        (a.draft for a in near if not drafts[a.draft].occasion and fold[slice(*drafts[a.draft].trigger)][-2:] in tail),
        None,
    )


def _fits_kind(kind: EventKind, wanted: frozenset[str], occasion: bool) -> bool:
    return kind in wanted or ("occasion" in wanted and (occasion or kind in OCCASIONS))


def _themes(scene: Scene, frames: Frames, drafts: list[Draft], anchors: Anchors) -> None:
    for number, sentence in enumerate(scene.sentences):
        here = anchors.inside(number, 0, len(sentence.skeleton))
        for match in frames.cue("theme").finditer(sentence.skeleton):
            span = sentence.fold_span(*match.span("theme"))
            if any(drafts[a.draft].theme == span for a in here):
                continue  # the title of a speech, told by its frame
            near = min(here, key=lambda a: min(abs(a.sign - match.start()), abs(a.sign - match.end())), default=None)
            at = near.draft if near else anchors.main(drafts, number)
            for one in [a.draft for a in here if near and a.sign == near.sign] or ([] if at is None else [at]):
                if drafts[one].theme is None:
                    drafts[one] = replace(drafts[one], theme=span)
        for match in frames.cue("attendance").finditer(sentence.skeleton, 0, sentence.told):
            at = next((a.draft for a in here if drafts[a.draft].occasion), None)
            if at is not None and drafts[at].attendance is None:
                drafts[at] = replace(drafts[at], attendance=sentence.fold_span(*match.span("count")))
