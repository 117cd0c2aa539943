"""Cities and countries that take part like bodies: 广州南沙、烟台、珠海等内地城市联合主办."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pressextract.entities.entity import Organisation
from pressextract.events.members import Member
from pressextract.text.page import Page
from pressextract.tokens.word import Word

_CALLED = regex.compile(
    r"等[\p{Han}\d]{0,5}?(?:城市|省市|地区|国家|县市|市县)(?=[^，。；\n]{0,8}(?:主办|合办|承办|协办|举办|参展|参与|参加))"
)
_LONGEST = 12


def cities_of(page: Page, words: Sequence[Word], taken: Sequence[Member]) -> list[Member]:
    """The places of lists that say 等…城市 and what the cities do; they have no record of their own."""
    fold = page.fold
    ends = {word.end: word for word in words if word.tag == "LOC"}
    if not ends:
        return []
    busy = {at for member in taken for at in (member.start, member.end)}
    found: list[Member] = []
    for match in _CALLED.finditer(fold):
        end, here = match.start(), []
        while (word := _place(ends, end)) is not None and word[0] not in busy:
            here.append(Member(_as_body(page, *word), *word))
            if word[0] == 0 or fold[word[0] - 1] != "、":
                break
            end = word[0] - 1
        if len(here) > 1:
            found += reversed(here)
    return found


def _place(ends: dict[int, Word], end: int) -> tuple[int, int] | None:
    """The place that ends here, of one word or of several (广州 南沙)."""
    start = end
    while start in ends and end - ends[start].start <= _LONGEST:
        start = ends[start].start
    return (start, end) if start < end else None


def _as_body(page: Page, start: int, end: int) -> Organisation:
    name = page.surface(start, end)
    return Organisation(
        f"place:{page.fold[start:end]}", name, page.fold[start:end], (), "other", None, (), "place", 0.6
    )
