"""Where the name of a body, or the whole of a post, begins: a walk leftwards over the words of the fold.

The right end of such a name is easy to see, because Chinese names of bodies and titles end in a word that tells what
they are; the left end is where something begins that can be no part of a name.
"""

from __future__ import annotations

from dataclasses import dataclass

from pressextract.mentions.reading import Reading

# Tags of words that names are made of; "" is a word of a segmenter that gives no tags.
_NAME_TAGS = frozenset({"ORG", "LOC", "PER", "nz", "nw", "n", "nr", "ns", "nt", "vn", "an", "s", "f", "a", ""})
_AND = frozenset("和及与暨")
_HYPHENS = frozenset("-－·‧•・&＆")
_OPENERS = {"）": "（", ")": "("}
_BRACKET_NOTES = ("简称", "下称", "代号", "代码", "股份", "以下", "附图", "左", "右")
_REACH = 48
_BRACKET_REACH = 24
_SHORT = 5
_POSTS = frozenset(
    {
        "代表",
        "主席",
        "会长",
        "理事长",
        "秘书长",
        "董事长",
        "总裁",
        "总经理",
        "局长",
        "署长",
        "部长",
        "处长",
        "主任",
        "书记",
        "委员",
        "成员",
        "发言人",
    }
)
# Bodies of government and the schools of a university are often named after two or three fields: 劳工及福利局.
_COORDINATED = (
    "局",
    "署",
    "处",
    "部",
    "厅",
    "司",
    "委员会",
    "科",
    "学系",
    "系",
    "学院",
    "院",
    "研究所",
    "中心",
    "分会",
    "协会",
)


@dataclass(frozen=True, slots=True)
class Border:
    """Where a name begins, and what the word before it says of a post (former, incoming, current or nothing)."""

    start: int
    status: str
    status_start: int


def walk_left(
    reading: Reading, end: int, floor: int, *, closed: frozenset[int] = frozenset(), proper: bool = False
) -> Border:
    """The left border of the name or post that ends before ``end``.

    Args:
        reading: The page.
        end: Where the part that is sure (an ending, a title) begins.
        floor: The walk never passes this offset, the start of the sentence.
        closed: Ends of spans that the walk must not enter: names of people, other titles.
        proper: Whether what stands at ``end`` is a proper name already, so that only places and bodies may precede it.
    """
    at = end
    joined = False
    floor = max(floor, end - _REACH)
    while at > floor and at not in closed and at not in reading.date_ends:
        char = reading.fold[at - 1]
        if char in _OPENERS:
            start = _bracket(reading, at, floor)
            if start is None or start == at:
                break
            at = start
            continue
        if char in _HYPHENS:
            if at == end or at - 1 <= floor or not _is_letter(reading.fold[at - 2]):
                break
            at -= 1
            continue
        if char == " " and at < end and _latin(reading.fold[at]) and at - 1 > floor and _latin(reading.fold[at - 2]):
            at -= 1
            continue
        if char == "、" and joined and (left := _listed_field(reading, at - 1, floor)) is not None:
            at, proper = left, True
            continue
        if not char.isalnum():
            break
        start, tag = _piece(reading, at, floor)
        word = reading.fold[start:at]
        if not word.strip():
            break
        effect = reading.vocabulary.borders.get(word, "")
        if effect in ("former", "incoming", "current"):
            return Border(at, effect, start)
        if effect == "stop" or (at < end and _is_post(reading, word)):
            break
        if word in _AND:
            short = at == end and len(reading.fold[at:]) > 0 and _short_body(reading, at)
            left = _coordination(reading, start, at, end, floor, proper and not short)
            if left is None:
                break
            at, joined = left, True
            continue
        if tag == "m" or word[0].isdigit():
            if not _number_in_name(reading, start, at, end):
                break
        elif tag not in _NAME_TAGS and effect != "inner" and not _latin(word[-1]):
            break
        elif (
            proper and tag not in ("ORG", "LOC", "nz") and effect != "opener" and word != "驻" and not _latin(word[-1])
        ):
            # Before the place or the body that a name begins with, a common noun is no longer part of it.
            break
        if tag == "LOC" or (tag == "ORG" and begins_properly(reading, start, at)):
            proper = True
        at = start
    status, marked = _status_before(reading, at, floor)
    return Border(at, status, marked)


def _piece(reading: Reading, at: int, floor: int) -> tuple[int, str]:
    """The word that ends here, or the part of a word that lies before this place."""
    word = reading.ends.get(at)
    if word is not None:
        return max(word.start, floor), word.tag
    start = at - 1
    while start > floor and start not in reading.starts:
        start -= 1
    over = reading.starts.get(start)
    return start, over.tag if over is not None else "w"


