"""Speeches that a statement tells of: 其后致辞称…, 她在欢迎辞里说…, where the statement knows who speaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pressextract.entities.entity import Person
from pressextract.events.acts import clause_of
from pressextract.events.draft import Draft, Part
from pressextract.events.paragraphs import Found
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import Frames

_REACH = 24
_HIGH = 0.85


def addresses_of(scene: Scene, frames: Frames, found: Sequence[Found], acts: Sequence[Draft]) -> list[Draft]:
    """One speech for each statement whose clause says that it was made in a speech.

    Args:
        scene: The page.
        frames: The frames.
        found: The statements of the page.
        acts: The acts that frames told; a speech told by one of them is not told again.
    """
    cue, fold = frames.cue("spoken_in"), scene.page.fold
    starts = [sentence.start for sentence in scene.sentences]
    spoken = {draft.trigger[0] for draft in acts if draft.kind == "speech"}
    drafts = []
    for item in found:
        if item.verb is None or not isinstance(item.speaker, Person):
            continue
        number = bisect_right(starts, item.verb[0]) - 1
        if number < 0 or scene.sentences[number].end <= item.verb[0]:
            continue
        match = cue.search(fold, max(starts[number], item.verb[0] - _REACH), item.verb[0])
        if match is None or any(match.start() <= at < match.end() for at in spoken):
            continue
        sentence = scene.sentences[number]
        start, end = match.span("trigger")
        place = item.subject if item.subject is not None else (start, end)
        sign = bisect_right(sentence.offsets, start) - 1
        drafts.append(
            Draft(
                kind="speech",
                rule="speech.told",
                trigger=(start, end),
                sentence=number,
                clause=clause_of(sentence, sign, sign + 1),
                confidence=_HIGH,
                parts=(Part(item.speaker, "speaker", *place, "speech.told"),),
                held=True,
            )
        )
    return drafts
