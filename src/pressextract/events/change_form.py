"""The form in which listed companies announce who follows whom: 旧任者, 新任者, 异动情形, 生效日期, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressextract.events.draft import Draft, Part, Stretch
from pressextract.events.masks import Sentence
from pressextract.events.members import Member
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import PEOPLE, Frames
from pressextract.schema import EventKind, Role

_CHANGES = frozenset({"appointment", "departure"})


def change_form(scene: Scene, frames: Frames, acts: Sequence[Draft]) -> list[Draft]:
    """The appointments and departures of such a form.

    Args:
        scene: The page.
        frames: The frames.
        acts: The acts that sentences of the form told already (甲请辞).
    """
    label = frames.cue("form_label")
    old: list[tuple[int, Member]] = []
    new: list[tuple[int, Member]] = []
    leaves: tuple[int, Stretch] | None = None
    comes: Stretch | None = None
    into: list[tuple[int, Member]] | None = None
    for number, sentence in enumerate(scene.sentences):
        match = label.search(sentence.skeleton)
        if match:
            into = old if match["old"] else new if match["new"] else None
            if match["new"] and comes is None:
                comes = sentence.fold_span(*match.span("new"))
            if match["change"] and leaves is None:
                verb = frames.cue("form_leaves").search(sentence.skeleton, match.end())
                leaves = (number, sentence.fold_span(*verb.span())) if verb else None
        if into is not None:
            into += [(number, member) for member in _first_of(sentence)]
    if comes is None:
        return []
    told = {p.entity.id for draft in acts if draft.kind in _CHANGES for p in draft.parts if p.role != "appointer"}
    stay = {member.entity.id for _, member in new}
    drafts = [_draft(scene, number, member, "appointment", "appointee", comes) for number, member in new]
    if leaves is not None:
        drafts += [
            _draft(scene, number, member, "departure", "subject", leaves[1])
            for number, member in old
            if member.entity.id not in told | stay
        ]
    return drafts


def _first_of(sentence: Sentence) -> Iterator[Member]:
    """Who a line of the form names: its first group of people; what follows is where they come from."""
    group = next((g for _, g in sorted(sentence.groups.items()) if g.sign == PEOPLE), None)
    if group is not None:
        yield from group.members


def _draft(scene: Scene, number: int, member: Member, kind: EventKind, role: Role, trigger: Stretch) -> Draft:
    sentence = scene.sentences[number]
    return Draft(
        kind=kind,
        rule=f"{kind}.form",
        trigger=trigger,
        sentence=number,
        clause=(sentence.start, sentence.end),
        confidence=0.85,
        parts=(Part(member.entity, role, member.start, member.end, f"{kind}.form"),),
    )
