"""Frames laid over sentences: each fit is an act with its roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import regex

from pressextract.entities.entity import Organisation
from pressextract.events.draft import Draft, Part, Stretch, with_parts
from pressextract.events.masks import Sentence
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import Frame, Frames, Pattern, load_frames
from pressextract.schema import EventStatus

_CLAUSE = regex.compile(r"[，,；;。！？!?]")
_NAMED = regex.compile("「[^」]*」?|“[^”]*”?|《[^》]*》?")
_LEAD = 6
_BACK = 60
_ROUNDS = 10
_PRIZES = 12
_QUOTES = frozenset('「『“《‘〈"')


@dataclass(frozen=True, slots=True)
class Fit:
    """A place where a frame fits: which sentence, which words, who is in it."""

    frame: Frame
    sentence: int
    start: int
    end: int
    trigger: tuple[int, int]
    parts: tuple[Part, ...]
    name: Stretch | None
    place: Stretch | None
    theme: Stretch | None


def fits(frames: Iterable[Frame], sentence: Sentence, number: int, headline: str = "") -> Iterator[Fit]:
    """Every fit of these frames in one sentence; of one frame no two fits share a trigger."""
    skeleton = sentence.skeleton
    nobody, reported = not sentence.groups, sentence.told == 0
    for frame in frames:
        if (nobody and frame.needs) or (reported and frame.scope == "news") or (frame.lead and number >= _LEAD):
            continue
        if not frame.hints.search(skeleton):
            continue
        if frame.where is not None and not frame.where.search(skeleton) and not frame.where.search(headline):
            continue
        taken: list[tuple[int, int]] = []
        for pattern in frame.patterns:
            for match in pattern.compiled.finditer(skeleton):
                trigger = match.span("trigger") if "trigger" in pattern.compiled.groupindex else match.span()
                if any(a < trigger[1] and trigger[0] < b for a, b in taken):
                    continue
                if not _holds(frame, sentence, match.start(), trigger):
                    continue
                parts = _parts(frame, pattern, match, sentence)
                if frame.needs and not any(part.role in frame.needs and _wanted(frame, part) for part in parts):
                    continue
                taken.append(trigger)
                name, theme = (_group(match, slot, sentence) for slot in ("name", "theme"))
                place = _place_of(match, sentence)
                yield Fit(frame, number, match.start(), match.end(), trigger, parts, name, place, theme)


def _group(match: regex.Match[str], slot: str, sentence: Sentence) -> Stretch | None:
    """Where the name or theme stands that a pattern found, without its quotation marks."""
    if slot not in match.re.groupindex or match.start(slot) < 0:
        return None
    start, end = sentence.fold_span(*match.span(slot))
    return (start + 1, end - 1) if match[slot][0] in _QUOTES else (start, end)


def _wanted(frame: Frame, part: Part) -> bool:
    """Whether this is the sort of body that a frame is about, where it says so."""
    return not frame.bodies or (isinstance(part.entity, Organisation) and part.entity.kind in frame.bodies)


def _place_of(match: regex.Match[str], sentence: Sentence) -> Stretch | None:
    """The place that a pattern reads, without the quotes around a single body; None where the words are no place."""
    if "place" not in match.re.groupindex or match.start("place") < 0:
        return None
    start, end = match.span("place")
    if load_frames().cue("no_place").search(sentence.skeleton[start:end]):
        return None
    group = sentence.groups.get(start) if end - start == 1 else None
    if group is not None and len(group.members) == 1 and sentence.offsets[end] - sentence.offsets[start] > 2:
        entity = group.members[0].entity
        low, high = group.members[0].start, group.members[0].end
        return (low + 1, high - 1) if high - low == len(entity.fold_name) + 2 else (low, high)
    return sentence.fold_span(start, end)


def _clause_start(skeleton: str, low: int, at: int) -> int:
    """Where the clause that holds a place begins, not before ``low``."""
    for mark in _CLAUSE.finditer(skeleton, low, at):
        low = mark.end()
    return low


def _holds(frame: Frame, sentence: Sentence, start: int, trigger: tuple[int, int]) -> bool:
    if frame.scope == "news" and trigger[0] >= sentence.told:
        return False
    far = max(0, trigger[0] - _BACK)
    clause = _clause_start(sentence.skeleton, far, trigger[0])
    if not frame.of and load_frames().cue("denial").search(sentence.skeleton, clause, trigger[0]):
        return False
    if frame.unless is None:
        return True
    return not frame.unless.search(sentence.skeleton, min(clause, max(start, far)), trigger[0])


def _parts(frame: Frame, pattern: Pattern, match: regex.Match[str], sentence: Sentence) -> tuple[Part, ...]:
    parts: tuple[Part, ...] = ()
    for group, role in pattern.roles.items():
        for at in match.starts(group):
            members = sentence.groups[at].members
            if role == "appointee":
                # 总统 alone is hardly ever who is appointed.
                members = tuple(m for m in members if not m.alone)
            parts = with_parts(parts, tuple(Part(m.entity, role, m.start, m.end, frame.id) for m in members))
    return parts


def acts_of(scene: Scene, frames: Frames) -> list[Draft]:
    """The acts of a page, in the order of the text; where two frames read the same trigger the higher rank stands."""
    found: list[Draft] = []
    headline = next((s.skeleton for s in scene.sentences if s.kind == "headline"), "")
    for number, sentence in enumerate(scene.sentences):
        here = sorted(fits(frames.acts, sentence, number, headline), key=lambda f: (-f.frame.rank, f.trigger))
        kept: list[Fit] = []
        for fit in here:
            if any(fit.trigger[0] < k.trigger[1] and k.trigger[0] < fit.trigger[1] for k in kept):
                continue
            kept.append(fit)
        for fit in sorted(kept, key=lambda f: f.trigger):
            found += _drafts(scene, fit, sentence, frames)
    return found


def _drafts(scene: Scene, fit: Fit, sentence: Sentence, frames: Frames) -> list[Draft]:
    trigger = sentence.fold_span(*fit.trigger)
    draft = Draft(
        kind=fit.frame.kind,
        rule=fit.frame.id,
        trigger=trigger,
        sentence=fit.sentence,
        clause=clause_of(sentence, fit.start, fit.end),
        confidence=fit.frame.confidence,
        parts=fit.parts,
        name=fit.name,
        status=status_of(sentence, fit.trigger, frames),
        held=True,
        place=fit.place,
        theme=fit.theme,
    )
    if fit.frame.kind == "investment" and draft.name is not None:
        # 完成C轮及C+轮融资: one investment a round.
        fold, low = scene.page.fold, sentence.offsets[fit.trigger[1]]
        high = min(draft.name[1] + _ROUNDS, sentence.offsets[-1])
        rounds = list(frames.cue("round").finditer(fold, low, max(low, high)))
        return [replace(draft, name=match.span()) for match in rounds] or [draft]
    if fit.frame.id == "award" and draft.name is not None:
        return [draft, *(replace(draft, name=name) for name in _more_prizes(scene, frames, draft.name))]
    if fit.frame.kind != "speech":
        return [draft]
    # One speech per speaker.
    return [
        Draft(
            draft.kind, draft.rule, trigger, draft.sentence, draft.clause, draft.confidence, (part,), draft.name,
            status=draft.status, held=True, theme=draft.theme,
        )
        for part in fit.parts
    ]  # fmt: skip


def _more_prizes(scene: Scene, frames: Frames, first: Stretch) -> Iterator[Stretch]:
    """The other prizes of one list: 获颁「甲奖」、「乙奖」及「丙奖」."""
    fold, at, cue = scene.page.fold, first[1], frames.cue("more_prizes")
    for _ in range(_PRIZES):
        match = cue.match(fold, at)
        if match is None:
            return
        yield match.span("prize")
        at = match.end("prize")


def clause_of(sentence: Sentence, start: int, end: int) -> Stretch:
    """The stretch of the fold from the clause in which something begins to the end of the one in which it ends."""
    skeleton = sentence.skeleton
    first = _clause_start(skeleton, max(0, start - 80), start)
    last = _CLAUSE.search(skeleton, end, min(len(skeleton), end + 80))
    return sentence.fold_span(first, last.start() if last else min(len(skeleton), end + 80))


def status_of(sentence: Sentence, trigger: tuple[int, int], frames: Frames) -> EventStatus:
    """Whether the act happened, is planned or was called off, by the words of its clause."""
    skeleton = sentence.skeleton
    low = max(0, trigger[0] - 40)
    first = _clause_start(skeleton, low, trigger[0])
    if frames.cue("cancelled").match(skeleton[trigger[0] : trigger[1] + 2]):
        return "cancelled"
    before, after = _NAMED.sub("", skeleton[first : trigger[0]]), skeleton[trigger[1] : trigger[1] + 8]
    if frames.cue("cancelled").search(before) or frames.cue("cancelled").match(after):
        return "cancelled"
    return "planned" if frames.cue("planned").search(before) else "reported"
