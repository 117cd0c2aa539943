"""Names of bodies: known ones, those the recogniser sees, and those an ending gives away.

A name of a body ends in a word that tells what it is (局, 有限公司, 大学) and begins where ``borders.walk_left`` stops.
Where two readings overlap the longer one stands, so that a department is found with the body it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pressextract.mentions.borders import begins_properly, walk_left
from pressextract.mentions.lexical import TermScanner
from pressextract.mentions.reading import Reading

_LATIN_BODY = regex.compile(
    r"(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}\p{N}&.'’-]*[ ])(?:(?:\p{Lu}[\p{L}\p{N}&.'’-]*|&|of|and|for|the)[ ]){0,7}"
    r"(?:Ltd|Limited|LIMITED|LTD|Inc|Corp|Corporation|Company|Group|Holdings|plc|PLC|LLC|LLP|GmbH|AG|JSC|Bank|Foundation|"
    r"University|College|Institute|Association|Society|Council|Ventures|Capital|Partners|Museum|Technology|Insights)\b\.?"
)
_PROPER = frozenset({"ORG", "LOC", "nz", "PER", "nt", "ns", "nw", ""})
_LIST = "、"
# Bodies of a whole country have no place before them: 澳区|全国人大.
_NATIONAL = ("全国", "国务院", "中共", "中国", "中华", "国家", "中央")
_DESCRIPTOR = regex.compile(r"(?:大厂|厂商|企业|开发商|供应商|制造商|服务商|运营商|营运商|龙头|品牌|公司(?!.{0,3}(?:分|子)公司)|机构|平台|集团旗下|附属|子公司)(?!集团|有限|股份)")
_COMPANY = regex.compile(r"(?:公司|集团|控股|科技|企业|资本|创投)$")
_SHORTEST_REST = 6
_NOUNS = frozenset({"n", "vn", "nz", "ORG", "LOC", "an", "PER", "nw", "s", "f", "a", "m", "", "nt", "v"})


@dataclass(frozen=True, slots=True)
class BodySpan:
    """A place where the name of a body stands."""

    start: int
    end: int
    score: float
    rule: str


def find_bodies(
    reading: Reading, endings: TermScanner, known: TermScanner, people: frozenset[int], title_starts: frozenset[int]
) -> tuple[BodySpan, ...]:
    """Every place where a body is named.

    Args:
        reading: The page.
        endings: Scanner of the endings of organisations.
        known: Scanner of the names that are known.
        people: Ends of the names of people, which no name of a body reaches over.
        title_starts: Where titles begin: what stands directly before one is likelier a body.
    """
    found: list[BodySpan] = []
    for start, end in known.find(reading.fold):
        if _whole(reading, start, end):
            left = start
            if not reading.fold.startswith(_NATIONAL, start):
                left = walk_left(reading, start, reading.sentence_start(start), closed=people, proper=True).start
            found.append(BodySpan(_trimmed(reading, left, start), end, 0.9, "known"))
    for word in reading.words:
        if word.tag == "ORG" and word.end - word.start > 1:
            proper = begins_properly(reading, word.start, word.end)
            floor = reading.sentence_start(word.start)
            left = walk_left(reading, word.start, floor, closed=people, proper=proper).start
            found.append(BodySpan(_trimmed(reading, left, word.start), word.end, 0.5 + 0.4 * word.score, "recogniser"))
    for start, end in endings.find_by_end(reading.fold):
        body = _by_ending(reading, start, end, reading.sentence_start(start), people, title_starts)
        if body is not None:
            found.append(body)
    found += [BodySpan(match.start(), match.end(), 0.8, "latin") for match in _LATIN_BODY.finditer(reading.fold)]
    found = [replace(body, start=_without_descriptor(reading, body.start, body.end)) for body in found]
    settled = _longest(found, people)
    return tuple(sorted(settled + _listed(reading, settled, people), key=lambda body: body.start))


def _by_ending(
    reading: Reading, start: int, end: int, floor: int, people: frozenset[int], title_starts: frozenset[int]
) -> BodySpan | None:
    fold, vocabulary = reading.fold, reading.vocabulary
    if not _whole(reading, start, end):
        return None
    kind, strong = vocabulary.endings[fold[start:end]]
    left = walk_left(reading, start, floor, closed=people).start
    left = _trimmed(reading, left, start)
    if left >= start:
        return None
    before = fold[left:start]
    if before in vocabulary.borders or before in vocabulary.generic:
        return None
    tags = reading.tags(left, start)
    proper = bool(_PROPER & set(tags)) or not tags or fold[left].isascii()
    titled = end in title_starts
    if strong:
        if not proper and not titled and kind in ("company", "university", "school", "hospital", "media", "team", "other"):
            return None
        if not proper and len(before) < 2:
            return None
        return BodySpan(left, end, 0.8 if proper else 0.65, "ending")
    if end - left <= 2 or not (proper or titled):
        return None
    whole = reading.starts.get(left)
    if whole is not None and whole.end >= end and whole.tag not in ("ORG", "nz", "nt") and not titled:
        return None
    return BodySpan(left, end, 0.7 if titled and proper else 0.55, "weak_ending")


def _whole(reading: Reading, start: int, end: int) -> bool:
    """Whether no word of the text goes on past the end."""
    fold = reading.fold
    if fold[start].isascii():
        before, after = fold[start - 1 : start], fold[end : end + 1]
        return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
    return end in reading.ends or end >= len(fold) or end in reading.starts


def _trimmed(reading: Reading, left: int, limit: int) -> int:
    """The left border without list signs, spaces and dashes."""
    fold = reading.fold
    while left < limit and not fold[left].isalnum() and not (fold[left] in "（(" and _closes(fold, left, limit)):
        left += 1
    return left


def _closes(fold: str, left: int, limit: int) -> bool:
    """Whether the bracket that opens here closes before the limit: （新加坡）亚太科学技术协会."""
    return any(char in "）)" for char in fold[left:limit])


def _without_descriptor(reading: Reading, start: int, end: int) -> int:
    """The start of a company's name after the common noun that says what it does: 触觉感知企业|杭州灵犀触觉科技有限公司."""
    text = reading.fold[start:end]
    found = None
    for match in _DESCRIPTOR.finditer(text):
        if len(text) - match.end() >= _SHORTEST_REST and _COMPANY.search(text):
            found = match
    return start + found.end() if found else start


