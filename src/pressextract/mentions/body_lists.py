"""Bodies that only their neighbours in a list show."""

from __future__ import annotations

import regex

from pressextract.mentions.body_span import BodySpan
from pressextract.mentions.reading import Reading

_NAME_LIKE = frozenset({"n", "vn", "nz", "ORG", "LOC", "an", "PER", "nw", "s", "f", "a", "m", "", "nt", "v", "t"})


def bodies_in_lists(reading: Reading, bodies: list[BodySpan], people: frozenset[int]) -> list[BodySpan]:
    """Items of a list most of which are bodies: A、x、B、y, which need no ending to be bodies themselves."""
    fold, found = reading.fold, []
    starts = {body.start: body for body in bodies}
    ends = {body.end for body in bodies}
    for match in _LIST.finditer(fold):
        at, items = match.start(), []
        for item in regex.split("[、]", match[0]):
            items.append((at, at + len(item)))
            at += len(item) + 1
        items = [(start, _cut_item(reading, start, end)) for start, end in items]
        known = [
            item for item in items if item[1] in ends or (item[0] in starts and starts[item[0]].end >= item[1] - 1)
        ]
        open_items = [item for item in items[1:] if item not in known and not _overlaps(item, bodies)]
        if len(known) >= 2 and 2 * len(known) >= len(items) and open_items:
            found += [BodySpan(*item, 0.6, "in_list") for item in open_items if _nameable(reading, *item, people)]
    return found


# A run of items that are parted by 、 alone.
_LIST = regex.compile(r"[^、，。；：！？\n「」“”]{2,30}(?:、[^、，。；：！？\n「」“”]{2,30}){2,80}")
_AFTER_LIST = regex.compile(r"的|等|和|及|与|(?:联合|共同)?(?:主办|承办|协办|支持|赞助|参展|出席|参加|代表)")


def acting_bodies(reading: Reading, people: frozenset[int]) -> list[BodySpan]:
    """Bodies that only what they do shows, one or a list of them: 由甲资本、乙创新领投, 丙食品、丁纸业赞助."""
    fold, found = reading.fold, []
    for match in _ACTING.finditer(fold):
        at = match.start(1)
        for part in regex.split("([、和及与])", match[1]):
            end = at + len(part)
            start = _after_role(part, at)
            if (
                part not in ("、", "和", "及", "与")
                and start in reading.starts
                and _nameable(reading, start, end, people)
            ):
                found.append(BodySpan(start, end, 0.7, "acting"))
            at = end
    return found


def _after_role(item: str, at: int) -> int:
    """Where the name of an item begins: C轮由|甲资本, 老股东|乙创投."""
    role = _ROLE.match(item)
    return at + (role.end() if role else 0)


# Only bodies are the subject of these verbs at the end of a clause.
_ACTING = regex.compile(
    r"(?:\A|(?<=[，。；：！？\n（(]))([^，。；：！？\n「」“”（）()]{2,120}?)(?:等(?:机构|公司|企业|投资方)?)?"
    r"(?:联合|共同|独家|继续|持续|超额|进一步|跟进|总|特约|冠名|提供|热情){0,2}(?:领投|跟投|参投|加注|冠名|赞助)(?=[，。；）)\n])"
)
_ROLE = regex.compile(r".*(?:由|股东|投资方|投资人|包括|获得?|引入)")


def _cut_item(reading: Reading, start: int, end: int) -> int:
    """Where the last item of a list ends, before what is said of all: …、南汀通|的大力支持."""
    match = _AFTER_LIST.search(reading.fold, start + 2, end)
    return match.start() if match and match.start() in reading.starts else end


def _overlaps(item: tuple[int, int], bodies: list[BodySpan]) -> bool:
    return any(body.start < item[1] and item[0] < body.end for body in bodies)


def _nameable(reading: Reading, start: int, end: int, people: frozenset[int]) -> bool:
    text = reading.fold[start:end]
    if (
        not 2 <= len(text) <= 24
        or any(char in "，。；：" for char in text)
        or any(at in people for at in range(start, end + 1))
    ):
        return False
    if (
        any(mark in text for mark in ("一", "第"))
        or reading.vocabulary.is_other_word(text)
        or text in reading.vocabulary.common_words
        or text in reading.vocabulary.places
    ):
        return False
    return set(reading.tags(start, end)) <= _NAME_LIKE
