"""The construction of a sentence: people and posts in a row, and what stands between them.

``bind_posts`` reads the row and says which post belongs to which person. The constructions are those that releases use:

  post person            董事长林致远; several posts before one person pile up: 会长、主席顾兆庭
  post person, person    the last post holds for the names that follow: 副主任甲、乙、丙
  person post            裴子衡副秘书长; 林致远，董事长
  person (post)          何安（主席）
  person verb post       何安出任…主席；何安现任…会长，曾任…主席
  post 由 person 出任    副会长由执行长甲、所长乙出任
  post: person, person   a line of a roster
"""

from __future__ import annotations

import regex

from pressextract.entities.constructions import (
    belongs_before,
    benefits,
    closed_after,
    gives_certificate,
    has_subject,
    is_title_here,
    names_holders,
    piles,
    subject_before,
)
from pressextract.entities.gaps import Gap, gap_between
from pressextract.entities.posts import PostSpan
from pressextract.entities.row import Bond, Element, PersonSpan, nearest_person, without_overlap
from pressextract.entities.sharing import (
    bodies_before_names,
    share_backwards,
    share_holders,
    share_subjects,
    share_with_names,
    shared_bodies,
)
from pressextract.mentions.reading import Reading

_HELD_BY = regex.compile(r"(?:现任|曾任|历任|担任|出任|身为|作为|时任)$")
# 甲、乙、丙等某大学领导: what a list of names is called at its end.
_GROUPS = frozenset({"领导", "负责人", "议员", "委员", "代表", "院士", "校领导", "高管", "董事"})
_MEMBERS = frozenset({"成员", "委员", "团员", "职员"})
_OFFICE_LOST = regex.compile(r"一?职务?|职位|一职")
_OFFICE = regex.compile(r"一职|职务|职位|之职")
_TAKES_IT = regex.compile(r"[^，。；]{0,14}?(?:出任|担任|接任|接替|兼任|接手|接棒)")
_SEVERAL = regex.compile(r"[两二三四五六七八九十0-9]{1,3}[位名](?:新任?|现任)?$")
_PERSON_NOTES = regex.compile(
    r"[（(](?:右|左|中|女|男|前排|后排|图|享年|现年|\d|[一二三四五六七八九十])[^（）()]{0,20}[）)]"
)


def bind_posts(
    reading: Reading, people: tuple[PersonSpan, ...], posts: tuple[PostSpan, ...], bodies: dict[int, tuple[int, int]]
) -> tuple[tuple[Bond, ...], tuple[PostSpan, ...]]:
    """Who holds which post, and the posts that nobody was found for."""
    bonds: list[Bond] = []
    free: list[PostSpan] = []
    subject = ""
    notes = {place for person in people for note in person.notes for place in range(*note)}
    rows: dict[int, list[Element]] = {}
    elements: list[Element] = [*people, *posts]
    for element in sorted(elements, key=lambda e: (e.start, -e.end)):
        if isinstance(element, PostSpan) and element.start in notes:
            continue
        rows.setdefault(reading.sentence_start(element.start), []).append(element)
    named: set[int] = set()
    for person in people:
        named.update(range(person.start, person.end))
    inner = _note_bonds(reading, people, tuple(post for post in posts if post.title[0] not in named))
    bonds += inner
    for start in sorted(rows):
        row = without_overlap(rows[start])
        line = reading.page.line_at(start)
        if line is not None and line.kind in ("heading", "headline"):
            subject = ""  # a heading begins another matter
        found, left = _bind_row(reading, start, row, subject, bodies)
        bonds += found
        free += left
        first = next((element for element in row if isinstance(element, PersonSpan)), None)
        subject = first.key if first is not None else ""
    return tuple(bonds), tuple(free)


def _note_bonds(reading: Reading, people: tuple[PersonSpan, ...], posts: tuple[PostSpan, ...]) -> list[Bond]:
    """Posts in the brackets after a name: 何安（主席）, 裴子衡（兼青年委员会主席）."""
    by_place = {post.start: post for post in posts}
    bonds = []
    for person in people:
        for start, end in person.notes:
            inside = [by_place[at] for at in range(start, end) if at in by_place and by_place[at].end <= end]
            if not inside or _PERSON_NOTES.match(reading.fold, start):
                continue
            body: tuple[int, int] | None = None
            for post in inside:
                body = post.body or body
                bonds.append(Bond(person.key, post, body, post.status, "note"))
    return bonds


