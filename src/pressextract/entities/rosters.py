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
_JOINT = regex.compile(r"[\s\u3000]*(?:兼任?|暨|及|和|与|、|/|／)[\s\u3000]*")
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
    headings: tuple[PostSpan, ...] = ()
    for line in reading.page.lines:
        text = reading.fold[line.start : line.end]
        if _RULE.fullmatch(text):
            continue
        at = line.start + len(_BULLET.match(text)[0])  # type: ignore[index]
        if heads := _posts_of_line(reading.fold, by_line, at, line.end):
            headings = heads
            continue
        person = people_at.get(at)
        if headings and person is not None:
            called = by_line.get(person.tail)  # 丘映雪|议员，BBS
            if _AFTER_NAME.fullmatch(reading.fold, called.end if called else person.tail, line.end):
                bonds += [Bond(person.key, post, post.body, post.status, "roster") for post in headings]
                continue
        if not _ITEM.fullmatch(text):
            headings = ()
    bonds += _units(reading, people, bodies, has_post)
    return tuple(bonds)


def _posts_of_line(fold: str, posts: dict[int, PostSpan], start: int, end: int) -> tuple[PostSpan, ...]:
    """The posts that a line is all made of, joined to each other: 主席兼执行董事."""
    found: list[PostSpan] = []
    at = start
    while (post := posts.get(at)) is not None and post.end <= end:
        found.append(post)
        joint = _JOINT.match(fold, post.end, end)
        if joint is None:
            return tuple(found) if fold[post.end : end].strip(" 　：:") == "" else ()
        at = joint.end()
    return ()


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
