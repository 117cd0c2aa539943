"""Rosters: a title stands on a line of its own, and the lines below it name who holds it."""

from __future__ import annotations

import regex

from pressextract.entities.posts import PostSpan
from pressextract.entities.row import Bond, PersonSpan
from pressextract.mentions.body_span import BodySpan
from pressextract.mentions.reading import Reading

_BULLET = regex.compile(
    r"[\s\u3000•●○■▪◆*＊·\-–—]*(?:[(（]?\d{1,2}[)）.、．]|[一二三四五六七八九十]{1,3}、)?[\s\u3000]*"
)
_RULE = regex.compile(r"[\s\u3000\-–—─_＊*=]+")
# A line that may be a name which was not seen; it does not end the roster.
_ITEM = regex.compile(r"[\s\u3000]*\p{Han}[\p{Han}\u3000 ]{1,6}[\s\u3000*＊]*")
_AFTER_NAME = regex.compile(r"[\s\u3000*＊#^†（）()，,。；;、A-Z.]*")


def roster_bonds(
    reading: Reading,
    people: tuple[PersonSpan, ...],
    posts: tuple[PostSpan, ...],
    bodies: tuple[BodySpan, ...],
    bound: tuple[Bond, ...],
) -> tuple[Bond, ...]:
    """Bonds of people on lines of their own to the title on the line that heads them; of contacts to their unit."""
    by_line: dict[int, PostSpan] = {post.start: post for post in posts}
    people_at = {person.start: person for person in people}
    has_post = {bond.person for bond in bound}
    bonds: list[Bond] = []
    heading: PostSpan | None = None
    for line in reading.page.lines:
        text = reading.fold[line.start : line.end]
        if _RULE.fullmatch(text):
            continue
        at = line.start + len(_BULLET.match(text)[0])  # type: ignore[index]
        head = by_line.get(at)
        if head is not None and reading.fold[head.end : line.end].strip(" 　：:") == "":
            heading = head
            continue
        person = people_at.get(at)
        if heading is not None and person is not None:
            called = by_line.get(person.tail)  # 丘映雪|议员，BBS
            if _AFTER_NAME.fullmatch(reading.fold, called.end if called else person.tail, line.end):
                bonds.append(Bond(person.key, heading, heading.body, heading.status, "roster"))
                continue
        if not _ITEM.fullmatch(text):
            heading = None
    bonds += _units(reading, people, bodies, has_post)
    return tuple(bonds)


def _units(
    reading: Reading, people: tuple[PersonSpan, ...], bodies: tuple[BodySpan, ...], has_post: set[str]
) -> list[Bond]:
    """A person beside a body and without a title: 传讯处：阮静仪小姐, （市融媒体中心　裴青　摄）."""
    ends = {body.end: body for body in bodies}
    bonds = []
    for person in people:
        if person.key in has_post:
            continue
        at = person.start
        while at > 0 and reading.fold[at - 1] in " 　：:\n":
            at -= 1
        body = ends.get(at)
        line = reading.page.line_at(person.start)
        apart = at < person.start
        contact = line is not None and line.kind in ("contact", "credits", "caption")
        if body is not None and (contact or not apart) and body.start < at:
            post = PostSpan(body.start, body.end, (body.end, body.end), (body.start, body.end), "", body.start, "")
            bonds.append(Bond(person.key, post, post.body, "", "unit"))
            has_post.add(person.key)
    return bonds
