"""From a title in the text to a post: what stands before it is cut into the body and the rest of the title."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pressextract.entities.bodies_before import (
    COUNTED,
    body_apart,
    body_ending_at,
    last_body,
    letters_before,
    made_of_fields,
)
from pressextract.mentions.body_borders import BOARDS, TERM_OF_OFFICE
from pressextract.mentions.body_span import BodySpan
from pressextract.mentions.borders import walk_left
from pressextract.mentions.reading import Reading
from pressextract.mentions.titles import TitleSpan

# Boards and their like belong to the title when a body stands before them: 香港设计中心|董事会副主席.
_BOARDS = (*BOARDS, "校董会", "董事局", "常务委员会")
_LONGEST_BRAND = 4
_GOVERNMENT_OFFICES = ("部", "局", "署")
# What these are of is a part of the title, where no body stands before: 康乐股长, 青年组组长.
_SMALL_UNITS = frozenset({"股", "组"})
_FIELD = 2
_DISTRICT_HEADS = ("区长", "乡长", "镇长", "里长", "市长", "县长", "村长", "州长", "省长")
_HELD_IN_SEVERAL = frozenset({"成员", "委员", "会员", "会士", "院士", "理事", "董事", "监事", "顾问", "召集人"})
_JOINTS = ("以及", "及", "和", "与", "、")
_COUNTING = frozenset(
    {
        "新",
        "首位",
        "一名",
        "一位",
        "两位",
        "两名",
        "三位",
        "三名",
        "四位",
        "四名",
        "五位",
        "多位",
        "各位",
        "全体",
        "历任",
        "历届",
    }
)
_ENVOYS = frozenset({"大使", "总领事", "领事", "公使", "特使", "副总领事", "特派员", "代办", "名誉领事"})
_OF_BOARDS = frozenset({"主席", "副主席", "成员", "秘书", "委员"})
_PLACE_TAGS = frozenset({"LOC", "s", "f"})
_COMMON_TAGS = frozenset({"n", "vn", "an", "a", "v", "m", "f", "s", "ad", "vd", "q", "TIME", "t"})


@dataclass(frozen=True, slots=True)
class PostSpan:
    """A post in the fold: ``start`` to ``end`` is all of it; ``body`` is None where the text names none before it.

    With haplology (经济部长) the body and the title share a character. ``siblings`` are other bodies before the body that
    have the same post: 审核委员会和|薪酬委员会|成员.
    """

    start: int
    end: int
    title: tuple[int, int]
    body: tuple[int, int] | None
    status: str
    status_start: int
    head: str
    siblings: tuple[tuple[int, int], ...] = ()


def find_posts(
    reading: Reading, titles: tuple[TitleSpan, ...], bodies: tuple[BodySpan, ...], people: frozenset[int]
) -> tuple[PostSpan, ...]:
    """All posts of the page; one inside another is left out (院长 in 院长助理)."""
    ends = sorted((body.end, body.start) for body in bodies)
    posts: list[PostSpan] = []
    for title in titles:
        if _is_verb(reading, title, posts) or _in_book(reading.fold, title):
            continue
        floor = reading.sentence_start(title.start)
        if posts and posts[-1].end <= title.start:
            floor = max(floor, 0)
        border = walk_left(reading, title.start, floor, closed=people)
        start = border.start
        if start == title.start:
            start = _field_word(reading, title, floor)
        bracketed = reading.fold[title.start - 1 : title.start] in ("）", ")")
        body = None if bracketed else last_body(ends, start, title.start)
        if body is None and start == title.start and border.status:
            body = body_ending_at(ends, border.status_start) or letters_before(reading, border.status_start)
        start = _over_fields(reading, start, floor, people)
        if body is not None and body[0] < start:
            start = body[0]
        body = body or body_apart(reading, ends, title.start, title.end)
        if body is not None and posts and body[1] < posts[-1].end <= title.start and posts[-1].start < title.start:
            body = None  # the body belongs to the post between: 发展改革委副主任、一级巡视员
            start = max(start, posts[-1].end)
        if body is not None and body[0] < start:
            start = body[0]
        while start < title.start and not reading.fold[start].isalnum() and reading.fold[start] not in "（(":
            start += 1
        status, status_start = title.status or border.status, border.status_start
        if reading.fold[start] in "前原" and title.start - start > 2 and not _is_place(reading, start):
            status, status_start, start = "former", start, start + 1
        if body is None and not any(char.isalpha() for char in reading.fold[start : title.start]):
            start = title.start  # a clock time or a telephone number before a title
        if posts and start < posts[-1].end < title.start and not made_of_fields(reading, posts[-1].end, title.start):
            # Two posts run together: 应变中心指挥官|内政部长. The fields of one title are another thing: 局长政治助理.
            start = posts[-1].end
            body = body if body is not None and body[0] >= start else None
        post = _split(reading, title, start, body, status, status_start)
        if posts and posts[-1].end == post.start == title.start and post.body is None and posts[-1].body is not None:
            # A rank before a post is part of its title: 少将联队长.
            post = replace(posts[-1], end=post.end, title=(posts[-1].title[0], post.end), head=post.head)
        post = _with_siblings(reading, post, ends)
        while posts and posts[-1].start >= post.start:
            posts.pop()
        if posts and posts[-1].end > post.start:
            # The walk ran into the title before: this one begins where that one ends.
            post = _split(reading, title, posts[-1].end, None, status, status_start)
        posts.append(post)
    return tuple(posts)


def _with_siblings(reading: Reading, post: PostSpan, ends: list[tuple[int, int]]) -> PostSpan:
    """The post with the bodies joined to its own, where a title is such as one holds in several."""
    if post.body is None or post.head not in _HELD_IN_SEVERAL or post.body[0] != post.start:
        return post
    siblings: list[tuple[int, int]] = []
    start = post.start
    while True:
        joint = next((word for word in _JOINTS if reading.fold.endswith(word, 0, start)), None)
        body = body_ending_at(ends, start - len(joint)) if joint else None
        if body is None or (joint == "、" and not siblings):
            return replace(post, start=start, siblings=tuple(siblings)) if siblings else post
        siblings.append(body)
        start = body[0]


def _is_place(reading: Reading, start: int) -> bool:
    """Whether a word with 前 or 原 at its head begins here that is a place or a body: 前海, 原能会."""
    vocabulary = reading.vocabulary
    return any(
        reading.fold[start : start + size] in vocabulary.places
        or reading.fold[start : start + size] in vocabulary.bodies
        for size in (2, 3, 4)
    )


def _is_verb(reading: Reading, title: TitleSpan, posts: list[PostSpan]) -> bool:
    """Whether 代表 after a title is the verb: 副局长代表致辞."""
    return title.head == "代表" and bool(posts) and posts[-1].end == title.start


def _in_book(fold: str, title: TitleSpan) -> bool:
    """Whether a title is part of the name of a work: 《成为小小工艺师》."""
    opened = fold.rfind("《", max(0, title.start - 24), title.start)
    return opened >= 0 and fold.find("》", opened, title.start) < 0


def _field_word(reading: Reading, title: TitleSpan, floor: int) -> int:
    """The start of a word that the tags call a verb, but that with the title names a body: 主计|处长."""
    head = reading.vocabulary.titles.get(title.head)
    word = reading.ends.get(title.start)
    if head is None or not head.swallows or word is None or word.start < floor or word.tag not in ("v", "a", "vd"):
        return title.start
    text = reading.fold[word.start : word.end]
    opened = word.start == floor or not reading.fold[word.start - 1].isalpha()
    return word.start if opened and len(text) == 2 and text not in reading.vocabulary.borders else title.start


def _over_fields(reading: Reading, start: int, floor: int, people: frozenset[int]) -> int:
    """The start of a post whose title joins two fields of work: 质素及|安全总监."""
    fold, fields = reading.fold, reading.vocabulary.fields
    if start - 3 < floor or fold[start - 1] not in "及与和暨":
        return start
    if not any(fold[start : start + size] in fields for size in (2, 3, 4)):
        return start
    before = reading.ends.get(start - 1)
    if (
        before is not None
        and before.tag in ("n", "vn", "nz")
        and before.end not in people
        and not fold[before.start].isascii()
    ):
        text = fold[before.start : before.end]
        if reading.vocabulary.ending_of(text) is None and text not in reading.vocabulary.titles:
            return max(floor, walk_left(reading, before.start, floor, closed=people).start)
    for size in (4, 3, 2):
        if fold[start - 1 - size : start - 1] in fields and start - 1 - size >= floor:
            return start - 1 - size
    return start


def _split(
    reading: Reading, title: TitleSpan, start: int, body: tuple[int, int] | None, status: str, status_start: int
) -> PostSpan:
    vocabulary, fold = reading.vocabulary, reading.fold
    head = vocabulary.titles.get(title.head)
    region = fold[start : title.start]
    unit = title.head[:1]
    if body is None and unit in _SMALL_UNITS and len(region) == _FIELD + 1 and region[-1] == unit:
        return PostSpan(start, title.end, (start, title.end), None, status, status_start, title.head)  # 青年组|组长
    if body is None and region[:2] in vocabulary.endings and TERM_OF_OFFICE.match(fold, start + 2, title.start):
        body = (start, start + 2)  # 公司|第八届董事会董事长, 协会|第四届主席
    if body is not None:
        if fold[body[0] : body[1]] in _BOARDS and body[1] == title.start and title.head in _OF_BOARDS:
            return PostSpan(body[0], title.end, (body[0], title.end), None, status, status_start, title.head)
        for board in _BOARDS:
            cut = body[1] - len(board)
            if fold.startswith(board, cut) and cut > body[0] + 1 and body[1] == title.start:
                return PostSpan(start, title.end, (cut, title.end), (body[0], cut), status, status_start, title.head)
        between = fold[body[1] : title.start]
        if between in vocabulary.cues or vocabulary.borders.get(between) in ("former", "incoming", "current"):
            mark = vocabulary.cues.get(between) or str(vocabulary.borders.get(between, ""))
            return PostSpan(start, title.end, (title.start, title.end), body, mark, body[1], title.head)
        joined = head.swallows if head else ""
        if between[:1] in ("及", "暨", "与", "和") and joined and fold.startswith(joined, title.head_start):
            # 文化暨内政部长: one ministry of two fields
            return PostSpan(
                body[0],
                title.end,
                (title.start, title.end),
                (body[0], title.head_start + 1),
                status,
                status_start,
                title.head,
            )
        if not between and joined and _names_field_of(reading, body, title, joined):
            ministry = (body[0], title.head_start + 1)
            return PostSpan(start, title.end, (title.start, title.end), ministry, status, status_start, title.head)
        apart = between and (between[0] in "（(之的」』”》" or between[-1] in "之的" or not between.strip(" \u3000"))
        if apart or COUNTED.fullmatch(between):
            return PostSpan(start, title.end, (title.start, title.end), body, status, status_start, title.head)
        term = TERM_OF_OFFICE.match(fold, body[1], title.start)
        first = term.end() if term else body[1]
        return PostSpan(start, title.end, (first, title.end), body, status, status_start, title.head)
    if region in _BOARDS and title.head in _OF_BOARDS:
        return PostSpan(start, title.end, (start, title.end), None, status, status_start, title.head)
    if not region or region in _COUNTING:
        return PostSpan(title.start, title.end, (title.start, title.end), None, status, status_start, title.head)
    swallowed = head.swallows if head else ""
    if swallowed and not fold.startswith(swallowed, title.head_start):
        swallowed = ""
    if (
        swallowed in _SMALL_UNITS
        and len(region) == _FIELD
        and region.isalpha()
        and not vocabulary.begins_with_place(region)
    ):
        return PostSpan(start, title.end, (start, title.end), None, status, status_start, title.head)  # 康乐|股长
    if swallowed and title.start == title.head_start and _swallows(reading, region, swallowed):
        shared = title.head_start + len(swallowed)
        return PostSpan(start, title.end, (title.start, title.end), (start, shared), status, status_start, title.head)
    if "驻" in region and title.head in _ENVOYS:
        first = title.start - len(region) + (1 if region.startswith("国驻") else 0)
        return PostSpan(first, title.end, (first, title.end), None, status, status_start, title.head)
    if region in vocabulary.bodies and not (head and head.alone):
        return PostSpan(
            start, title.end, (title.start, title.end), (start, title.start), status, status_start, title.head
        )
    if title.head.endswith(_DISTRICT_HEADS) and len(region) <= _LONGEST_BRAND:
        return PostSpan(start, title.end, (start, title.end), None, status, status_start, title.head)
    if region[-1] in "）)" and not (head and head.alone):
        return PostSpan(
            start, title.end, (title.start, title.end), (start, title.start), status, status_start, title.head
        )
    ending = vocabulary.ending_of(region)
    if ending is not None and (len(region) > 1) and not (head and head.alone):
        return PostSpan(
            start, title.end, (title.start, title.end), (start, title.start), status, status_start, title.head
        )
    tags = set(reading.tags(start, title.start))
    if term := TERM_OF_OFFICE.match(fold, start, title.start):
        return PostSpan(start, title.end, (term.end(), title.end), None, status, status_start, title.head)
    term = TERM_OF_OFFICE.search(fold, start + 2, title.start)
    if term and term.end() == title.start:
        # 青商总|新一届|会长
        return PostSpan(
            start, title.end, (title.start, title.end), (start, term.start()), status, status_start, title.head
        )
    alone = head is not None and head.alone
    open_words = made_of_fields(reading, start, title.start) or (head is not None and head.weak)
    common = tags <= _COMMON_TAGS and not fold[start].isascii()
    if alone or (tags and tags <= _PLACE_TAGS) or (common and (open_words or len(region) > _LONGEST_BRAND)):
        return PostSpan(start, title.end, (start, title.end), None, status, status_start, title.head)
    if len(region) < 2:
        return PostSpan(start, title.end, (start, title.end), None, status, status_start, title.head)
    cut = _proper_end(reading, start, title.start)
    return PostSpan(start, title.end, (cut, title.end), (start, cut), status, status_start, title.head)


def _names_field_of(reading: Reading, body: tuple[int, int], title: TitleSpan, joined: str) -> bool:
    """Whether a body before 部长 or 局长 was taken for a company by its field of work: 外交暨贸易|部长."""
    vocabulary, name = reading.vocabulary, reading.fold[slice(*body)]
    ending = vocabulary.ending_of(name)
    return (
        title.start == title.head_start
        and joined in _GOVERNMENT_OFFICES
        and reading.fold.startswith(joined, title.head_start)
        and ending is not None
        and ending in vocabulary.fields
        and not vocabulary.endings[ending][1]
        and name not in vocabulary.bodies
    )


def _swallows(reading: Reading, region: str, swallowed: str) -> bool:
    """Whether 部长 after 经济 means 经济部|部长: the region names a field and no place or whole body."""
    if (
        region.endswith((swallowed, "）", ")", "届"))  # 新一届|会长
        or region.isascii()  # THIT|院长
        or (swallowed == "校" and region[-1] == "大")  # 东岸大|校长
        or region in reading.vocabulary.bodies
        or region in reading.vocabulary.places
        or len(region) < 2
    ):
        return False
    ending = reading.vocabulary.ending_of(region)
    return ending is None or len(ending) == len(region) or len(ending) == 1


def _proper_end(reading: Reading, start: int, end: int) -> int:
    """Where the proper name in a region ends and open words of the title begin: HKT|个人业务行政总裁."""
    at, last = start, end
    while at < end:
        word = reading.starts.get(at)
        if word is None:
            at += 1
            continue
        if word.tag in ("ORG", "LOC", "nz", "PER", "nw", "") or reading.fold[at].isascii():
            last = min(word.end, end)
        at = word.end
    return last if last > start else end
