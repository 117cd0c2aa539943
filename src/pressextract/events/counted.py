"""委任五名新成员并续聘两名原有成员: who they are is said by the marks in the list of members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressextract.events.acts import clause_of
from pressextract.events.draft import Draft, Part
from pressextract.events.masks import Sentence
from pressextract.events.members import Member
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import PEOPLE, Frames
from pressextract.text.dates import parse_numeral

_RULE = "appointment.counted"
_LONGEST_LINE = 40
_LAST = 8
_TAIL = 16


def counted(scene: Scene, frames: Frames, acts: Sequence[Draft]) -> list[Draft]:
    """The appointments of so many members, where a list with marks tells the new ones from the others.

    Args:
        scene: The page.
        frames: The frames.
        acts: The acts told by sentences; who is appointed by one of them is not one of the counted.
    """
    told = [
        (number, match)
        for number, sentence in enumerate(scene.sentences[:_LAST])
        if sentence.kind != "headline"
        for match in frames.cue("counted").finditer(sentence.skeleton)
    ]
    if not told:
        return []
    named = {p.entity.id for draft in acts if draft.kind == "appointment" for p in draft.parts if p.role == "appointee"}
    listed = [(member, mark) for member, mark in _listed(scene, frames) if member.entity.id not in named]
    meant = _marks(scene, frames)
    drafts = []
    for number, match in told:
        sentence = scene.sentences[number]
        again = bool(frames.cue("again").search(match["verb"] + match["who"]))
        members = _chosen(listed, meant, again)
        if not members or len(members) > (parse_numeral(match["number"]) or 0):
            continue
        appointers = [d for d in acts if d.sentence == number and d.kind == "appointment"]
        parts = tuple(p for d in appointers[:1] for p in d.parts if p.role == "appointer")
        drafts.append(
            Draft(
                kind="appointment",
                rule=_RULE,
                trigger=sentence.fold_span(*match.span("verb")),
                sentence=number,
                clause=clause_of(sentence, *match.span()),
                confidence=0.85,
                parts=parts + tuple(Part(m.entity, "appointee", m.start, m.end, _RULE) for m in members),
            )
        )
    return drafts


def _chosen(listed: Sequence[tuple[Member, str]], meant: dict[str, bool], again: bool) -> list[Member]:
    """The members whose mark says that they are new, or appointed again; those without a mark are the others."""
    if not meant:
        return []
    bare = None if len(set(meant.values())) > 1 else not next(iter(meant.values()))
    return [member for member, mark in listed if meant.get(mark, bare) is again]


def _marks(scene: Scene, frames: Frames) -> dict[str, bool]:
    """What the marks of the list mean: 「* 新委员」; True for those appointed again."""
    found = {}
    for sentence in scene.sentences:
        note = frames.cue("footnote").search(sentence.skeleton)
        if note and ("新" in note["what"] or frames.cue("again").search(note["what"])):
            found[note["mark"]] = "新" not in note["what"]
    return found


def _listed(scene: Scene, frames: Frames) -> Iterator[tuple[Member, str]]:
    """The people in the short lines below 成员名单如下, with the marks behind their names."""
    below = frames.cue("members_below")
    start = next((n for n, s in enumerate(scene.sentences) if n and below.search(s.skeleton)), None)
    if start is None:
        return
    for sentence in scene.sentences[start + 1 :]:
        if sentence.end - sentence.start > _LONGEST_LINE or frames.cue("footnote").search(sentence.skeleton):
            break
        yield from _of_line(scene, frames, sentence)


def _of_line(scene: Scene, frames: Frames, sentence: Sentence) -> Iterator[tuple[Member, str]]:
    for group in sentence.groups.values():
        if group.sign != PEOPLE:
            continue
        for member in group.members:
            mark = frames.cue("marked").search(scene.page.fold[member.end : min(sentence.end, member.end + _TAIL)])
            yield member, mark["mark"] if mark else ""
