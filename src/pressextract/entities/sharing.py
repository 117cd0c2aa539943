"""What is written once and holds for several: a body for several posts, a post for several people."""

from __future__ import annotations

from pressextract.entities.bodies_before import made_of_fields
from pressextract.entities.gaps import Gap
from pressextract.entities.posts import PostSpan
from pressextract.entities.row import Bond, Element, PersonSpan
from pressextract.mentions.reading import Reading

_TWO, _THREE = 2, 3
_UNIT_TITLE = 5
# Posts of which a body has one.
_UNIQUE = frozenset(
    "校长 院长 董事长 会长 总裁 行政总裁 总经理 首席执行官 执行长 局长 署长 部长 处长 市长 县长 省长 总统 总理 理事长 监事长 馆长 社长 所长 行长 台长 秘书长".split()
)
_OF_PLACES = ("市长", "省长", "县长", "州长", "区长", "镇长", "乡长")
_OFFICES = frozenset("局署处司部厅院校馆行社")


def bodies_before_names(
    row: list[Element], owner: dict[int, tuple[str, str]], by_end: dict[int, tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """The body of a post after a name when it stands before the name: 国安会|顾兆庭|秘书长."""
    found = {}
    for at, (_, rule) in owner.items():
        post, before = row[at], row[at - 1] if at else None
        if rule == "after_name" and isinstance(post, PostSpan) and post.body is None and isinstance(before, PersonSpan):
            body = by_end.get(before.start)
            if body is not None:
                found[at] = body
    return found


def shared_bodies(
    reading: Reading,
    row: list[Element],
    gaps: list[tuple[Gap, str]],
    owner: dict[int, tuple[str, str]],
    before_person: dict[int, tuple[int, int]],
) -> dict[int, tuple[int, int]]:
    """The body of each post: its own, or that of the post before it for the same person or in the same list."""
    bodies: dict[int, tuple[int, int]] = {}
    last: tuple[int, int] | None = None
    person, listed, private = "", False, False
    first: tuple[int, int] | None = None
    for at, element in enumerate(row):
        listed = listed and gaps[at][0] in ("list", "and", "join", "adjacent")
        if isinstance(element, PersonSpan):
            if gaps[at][0] in ("other", "semicolon"):
                last = None
            elif private:
                last = first
            private = False
            continue
        if gaps[at][0] == "other" and (at not in owner or not _opens_clause(reading, element)):
            last = None
        body = element.body or before_person.get(at)
        if body is None and _takes_new_office(row, gaps, at):
            last = None
        if body is not None:
            # 独立董事、某大学教授甲和财务总监乙: the university is not the body that all are of.
            if not private and at in owner and owner[at][0] == person and at - 1 in owner:
                private, first = True, bodies.get(at - 1)
            if not reading.fold.startswith(("）", ")"), element.end):
                last, listed = body, True  # the body of a note is that of one person
            if at in owner:
                bodies[at] = body
        elif (
            at in owner
            and last is not None
            and _may_share(reading, element, last, same=owner[at][0] == person, listed=listed)
        ):
            bodies[at] = last
        person = owner[at][0] if at in owner else ""
    return bodies


def _takes_new_office(row: list[Element], gaps: list[tuple[Gap, str]], at: int) -> bool:
    """Whether a post is taken up by one who is told by a former one, whose body it is not of: 前某公司研发长甲出任技术长."""
    if at < _TWO or gaps[at][0] not in ("verb", "office") or gaps[at][1] == "former":
        return False
    before, earlier = row[at - 1], row[at - 2]
    return isinstance(before, PersonSpan) and isinstance(earlier, PostSpan) and earlier.status == "former"


def _opens_clause(reading: Reading, post: PostSpan) -> bool:
    """Whether a post begins a clause: …主任甲主持，副主任乙…."""
    return reading.fold[max(0, post.status_start - 1) : post.status_start] in ("，", "；", "、")


def is_bare(reading: Reading, post: PostSpan) -> bool:
    """Whether a title is only its head with ranks and fields of work, so that it needs a body from elsewhere."""
    end = post.title[1]
    if post.head[:1] in ("股", "组") and end - post.title[0] <= _UNIT_TITLE:
        return True  # 康乐股长, 青年组组长
    head_start = reading.fold.rfind(post.head, post.title[0], end)
    return made_of_fields(reading, post.title[0], max(head_start, post.title[0]))


def _may_share(reading: Reading, post: PostSpan, body: tuple[int, int], *, same: bool, listed: bool) -> bool:
    """Whether a post can be one of a body named before it: it needs one, and bodies of that kind have such posts.

    In an unbroken list, or for the same person, the title may have open words (首席声学科学家) or be of another kind.
    """
    head = reading.vocabulary.titles.get(post.head)
    if post.head.endswith(_OF_PLACES):
        return False  # 市政府…，市长甲: a mayor is of the city
    if head is None or head.alone or not (is_bare(reading, post) or (listed and not head.weak)):
        return False
    if reading.fold[post.title[0]] == "驻" or reading.vocabulary.begins_with_place(reading.fold[slice(*post.title)]):
        return False
    name = reading.fold[body[0] : body[1]]
    if head.swallows and name[-1] in _OFFICES and not name.endswith(head.swallows):
        return False  # a 局长 is not of a 司
    if same and listed:
        return True
    kind = reading.vocabulary.kind_of(name)
    return not head.bodies or kind in head.bodies or kind == "other"


def share_backwards(
    reading: Reading,
    row: list[Element],
    gaps: list[tuple[Gap, str]],
    owner: dict[int, tuple[str, str]],
    bodies: dict[int, tuple[int, int] | None],
) -> list[Bond]:
    """甲、乙、丙三位副主任: a title after a list of names without titles holds for all, if it says so or they are three."""
    bonds: list[Bond] = []
    for at, (_, rule) in owner.items():
        post = row[at]
        before = row[at - 1]
        if rule != "after_name" or not isinstance(post, PostSpan) or not isinstance(before, PersonSpan):
            continue
        place, names = at - 1, 0
        while place >= 0 and isinstance(row[place], PersonSpan):
            names += 1
            if gaps[place][0] not in ("list", "and"):
                break
            place -= 1
        counted = reading.fold[before.tail : post.start].strip() != ""
        if names < (_TWO if counted else _THREE) or (place >= 0 and not isinstance(row[place], PersonSpan)):
            continue
        for earlier in range(at - names, at - 1):
            element = row[earlier]
            if isinstance(element, PersonSpan):
                bonds.append(Bond(element.key, post, bodies.get(at), post.status, "shared_title"))
    return bonds


def share_with_names(
    row: list[Element],
    gaps: list[tuple[Gap, str]],
    owner: dict[int, tuple[str, str]],
    bodies: dict[int, tuple[int, int] | None],
) -> list[Bond]:
    """副主任甲、乙、丙: the post before the first name holds for the names that follow without one of their own."""
    bonds: list[Bond] = []
    current: tuple[int, PostSpan] | None = None
    owned_after = {at - 1 for at, (_, rule) in owner.items() if rule in ("after_name", "verb", "apposition")}
    for at, element in enumerate(row):
        if isinstance(element, PostSpan):
            held = owner.get(at)
            current = (at, element) if held is not None and held[1] in ("before_name", "label") else None
            continue
        if current is None:
            continue
        place, post = current
        if at == place + 1:
            continue
        gap = gaps[at][0]
        label = owner[place][1] == "label"
        if gap == "and" and not label and post.head in _UNIQUE and post.title[1] - post.title[0] == len(post.head):
            current = None  # 校长甲教授与乙博士: a school has one
            continue
        if gap in ("list", "and", "adjacent") or (label and gap == "comma"):
            if at in owned_after and not label:
                current = None
                continue
            rule = "shared_label" if label else "shared_title"
            bonds.append(Bond(element.key, post, bodies.get(place), post.status or gaps[place][1], rule))
        else:
            current = None
    return bonds


def share_holders(
    row: list[Element],
    gaps: list[tuple[Gap, str]],
    owner: dict[int, tuple[str, str]],
    bodies: dict[int, tuple[int, int] | None],
) -> list[Bond]:
    """副会长由执行长甲、所长兼副总经理乙担任: all names of the list hold the first post, whatever posts of their own they have."""
    bonds: list[Bond] = []
    for place, (key, rule) in owner.items():
        post = row[place]
        if rule != "holders" or not isinstance(post, PostSpan):
            continue
        for at in range(place + 2, len(row)):
            if gaps[at][0] not in ("list", "and", "join", "adjacent"):
                break
            element = row[at]
            if isinstance(element, PersonSpan) and element.key != key:
                bonds.append(Bond(element.key, post, bodies.get(place), post.status, "holders"))
    return bonds


def share_subjects(
    row: list[Element],
    gaps: list[tuple[Gap, str]],
    owner: dict[int, tuple[str, str]],
    bodies: dict[int, tuple[int, int] | None],
    status: dict[int, str],
) -> list[Bond]:
    """甲、乙和丙为委员: what is said of the last name of a list holds for all of it."""
    bonds: list[Bond] = []
    for at, (key, rule) in owner.items():
        post = row[at]
        if rule not in ("verb", "certificate") or not isinstance(post, PostSpan) or gaps[at][0] != "verb" or at < 2:
            continue
        place = at - 1
        while place > 0 and gaps[place][0] in ("list", "and", "adjacent"):
            place -= 1
            element = row[place]
            if isinstance(element, PersonSpan) and element.key != key and gaps[place + 1][0] != "adjacent":
                bonds.append(Bond(element.key, post, bodies.get(at), status.get(at, ""), rule))
    return bonds
