"""Who is who: places where a person is named, joined under one key, with other forms of the name and honorifics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import regex

from pressextract.entities.row import PersonSpan
from pressextract.mentions.latin import looks_like_person
from pressextract.mentions.reading import Reading
from pressextract.mentions.surroundings import NameSpan, Surroundings
from pressextract.mentions.titles import TitleSpan
from pressextract.schema import MentionKind

_LATIN_FORM = regex.compile(
    r"[（(]\s?(?:(?:Mr|Ms|Mrs|Dr|Prof|Sir|Dame|Sister)\.?\s)?(?P<name>\p{Lu}[\p{L}'’.\-]*(?:[ ·-][\p{L}'’.\-]+){1,5})\s?(?:[，,；][^（）()]{0,12})?[）)]"
)
_LATIN_BESIDE = regex.compile(r"\s(?P<name>\p{Lu}[\p{L}'’.\-]*(?:\s\p{Lu}[\p{L}'’.\-]*){1,4})(?![\p{L}])")
_DOT = regex.compile(r"[·‧•・．]")
_DOT_OR_SPACE = regex.compile(r"[·‧•・．\s]")
_IN_PARTS = regex.compile(r"[·‧•・．A-Za-z]")
_SKIPPED = regex.compile(r"[ \u3000]{0,2}(?:[，,]\s?(?=[A-Z]))?")  # between a name and an honorific behind it
_BRACKET = regex.compile(r"\s?[（(]([^（）()\n]{1,60})[）)]")
_DEFINED = regex.compile(r"[「“\"‘]([^「」“”\"‘’]{2,12})[」”\"’]")
_SHORT_TITLE = regex.compile(
    r"(?:总|局|处|董|老|导|工|律师|老师)(?=[，。、：；！？”」\s表说指称在也还向和介透强认补回]|$)"
)
_PART = 2


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One person: all places, the forms of the name in the text's characters, honorifics, and how sure this is."""

    key: str
    name: str
    aliases: tuple[str, ...]
    honorifics: tuple[str, ...]
    places: tuple[tuple[int, int, MentionKind], ...]
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class People:
    """The people of a page, the places of their names with all that belongs to them, and titles inside such places.

    ``titled`` are the titles of people known by surname and title alone: 严|部长.
    """

    found: tuple[FoundPerson, ...]
    spans: tuple[PersonSpan, ...]
    titled: tuple[tuple[str, TitleSpan], ...]


def gather_people(
    reading: Reading, names: tuple[NameSpan, ...], titles: tuple[TitleSpan, ...], around: Surroundings
) -> People:
    """Join the places where people are named, in full, by a part of the name, or by surname and title."""
    fold = reading.fold
    keys = _joined_keys(reading, names, around)
    full = {name.start: name for name in names}
    taken: set[int] = set()
    for name in names:
        taken.update(range(name.start, name.end))
    places: list[tuple[int, int, str, MentionKind]] = [
        (name.start, name.end, keys[fold[name.start : name.end]], "name") for name in names
    ]
    partial = _parts(reading, places, taken)
    places += partial
    for start, end, _, _ in partial:
        taken.update(range(start, end))
    places += _by_surname(reading, places, titles, around, taken)
    places.sort()
    title_ends = {title.start: title.end for title in titles}
    spans = [_span(reading, start, end, key, around, title_ends) for start, end, key, _ in places]
    by_key: dict[str, list[tuple[int, int, MentionKind]]] = {}
    for start, end, key, kind in places:
        by_key.setdefault(key, []).append((start, end, kind))
    found = [_person(reading, key, own, full, around) for key, own in by_key.items()]
    lone = {end: key for start, end, key, _ in places if fold[start:end] == key and start not in full}
    titled = tuple((lone[title.end], title) for title in titles if title.end in lone)
    return People(tuple(found), tuple(spans), titled)


def _joined_keys(reading: Reading, names: tuple[NameSpan, ...], around: Surroundings) -> dict[str, str]:
    """From each form of a name to the key of its person: 顾兆庭 for Daniel Kwok（顾兆庭）."""
    fold = reading.fold
    keys = {fold[name.start : name.end]: fold[name.start : name.end] for name in names}
    for form in list(keys):
        pieces = _DOT.split(form)
        for piece in (pieces[-1], pieces[0]) if len(pieces) > 1 else ():
            if piece in keys and keys[piece] == piece:
                keys[piece] = form
    ordered = sorted(names, key=lambda n: n.start)
    for first, second in pairwise(ordered):
        gap = fold[first.end : second.start]
        one, two = fold[first.start : first.end], fold[second.start : second.end]
        latin = [one[0].isascii(), two[0].isascii()]
        if sum(latin) != 1 or one == two:
            continue
        bracketed = gap.strip() in ("（", "(") and fold[second.end : second.end + 1] in ("）", ")")
        if bracketed or (gap == " " and second.start not in around.title_ends):
            han, other = (two, one) if latin[0] else (one, two)
            keys[other] = keys[han]
    return keys


