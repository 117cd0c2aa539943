"""The day from which an appointment or a departure counts; the day on which it was announced is another."""

from __future__ import annotations

from bisect import bisect_left

import regex

from pressextract.events.details import AGO, Days, days_of, segment
from pressextract.events.draft import Draft
from pressextract.events.masks import Sentence
from pressextract.events.scene import Scene
from pressextract.knowledge.frames import DATE, Frames

_EFFECT = regex.compile(
    rf"{DATE}(?:[^，。；]{{0,2}}(?:起|开始))?[^，。；]{{0,3}}(?:生效|履新|上任|到任|就任|就职|接任|执行|起计|起算)"
)
_TERM = regex.compile(rf"任期[^。；]{{0,8}}?[由自从](?P<first>{DATE})(?:[至到](?P<last>{DATE}))?")
_OWN = regex.compile(rf"{DATE}[^，。；]{{0,3}}$")
_LEAVES = regex.compile(
    rf"{DATE}[^，。；]{{0,3}}(?:退任|卸任|退休|离任|辞任|离职|荣休|届满|离开)[^，。；]{{0,8}}，[^，。；]{{0,8}}由"
)
_NEXT = 2
_VERB = 2
_FAR = 60


def effect_of(scene: Scene, frames: Frames, draft: Draft, sign: int) -> Days:
    """The day from which a change of posts counts, by its own sentence or by the one that goes on about it.

    Args:
        scene: The page.
        frames: The frames.
        draft: The appointment or departure.
        sign: Where its trigger stands in the skeleton.
    """
    sentence = scene.sentences[draft.sentence]
    found = _within(scene, frames, sentence, sign, draft.trigger)
    if found.start is None and not draft.rule.endswith("thanked"):
        found = _said_next(scene, frames, draft.sentence)
    if found.start is None and draft.kind == "appointment":
        found = _left(scene, sentence, sign)
    if found.start is None:
        found = _in_clause(scene, frames, draft, sentence, sign)
    return found


def effective_days(scene: Scene, frames: Frames) -> Days:
    """The day from which all changes of posts in a release count: 上述调动一律于…生效."""
    for sentence in scene.sentences:
        found = _common(scene, frames, sentence)
        if found.start:
            return found
    return Days()


def _within(scene: Scene, frames: Frames, sentence: Sentence, sign: int, trigger: tuple[int, int]) -> Days:
    low, high = segment(sentence, sign)
    skeleton = sentence.skeleton
    # The trigger may hold the day: 因个人原因将于9月30日辞任.
    verb = max(sign, bisect_left(sentence.offsets, trigger[1]) - _VERB)
    own = _OWN.search(skeleton, max(low, sign - 4), verb)
    if own:
        if frames.cue("same_day").match(scene.page.fold, sentence.offsets[own.start()]):
            return _told_before(scene, frames, sentence, own.start())
        found = days_of(scene, sentence.dates[own.start()])
        if found.start and not frames.cue("announced").match(skeleton, own.start() + 1):
            return found
    for match in _TERM.finditer(skeleton, low, high):
        found = _span(scene, sentence, match)
        if found.start:
            return found
    for match in _EFFECT.finditer(skeleton, low, high):
        if frames.cue("same_day").match(scene.page.fold, sentence.offsets[match.start()]):
            return _told_before(scene, frames, sentence, match.start())
        found = days_of(scene, sentence.dates[match.start()])
        if found.start:
            return found
    since, until = (sentence.offsets[min(at, len(skeleton))] for at in (sign, high))
    if frames.cue("day_of_notice").search(scene.page.fold, since, until):
        return _day_of_notice(scene)
    first = min((pos for pos in sentence.dates if low <= pos < sign), default=None)
    if first is None or frames.cue("announced").match(skeleton, first + 1):
        return Days()
    back = frames.cue("same_day").match(scene.page.fold, sentence.offsets[first])
    return _told_before(scene, frames, sentence, first) if back else Days()


def _left(scene: Scene, sentence: Sentence, sign: int) -> Days:
    """甲将于9月1日退任，由乙接任: who follows comes on the day on which the one before leaves."""
    left = _LEAVES.search(sentence.skeleton, max(0, sign - _FAR), sign)
    return days_of(scene, sentence.dates[left.start()]) if left else Days()


def _in_clause(scene: Scene, frames: Frames, draft: Draft, sentence: Sentence, sign: int) -> Days:
    """The date next to the trigger in its own clause, if it is not the one of the announcement."""
    skeleton = sentence.skeleton
    for pos in sorted(sentence.dates, key=lambda p: abs(p - sign)):
        if (
            draft.clause[0] <= sentence.offsets[pos] < draft.clause[1]
            and not frames.cue("announced").match(skeleton, pos + 1)
            and not AGO.search(skeleton, max(0, pos - 4), pos)
        ):
            found = days_of(scene, sentence.dates[pos])
            if found.start:
                return found
    return Days()


def _said_next(scene: Scene, frames: Frames, number: int) -> Days:
    """有关任命由…起生效, 任期由…至…: said of all that the paragraph told before."""
    line = scene.sentences[number].line
    for sentence in scene.sentences[number + 1 : number + 1 + _NEXT]:
        if sentence.line != line:
            break
        found = _common(scene, frames, sentence)
        if found.start:
            return found
    return Days()


def _common(scene: Scene, frames: Frames, sentence: Sentence) -> Days:
    for match in frames.cue("all_effective").finditer(sentence.skeleton):
        found = _span(scene, sentence, match)
        if found.start:
            return found
    at_once = frames.cue("day_of_notice").search(scene.page.fold, sentence.start, sentence.end)
    if at_once and frames.cue("changes").search(sentence.skeleton):
        # 公司12月1日公布高层调整，即日起生效: the day of the announcement.
        told = (days_of(scene, day) for _, day in sorted(sentence.dates.items()) if day.end <= at_once.start())
        return next((days for days in told if days.start), Days())
    return Days()


def _told_before(scene: Scene, frames: Frames, sentence: Sentence, at: int) -> Days:
    """What 同日 points back to: the last day told before it in the paragraph."""
    lines = (s for s in reversed(scene.sentences) if s.line == sentence.line and s.start <= sentence.start)
    for one in lines:
        for pos in sorted(one.dates, reverse=True):
            if one is sentence and pos >= at:
                continue
            found = days_of(scene, one.dates[pos])
            if found.start and not frames.cue("announced").match(one.skeleton, pos + 1):
                return found
    return Days()


def _day_of_notice(scene: Scene) -> Days:
    """The day that a notice bears."""
    line = scene.page.dateline
    return Days(line.date_iso, None, (line.start, line.end)) if line is not None else Days()


def _span(scene: Scene, sentence: Sentence, match: regex.Match[str]) -> Days:
    first = days_of(scene, sentence.dates[match.start("first")])
    last = days_of(scene, sentence.dates[match.start("last")]).start if match["last"] else first.end
    return Days(first.start, last, first.at)
