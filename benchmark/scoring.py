"""Compares an extracted release with its gold record and counts what is right, missed and false.

    people         a person counts once a document, under any of his or her known names
    titles         what a person is called: (person, title)
    positions      (person, title, organisation); the organisation under any of its names, and the border between
                   organisation and title may fall elsewhere if both together read the same
    organisations  an organisation counts once a document; a second record of the same one is a false alarm
    dateline       place and date
    events         same kind, and same name; unnamed ones by a shared participant or the same trigger
    arguments      what is known of an event: start, end, place, theme, larger event, each participant with the role
    statements     same speaker, and what was said begins with the same words

Only the wording is compared: script, width, spaces, quotation marks and other punctuation are folded away. Gold items
marked optional, and statements that merely thank, praise or wish, are neither missed when absent nor false when found.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

import regex

from pressextract import convert

Record = dict[str, Any]
Key = Callable[[str | None], str]

# Annotators differ on whether these verbs report a statement, so they count only where both sides have them.
_SOFT = frozenset("感谢 肯定 赞扬 称赞 欢迎 祝福 祝贺 恭喜 预祝 勉励 致谢 评价 介绍 强调 期许 邀请".split())
_IGNORED = regex.compile(r"[\s「」『』“”\"'‘’《》〈〉·・•,，。、；;：:!！?？]+")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, how many there are in the gold, how many were found."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def score(gold: Record, release: Record) -> dict[str, Tally]:
    """All tallies for one document; ``release`` is a PressRelease as plain data."""
    known = _known_names(gold)
    couples = _same_people(gold["people"], release["people"])
    titles, positions = _positions(couples, gold, release, known)
    events, arguments = _events(gold["events"], release["events"], known)
    return {
        "people": Tally(len(couples), len(gold["people"]), len(release["people"])),
        "titles": titles,
        "positions": positions,
        "organisations": _organisations(gold["organisations"], release["organisations"]),
        "dateline": _dateline(gold["dateline"], release["dateline"]),
        "events": events,
        "arguments": arguments,
        "statements": _statements(gold["statements"], release["statements"], known),
    }


def verdicts(gold: Record, release: Record) -> dict[str, list[bool]]:
    """Whether each person, body, post, event and statement of a release is right, in the order of the release.

    The posts of all people come one after the other; those of a person who is none are wrong.
    """
    known = _known_names(gold)
    couples = _same_people(gold["people"], release["people"])
    wanted = {id(person): item["positions"] for item, person in couples}
    posts = []
    for person in release["people"]:
        free = [_post_forms(post, known) for post in wanted.get(id(person), [])]
        for post in person["positions"]:
            match = next((forms for forms in free if forms & _post_forms(post, known)), None)
            free = [forms for forms in free if forms is not match]
            posts.append(match is not None)
    bodies, left = [], list(gold["organisations"])
    for body in release["organisations"]:
        same = next((item for item in left if wording(body["name"]) in _names(item)), None)
        left = [item for item in left if item is not same]
        bodies.append(same is not None)
    events = {id(event) for _, event in _same_events(gold["events"], release["events"], known)}
    said = {id(found) for _, found in _same_statements(gold["statements"], release["statements"], known)}
    return {
        "people": [id(person) in wanted for person in release["people"]],
        "organisations": bodies,
        "positions": posts,
        "events": [id(event) in events for event in release["events"]],
        "statements": [id(one) in said for one in release["statements"]],
    }


def wrong_spans(release: Record) -> list[Record]:
    """Every span of a release whose offsets do not give back its text."""
    text: str = release["text"]
    return [span for span in _spans(release) if text[span["start"] : span["end"]] != span["text"]]


def _spans(value: object) -> Iterator[Record]:
    if isinstance(value, dict):
        if value.keys() >= {"start", "end", "text"} and isinstance(value["start"], int):
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _spans(inner)


@lru_cache(maxsize=65536)
def wording(text: str | None) -> str:
    """A text without what only its writing decides: script, width, case, spaces and punctuation.

    >>> wording("「AI＋」論壇") == wording("“ai+”论坛")
    True
    """
    if text is None:
        return ""
    return _IGNORED.sub("", convert(unicodedata.normalize("NFKC", text), to="s")).casefold()


def _names(item: Record) -> list[str]:
    return [wording(name) for name in (item.get("name"), *item.get("also", ())) if name]


def _known_names(gold: Record) -> Key:
    """What turns any known name of an entity of the document into one and the same key."""
    first: dict[str, str] = {}
    for item in (*gold["people"], *gold["organisations"]):
        for name in _names(item):
            first.setdefault(name, wording(item["name"]))
    return lambda name: first.get(wording(name), wording(name))


def _same_people(gold: list[Record], found: list[Record]) -> list[tuple[Record, Record]]:
    free = list(found)
    couples = []
    for person in gold:
        match = next((f for name in _names(person) for f in free if wording(f["name"]) == name), None)
        if match is not None:
            free = [f for f in free if f is not match]
            couples.append((person, match))
    return couples


def _post_forms(post: Record, known: Key) -> set[str]:
    """What a post reads as: body and title together, wherever the border is, and the known body with the title."""
    body, title = post.get("organisation"), wording(post["title"])
    return {wording(body) + title, f"{known(body)}|{title}"}


def _positions(couples: list[tuple[Record, Record]], gold: Record, release: Record, known: Key) -> tuple[Tally, Tally]:
    right_titles = right_positions = 0
    for wanted, person in couples:
        free = list(person["positions"])
        free_titles = [wording(post["title"]) for post in free]
        for post in wanted["positions"]:
            match = next((f for f in free if _post_forms(post, known) & _post_forms(f, known)), None)
            if match is not None:
                free.remove(match)
                right_positions += 1
            title = wording(post["title"])
            right_titles += match is not None or title in free_titles
            if title in free_titles:
                free_titles.remove(title)
    total = sum(len(person["positions"]) for person in gold["people"])
    found = sum(
        len({(wording(post["organisation"]), wording(post["title"])) for post in person["positions"]})
        for person in release["people"]
    )
    return Tally(right_titles, total, found), Tally(right_positions, total, found)


def _organisations(gold: list[Record], found: list[Record]) -> Tally:
    free = list(gold)
    for body in found:
        match = next((g for g in free if wording(body["name"]) in _names(g)), None)
        free = [g for g in free if g is not match]
    right = len(gold) - len(free)
    return Tally(right, right + sum(not body.get("optional") for body in free), len(found))


def _dateline(gold: Record | None, found: Record | None) -> Tally:
    if gold is None:
        return Tally(0, 0, found is not None)
    right = found is not None and all(wording(gold[slot]) == wording(found[slot]) for slot in ("place", "date"))
    return Tally(right, 1, found is not None)


def _events(gold: list[Record], found: list[Record], known: Key) -> tuple[Tally, Tally]:
    couples = _same_events(gold, found, known)
    paired = {id(event) for couple in couples for event in couple}
    missed = [event for event in gold if id(event) not in paired and not event.get("optional")]
    false = [event for event in found if id(event) not in paired]

    names_of = {event["id"]: event["name"] for event in found}
    larger = {name: wording(event["name"]) for event in gold for name in _names(event)}
    speakers_gold, speakers_found = _speakers(gold, known), _speakers(found, known)

    def wanted(event: Record) -> set[tuple[str, ...]]:
        return _arguments(event, larger.get(wording(event["part_of"]), wording(event["part_of"])), speakers_gold, known)

    def given(event: Record) -> set[tuple[str, ...]]:
        parent = wording(names_of.get(event["part_of"], event["part_of"]))
        return _arguments(event, larger.get(parent, parent), speakers_found, known)

    def spare(event: Record) -> set[tuple[str, ...]]:
        return {(p["role"], known(p["name"])) for p in event["participants"] if p.get("optional")}

    arguments = Tally(0, sum(len(wanted(event) - spare(event)) for event in missed), sum(map(len, map(given, false))))
    for event, match in couples:
        want, have = wanted(event), given(match)
        right = want & have
        # Places and themes are cut by annotators at will: the longer form counts as the shorter one.
        near = {
            (mine, theirs)
            for mine, theirs in product(want - right, have - right)
            if mine[0] == theirs[0] and mine[0] in ("place", "theme") and _lies_in(mine[1], theirs[1], 0.6)
        }
        hits = len(right) + len({mine[0] for mine, _ in near})
        arguments += Tally(hits, len(want - (spare(event) - right)), len(have))
    return Tally(len(couples), len(couples) + len(missed), len(found)), arguments


def _same_events(gold: list[Record], found: list[Record], known: Key) -> list[tuple[Record, Record]]:
    ranked = sorted(
        ((_likeness(g, f, known), i, j) for (i, g), (j, f) in product(enumerate(gold), enumerate(found))),
        key=lambda row: -row[0],
    )
    couples: dict[int, int] = {}
    for likeness, i, j in ranked:
        if likeness > 0 and i not in couples and j not in couples.values():
            couples[i] = j
    return [(gold[i], found[j]) for i, j in couples.items()]


def _likeness(gold: Record, found: Record, known: Key) -> float:
    if gold["kind"] != found["kind"]:
        return 0.0
    names, name = _names(gold), wording(found["name"])
    if names and name:
        return max(3.0 if name == other else 2.0 * _lies_in(name, other, 0.5) for other in names)
    shared = len({known(p["name"]) for p in gold["participants"]} & {known(p["name"]) for p in found["participants"]})
    if names or name:
        return 0.6 if shared else 0.0
    mine, theirs = wording(gold["trigger"]), wording(found["trigger"]["text"])
    same_trigger = bool(theirs) and (mine in theirs or theirs in mine)
    if shared:
        return 1 + 0.1 * shared + 0.5 * same_trigger
    return 0.5 if same_trigger and not gold["participants"] else 0.0


def _lies_in(one: str, other: str, share: float) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and short in long and len(short) >= share * len(long)


def _speakers(events: Iterable[Record], known: Key) -> set[str]:
    return {known(p["name"]) for event in events if event["kind"] == "speech" for p in event["participants"]}


def _arguments(event: Record, parent: str, speakers: set[str], known: Key) -> set[tuple[str, ...]]:
    """The filled slots; who has a speech of their own is not counted again as speaker of the larger event."""
    slots: set[tuple[str, ...]] = {
        (slot, wording(event[slot])) for slot in ("start", "end", "place", "theme") if event[slot]
    }
    if parent:
        slots.add(("part_of", parent))
    for participant in event["participants"]:
        name, role = known(participant["name"]), participant["role"]
        if not (role == "speaker" and event["kind"] != "speech" and name in speakers):
            slots.add((role, name))
    return slots


def _statements(gold: list[Record], found: list[Record], known: Key) -> Tally:
    couples = _same_statements(gold, found, known)
    paired = {id(statement) for couple in couples for statement in couple}
    missed = sum(not (one.get("optional") or wording(one["verb"]) in _SOFT) for one in gold if id(one) not in paired)
    false = sum(wording(one["verb"]) not in _SOFT for one in found if id(one) not in paired)
    return Tally(len(couples), len(couples) + missed, len(couples) + false)


def _same_statements(gold: list[Record], found: list[Record], known: Key) -> list[tuple[Record, Record]]:
    free, couples = list(found), []
    for statement in gold:
        head = wording(statement["text"])[:10]
        match = next((f for f in free if known(f["speaker"]) == known(statement["speaker"]) and _begins(f, head)), None)
        if match is not None:
            free = [one for one in free if one is not match]
            couples.append((statement, match))
    return couples


def _begins(statement: Record, head: str) -> bool:
    return head in wording(statement["text"])[: len(head) + 25]
