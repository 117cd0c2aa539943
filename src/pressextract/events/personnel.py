"""Lists of appointments and removals: 决定任命： with one post a line, rosters of those appointed, 任免 by a body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from pressextract.entities.entity import Organisation
from pressextract.events.change_form import change_form
from pressextract.events.counted import counted
from pressextract.events.draft import Draft, Part, with_parts
from pressextract.events.masks import Sentence
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import BODIES, PEOPLE, Frames
from pressextract.schema import EventKind, Role

_ITEM = regex.compile(rf"(?:^|[；;。，]\s*)(?P<who>{PEOPLE})(?P<what>为|任|的[^，。；]{{0,30}}职务)")
_LINE = regex.compile(rf"^(?P<who>{PEOPLE})[\s　]+[^，。；：]{{2,40}}$")
_ALSO_REMOVED = regex.compile(r"[，,](?P<verb>免去)其")
_STOP = regex.compile("[；。]")
_COPULAS = frozenset({"为", "任", "担任", "出任"})
_SHORT_LINE = 40
_ROSTER_VERB = regex.compile(r"[。！？]|表示|主持|出席|获|由|是|为")


def personnel_of(scene: Scene, frames: Frames, acts: Sequence[Draft]) -> list[Draft]:
    """What lists and forms add to the appointments and departures that sentences told."""
    found = list(_listed(scene, frames))
    found += _rosters(scene, frames)
    found += counted(scene, frames, acts)
    found += change_form(scene, frames, acts)
    return found


def _listed(scene: Scene, frames: Frames) -> Iterator[Draft]:
    """决定任命： and the lines under it."""
    opening = frames.cue("list_opening")
    kind: EventKind | None = None
    trigger = (0, 0)
    appointer: tuple[Part, ...] = ()
    for number, sentence in enumerate(scene.sentences):
        match = opening.search(sentence.skeleton)
        if match:
            kind = "departure" if match["verb"].endswith(("免去", "免除", "免职")) else "appointment"
            trigger = sentence.fold_span(*match.span("verb"))
            appointer = ()
            continue
        if kind is None:
            continue
        items = list(_ITEM.finditer(sentence.skeleton)) or list(_LINE.finditer(sentence.skeleton))
        if not items:
            kind = None
            continue
        for item in items:
            yield _item(sentence, number, item, kind, trigger, appointer)
            removed = _ALSO_REMOVED.search(sentence.skeleton, item.end(), item.end() + 60)
            if removed and kind == "appointment":
                span = sentence.fold_span(*removed.span("verb"))
                yield _item(sentence, number, item, "departure", span, ())


def _item(
    sentence: Sentence,
    number: int,
    item: regex.Match[str],
    kind: EventKind,
    trigger: tuple[int, int],
    appointer: tuple[Part, ...],
) -> Draft:
    role: Role = "subject" if kind == "departure" else "appointee"
    members = sentence.groups[item.start("who")].members
    end = min(len(sentence.skeleton), item.end() + 60)
    stop = _STOP.search(sentence.skeleton, item.end(), end)
    return Draft(
        kind=kind,
        rule=f"{kind}.list",
        trigger=trigger,
        sentence=number,
        clause=sentence.fold_span(item.start("who"), stop.start() if stop else end),
        confidence=0.9,
        parts=appointer + tuple(Part(m.entity, role, m.start, m.end, f"{kind}.list") for m in members),
    )


def _rosters(scene: Scene, frames: Frames) -> list[Draft]:
    """委任下列人士为…成员, with the names in the lines of a roster."""
    opening = frames.cue("roster_opening")
    for number, sentence in enumerate(scene.sentences):
        match = opening.search(sentence.skeleton)
        if match is None or sentence.kind == "headline":
            continue
        parts = roster(scene.sentences[number + 1 :], "appointee")
        if not parts:
            return []
        return [
            Draft(
                kind="appointment",
                rule="appointment.roster",
                trigger=sentence.fold_span(*match.span("verb")),
                sentence=number,
                clause=(sentence.start, sentence.end),
                confidence=0.8,
                parts=parts,
            )
        ]
    return []


def roster(sentences: Sequence[Sentence], role: Role) -> tuple[Part, ...]:
    """The people in the short lines that follow; a roster ends at the first long line behind it."""
    parts: tuple[Part, ...] = ()
    for sentence in sentences:
        short = sentence.end - sentence.start <= _SHORT_LINE and not _ROSTER_VERB.search(sentence.skeleton)
        if short:
            for group in sentence.groups.values():
                if group.sign == PEOPLE:
                    parts = with_parts(
                        parts, tuple(Part(m.entity, role, m.start, m.end, "roster") for m in group.members)
                    )
        elif parts and sentence.end - sentence.start > 2 * _SHORT_LINE:
            break
    return parts


def with_appointer(scene: Scene, frames: Frames, drafts: list[Draft]) -> None:
    """The body whose list it is appoints, where a clause names nobody; changes ``drafts`` in place."""
    _go_on(scene, drafts)
    body = _appointing_body(scene, frames)
    if body is None:
        return
    for at, draft in enumerate(drafts):
        if draft.kind != "appointment" or any(p.role == "appointer" for p in draft.parts):
            continue
        word = scene.page.fold[slice(*draft.trigger)]
        if frames.cue("by_a_body").search(word):
            drafts[at] = replace(draft, parts=(*draft.parts, body))


def _go_on(scene: Scene, drafts: list[Draft]) -> None:
    """任命甲为局长，乙为副局长: who appoints the first of one sentence appoints the others that it names by 为 alone."""
    last: Draft | None = None
    for at in sorted(range(len(drafts)), key=lambda a: drafts[a].trigger):
        draft = drafts[at]
        if draft.kind != "appointment":
            continue
        appointers = tuple(p for p in draft.parts if p.role == "appointer")
        goes_on = last is not None and last.sentence == draft.sentence and not appointers
        if last is not None and goes_on and scene.page.fold[slice(*draft.trigger)] in _COPULAS:
            given = tuple(p for p in last.parts if p.role == "appointer")
            drafts[at] = draft = replace(draft, parts=(*draft.parts, *given))
        last = draft


def _appointing_body(scene: Scene, frames: Frames) -> Part | None:
    cue = frames.cue("appointing")
    for sentence in scene.sentences[:8]:
        for match in cue.finditer(sentence.skeleton):
            group = sentence.groups.get(match.start())
            if group is None or group.sign != BODIES:
                continue
            member = group.members[-1]
            if isinstance(member.entity, Organisation) and not frames.cue("no_appointer").fullmatch(
                member.entity.fold_name
            ):
                return Part(member.entity, "appointer", member.start, member.end, "appointing")
    return None
