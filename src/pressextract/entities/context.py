"""The body that a post means but does not name: 新任会长 in a release about one association."""

from __future__ import annotations

import regex

from pressextract.entities.constructions import in_list_of_posts
from pressextract.entities.organisations import Bodies, FoundBody
from pressextract.entities.posts import PostSpan
from pressextract.entities.row import Bond
from pressextract.entities.sharing import is_bare
from pressextract.mentions.body_borders import BOARD_OF_A_TERM, BOARDS
from pressextract.mentions.reading import Reading

_IN_LEAD = 2
# A 局长 is of a 局; a 校长 may be of a 大学.
_OFFICES = frozenset("局署处部厅科馆")
_SENDERS = frozenset({"发稿人", "发稿人员", "撰稿人", "撰稿人员", "联络人", "新闻联络人", "业务联络人"})
_SENDER_REACH = 90
_LOCAL_HEADS = ("市长", "州长", "县长", "区长", "省长", "镇长", "乡长")
_MEMBERS_OF_COUNCILS = frozenset({"议员", "市议员", "县议员", "区议员"})
_COUNCILS = ("立法会", "市议会", "县议会", "区议会")
# Whose board it is, where a title says no more than 校董会主席.
_BOARDS = {"校董会": ("university", "school"), "董事会": ("company",), "董事局": ("company", "association")}
_BOARD_POSTS = ("理事", "监事", "董事", "会董", "常务理事", "副理事", "副董事", "副监事")
# Those who sit in a board by their title.
_OF_BOARDS = ("董事", "监事", "会董", "理事", "成员", "委员", "主席", "秘书")
_RESPECTIVELY = "分别由"
_LIST_OF_MEMBERS = regex.compile(
    r"(?:名单|成员|名录|组成|阵容)[^，。；\n]{0,8}如下|(?:名单|名录|阵容)[：:]?[ \u3000]*$", regex.MULTILINE
)
_LIST_REACH = 600
_ENOUGH = 2
_LISTED_RULES = frozenset({"roster", "label", "shared_label", "holders"})


def implied_body(reading: Reading, bond: Bond, bodies: Bodies) -> FoundBody | None:
    """The body of a kind that goes with the title, named before it in the release; None when in doubt.

    A title that is held without a body (记者) gets none. Among several fitting bodies the one that the release is
    about is meant: it counts how often each is named, and whether the headline or the lead names it.
    """
    post = bond.post
    head = reading.vocabulary.titles.get(post.head)
    of_board = next((kinds for board, kinds in _BOARDS.items() if reading.fold.startswith(board, post.title[0])), ())
    if head is None or not (is_bare(reading, post) or of_board):
        return None
    respective = _respective_body(reading, bond, bodies)
    if respective is not None:
        return respective
    if post.head in _SENDERS:
        return _sending_body(reading, bond, bodies)
    if post.head.endswith(_LOCAL_HEADS):
        return _local_government(reading, bodies)
    if post.head in _MEMBERS_OF_COUNCILS:
        return _council(bodies)
    if (
        head.alone
        or not head.bodies
        or (head.weak and not _surely_a_post(reading, bond) and set(head.bodies) != {"committee"})
    ):
        return None
    fitting = [
        body
        for body in bodies.found
        if body.kind in (of_board or head.bodies)
        and not (body.key in BOARDS and not post.head.endswith(_OF_BOARDS))
        and (body.places[0][0] < post.start or bond.rule in _LISTED_RULES)
        and not (_is_sender(reading, body.places[0][0]) and len(body.places) == 1)
    ]
    if head.swallows:
        alike = [body for body in fitting if body.key.endswith(head.swallows)]
        fitting = alike if alike or head.swallows in _OFFICES else fitting
    if any(body.key == bodies.issuer for body in fitting):
        return bodies.by_key[str(bodies.issuer)]
    introduced = _introducing_body(reading, post, fitting, bodies) if bond.rule in _LISTED_RULES else None
    if introduced is not None:
        return introduced
    meant = _likeliest(reading, post, fitting)
    return _owner_of_board(meant, post, bodies) or meant if meant is not None else None


def _owner_of_board(body: FoundBody, post: PostSpan, bodies: Bodies) -> FoundBody | None:
    """The body whose board of a term this is: 香港…协会|第三届理事会 has a 会长 of the association, not of its council.

    A board's own posts (理事) stay with it where its name holds the association's, and no common noun: 联盟|首届理事会.
    """
    owner = bodies.by_key.get(body.parent or "")
    if owner is None or not BOARD_OF_A_TERM.search(body.key):
        return None
    return None if post.head.startswith(_BOARD_POSTS) and body.key.startswith(owner.key) else owner


def _likeliest(reading: Reading, post: PostSpan, fitting: list[FoundBody]) -> FoundBody | None:
    """The body among those that fit: the subject of the clause, or the most prominent."""
    subject = _subject_of_clause(reading, post.start, fitting)
    if subject is not None:
        return subject
    lead, sentence = _end_of_lead(reading), reading.sentence_start(post.start)
    counts = sorted(
        ((_prominence(body, lead, sentence, post.start), -body.places[0][0], body) for body in fitting),
        key=lambda row: row[:2],
        reverse=True,
    )
    if not counts:
        return None
    if len(counts) > 1 and (counts[0][0] < _ENOUGH or counts[0][0] == counts[1][0]):
        return None
    return counts[0][2]


