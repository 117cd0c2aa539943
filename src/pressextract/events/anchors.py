"""Where events are told, so that what is said of one finds it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pressextract.events.draft import Draft
from pressextract.events.held import Mention
from pressextract.events.scene import Scene

_BACK = 24
_LEAD = 5
_SECTIONS = 40


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place where an event is told: an occasion's mention or an act's trigger."""

    sentence: int
    sign: int
    draft: int
    section: int
    line: int


class Anchors:
    """All anchors in the order of the text, and the lookups over them."""

    def __init__(self, scene: Scene, drafts: Sequence[Draft], mentions: Sequence[Mention]) -> None:
        self.scene = scene
        self.sections = _sections(scene)
        places = [(m.sentence, m.sign, m.draft) for m in mentions if not m.listed]
        for at, draft in enumerate(drafts):
            if not draft.occasion:
                sentence = scene.sentences[draft.sentence]
                places.append((draft.sentence, bisect_left(sentence.offsets, draft.trigger[0]), at))
        self.anchors = [
            Anchor(number, sign, at, self.sections[number], scene.sentences[number].line)
            for number, sign, at in sorted(places)
        ]
        self.keys = [(a.sentence, a.sign) for a in self.anchors]
        self.firsts: dict[int, list[Anchor]] = {}
        for anchor in self.anchors:
            self.firsts.setdefault(anchor.section, []).append(anchor)

    def before(self, sentence: int, sign: int) -> list[Anchor]:
        """The last few anchors before a place, the nearest first."""
        at = bisect_left(self.keys, (sentence, sign))
        return self.anchors[max(0, at - _BACK) : at][::-1]

    def inside(self, sentence: int, start: int, end: int) -> list[Anchor]:
        """The anchors within a stretch of one sentence."""
        low, high = bisect_left(self.keys, (sentence, start)), bisect_left(self.keys, (sentence, end))
        return self.anchors[low:high]

    def inside_lines(self, first: int, last: int) -> list[Anchor]:
        """The anchors within some sentences, from the first up to but not with the last."""
        return self.anchors[bisect_left(self.keys, (first, 0)) : bisect_left(self.keys, (last, 0))]

    def main(self, drafts: Sequence[Draft], sentence: int) -> int | None:
        """The occasion a section is about: the first that was held; failing that, the one of the section before."""
        last = self.sections[sentence]
        for section in range(last, max(-1, last - _SECTIONS), -1):
            here = [a for a in self.firsts.get(section, ())[:_BACK] if _leads(drafts[a.draft])]
            # The headline often tells it in other words, so what the body says comes first.
            here.sort(key=lambda a: self.scene.sentences[a.sentence].kind == "headline")
            held = [a.draft for a in here]
            named = [at for at in held if drafts[at].name]
            if named or held:
                return (named or held)[0]
        return None

    def reception(self, drafts: Sequence[Draft], sentence: int) -> int | None:
        """The reception or visit that a section tells of first, but none that is told only behind a sentence."""
        last = self.sections[sentence]
        for section in range(last, max(-1, last - _SECTIONS), -1):
            first = bisect_left(self.sections, section)
            reach = min(sentence, first + _LEAD)
            met = [a for a in self.firsts.get(section, ())[:_BACK] if a.sentence <= reach and _meets(drafts[a.draft])]
            met.sort(key=lambda a: self.scene.sentences[a.sentence].kind == "headline")
            if met:
                return met[0].draft
        main = self.main(drafts, sentence)
        return main if main is not None and drafts[main].occasion else None

    def session(self, drafts: Sequence[Draft], sentence: int) -> int | None:
        """The meeting that a list of appointments comes from: the one in its section, else the first of the page."""
        here = self.firsts.get(self.sections[sentence], [])
        near = (a for a in (*here[:_BACK], *self.anchors[:_BACK]) if a.sentence <= sentence)
        meetings = (a.draft for a in near if drafts[a.draft].kind == "meeting" and drafts[a.draft].occasion)
        return next((at for at in meetings if drafts[at].name), None)


def _meets(draft: Draft) -> bool:
    return draft.kind == "meeting" and draft.held and not draft.occasion


def _leads(draft: Draft) -> bool:
    return draft.held and (draft.occasion or draft.kind in ("meeting", "signing", "award"))


def _sections(scene: Scene) -> list[int]:
    out: list[int] = []
    section, last = 0, -1
    for sentence in scene.sentences:
        if sentence.kind == "heading" and sentence.line != last and out:
            section += 1
        last = sentence.line
        out.append(section)
    return out
