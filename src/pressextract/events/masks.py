"""Sentences with their names, dates, occasions and quotations masked by one sign each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from pressextract.events.members import Group
from pressextract.events.occasions import Occurrence
from pressextract.knowledge.frames import DATE, GENERAL, OCCASION, QUOTATION, SIGNS, load_frames
from pressextract.text.dates import DateExpression

QUOTES = {"「": "」", "“": "”", "『": "』"}
QUOTED = 420
_PRONOUNS = frozenset("他她")
_SPECIAL = regex.compile(f"[{''.join(QUOTES)}{SIGNS}]")
_SAYING = regex.compile("[表指说称道]$")

Masked = Group | Occurrence | DateExpression


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its skeleton.

    Attributes:
        start: Where it begins in the fold.
        end: Where it ends.
        line: The number of its line.
        kind: What sort of line it stands in.
        skeleton: Its text with signs for names.
        offsets: For every sign and character of the skeleton where it begins in the fold, and the end.
        groups: The people and bodies behind the signs.
        occasions: The occasions behind the signs.
        dates: The dates behind the signs.
        told: Where, in the skeleton, something begins that somebody said; its length if nothing does.
    """

    start: int
    end: int
    line: int
    kind: str
    skeleton: str
    offsets: tuple[int, ...]
    groups: dict[int, Group]
    occasions: dict[int, Occurrence]
    dates: dict[int, DateExpression]
    told: int

    def fold_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the fold behind a stretch of the skeleton."""
        return self.offsets[start], self.offsets[end]


def _is_speech(fold: str, start: int, end: int) -> bool:
    """Whether a quotation is something said and no name or emphasis."""
    inner = fold[start + 1 : end - 1]
    if len(inner) < 8:
        return False
    if inner[-1] in "。！？!?…" or "。" in inner:
        return True
    before = fold[max(0, start - 2) : start]
    if before[-1:] in "：:" or _SAYING.search(before):
        return True
    return before[-1:] in "，," and len(inner) > 10 and "，" in inner


class Marks:
    """What is to be masked in a line, sorted, and read sentence by sentence."""

    def __init__(
        self, groups: Sequence[Group], occasions: Sequence[Occurrence], days: Sequence[DateExpression]
    ) -> None:
        # Where two begin at one place the occasion stands before the group, and the group before the date.
        ranked: tuple[Sequence[Masked], ...] = (days, groups, occasions)
        found = [(item.start, rank, item) for rank, items in enumerate(ranked) for item in items]
        self.found = sorted(found, key=lambda mark: mark[:2])
        self.at = 0

    def within(self, start: int, end: int) -> dict[int, tuple[int, str, Masked]]:
        """The marks that lie in a sentence, by where they begin."""
        while self.at < len(self.found) and self.found[self.at][0] < start:
            self.at += 1
        here: dict[int, tuple[int, str, Masked]] = {}
        while self.at < len(self.found) and self.found[self.at][0] < end:
            item = self.found[self.at][2]
            if item.end <= end:
                here[item.start] = (item.end, _sign(item), item)
            self.at += 1
        return here


def _sign(item: Masked) -> str:
    if isinstance(item, Group):
        return item.sign
    if isinstance(item, Occurrence):
        return OCCASION if item.name else GENERAL
    return DATE


def mask(fold: str, number: int, kind: str, span: tuple[int, int], here: Marks, reported: bool) -> Sentence:
    """One sentence with its marks in place.

    Args:
        fold: The fold.
        number: The number of its line.
        kind: What sort of line that is.
        span: Where the sentence stands.
        here: What is to be masked in its line.
        reported: Whether the sentence before it told what somebody said.
    """
    start, end = span
    marks = here.within(start, end)
    signs: list[str] = []  # the skeleton in pieces; ``size`` characters so far
    offsets: list[int] = []
    size = 0
    found_groups: dict[int, Group] = {}
    found_occasions: dict[int, Occurrence] = {}
    found_days: dict[int, DateExpression] = {}
    at = start
    # Everything between two of these places is taken as it stands.
    for place in sorted({*marks, *(match.start() for match in _SPECIAL.finditer(fold, start, end))}):
        if place < at:
            continue  # inside of what is masked already
        if place > at:
            signs.append(fold[at:place])
            offsets += range(at, place)
            size += place - at
        offsets.append(place)
        mark = marks.get(place)
        if mark is not None:
            at, sign, value = mark
            if isinstance(value, Group):
                found_groups[size] = value
            elif isinstance(value, Occurrence):
                found_occasions[size] = value
            else:
                found_days[size] = value
        else:
            char = fold[place]
            closed = fold.find(QUOTES[char], place + 1, min(end, place + QUOTED)) if char in QUOTES else -1
            if closed > 0 and _is_speech(fold, place, closed + 1):
                at, sign = closed + 1, QUOTATION
            else:
                # A sign that the text itself holds would stand for a group that is not there.
                at, sign = place + 1, char if char in QUOTES else "\ufffd"
        signs.append(sign)
        size += 1
    if at < end:
        signs.append(fold[at:end])
        offsets += range(at, end)
    offsets.append(end)
    skeleton = "".join(signs)
    return Sentence(
        start, end, number, kind, skeleton, tuple(offsets), found_groups, found_occasions, found_days,
        _told(skeleton, reported, [sign for sign in found_groups if fold[offsets[sign]] in _PRONOUNS]),
    )  # fmt: skip


def _told(skeleton: str, reported: bool, pronouns: Sequence[int]) -> int:
    """Where what somebody said begins: behind the verb, or at once if the sentence goes on with it."""
    frames = load_frames()
    verb = frames.cue("saying").search(skeleton)
    # 他肯定…，并宣布…: what is announced is news again.
    if frames.cue("announcing").search(skeleton, verb.end() if verb else 0):
        return len(skeleton)
    if verb:
        return verb.end()
    # 他 at the head of a sentence is who speaks, and no new subject.
    subject = frames.cue("new_subject").match(skeleton)
    if reported and (subject is None or any(sign < subject.end() for sign in pronouns)):
        return 0
    return len(skeleton)
