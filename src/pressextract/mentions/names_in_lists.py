"""Names that only their neighbours show, 甲、乙和丙 with one of them known, and how long a Han name can be."""

from __future__ import annotations

import regex

from pressextract.mentions.evidence import name_form
from pressextract.mentions.no_names import holds_next, names_a_body, no_name
from pressextract.mentions.reading import Reading
from pressextract.mentions.surroundings import (
    PERSON_TAGS,
    PUNCTUATION,
    NameSpan,
    Surroundings,
    follows,
    is_han,
    skip,
    skip_back,
)

_HAN_NAME = regex.compile(r"[\p{Han}]{2,4}")
_LIST = frozenset("、，和及与；,")
_NO_NAME_TAGS = frozenset({"v", "vd", "c", "d", "p"})


class Taken:
    """Characters that a name has already."""

    def __init__(self, names: list[NameSpan]) -> None:
        self._taken: set[int] = set()
        for name in names:
            self.add(name.start, name.end)

    def add(self, start: int, end: int) -> None:
        """A name has this stretch from now on."""
        self._taken.update(range(start, end))

    def free(self, start: int, end: int) -> bool:
        """Whether no name has any of this stretch."""
        return not any(at in self._taken for at in range(start, end))


def in_lists(reading: Reading, around: Surroundings, names: list[NameSpan], taken: Taken) -> list[NameSpan]:
    """Items of a list that stand beside a name: 甲、乙和丙, one of them known."""
    fold, found = reading.fold, []
    queue = [(name.start, name.end) for name in names]
    while queue:
        start, end = queue.pop()
        tail = _past_notes(reading, around, end)
        if tail < len(fold) and fold[tail] in _LIST:
            place = skip(fold, tail + 1)
            for size in sizes(reading, place):
                if _accept_item(reading, around, place, place + size, fold[tail], taken):
                    found.append(NameSpan(place, place + size, 0.6, "in_list"))
                    taken.add(place, place + size)
                    queue.append((place, place + size))
                    break
        head = skip_back(fold, start)
        if head > 1 and fold[head - 1] in "、和及与":
            stop = skip_back(fold, head - 1)
            for size in (3, 2, 4):
                if (
                    stop >= size
                    and size in sizes(reading, stop - size)
                    and _accept_item(reading, around, stop - size, stop, fold[head - 1], taken)
                ):
                    found.append(NameSpan(stop - size, stop, 0.6, "in_list"))
                    taken.add(stop - size, stop)
                    queue.append((stop - size, stop))
                    break
    return found


def _accept_item(reading: Reading, around: Surroundings, start: int, end: int, separator: str, taken: Taken) -> bool:
    fold, vocabulary = reading.fold, reading.vocabulary
    text = fold[start:end]
    if not taken.free(start, end) or vocabulary.is_other_word(text) or text in vocabulary.places:
        return False
    if no_name(reading, text):
        return False
    if (vocabulary.ending_of(text) or "")[1:] or names_a_body(reading, end):
        return False
    if any(at in around.title_starts for at in range(start, end - 1)) or holds_next(reading, around, start, end):
        return False
    if start in around.declared or end - 1 in around.declared:
        return False
    if start > 0 and not (
        fold[start - 1] in PUNCTUATION or fold[start - 1] in "和及与 　" or start in around.title_ends
    ):
        return False
    after = skip(fold, end)
    closed = (
        after >= len(fold)
        or fold[after] in PUNCTUATION
        or after in around.honorific_starts
        or end in around.title_starts
    )
    ends = closed or fold[after] in "等和及与" or (follows(reading, end) and separator != "，")
    word = reading.starts.get(start)
    per = word is not None and word.tag in PERSON_TAGS and word.end == end
    if not ends or (name_form(reading, text) <= 0 and not per):
        return False
    if separator in "，；,":
        return per
    return closed or per or text not in vocabulary.common_words


def sizes(reading: Reading, place: int) -> tuple[int, ...]:
    """How long a Han name that begins here can be, likeliest first."""
    fold = reading.fold
    if place + 2 > len(fold) or not _HAN_NAME.match(fold, place, place + 4):
        return ()
    run = 0
    while run < 4 and place + run < len(fold) and is_han(fold[place + run]):
        run += 1
    word = reading.starts.get(place)
    likely = [3, 2] if fold[place] in reading.vocabulary.surnames else []
    if fold[place : place + 2] in reading.vocabulary.compound_surnames:
        likely = [4, 3, *[s for s in likely if s not in (3, 4)]]
    elif run == 4 and fold[place] in reading.vocabulary.surnames and fold[place + 1] in reading.vocabulary.surnames:
        likely.append(4)
    if word is not None and word.tag in PERSON_TAGS and word.end - place in (2, 3, 4):
        whole = word.end - place
        following = reading.starts.get(word.end)
        ended = following is not None and following.tag in _NO_NAME_TAGS and following.end - following.start > 1
        # 裴青|出任 is no 裴青出
        likely = [whole, *[size for size in likely if size != whole and not (ended and size > whole)]]
    return tuple(size for size in likely if size <= run)


def _past_notes(reading: Reading, around: Surroundings, end: int) -> int:
    """The place after the honorifics and the note in brackets that belong to a name."""
    fold, at = reading.fold, end
    for _ in range(4):
        at = skip(fold, at)
        if at in around.honorific_starts:
            at = around.honorific_starts[at]
        elif at < len(fold) and fold[at] in "（(":
            close = next((i for i in range(at + 1, min(at + 40, len(fold))) if fold[i] in "）)"), -1)
            if close < 0:
                break
            at = close + 1
        else:
            break
    return at