def _bracket(reading: Reading, at: int, floor: int) -> int | None:
    """Where the bracket that closes before ``at`` opens, if it can be part of a name: 大学（深圳）, 公司（香港）."""
    fold = reading.fold
    start = fold.rfind(_OPENERS[fold[at - 1]], max(floor, at - _BRACKET_REACH), at)
    if start <= floor:
        return None
    inside = fold[start + 1 : at - 1]
    if (
        not inside
        or any(note in inside for note in _BRACKET_NOTES)
        or any(char in "，。；、“”「」:：" for char in inside)
    ):
        return None
    if _latin(inside[0]) or inside[0].isdigit():
        return None
    return start


def _coordination(reading: Reading, start: int, after: int, end: int, floor: int, proper: bool) -> int | None:
    """Where the first part of a coordination inside a name begins (劳工|及福利局), or None if two names are joined."""
    tail = reading.fold[after : end + 8]
    if proper or not any(ending in tail for ending in _COORDINATED):
        return None
    left, tag = _piece(reading, start, floor)
    word = reading.fold[left:start]
    borders = reading.vocabulary.borders
    if tag not in ("n", "vn", "an", "nz", "v", "a", "ORG", "nt", "LOC", "") or (
        len(word) > 6 and tag not in ("ORG", "nt")
    ):
        return None
    if (
        borders.get(word) == "stop"
        or word in reading.vocabulary.honorifics
        or _complete(reading, word)
        or word in reading.vocabulary.titles
    ):
        return None
    if len(word) == 1:
        earlier, _ = _piece(reading, left, floor)
        return earlier if left > floor else None
    return left


def _listed_field(reading: Reading, end: int, floor: int) -> int | None:
    """Where the field of work before a sign of lists begins, if it is one: 环境|、能源及可持续发展研究所."""
    word = reading.ends.get(end)
    if word is None or word.start < floor or reading.fold[word.start : end] not in reading.vocabulary.fields:
        return None
    return word.start


def _is_post(reading: Reading, word: str) -> bool:
    """Whether a word is a post, which no name has inside; callings are different: 律师公会, 校长联会."""
    head = reading.vocabulary.titles.get(word)
    return head is not None and not head.alone and len(word) > 1 and word in _POSTS


def begins_properly(reading: Reading, start: int, end: int) -> bool:
    """Whether a body's name begins with a place or is known, so that no common noun can belong before it."""
    text = reading.fold[start:end]
    return text in reading.vocabulary.bodies or reading.vocabulary.begins_with_place(text)


def _complete(reading: Reading, word: str) -> bool:
    """Whether a word is a whole name of a body, so that what 及 joins to it is another one."""
    vocabulary = reading.vocabulary
    ending = vocabulary.ending_of(word)
    if (
        ending is None
        or word in vocabulary.ending_exceptions
        or any(word[-size:] in vocabulary.ending_exceptions for size in (2, 3))
    ):
        return False
    strong = vocabulary.endings[ending][1]
    # 国际贸易 may be a company, but before 及工业部 it is a field.
    return strong or (len(word) <= 4 and word != ending and ending not in vocabulary.fields)


def _short_body(reading: Reading, start: int) -> bool:
    """Whether the body that begins here is so short that it may be the second half of one: 贸易及|工业部."""
    word = reading.starts.get(start)
    return (
        word is not None
        and word.tag == "ORG"
        and word.end - start <= _SHORT
        and reading.fold[start : word.end] not in reading.vocabulary.bodies
    )


def _number_in_name(reading: Reading, start: int, at: int, end: int) -> bool:
    """Whether a number belongs to a name: 第二医院, 刑事审判第一庭, 总统府二局, 3M; not 四位嘉宾, 10位董事."""
    fold = reading.fold
    if fold[start] == "第" or (start > 0 and fold[start - 1] == "第"):
        return True
    if fold[at - 1] == "届":
        return True
    if fold[at - 1] in "位名个家间所项届场次年月日时人":
        return False
    following = fold[at : at + 1]
    return not following.isdigit() and following not in "位名个家间所年月日时分次场届期项大万亿千百余多" and at == end


def _status_before(reading: Reading, at: int, floor: int) -> tuple[str, int]:
    """The status that a word directly before this place gives: 前|保安局局长."""
    for size in (4, 3, 2, 1):
        start = at - size
        if start >= floor:
            effect = reading.vocabulary.borders.get(reading.fold[start:at], "")
            if effect in ("former", "incoming", "current") and not _inside_word(reading, start, at):
                return effect, start
    return "", at


def _inside_word(reading: Reading, start: int, end: int) -> bool:
    """Whether this stretch is only the tail of a longer word: the 前 of 目前, the 原 of 中原."""
    word = reading.ends.get(end)
    return word is not None and word.start < start


def _is_letter(char: str) -> bool:
    return char.isalpha()


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