def _bind_row(
    reading: Reading, start: int, row: list[Element], subject: str, by_end: dict[int, tuple[int, int]]
) -> tuple[list[Bond], list[PostSpan]]:
    fold = reading.fold
    gaps: list[tuple[Gap, str]] = []
    previous = start
    for element in row:
        begin = element.begin if isinstance(element, PersonSpan) else element.start
        gaps.append(gap_between(fold[previous:begin]) if begin - previous <= 160 else ("other", ""))
        previous = element.tail if isinstance(element, PersonSpan) else element.end
    owner: dict[int, tuple[str, str]] = {}
    status: dict[int, str] = {}
    # Forward: a post, or a pile of posts, directly before a name.
    for at in range(len(row) - 1, -1, -1):
        post = row[at]
        if not isinstance(post, PostSpan) or at + 1 >= len(row):
            continue
        following, (gap, _) = row[at + 1], gaps[at + 1]
        if isinstance(following, PersonSpan):
            if gap in ("adjacent", "colon") and not belongs_before(row, gaps, at, fold):
                owner[at] = (following.key, "before_name" if gap == "adjacent" else "label")
            elif gap == "of" and _HELD_BY.search(fold, max(0, post.start - 4), post.start):
                owner[at] = (following.key, "before_name")
            elif (
                gap in ("verb", "other")
                and names_holders(fold, post.end, following.begin)
                and not has_subject(row, gaps, at)
            ):
                owner[at] = (following.key, "label")
        elif at + 1 in owner and owner[at + 1][1] in ("before_name", "piled"):
            if piles(row, gaps, at, fold):
                owner[at] = (owner[at + 1][0], "piled")
            elif (
                post.head not in _MEMBERS
                and names_holders(fold, post.end, following.start)
                and not has_subject(row, gaps, at)
            ):
                owner[at] = (owner[at + 1][0], "holders")
    for at in [at for at in owner if not is_title_here(reading, row[at])]:
        del owner[at]
    # Backward: after a name, or after a verb whose subject the name is.
    for at, element in enumerate(row):
        if not isinstance(element, PostSpan) or at in owner or not is_title_here(reading, element):
            continue
        if gaps[at][0] in ("verb", "office") and _SEVERAL.search(fold, max(0, element.start - 8), element.start):
            continue  # 委任四名新|委员
        gap, marked = gaps[at]
        if at == 0:
            if gap in ("verb", "office") and subject:
                owner[at], status[at] = (subject, "verb_without_subject"), marked
            continue
        before = row[at - 1]
        if isinstance(before, PersonSpan):
            if gap == "adjacent":
                owner[at] = (before.key, "after_name")
            elif gap == "verb" and gives_certificate(fold, before.tail, element):
                owner[at] = (before.key, "certificate")
            elif gap in ("verb", "office") and not benefits(reading, before.tail, element):
                owner[at], status[at] = (subject_before(reading, row, at).key, "verb"), marked
            elif gap == "of" and (
                fold[max(0, before.start - 2) : before.start] in ("免去", "撤销", "解除")
                or _OFFICE_LOST.match(fold, element.end)
            ):
                owner[at], status[at] = (before.key, "removal"), "former"
            elif (gap == "colon" and any(mark in fold[before.tail : element.start] for mark in "|｜\t")) or (
                fold[before.tail : element.start] == "等" and element.body is not None and element.head in _GROUPS
            ):
                owner[at] = (before.key, "after_name")
            elif gap == "comma" and closed_after(reading, element.end) and element.body is not None:
                owner[at] = (before.key, "apposition")
        elif at - 1 in owner:
            person, rule = owner[at - 1]
            goes_on = gap in ("list", "and", "join", "adjacent") or (
                gap in ("comma", "semicolon") and element.body is not None
            )
            if gap in ("verb", "office"):
                owner[at], status[at] = (person, "verb"), marked
            elif goes_on and rule not in ("before_name", "piled", "label"):
                owner[at], status[at] = (person, rule), marked or status.get(at - 1, "")
        elif gap in ("verb", "office") and (person_before := nearest_person(row, at)) is not None:
            owner[at], status[at] = (person_before.key, "verb"), marked
    _one_post_by(reading, row, gaps, owner)
    bonds, body_of = [], {}
    before_person = bodies_before_names(row, owner, by_end)
    shared = shared_bodies(reading, row, gaps, owner, before_person)
    for at, (person, rule) in sorted(owner.items()):
        post = row[at]
        assert isinstance(post, PostSpan)
        marked = status.get(at, "") or post.status or gaps[at][1]
        body_of[at] = shared.get(at)
        bonds.append(Bond(person, post, shared.get(at), marked, rule))
    bonds += share_with_names(row, gaps, owner, body_of)
    bonds += share_backwards(reading, row, gaps, owner, body_of)
    bonds += share_holders(row, gaps, owner, body_of)
    bonds += share_subjects(row, gaps, owner, body_of, status)
    return bonds, [element for at, element in enumerate(row) if isinstance(element, PostSpan) and at not in owner]


def _one_post_by(
    reading: Reading, row: list[Element], gaps: list[tuple[Gap, str]], owner: dict[int, tuple[str, str]]
) -> None:
    """董事长一职由何安担任: the post comes first, its holder after 由."""
    fold = reading.fold
    for at, element in enumerate(row):
        if not isinstance(element, PostSpan) or at in owner or not _OFFICE.match(fold, element.end):
            continue
        for person in row[at + 1 :]:
            if isinstance(person, PersonSpan):
                by = fold[element.end : person.start]
                if "由" in by and _TAKES_IT.match(fold, person.tail):
                    owner[at] = (person.key, "post_by_person")
                    break
    del gaps
