"""Names of people: candidates from the recogniser and from sure places, weighed; and what is sure once holds everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

import regex

from pressextract.mentions.dotted import find_dotted_names
from pressextract.mentions.evidence import CALLED_BY, in_short_quote, name_score, place_value
from pressextract.mentions.latin import find_latin_names
from pressextract.mentions.lexical import TermScanner
from pressextract.mentions.names_in_lists import Taken, in_lists, sizes
from pressextract.mentions.no_names import JOINING, extended, no_name
from pressextract.mentions.noted import find_noted_names
from pressextract.mentions.reading import Reading
from pressextract.mentions.surroundings import (
    PERSON_TAGS,
    PUNCTUATION,
    TWO_PARTS,
    NameSpan,
    Surroundings,
    follows,
    is_han,
    skip,
    skip_back,
)
from pressextract.mentions.titles import TitleSpan
from pressextract.tokens.word import Word

_ACCEPT = 0.5
_NEARLY = 0.35
_SURE = 0.85
# What the recogniser is this sure of needs no more to speak for it, and has its borders.
_SURELY_SEEN = 0.9
# What it is this sure of has its borders, if it is a name at all.
_SEEN_BORDERS = 0.6
_APPOINTMENT = regex.compile(
    r"(?:任命|免去|委任|聘任|聘请|选举|推选|提名|补选|决定任命：|；|：|\n)(?=\p{Han}{2,4}(?:（[^（）]{1,10}）)?[为的])|(?<=免去)(?=\p{Han}{2,4}、)"
)
_LONGEST_FOREIGN = 7


def find_names(reading: Reading, titles: tuple[TitleSpan, ...], around: Surroundings) -> tuple[NameSpan, ...]:
    """Every place where a person is named in full."""
    given = _given(reading)
    seen = [span for span in reading.spans if span.tag == "PERSON" and span.score >= _SEEN_BORDERS]
    borders = _borders(seen)
    dotted = [_with_seen_borders(borders, name) for name in find_dotted_names(reading, around)]
    foreign = given + dotted + list(find_latin_names(reading, around))
    taken = Taken(foreign)
    noted = [name for name in find_noted_names(reading, around) if taken.free(name.start, name.end)]
    for name in noted:
        taken.add(name.start, name.end)
    han = noted + _everywhere(reading, around, noted, taken)
    han += _candidates(reading, titles, around, taken, [span for span in seen if _can_be_one(reading, around, span)])
    known = {reading.fold[name.start : name.end] for name in han}
    han += [name for name in in_lists(reading, around, han, taken) if reading.fold[name.start : name.end] not in known]
    for name in han:
        taken.add(name.start, name.end)
    han += _everywhere(reading, around, han, taken)
    return tuple(sorted([*foreign, *han], key=lambda name: name.start))


def _given(reading: Reading) -> list[NameSpan]:
    """The names that a user gave, wherever they stand."""
    people = reading.vocabulary.people
    return [NameSpan(*place, 1.0, "lexicon") for place in TermScanner.of(people).find(reading.fold)] if people else []


def _candidates(
    reading: Reading, titles: tuple[TitleSpan, ...], around: Surroundings, taken: Taken, spans: list[Word]
) -> list[NameSpan]:
    """Names that the recogniser gives, or that stand in a sure place, with enough speaking for them.

    ``spans`` are those that the recogniser is fairly sure of: no other borders stand against theirs.
    """
    best: dict[tuple[int, int], NameSpan] = {}
    weak: list[NameSpan] = []
    seen = _borders(spans)

    def consider(start: int, end: int, rule: str) -> None:
        if any(seen.get(at, (start, end)) != (start, end) for at in range(start, end)):
            return
        if start in around.declared or end - 1 in around.declared:
            return
        if taken.free(start, end) and (start, end) not in best:
            score = name_score(reading, around, start, end)
            if score >= _ACCEPT:
                best[(start, end)] = NameSpan(start, end, min(score, 1.0), rule)
            elif score >= _NEARLY and rule != "recogniser":
                weak.append(NameSpan(start, end, score, rule))

    for span in spans:
        if span.score >= _SURELY_SEEN and taken.free(span.start, span.end):
            score = max(_SURE, span.score, name_score(reading, around, span.start, span.end))
            best[span.start, span.end] = NameSpan(span.start, span.end, min(score, 1.0), "recogniser")

    counts: dict[str, int] = {}
    people = [
        (start, end)
        for word in reading.words
        if word.tag in PERSON_TAGS
        for start, end in [_bare(reading, around, word)]
    ]
    for start, end in people:
        counts[reading.fold[start:end]] = counts.get(reading.fold[start:end], 0) + 1
    for start, end in people:
        if end - start < TWO_PARTS or not all(is_han(char) for char in reading.fold[start:end]):
            continue
        consider(start, end, "recogniser")
        again = min(counts[reading.fold[start:end]] - 1, 2)
        if end - start <= _LONGEST_FOREIGN and again and (start, end) not in best and start not in around.declared:
            sure = name_score(reading, around, start, end) + 0.1 * again
            if sure >= _ACCEPT and taken.free(start, end):
                best[(start, end)] = NameSpan(start, end, min(sure, 1.0), "recogniser")
    for title in titles:
        _consider_item(reading, around, skip(reading.fold, title.end), "after_title", consider)
        if reading.fold[title.end : title.end + 1] in ("：", ":"):
            _consider_item(reading, around, skip(reading.fold, title.end + 1), "after_label", consider)
    for match in _APPOINTMENT.finditer(reading.fold):
        _consider_item(reading, around, match.end(), "appointed", consider)
    for place in around.honorific_ends:
        _consider_item(reading, around, skip(reading.fold, place), "after_honorific", consider)
    called = (title.start for title in titles if reading.fold.startswith(CALLED_BY, title.start))
    for place in [*around.honorific_starts, *called]:
        stop = skip_back(reading.fold, place)
        for size in (3, 2, 4):
            if stop >= size and _left_free(reading, stop - size) and size in sizes(reading, stop - size):
                consider(stop - size, stop, "before_honorific")
    return _chosen(reading, around, list(best.values()), weak, taken)


def _borders(spans: Iterable[Word]) -> dict[int, tuple[int, int]]:
    """The borders of these names, for each of their characters."""
    return {at: (span.start, span.end) for span in spans for at in range(span.start, span.end)}


def _with_seen_borders(seen: dict[int, tuple[int, int]], name: NameSpan) -> NameSpan:
    """A name with the borders that the recogniser sees: 若昂·席尔瓦|说."""
    over = {seen[at] for at in range(name.start, name.end) if at in seen}
    if len(over) != 1:
        return name
    ((start, end),) = over
    return replace(name, start=start, end=end)


def _can_be_one(reading: Reading, around: Surroundings, span: Word) -> bool:
    """Whether what the recogniser is sure is a person may be one: Han characters, no other word, nothing of a title."""
    text = reading.fold[span.start : span.end]
    if not all(is_han(char) for char in text) or not TWO_PARTS <= len(text) <= _LONGEST_FOREIGN:
        return False
    if reading.vocabulary.is_other_word(text) or no_name(reading, text) or _lead(reading, text):
        return False
    if in_short_quote(reading.fold, span.start, span.end) and not place_value(reading, around, span.start, span.end):
        return False
    titled = any(at in around.title_starts for at in range(span.start, span.end - 1))
    return not titled and span.start not in around.declared and span.end - 1 not in around.declared


def _chosen(
    reading: Reading, around: Surroundings, names: list[NameSpan], weak: list[NameSpan], taken: Taken
) -> list[NameSpan]:
    """The best names that do not overlap. What is sure once comes first, and takes its other places before the rest."""
    found: list[NameSpan] = []

    def take(some: list[NameSpan]) -> None:
        for name in sorted(some, key=lambda n: (-n.score, n.start - n.end, n.start)):
            if taken.free(name.start, name.end):
                taken.add(name.start, name.end)
                found.append(name)

    take([name for name in names if name.score >= _SURE])
    found += _everywhere(reading, around, [name for name in found if name.end - name.start > TWO_PARTS], taken)
    take([name for name in names if name.score < _SURE])
    # What stands twice where names stand is a name, though neither place would have been enough.
    texts = Counter(reading.fold[name.start : name.end] for name in weak)
    take([name for name in weak if texts[reading.fold[name.start : name.end]] > 1])
    return found


def _bare(reading: Reading, around: Surroundings, word: Word) -> tuple[int, int]:
    """What the recogniser calls a person, without words at its borders that are none of the name.

    It runs a title or a verb into the name (会|董若川, 任命|顾兆庭), keeps the title after it (蔡|总统), or leaves the
    last character to a word of its own (李健|发).
    """
    fold, start, end = reading.fold, word.start, word.end
    for at in range(start + 1, end - 1):
        if at in around.title_ends and end - at >= TWO_PARTS:
            start = at
    while end - start > TWO_PARTS and (size := _lead(reading, fold[start:end])):
        start += size
    for at in (start + 3, start + 2):
        if end - at >= TWO_PARTS and reading.vocabulary.borders.get(fold[at : at + 2]) == "stop":
            return start, at  # 林若溪|亲莅祝贺
    for at in range(start + 1, end):
        if at in around.title_starts or at in around.honorific_starts:
            end = at
            break
    if end < word.end:
        return start, end - (fold[end - 1] in "前原副")
    return start, extended(reading, around, start, end)


def _lead(reading: Reading, text: str) -> int:
    """How many characters at the head of a name belong to a word before it."""
    vocabulary = reading.vocabulary
    for size in (2, 1):
        rest = text[size:]
        named = len(rest) >= TWO_PARTS and (rest[0] in vocabulary.surnames or rest[:2] in vocabulary.compound_surnames)
        if named and (
            text[:size] in vocabulary.borders if size == TWO_PARTS else text[0] in JOINING and len(rest) <= 3
        ):
            return size
    return 0


def _consider_item(
    reading: Reading, around: Surroundings, place: int, rule: str, consider: Callable[[int, int, str], None]
) -> None:
    """Consider what follows a title: each length a Han name can have, and all up to the next border."""
    for size in sizes(reading, place):
        consider(place, place + size, rule)
    fold, end = reading.fold, place
    while end < len(fold) and end - place <= _LONGEST_FOREIGN and is_han(fold[end]):
        if end > place and (end in around.title_starts or end in around.honorific_starts):
            break
        if end - place >= TWO_PARTS and reading.vocabulary.borders.get(fold[end : end + 2]) == "stop":
            break
        end += 1
    if 2 <= end - place <= _LONGEST_FOREIGN and any(tag in PERSON_TAGS for tag in reading.tags(place, end)):
        consider(place, end, rule)


def _everywhere(reading: Reading, around: Surroundings, names: list[NameSpan], taken: Taken) -> list[NameSpan]:
    """All other places of the names that were found: what is a person once is one throughout."""
    known: dict[str, float] = {}
    for name in names:
        text = reading.fold[name.start : name.end]
        known[text] = max(known.get(text, 0.0), name.score)
    found: list[NameSpan] = []
    if not known:
        return found
    for start, end in TermScanner.of(known).find(reading.fold):
        if taken.free(start, end) and _stands_for(reading, around, start, end):
            taken.add(start, end)
            text = reading.fold[start:end]
            found.append(NameSpan(start, end, known[text], "everywhere"))
    return found


def _stands_for(reading: Reading, around: Surroundings, start: int, end: int) -> bool:
    """Whether a known name stands here as a name, not as a part of another word."""
    text = reading.fold[start:end]
    word = reading.starts.get(start)
    if word is not None and word.end == end and word.tag in PERSON_TAGS:
        return True
    if word is not None and word.tag in ("ORG", "LOC") and word.end > end:
        return False
    if len(text) > TWO_PARTS:
        return True
    if place_value(reading, around, start, end) > 0:
        return True
    if start not in reading.starts or (end not in reading.ends and end not in around.title_starts):
        return False
    if (
        text in reading.vocabulary.common_words
        or text in reading.vocabulary.places
        or (word is not None and word.tag != "PER")
    ):
        opened = start == 0 or reading.fold[start - 1] in PUNCTUATION
        return opened and (follows(reading, end) or reading.fold[end : end + 1] in PUNCTUATION)
    return True


def _left_free(reading: Reading, start: int) -> bool:
    return start in reading.starts or start == 0 or not is_han(reading.fold[start - 1])