def _longest(found: list[BodySpan], people: frozenset[int]) -> list[BodySpan]:
    kept: list[BodySpan] = []
    last_end = -1
    for body in sorted(found, key=lambda b: (b.start, -b.end, -b.score)):
        if body.start >= last_end:
            kept.append(body)
            last_end = body.end
        elif body.end > last_end:
            # Two that overlap: the one that ends later has the ending of the whole name.
            previous = kept.pop()
            merged = BodySpan(previous.start, body.end, max(previous.score, body.score), body.rule)
            kept.append(merged)
            last_end = body.end
    return kept


def _listed(reading: Reading, bodies: list[BodySpan], people: frozenset[int]) -> list[BodySpan]:
    """Items between two bodies of one list: A、x、B, which need no ending to be a body themselves."""
    fold, found = reading.fold, []
    for first, second in zip(bodies, bodies[1:], strict=False):
        gap = fold[first.end : second.start]
        if not (gap.startswith(_LIST) and gap.endswith(_LIST) and 3 < len(gap) < 60):
            continue
        at = first.end + 1
        items = []
        for item in gap[1:-1].split(_LIST):
            items.append((at, at + len(item)))
            at += len(item) + 1
        if all(_nameable(reading, start, end, people) for start, end in items):
            found += [BodySpan(start, end, 0.6, "in_list") for start, end in items]
    return found


def _nameable(reading: Reading, start: int, end: int, people: frozenset[int]) -> bool:
    text = reading.fold[start:end]
    if not 2 <= len(text) <= 24 or any(char in "，。；：" for char in text) or any(at in people for at in range(start, end + 1)):
        return False
    return set(reading.tags(start, end)) <= _NOUNS