def _parts(
    reading: Reading, places: list[tuple[int, int, str, MentionKind]], taken: set[int]
) -> list[tuple[int, int, str, MentionKind]]:
    """Places of one part of a dotted or Latin name, after the full name: 萨比托夫, Whitcombe."""
    fold = reading.fold
    parts: dict[str, str] = {}
    first: dict[str, int] = {}
    for start, end, key, _ in places:
        text = fold[start:end]
        pieces = _DOT_OR_SPACE.split(text) if _IN_PARTS.search(text) else []
        for piece in pieces[:1] + pieces[-1:]:
            if len(piece) >= (_PART if not piece.isascii() else 3) and not piece.endswith("."):
                if parts.setdefault(piece, key) != key:
                    parts[piece] = ""
                first.setdefault(piece, start)
    found: list[tuple[int, int, str, MentionKind]] = []
    for piece, key in parts.items():
        if not key:
            continue
        at = fold.find(piece, first[piece])
        while at >= 0:
            end = at + len(piece)
            if at not in taken and end - 1 not in taken and _separate(reading, at, end):
                found.append((at, end, key, "alias"))
            at = fold.find(piece, end)
    return found


def _separate(reading: Reading, start: int, end: int) -> bool:
    fold = reading.fold
    before, after = fold[start - 1 : start], fold[end : end + 1]
    if fold[start].isascii():
        return not (before.isascii() and before.isalpha()) and not (after.isascii() and after.isalpha())
    if (before in "·‧•・" and before) or (after in "·‧•・" and after):
        return False
    word = reading.starts.get(start)
    if word is not None and word.tag in ("ORG",) and word.end > end:
        return False
    return word is not None or not before.isalpha()


def _by_surname(
    reading: Reading,
    places: list[tuple[int, int, str, MentionKind]],
    titles: tuple[TitleSpan, ...],
    around: Surroundings,
    taken: set[int],
) -> list[tuple[int, int, str, MentionKind]]:
    """Places of a surname with a title or an honorific: 陆主席, 林前院长, 温总, 郑先生."""
    fold, vocabulary = reading.fold, reading.vocabulary
    bearers: dict[str, list[tuple[int, str]]] = {}
    for start, end, key, _ in sorted(places):
        surname = surname_of(reading, fold[start:end])
        if surname:
            bearers.setdefault(surname, []).append((start, key))
    tails = {title.start: title.end for title in titles} | around.honorific_starts
    for match in _SHORT_TITLE.finditer(fold):
        tails.setdefault(match.start(), match.end())
    found: list[tuple[int, int, str, MentionKind]] = []
    for place, end in sorted(tails.items()):
        at = place - 1 if fold[place - 1 : place] in ("前", "原") and place > 1 else place
        for size in (2, 1):
            start = at - size
            surname = fold[start:at] if start >= 0 else ""
            known = surname in vocabulary.compound_surnames if size == 2 else surname in vocabulary.surnames
            if not known or (
                surname in vocabulary.word_surnames
                and surname not in bearers
                and reading.tags(start, start + 1) != ["PER"]
            ):
                continue
            if not taken.isdisjoint(range(start, place)) or not _opens(reading, start, end):
                continue
            bearer = _bearer(reading, bearers.get(surname, []), start, fold[place:end])
            if bearer is None and _lone_surname(reading, start, place, end, around):
                bearer = fold[start:end]
            if bearer is not None:
                kind: MentionKind = "alias" if bearer != fold[start:end] else "name"
                found.append((start, end, bearer, kind))
                taken.update(range(start, end))
                bearers.setdefault(surname, []).append((start, bearer))
                break
    return found


def surname_of(reading: Reading, name: str) -> str:
    """The surname a Han name begins with; empty for names of other kinds."""
    if name[0].isascii() or _DOT.search(name):
        return ""
    if name[:2] in reading.vocabulary.compound_surnames and len(name) > 2:
        return name[:2]
    return name[0] if name[0] in reading.vocabulary.surnames else ""


def _opens(reading: Reading, start: int, end: int) -> bool:
    """Whether a surname can begin here: at a word that is not itself the end of another."""
    word, before = reading.starts.get(start), reading.ends.get(start)
    if (
        before is not None
        and before.start == start - 1
        and reading.fold[start - 1 : start + 1] in reading.vocabulary.titles
    ):
        return False  # 会董|代表, where the words were cut as 会|董代表
    if word is None:
        return start == 0 or not reading.fold[start - 1].isalpha()
    return word.end <= end or word.tag == "PER"


