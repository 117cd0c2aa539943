"""A smaller event belongs to the larger one it took place in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import regex

from pressextract.events.anchors import Anchors
from pressextract.events.draft import Draft
from pressextract.events.held import Mention
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import GENERAL, OCCASION, Frames

_ANY = f"[{OCCASION}{GENERAL}]"
_GIVES = regex.compile("颁|授勋|校庆|会庆|典礼|赛|盛典|表彰|表扬|奖|[美画影联书]展|杯|运动会|竞技|就职|宴|嘉许")
_VOTED = regex.compile("当选|[选推]举|推选|选出|产生|增[补选]|补选|任命|免[去除]|聘任|决定|同意|^任$")
_ELECTS = regex.compile(
    "换届|改选|选举|会员(?:代表)?大会|代表大会|常委会|常务委员会|常务会议|股东[大常特]?|干部大会|理事会|理监事|成立大会|聘任|就职"
)
_NEAR = 40
_HEAD = 3
_OPENING = 8
_AFTER = 3
_OPENS = regex.compile("开幕|闭幕|开锣|启动|起步|起跑|鸣枪|开跑|颁奖|亮灯|点灯|启灯|开营|结营|结业|开班|开赛")
_BARE = 2
_LONGEST = timedelta(days=31)
_SHOWN = frozenset({"festival", "exhibition", "competition"})
_WIDE = frozenset({"festival", "exhibition", "competition", "conference", "training"})
_SOON = 2
_GIVEN = regex.compile("[颁聘授]")
_DECIDED = regex.compile("任命|免去|免除|辞去")
_CHANGES = regex.compile("人事任免|任免事项|任免案|任免名单|人事事项|人事议案")
_WHOLE = frozenset(
    {
        "festival",
        "exhibition",
        "competition",
        "conference",
        "ceremony",
        "meeting",
        "performance",
        "signing",
        "establishment",
        "press_conference",
        "launch",
        "training",
    }
)
_HOLDS = regex.compile(
    rf"{_ANY}(?:，并)?[^，。；{OCCASION}{GENERAL}]{{0,24}}(?:举行|举办|召开|设|包括)(?:了)?[^，。；{OCCASION}{GENERAL}]{{0,8}}$"
)


def part_of(scene: Scene, frames: Frames, drafts: list[Draft], anchors: Anchors, mentions: Sequence[Mention]) -> None:
    """Gives each smaller event its larger one; changes ``drafts`` in place."""
    for at, draft in enumerate(drafts):
        parent = (
            _of_occasion(scene, frames, drafts, at, anchors)
            if draft.occasion
            else _of_act(scene, frames, drafts, at, anchors)
        )
        if parent is not None and parent != at and drafts[parent].parent != at:
            drafts[at] = replace(draft, parent=parent)
    _listed(scene, drafts, mentions)


def _named(drafts: Sequence[Draft], at: int) -> bool:
    draft = drafts[at]
    return (
        draft.name is not None
        and draft.held
        and (draft.occasion or draft.kind in ("signing",))
        and draft.kind in _WHOLE
    )


def _only(scene: Scene, drafts: Sequence[Draft], at: int) -> bool:
    """Whether a ceremony without a name is what the release is about: told as news, before any other occasion or meeting."""
    draft = drafts[at]
    sentence = scene.sentences[draft.sentence]
    if draft.name is not None or draft.kind != "ceremony" or not draft.held:
        return False
    if draft.trigger[0] >= sentence.offsets[sentence.told]:
        return False
    return not any((d.occasion or d.kind == "meeting") and d.held and d.trigger < draft.trigger for d in drafts)


def _of_act(scene: Scene, frames: Frames, drafts: Sequence[Draft], at: int, anchors: Anchors) -> int | None:
    draft = drafts[at]
    sentence = scene.sentences[draft.sentence]
    sign = bisect_left(sentence.offsets, draft.trigger[0])
    lead = sentence.skeleton[:sign]
    here = [
        a.draft
        for a in anchors.before(draft.sentence, sign)
        if a.sentence == draft.sentence and _named(drafts, a.draft)
    ]
    main = anchors.main(drafts, draft.sentence)
    if main is not None and drafts[main].sentence > draft.sentence:
        main = None
    if draft.kind == "speech" and main is not None and _only(scene, drafts, main):
        return main
    if main is not None and not _named(drafts, main):
        main = None
    if draft.kind == "speech":
        line = [
            a.draft for a in anchors.before(draft.sentence, sign) if a.line == sentence.line and _named(drafts, a.draft)
        ]
        return here[0] if here else line[0] if line else main
    if draft.rule.endswith((".list", ".listed", ".session")) or _by_vote(scene, draft):
        return anchors.session(drafts, draft.sentence)
    if frames.cue("outside").search(lead):
        return None
    if frames.cue("inside").search(lead) or (_is_given(scene, draft) and _begun_inside(scene, frames, draft)):
        return here[0] if here else main
    if main is None:
        return None
    name = scene.page.fold[slice(*drafts[main].name or (0, 0))]
    if draft.kind == "performance" or (draft.kind == "award" and _gives(drafts[main], name)):
        return main
    if draft.kind == "appointment" and "颁" in scene.page.fold[slice(*draft.trigger)]:
        return main
    if _is_voted(scene, draft) and _ELECTS.search(name):
        told = (a for a in anchors.before(draft.sentence, sign) if a.draft == main)
        return main if any(sentence.line - a.line <= _SOON for a in told) else None
    return None


def _is_voted(scene: Scene, draft: Draft) -> bool:
    """Whether a post changed hands by a vote, as is done at sessions: 当选, 任命, and no 兼任 or 退休."""
    return draft.kind in ("appointment", "departure") and bool(_VOTED.search(scene.page.fold[slice(*draft.trigger)]))


def _gives(larger: Draft, name: str) -> bool:
    """Whether prizes are given at an occasion of this sort."""
    return larger.kind == "competition" or bool(_GIVES.search(name))


def _is_given(scene: Scene, draft: Draft) -> bool:
    """Whether something is handed over, a prize or a letter of appointment, as is done at ceremonies."""
    return draft.kind == "award" or (
        draft.kind == "appointment" and bool(_GIVEN.search(scene.page.fold, *draft.trigger))
    )


def _begun_inside(scene: Scene, frames: Frames, draft: Draft) -> bool:
    """Whether the paragraph began at the occasion: 仪式上，甲…。乙亦获颁….."""
    line = scene.sentences[draft.sentence].line
    first = draft.sentence
    while first > 0 and scene.sentences[first - 1].line == line:
        first -= 1
    skeleton = scene.sentences[first].skeleton
    return bool(frames.cue("inside").search(skeleton, 0, min(len(skeleton), _OPENING)))


def _by_vote(scene: Scene, draft: Draft) -> bool:
    """Whether a post changed hands by a decision of the session that the release is about."""
    if draft.kind not in ("appointment", "departure"):
        return False
    if not _DECIDED.search(scene.page.fold, *draft.trigger):
        return False
    return any(_CHANGES.search(s.skeleton) for s in scene.sentences[:_HEAD])


def _of_occasion(scene: Scene, frames: Frames, drafts: Sequence[Draft], at: int, anchors: Anchors) -> int | None:
    draft = drafts[at]
    if not draft.held:
        return None
    for other in range(max(0, at - _NEAR), min(len(drafts), at + _NEAR)):
        larger = drafts[other]
        if other == at or not larger.occasion or not larger.held or larger.kind == draft.kind:
            continue
        if any(len(name) >= 3 and mine != name and name in mine for name in larger.names for mine in draft.names):
            return other
    sentence = scene.sentences[draft.sentence]
    sign = bisect_left(sentence.offsets, draft.trigger[0])
    if _HOLDS.search(sentence.skeleton[:sign]):
        held = [a.draft for a in anchors.before(draft.sentence, sign) if a.sentence == draft.sentence]
        return held[0] if held and _named(drafts, held[0]) else None
    if draft.kind == "ceremony" and _is_opening(scene, draft) and (whole := _opened(drafts, at, anchors)) is not None:
        return whole
    main = anchors.main(drafts, draft.sentence)
    listed = _is_programme(scene, frames, draft.sentence, anchors)
    if listed or (main == at and draft.name is not None):
        # What a section of its own tells may still be a part of what the release is about.
        main = anchors.main(drafts, 0)
    if main is None or main == at or not _named(drafts, main) or drafts[main].sentence > draft.sentence:
        return None
    larger = drafts[main]
    if larger.kind == "ceremony" and _OPENS.search(larger.head) and draft.kind in _SHOWN:
        return None
    if draft.kind != "ceremony" and draft.start and larger.start and draft.start < larger.start:
        return None
    within = (listed and larger.kind in _WIDE) or bool(frames.cue("within_main").search(sentence.skeleton))
    if draft.kind == "press_conference":
        return main if within else None
    if frames.cue("session").search(draft.head) and larger.kind in _WIDE:
        return _conference_before(drafts, draft, sign, anchors, main)
    if draft.name is not None:
        inside = (within and draft.kind != larger.kind) or _on_its_days(draft, larger)
        return main if inside else None
    if draft.kind == "conference":
        return _conference_before(drafts, draft, sign, anchors, main)
    return None if draft.kind == larger.kind == "meeting" else main


def _is_opening(scene: Scene, draft: Draft) -> bool:
    """Whether an opening or a closing does not say itself what of: 开幕式, 展览开幕典礼."""
    if not _OPENS.search(draft.head):
        return False
    return draft.name is None or draft.name[1] - draft.name[0] - len(draft.head) <= _BARE


def _is_programme(scene: Scene, frames: Frames, number: int, anchors: Anchors) -> bool:
    """Whether a section, or a line, tells what a larger occasion is made of: 重点节目有三：, 旗舰活动一：…."""
    first = bisect_left(anchors.sections, anchors.sections[number])
    heads = (scene.sentences[at] for at in {first, number} if at > 0)
    return any(s.kind == "heading" and frames.cue("programme").search(s.skeleton) for s in heads)


def _conference_before(drafts: Sequence[Draft], draft: Draft, sign: int, anchors: Anchors, main: int) -> int:
    """A round table belongs to the conference told last rather than to the ceremony before it."""
    near = (
        a.draft
        for a in anchors.before(draft.sentence, sign)
        if _named(drafts, a.draft) and drafts[a.draft].kind == "conference" and drafts[a.draft].names != draft.names
    )
    return next(near, main)


def _opened(drafts: Sequence[Draft], at: int, anchors: Anchors) -> int | None:
    """What an opening or a closing opens or closes: the wide occasion told next to it."""
    draft = drafts[at]
    around = anchors.inside_lines(max(0, draft.sentence - 1), draft.sentence + _AFTER)
    wide = [a for a in around if a.draft != at and drafts[a.draft].kind in _WIDE and _named(drafts, a.draft)]
    near = min(wide, key=lambda a: (abs(a.sentence - draft.sentence), a.sentence, a.sign), default=None)
    return near.draft if near is not None else None


def _on_its_days(draft: Draft, larger: Draft) -> bool:
    """Whether an occasion falls on the days of one that goes on for several."""
    if larger.kind not in _WIDE or larger.start is None or larger.end is None or draft.start is None:
        return False
    if larger.start.startswith("--") != draft.start.startswith("--"):
        return False
    first, last = (date.fromisoformat(day.replace("--", "2000-")) for day in (larger.start, larger.end))
    if last - first > _LONGEST:
        return False
    shorter = (draft.start, draft.end or draft.start) != (larger.start, larger.end)
    return shorter and larger.start <= draft.start and (draft.end or draft.start) <= larger.end


def _listed(scene: Scene, drafts: list[Draft], mentions: Sequence[Mention]) -> None:
    """Occasions listed as what a larger one is made of belong to it."""
    by_sentence: dict[int, list[Mention]] = {}
    first_held: tuple[int, int] | None = None
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
        if first_held is None and drafts[mention.draft].held and drafts[mention.draft].name:
            first_held = mention.sentence, mention.draft
    for number, here in by_sentence.items():
        parts = [m for m in here if m.listed]
        if len(parts) < 3:
            continue
        first = min(m.sign for m in parts)
        lead = [m.draft for m in here if m.sign < first and not m.listed]
        earlier = first_held[1] if first_held is not None and first_held[0] < number else None
        larger = lead[0] if lead else earlier
        if larger is None or larger in {m.draft for m in parts} or not _named(drafts, larger):
            continue
        for mention in parts:
            if drafts[mention.draft].parent is None:
                drafts[mention.draft] = replace(drafts[mention.draft], parent=larger)
