"""From mentions to entities: people, the bodies they belong to, and the posts that tie them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pressextract.entities.chains import bind_posts
from pressextract.entities.context import implied_body
from pressextract.entities.entity import Entities, Organisation, Person, Post, Reference
from pressextract.entities.organisations import Bodies, FoundBody, gather_bodies
from pressextract.entities.people import FoundPerson, gather_people
from pressextract.entities.posts import PostSpan, find_posts
from pressextract.entities.rosters import roster_bonds
from pressextract.entities.row import Bond
from pressextract.mentions.body_span import BodySpan
from pressextract.mentions.find import Mentions
from pressextract.mentions.reading import Reading
from pressextract.mentions.short_forms import is_short_form
from pressextract.mentions.titles import TitleSpan

# Said of anybody in a body; the fuller title tells more.
_MEMBERS = frozenset({"成员", "委员"})
_COMMON_UNITS = frozenset(
    {
        "办公室",
        "研究院",
        "研究所",
        "研究中心",
        "工作部",
        "事务所",
        "分公司",
        "子公司",
        "管理部",
        "秘书处",
        "实验室",
        "书院",
    }
)
_COMMON_TAGS = frozenset({"n", "vn", "a", "v", "m", "f", "s"})
# How often a post made by each rule was right on labelled releases.
_SURE = {
    "before_name": 0.93, "piled": 0.9, "shared_title": 0.85, "shared_label": 0.85, "holders": 0.85, "certificate": 0.9, "inside_name": 0.85, "sibling": 0.8, "after_name": 0.9, "verb": 0.8, "note": 0.85, "label": 0.85,
    "removal": 0.9, "roster": 0.85, "apposition": 0.7, "verb_without_subject": 0.7, "post_by_person": 0.85, "unit": 0.7,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bound:
    """The entities, and the posts of the page with who holds them (for the table of titles)."""

    entities: Entities
    bonds: tuple[tuple[str, Bond], ...]


def bind(reading: Reading, mentions: Mentions) -> Bound:
    """Join the mentions into entities and tie people to posts and bodies."""
    people = gather_people(reading, mentions.names, mentions.titles, mentions.around)
    ends = frozenset(span.end for span in people.spans)
    posts = find_posts(reading, mentions.titles, mentions.bodies, ends)
    by_end = {body.end: (body.start, body.end) for body in mentions.bodies}
    in_row, _ = bind_posts(reading, people.spans, posts, by_end)
    inside = [_inside_name(key, title, by_end) for key, title in people.titled]
    bonds = [*in_row, *inside, *roster_bonds(reading, people.spans, posts, mentions.bodies, (*in_row, *inside))]
    bonds += [replace(bond, body=body, rule="sibling") for bond in bonds for body in bond.post.siblings]
    bonds = _without_doubtful_sharing(reading, bonds)
    spans = _with_bodies_of_posts(reading, mentions.bodies, bonds)
    bodies = gather_bodies(reading, spans)
    organisation_ids = {body.key: f"o{number}" for number, body in enumerate(bodies.found, start=1)}
    person_ids = {person.key: f"p{number}" for number, person in enumerate(people.found, start=1)}
    held: dict[str, list[Post]] = {}
    for bond in sorted(bonds, key=lambda b: (b.post.start, b.post.end)):
        post = _post(reading, bond, bodies, organisation_ids)
        held[bond.person] = _with_post(held.get(bond.person, []), post)
    return Bound(
        Entities(
            tuple(_person(person, person_ids[person.key], held.get(person.key, [])) for person in people.found),
            tuple(_organisation(reading, body, organisation_ids) for body in bodies.found),
        ),
        tuple((person_ids[bond.person], bond) for bond in bonds),
    )


def _without_doubtful_sharing(reading: Reading, bonds: list[Bond]) -> list[Bond]:
    """In a caption a post is shared only with names that have none: 左起为总监甲、乙 where 乙 is the chairman.

    Nor is one shared that each has already: 新任校长包括东大校长甲、西大校长乙.
    """
    own = {bond.person for bond in bonds if bond.rule in ("before_name", "piled", "after_name", "verb")}

    told = {(bond.person, bond.post.head) for bond in bonds if bond.rule == "before_name" and bond.body is not None}

    def doubtful(bond: Bond) -> bool:
        if (
            bond.rule in ("label", "shared_label", "holders")
            and bond.body is None
            and (bond.person, bond.post.head) in told
        ):
            return True
        line = reading.page.line_at(bond.post.start)
        return bond.rule == "shared_title" and bond.person in own and line is not None and line.kind == "caption"

    return [bond for bond in bonds if not doubtful(bond)]


def _is_department(reading: Reading, start: int, text: str) -> bool:
    """Whether an ending before a title is the whole name of a department: 理学院|院长, 审核委员会|主席."""
    vocabulary = reading.vocabulary
    if vocabulary.kind_of(text) == "committee":
        return len(text) > 3
    whole = start == 0 or not reading.fold[start - 1].isalpha() or reading.fold[start - 1] in "任为和及与兼"
    return len(text) > 2 and whole and (text in vocabulary.units or text.endswith("学院")) and text not in _COMMON_UNITS


def _inside_name(key: str, title: TitleSpan, bodies: dict[int, tuple[int, int]]) -> Bond:
    """The post that a surname with a title tells of: 国防部|顾部长."""
    body = bodies.get(title.end - len(key))
    start = body[0] if body else title.start
    post = PostSpan(start, title.end, (title.start, title.end), body, title.status, start, title.head)
    return Bond(key, post, body, title.status, "inside_name")


def _with_bodies_of_posts(reading: Reading, bodies: tuple[BodySpan, ...], bonds: list[Bond]) -> tuple[BodySpan, ...]:
    """The bodies found, and those that only a post shows: 曜石科技|董事长."""
    found = {(body.start, body.end): body for body in bodies}
    covered = {at: body for body in bodies for at in range(body.start, body.end)}
    for bond in bonds:
        place = bond.post.body
        if place is None or place in found:
            continue
        start, end = place
        text = reading.fold[start:end]
        vocabulary = reading.vocabulary
        if not any(char.isalpha() for char in text) or text[-1] in "之的" or text[0] in "该本此":
            continue
        if text in vocabulary.places or len(text) < 2 or text in vocabulary.generic:
            continue
        if text in vocabulary.endings and text not in vocabulary.bodies and not _is_department(reading, start, text):
            continue
        common = set(reading.tags(start, end)) <= _COMMON_TAGS and vocabulary.ending_of(text) is None
        if common and not any(is_short_form(text, reading.fold[body.start : body.end]) for body in bodies):
            continue  # a common noun before a title may be a body, but does not show that it is one
        touched = dict.fromkeys(covered[at] for at in range(start, end) if at in covered)
        inside = [body for body in touched if body.start >= start and body.end <= end]
        if touched and not inside:
            continue
        for body in inside:
            found.pop((body.start, body.end), None)
        found[place] = BodySpan(start, end, 0.6, "before_title")
    return tuple(sorted(found.values(), key=lambda body: body.start))


def _post(reading: Reading, bond: Bond, bodies: Bodies, ids: dict[str, str]) -> Post:
    post, surface = bond.post, reading.page.surface
    titled = post.title[1] > post.title[0]
    place = bond.body
    name = surface(*place) if place else None
    key = bodies.key_of(reading.fold[place[0] : place[1]]) if place else None
    nominal = bodies.nominal_before(place[1] if place else post.start)
    head = reading.vocabulary.titles.get(post.head)
    if head is not None and head.alone:
        nominal = None
    if key is None and nominal is not None and (place is None or nominal[0] <= place[0] < nominal[1]):
        key, name = nominal[2], _name_of(reading, bodies.by_key[nominal[2]])  # 该中心|主任
    elif place is None:
        implied = implied_body(reading, bond, bodies)
        if implied is not None:
            key, name = implied.key, _name_of(reading, implied)
    elif key is not None and place in bodies.nominal:
        name = _name_of(reading, bodies.by_key[key])
    confidence = _SURE.get(bond.rule, 0.6) - (0.15 if place is None and name else 0.0)
    return Post(
        surface(*post.title) if titled else None, reading.fold[slice(*post.title)] if titled else None, name, ids.get(key) if key else None, _status(bond), post.start, post.end,
        post.title, bond.rule, round(confidence, 2),
    )  # fmt: skip


def _name_of(reading: Reading, body: FoundBody) -> str:
    start, end = next((s, e) for s, e, _ in body.places if reading.fold[s:e] == body.key)
    return reading.page.surface(start, end)


def _status(bond: Bond):  # type: ignore[no-untyped-def]
    return bond.status if bond.status in ("former", "incoming") else "current"


def _with_post(posts: list[Post], post: Post) -> list[Post]:
    """The posts with one more, unless it is told a second time; the fuller form of two stays (台南市长, not 市长)."""
    for at, other in enumerate(posts):
        if _same(post, other):
            return posts
        if other.organisation is None and post.organisation is None and other.fold_title and post.fold_title:
            if other.fold_title.endswith(post.fold_title):
                return posts
            if post.fold_title.endswith(other.fold_title):
                return [*posts[:at], post, *posts[at + 1 :]]
        if _fuller(post, other):
            return [*posts[:at], post, *posts[at + 1 :]]
        if _fuller(other, post):
            return posts
    return [*posts, post]


def _fuller(post: Post, other: Post) -> bool:
    """Whether a post says all that another does and more: 主席（总会监事会主席）, 非官方成员 and 成员 of one body."""
    title, less = post.fold_title, other.fold_title
    if not title or not less or post.status != other.status or post.organisation is None:
        return False
    if other.organisation is None:
        return title == less or (post.rule == "note" and title.endswith(less))
    same_body = post.organisation_id is not None and post.organisation_id == other.organisation_id
    return same_body and less in _MEMBERS and title != less and title.endswith(less)


def _same(first: Post, second: Post) -> bool:
    """Whether a post is told a second time, in either script: the same title in the same body, or once without it."""
    if first.fold_title != second.fold_title:
        return False
    if first.organisation_id is not None or second.organisation_id is not None:
        return first.organisation_id == second.organisation_id or first.organisation is None
    return first.organisation == second.organisation or first.organisation is None or second.organisation is None


def _person(person: FoundPerson, identity: str, posts: list[Post]) -> Person:
    return Person(
        identity, person.name, person.key, person.aliases, person.honorifics, tuple(posts),
        tuple(Reference(*place) for place in person.places), person.rule, round(min(person.score, 0.99), 2),
    )  # fmt: skip


def _organisation(reading: Reading, body: FoundBody, ids: dict[str, str]) -> Organisation:
    name = _name_of(reading, body)
    forms = dict.fromkeys(reading.page.surface(start, end) for start, end, _ in body.places)
    return Organisation(
        ids[body.key], name, body.key, tuple(form for form in forms if form != name), body.kind,
        ids.get(body.parent) if body.parent else None, tuple(Reference(*place) for place in body.places),
        body.rule, round(min(body.score, 0.99), 2),
    )  # fmt: skip