def _bearer(reading: Reading, bearers: list[tuple[int, str]], place: int, title: str) -> str | None:
    """Whom a surname means: its only bearer, the one last named with this title, or the one last named."""
    earlier = [key for start, key in bearers if start < place] or [key for _, key in bearers]
    distinct = list(dict.fromkeys(earlier))
    if not distinct:
        return None
    if len(distinct) == 1:
        return distinct[0]
    fold = reading.fold
    fitting = [key for key in distinct if key + title in fold or _has(fold, title + key)]
    return fitting[-1] if len(fitting) >= 1 else None


def _has(fold: str, titled: str) -> bool:
    """Whether a title with a name stands somewhere, and not only after 副."""
    at = fold.find(titled)
    while at >= 0:
        if fold[at - 1 : at] != "副":
            return True
        at = fold.find(titled, at + 1)
    return False


def _lone_surname(reading: Reading, start: int, place: int, end: int, around: Surroundings) -> bool:
    """Whether somebody known by surname alone is meant: a contact 陈小姐, 国防部顾部长."""
    fold, vocabulary = reading.fold, reading.vocabulary
    weight = vocabulary.surnames.get(fold[start:place], "common")
    before = fold[start - 1 : start]
    word = reading.starts.get(start)
    if place in around.honorific_starts:
        polite = fold[place:end] in ("先生", "女士", "小姐", "太太", "同学")
        return polite and weight != "rare" and (not before.isalpha() or start in reading.ends or word is not None)
    if len(fold[place:end]) < 2 or weight != "common":
        return False
    if word is not None and word.tag == "PER":
        return True
    previous = reading.ends.get(start)
    return previous is not None and previous.tag == "ORG" and word is not None and word.end == place


def _span(
    reading: Reading, start: int, end: int, key: str, around: Surroundings, title_ends: dict[int, int]
) -> PersonSpan:
    """A place with the honorifics and brackets after it; the brackets may hold posts, also after a title: 甲议员（…主席）."""
    fold, at = reading.fold, end
    notes = []
    latin = _LATIN_BESIDE.match(fold, at)
    if latin and not fold[start].isascii() and looks_like_person(latin["name"]):
        at = latin.end()
    for _ in range(6):
        skip = _SKIPPED.match(fold, at)
        place = skip.end() if skip else at
        if place in around.honorific_starts and (place == at or fold[place].isascii() or fold[at] != "，"):
            at = around.honorific_starts[place]
            continue
        bracket = _BRACKET.match(fold, at)
        if bracket is None:
            break
        notes.append(bracket.span(1))
        at = bracket.end()
    if at in title_ends and (bracket := _BRACKET.match(fold, title_ends[at])):
        notes.append(bracket.span(1))
    lead = start
    while lead > 0 and fold[lead - 1] == " ":
        lead -= 1
    lead = around.honorific_ends.get(lead, start)
    return PersonSpan(start, end, at, key, tuple(notes), lead)


def _person(
    reading: Reading,
    key: str,
    places: list[tuple[int, int, MentionKind]],
    full: dict[int, NameSpan],
    around: Surroundings,
) -> FoundPerson:
    fold, surface = reading.fold, reading.page.surface
    forms: Counter[str] = Counter()
    name, aliases, honorifics, score, rule = "", [], [], 0.0, "surname"
    for start, end, _ in places:
        forms[surface(start, end)] += 1
        if fold[start:end] == key and not name:
            name = surface(start, end)
        named = full.get(start)
        if named is not None and named.score > score:
            score, rule = named.score, named.rule
        if fold[start:end] in (key,) or named is not None:
            aliases += [form for form in _other_forms(reading, end, around) if form]
        honorifics += _honorifics(reading, start, end, around)
    name = name or surface(places[0][0], places[0][1])
    aliases = [form for form in dict.fromkeys([*forms, *aliases]) if form != name]
    score = score or 0.6
    if len(places) > 1:
        score = min(1.0, score + 0.05)
    return FoundPerson(key, name, tuple(aliases), tuple(dict.fromkeys(honorifics)), tuple(places), rule, score)


def _other_forms(reading: Reading, end: int, around: Surroundings) -> list[str]:
    """The Latin form in brackets after a name, past an honorific."""
    at = around.honorific_starts.get(end, end)
    match = _LATIN_FORM.match(reading.fold, at)
    if match is None:
        return []
    return [reading.page.surface(*match.span("name"))]


def _honorifics(reading: Reading, start: int, end: int, around: Surroundings) -> list[str]:
    found = []
    before = start
    while before > 0 and reading.fold[before - 1] == " ":
        before -= 1
    if before in around.honorific_ends:
        found.append(reading.page.surface(around.honorific_ends[before], before))
    at = end
    for _ in range(4):
        skip = _SKIPPED.match(reading.fold, at)
        place = skip.end() if skip else at
        if place not in around.honorific_starts:
            break
        at = around.honorific_starts[place]
        found.append(reading.page.surface(place, at))
    return found
