"""Prizes told in lists, a line each (年度大奖：甲（由乙颁发）), and the places of one contest told one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from pressextract.entities.entity import Person
from pressextract.events.draft import Draft, Part, Stretch, with_parts
from pressextract.events.masks import Sentence
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import BODIES, PEOPLE, Frames

_RULE = "award.listed.line"
_ANYBODY = f"[{PEOPLE}{BODIES}]"
_LABEL = regex.compile(
    rf"^[\s　●•▲◆■※*．.·、（）()\d一二三四五六七八九十]*(?P<label>[^：:，。；\s　{PEOPLE}{BODIES}]{{2,20}})(?:\s*[：:]|[\s　]+)"
    rf"[^。；：:{PEOPLE}{BODIES}]{{0,14}}?(?={_ANYBODY})"
)
_TELLS = regex.compile(r"[。！？]|表示|主持|出席|指出|认为|希望")
_HANDED = regex.compile("由(?P<who>.{2,60}?)(?:颁发|颁授|颁赠|颁奖|颁)")
_SORTS = regex.compile("[类界届]$|领域$")  # those who share one prize, by where they come from
_LONGEST = 90
_LAST = 40
_GAPS = 2
_WON = regex.compile("冠军?|夺魁|封王|第一|首名|折桂|撞线|冲线|头名|[摘夺]金|金[奖牌]")
_RUNNER_UP = regex.compile("[亚季殿]军|[亚、]季军|[银铜][奖牌]|第[二三四]|[二三][等位]|摘银|夺银|夺铜")
_BARE = regex.compile("[特一二三四五优金银铜冠亚季殿首头大前、及和与等军奖牌名项座]+")
_ENTRY = 10


def prizes_of(scene: Scene, frames: Frames) -> list[Draft]:
    """The prizes of a list: an award a line, with its label as its name and who handed it over in the bracket."""
    opening = frames.cue("prize_opening")
    found: list[Draft] = []
    for number, sentence in enumerate(scene.sentences):
        if sentence.kind == "headline" or not opening.search(sentence.skeleton):
            continue
        found += _lines(scene, number)
    return found


def _lines(scene: Scene, opened: int) -> Iterator[Draft]:
    missed = 0
    for number in range(opened + 1, min(len(scene.sentences), opened + _LAST)):
        sentence = scene.sentences[number]
        if _TELLS.search(sentence.skeleton) or sentence.end - sentence.start > _LONGEST:
            return
        label = _LABEL.match(sentence.skeleton)
        if label is None:
            missed += 1  # the heads of the columns, or a heading between two groups of lines
            if missed > _GAPS:
                return
            continue
        missed = 0
        if _SORTS.search(label["label"]):
            return
        yield _line(scene, sentence, number, sentence.fold_span(*label.span("label")))


def _line(scene: Scene, sentence: Sentence, number: int, label: Stretch) -> Draft:
    handed = _HANDED.search(scene.page.fold, label[1], sentence.end)
    low = handed.start("who") if handed else sentence.end
    winners = tuple(
        Part(m.entity, "recipient", m.start, m.end, _RULE)
        for _, group in sorted(sentence.groups.items())
        for m in group.members
        if m.start < low
    )
    givers = _people_in(scene, *handed.span("who")) if handed else ()
    return Draft(
        kind="award",
        rule=_RULE,
        trigger=label,
        sentence=number,
        clause=(sentence.start, sentence.end),
        confidence=0.8,
        parts=with_parts(winners, givers),
        name=label,
        held=True,
    )


def _people_in(scene: Scene, start: int, end: int) -> tuple[Part, ...]:
    """Who is named in a bracket, which the sign of the winner before it has swallowed."""
    return tuple(
        Part(person, "awarder", at.start, at.end, _RULE)
        for person in scene.entities.people
        for at in person.references
        if start <= at.start and at.end <= end and isinstance(person, Person)
    )


def without_listed(acts: Sequence[Draft], listed: Sequence[Draft]) -> list[Draft]:
    """The acts without the prizes that a frame read in the lines of a list."""
    lines = {draft.sentence for draft in listed}
    return [draft for draft in acts if draft.kind != "award" or draft.sentence not in lines]


def one_podium(scene: Scene, acts: Sequence[Draft]) -> list[Draft]:
    """Who came second and third in a contest is told in the award of who won it: 甲夺冠，乙、丙分获亚、季军."""
    out: list[Draft] = []
    for draft in acts:
        if draft.kind == "award" and draft.name and _BARE.fullmatch(scene.page.fold, *draft.name):
            draft = replace(draft, name=None)  # 银奖及铜奖 is no name of a prize
        first = out[-1] if out else None
        if (
            first is not None
            and draft.kind == first.kind == "award"
            and draft.sentence == first.sentence
            and draft.name is None
            and _is_behind(scene, first, draft)
        ):
            out[-1] = replace(
                first, parts=with_parts(first.parts, draft.parts), clause=(first.clause[0], draft.clause[1])
            )
        else:
            out.append(draft)
    return out


def _is_behind(scene: Scene, first: Draft, draft: Draft) -> bool:
    """Whether an award tells a place behind the one that the award before it tells."""
    won = scene.page.fold[first.trigger[0] : min(first.trigger[1] + _ENTRY, draft.trigger[0])]
    told = scene.page.fold[draft.trigger[0] : draft.trigger[1] + _ENTRY]
    return bool(_WON.search(won) and _RUNNER_UP.search(told) and not _WON.search(told))


def handed_at(scene: Scene, drafts: list[Draft]) -> None:
    """Who gives the prizes of a contest or at a rite to winners without a name does so there; changes ``drafts``."""
    for draft in drafts:
        if draft.parent is not None and is_of_rite(scene, draft, drafts[draft.parent]):
            givers = tuple(part for part in draft.parts if part.role == "awarder")
            larger = drafts[draft.parent]
            drafts[draft.parent] = replace(larger, parts=with_parts(larger.parts, givers))


def is_of_rite(scene: Scene, draft: Draft, larger: Draft) -> bool:
    """Whether an award tells nothing but who gave the prizes of an occasion that is told as well."""
    return (
        draft.rule == "award.given"
        and draft.name is None
        and scene.page.fold[slice(*draft.trigger)].endswith(("颁奖", "颁发", "授奖", "颁证"))
        and larger.kind in ("ceremony", "competition")
        and larger.held
        and not any(part.role == "recipient" for part in draft.parts)
    )
