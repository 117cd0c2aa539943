"""The body that stands before a title: right before it, or with a word, a sign or a space between."""

from __future__ import annotations

from bisect import bisect_left

import regex

from pressextract.mentions.reading import Reading
from pressextract.mentions.short_forms import is_short_form

# How many of them there are, before a title: 三名新任|检察官.
COUNTED = regex.compile(r"[一两二三四五六七八九十0-9]{1,3}[位名](?:新任?|现任|候任)?$")
_LETTERS = regex.compile(r"[A-Z]{3,6}")
_OPEN_WORDS = 10
_LONGEST_FIELD = 8


def last_body(ends: list[tuple[int, int]], start: int, limit: int) -> tuple[int, int] | None:
    """The last body that ends between the start of a post and its title."""
    at = bisect_left(ends, (limit + 1, -1)) - 1
    if (at >= 0 and start < ends[at][0] <= limit) or (at >= 0 and ends[at][0] == limit):
        return ends[at][1], ends[at][0]
    return None


def body_ending_at(ends: list[tuple[int, int]], place: int) -> tuple[int, int] | None:
    """The body right before a word of status: 行政院|前|院长."""
    at = bisect_left(ends, (place, -1))
    return (ends[at][1], ends[at][0]) if at < len(ends) and ends[at][0] == place else None


def letters_before(reading: Reading, place: int) -> tuple[int, int] | None:
    """The body known by its letters right before a word of status: KTSF|前|主播."""
    word = reading.ends.get(place)
    if word is None or not _LETTERS.fullmatch(reading.fold, word.start, word.end):
        return None
    return word.start, word.end


def body_apart(reading: Reading, ends: list[tuple[int, int]], place: int, end: int) -> tuple[int, int] | None:
    """The body before a title when something stands between: 工业总会（电子业总会）|主席, 目标公司之|创办人, 青峦公司可持续发展|总管."""
    fold = reading.fold
    if fold[place - 1 : place] in ("）", ")"):
        opened = max(fold.rfind("（", max(0, place - 40), place), fold.rfind("(", max(0, place - 40), place))
        body = body_ending_at(ends, opened) if opened > 0 else None
        inside = fold[opened + 1 : place - 1]
        part_of_name = 2 <= len(inside) <= 4 and inside.isalpha() and not inside.isascii()
        if body is None or not part_of_name or reading.vocabulary.ending_of(inside) is not None:
            return body
        if is_short_form(inside, fold[body[0] : body[1]]):
            return body
        return body[0], place  # 东华三院（南汀）
    if fold[place - 1 : place] in ("」", "』", "”", "》"):
        return body_ending_at(ends, place - 1)
    if fold[place - 1 : place] in ("之", "的"):
        return body_ending_at(ends, place - 1)
    if fold[place - 1 : place] in (" ", "\u3000") and fold[end : end + 1] not in ("：", ":"):
        return _body_over_space(reading, ends, place)
    if counted := COUNTED.search(fold, max(0, place - 8), place):
        return body_ending_at(ends, counted.start())
    at = bisect_left(ends, (place, -1)) - 1
    if at < 0 or not 0 < place - ends[at][0] <= _OPEN_WORDS or ends[at][0] <= reading.sentence_start(place):
        return None
    return (ends[at][1], ends[at][0]) if made_of_fields(reading, ends[at][0], place) else None


def _body_over_space(reading: Reading, ends: list[tuple[int, int]], place: int) -> tuple[int, int] | None:
    """The body before a space, in a line of contacts or where the space is a wide one: 东岸大学传讯处　经理."""
    fold, at = reading.fold, place
    while at > 0 and fold[at - 1] in " \u3000":
        at -= 1
    line = reading.page.line_at(place)
    told = line is not None and line.kind in ("contact", "credits", "signature")
    body = body_ending_at(ends, at) if told or "\u3000" in fold[at:place] else None
    return body if body is not None and line is not None and body[0] >= line.start else None


def made_of_fields(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch is nothing but fields of work and ranks, joined or not: 质素及安全, 大中华区研发."""
    vocabulary, at = reading.vocabulary, start
    while at < end:
        for size in range(min(_LONGEST_FIELD, end - at), 0, -1):
            word = reading.fold[at : at + size]
            known = word in vocabulary.fields or word in vocabulary.modifiers
            if known or (word in "及与和、" and at > start):
                at += size
                break
        else:
            return False
    return True