def _surely_a_post(reading: Reading, bond: Bond) -> bool:
    """Whether a word that is also a common noun is a post here: in a list of those who hold posts, before the name."""
    if bond.rule in _LISTED_RULES:
        return True
    return bond.rule == "before_name" and in_list_of_posts(reading, bond.post)


def _introducing_body(reading: Reading, post: PostSpan, fitting: list[FoundBody], bodies: Bodies) -> FoundBody | None:
    """The body whose members a list names, told by the words before it: 委员会的成员名单如下, 联盟首届理事会名单."""
    cues = list(_LIST_OF_MEMBERS.finditer(reading.fold, max(0, post.start - _LIST_REACH), post.start))
    if not cues:
        return None
    start, end = reading.sentence_start(cues[-1].start()), cues[-1].start()
    named = sorted(
        ((at, body) for body in bodies.found for at, _, _ in body.places if start <= at < end), key=lambda row: row[0]
    )
    for _, body in named:
        if (owner := _owner_of_board(body, post, bodies)) is not None:
            return owner
        # Of 第八届会董会 alone nobody can say whose it is.
        if body in fitting and not BOARD_OF_A_TERM.match(body.key):
            return body
    return None


def _subject_of_clause(reading: Reading, place: int, fitting: list[FoundBody]) -> FoundBody | None:
    """The body that the part of the sentence begins with: 某基金会向联盟捐款，理事长甲…."""
    start = max(reading.sentence_start(place), reading.fold.rfind("；", 0, place) + 1)
    return next((body for body in fitting for at, end, _ in body.places if at == start and end < place), None)


def _prominence(body: FoundBody, lead: int, sentence: int, place: int) -> int:
    """How often a body is named, more for the lead and for the sentence of the post."""
    beside = any(sentence <= start < place for start, _, _ in body.places)
    return len(body.places) + _IN_LEAD * (body.places[0][0] < lead) + _IN_LEAD * beside


def _respective_body(reading: Reading, bond: Bond, bodies: Bodies) -> FoundBody | None:
    """The body in whose place of a list a holder stands: 与甲会、乙会签署协议，分别由会长丙及主席丁代表签署.

    The body that does so with the listed ones may be told before; its holder then comes first.
    """
    fold, start = reading.fold, bond.post.start
    sentence = reading.sentence_start(start)
    cue = fold.rfind(_RESPECTIVELY, sentence, start)
    if cue < 0:
        return None
    end = next((at for at in range(start, len(fold)) if fold[at] in "，。；\n"), len(fold))
    people = [word.start for word in reading.words if word.tag == "PER" and cue < word.start < end]
    named = sorted((at, to, body.key) for body in bodies.found for at, to, _ in body.places if sentence <= at < cue)
    listed = named[-1:]
    for one in reversed(named[:-1]):
        if fold[one[1] : listed[0][0]] not in ("、", "和", "及", "与", "以及", "，"):
            break
        listed.insert(0, one)
    more = len(people) - len(listed)
    place = sum(at < start for at in people) - more
    if len(listed) < _ENOUGH or more not in (0, 1) or place < 0:
        return None
    return bodies.by_key[listed[place][2]] if place < len(listed) else None


def _sending_body(reading: Reading, bond: Bond, bodies: Bodies) -> FoundBody | None:
    """The unit that a release's head names before its sender: 发稿单位：…处 … 发稿人：…."""
    near = [
        (start, body)
        for body in bodies.found
        for start, _, _ in body.places
        if bond.post.start - _SENDER_REACH < start < bond.post.start and _is_sender(reading, start)
    ]
    return max(near, key=lambda row: row[0])[1] if near else None


def _is_sender(reading: Reading, place: int) -> bool:
    """Whether a body stands here as the unit that sent the release out."""
    return reading.fold[max(0, place - 5) : place].rstrip(" ：:").endswith(("单位", "机关", "部门"))


def _local_government(reading: Reading, bodies: Bodies) -> FoundBody | None:
    """The government that a mainland mayor without a place heads: the only one of that sort that the release names."""
    if reading.page.script != "simplified":
        return None
    named = [body for body in bodies.found if body.key.endswith(("人民政府", "市政府", "州政府", "县政府"))]
    return named[0] if len(named) == 1 else None


def _council(bodies: Bodies) -> FoundBody | None:
    """The council that a member sits in: the only one that the release names."""
    named = [body for body in bodies.found if body.key.endswith(_COUNCILS)]
    return named[0] if len(named) == 1 else None


def _end_of_lead(reading: Reading) -> int:
    """Where the first line of the body ends; headline and subheads lie before it."""
    for line in reading.page.lines:
        if line.kind in ("lead", "body"):
            return line.end
    return 0
