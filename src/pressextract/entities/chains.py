"""The construction of a sentence: people and posts in a row, and what stands between them.

``bind_posts`` reads the row and says which post belongs to which person. The constructions are those that releases use:

  post person            董事长林致远; several posts before one person pile up: 会长、主席陆海天
  post person, person    the last post holds for the names that follow: 副主任甲、乙、丙
  person post            刘建忻副秘书长; 林致远，董事长
  person (post)          何安（主席）
  person verb post       何安出任…主席；何安现任…会长，曾任…主席
  post: person, person   a line of a roster
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import regex

from pressextract.entities.posts import PostSpan, made_of_fields
from pressextract.mentions.reading import Reading

_TAKES_OFFICE = regex.compile(r"[^。；]{2,90}?(?:出任|担任|接任|兼任|充任|升任|续任|连任|接棒|接掌|代理)")
_MEMBERS = frozenset({"成员", "委员", "团员"})
_GIVING = ("颁发", "颁授", "颁赠", "致送", "递交", "颁予")
_LETTERS = ("委任状", "委任书", "聘书", "聘任书", "任命书", "选任状")
_OFFICES = frozenset("局署处司部厅院校馆行社")

Gap = Literal["adjacent", "list", "and", "join", "comma", "colon", "semicolon", "verb", "office", "of", "other"]


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A place where a person is meant, with honorifics and notes after it: ``end`` is that of the name, ``tail`` of all."""

    start: int
    end: int
    tail: int
    key: str
    notes: tuple[tuple[int, int], ...] = ()
    lead: int = -1

    @property
    def begin(self) -> int:
        """Where the name begins with an honorific before it."""
        return self.lead if self.lead >= 0 else self.start


@dataclass(frozen=True, slots=True)
class Bond:
    """One post of one person; ``body`` is a stretch of the fold, or None where only the context can tell it."""

    person: str
    post: PostSpan
    body: tuple[int, int] | None
    status: str
    rule: str


_VERB = regex.compile(
    r"(?:，|,|；|。)?(?:他|她|彼|其|并|也|亦|同时|同日|之后|其后|此前|随后|后|现时|目前|早年|创业前|履新前|加盟[^，。]{1,6}前|此次|并将|将|即将|拟|已|曾|曾经|先后|自[^，。；]{2,16}起|至今|获[^，。；为]{0,12}|被|经|由|继续|仍|再次|再度|正式|分别|"
    r"[一二两三四五六七八九十0-9\d]+度|于[^，。；]{2,16}|在[^，。；]{2,12}|[0-9]{4}年(?:[0-9]{1,2}月)?(?:[起后前至]|以来|之后|以后)?|(?:一九|二[○〇零])[^，。；]{2,10})*"
    r"(?P<verb>现任|现为|现职|兼任|兼|曾任|曾为|历任|先后任|先后担任|先后为|出任|担任|接任|升任|转任|调任|续任|连任|改任|专任|就任|赴任|当选为|当选|委任为|任命为|聘任为|聘请为|聘为|"
    r"推选为|选举为|选为|晋升为|晋升|调升|受聘为|受聘|获聘为|获聘|获委|任职|任|为|是|作为|成为|担当|出掌|执掌|接棒|接替[^，。；]{1,12}出任|接手|署理|暂代|代理|包括|计有|免去其|颁发|颁授|颁赠|致送|身兼|拟任|将任|候任|留任|则任|续聘为|荣任|履新|退任|辞任|辞去|卸任|卸下|不再担任|不再兼任|不再出任|之|的)"
    r"(?:了|着|本届|该|我国|新任|现任|首任|国家级|当时的|一名|一位|第[一二三四五六七八九十百0-9]+届)*"
)
# A verb of holding office at the end of a longer stretch: ...，其后先后担任
_OFFICE = regex.compile(
    r"(?P<lead>曾|先后|现|历|将|拟|获|并|亦|也|同时|仍|续|再|已|不再)?(?:现任|现为|现职|曾任|历任|先后任|先后担任|担任|出任|兼任|接任|升任|转任|调任|续任|连任|改任|专任|就任|"
    r"委任为|任命为|聘任为|聘请为|聘为|推选为|推举为|选举为|当选为|晋升为|受聘为|获聘为|获选为|获委任|获任命|身兼|荣任|履新|退任|辞任|卸任|辞去)(?:了|本届|该|我国|新任|第[一二三四五六七八九十百0-9]+届)*$"
)
_CLAUSE_TERM = regex.compile(r"(?:^|[，；。：])(?:[^，；。]{0,14}?)(?:起|年|月|日|时|前|后|至今|此前|其后|期间|目前|现时)?(?:先后|曾|已|又|再|转|并|亦|也)?[任为]$")
_ASIDE = regex.compile(r"[（(][^（）()]{0,40}[）)]|「[^「」]{0,30}」|“[^“”]{0,30}”")
_FORMER = ("曾", "历任", "先后", "辞去", "卸", "不再", "退任", "辞任", "免去", "早年", "创业前", "此前", "履新前", "原任")
_INCOMING = ("拟", "将", "候任", "即将")
_AND = frozenset({"和", "及", "与", "以及", "、和", "、及", "、与", "并", "，及", "，以及", "，和", "及其", "，与", "和其", "；及", "；以及", "；和"})
_JOIN = frozenset({"兼", "暨", "、兼", "，兼", "并兼", "兼任", "、并兼", "及兼"})
_MARKS = regex.compile(r"(?:前任|时任|原任|卸任|离任|甫卸任|候任|现任|新任|续任|连任|拟任|前|原|首任|该|本|我国|我|其|同时是|现|一名|一位|也是|亦是|亦为|也为|其后为)$")
_PERSON_NOTES = regex.compile(r"[（(](?:右|左|中|女|男|前排|后排|图|享年|现年|\d|[一二三四五六七八九十])[^（）()]{0,20}[）)]")


def gap_between(text: str) -> tuple[Gap, str]:
    """What joins two things of a row, and the status that the words between them give to the second.

    >>> gap_between("、"), gap_between("，曾任")
    (('list', ''), ('verb', 'former'))
    """
    bare = text.replace(" ", "").replace("\u3000", "").replace("\t", "")
    if len(bare) > 2 and (shorter := _ASIDE.sub("", bare)) != bare:
        bare = shorter
    status = ""
    marked = _MARKS.search(bare)
    if marked and bare not in _JOIN and bare[: marked.start()] in {"", "、", "，", "；", "；，", *_AND, *_JOIN}:
        word = marked.group()
        status = "former" if word in ("前", "原", "前任", "时任", "原任", "卸任", "离任", "甫卸任") else "incoming" if word in ("候任", "拟任") else ""
        bare = bare[: marked.start()]
    if bare == "":
        return "adjacent", status
    if bare in ("、", "/", "／", "·", "─", "—", "-", "・"):
        return "list", status
    if bare in _AND:
        return "and", status
    if bare in _JOIN:
        return "join", status
    if bare in ("，", ","):
        return "comma", status
    if bare in ("：", ":", "｜", "|", "丨", "──", "——", "———"):
        return "colon", status
    if bare in ("；", ";"):
        return "semicolon", status
    verb = _VERB.fullmatch(bare) if len(bare) <= 40 else None
    if verb is None and (office := _OFFICE.search(bare) or _CLAUSE_TERM.search(bare)):
        tail = bare[max(0, office.start() - 4) :]
        return "office", "former" if any(mark in tail for mark in _FORMER) else "incoming" if "拟" in tail or "将" in tail else ""
    if verb:
        if verb["verb"] in ("的", "之"):
            return "of", status
        lead = bare
        if any(lead.find(mark) >= 0 for mark in _FORMER):
            status = "former"
        elif any(mark in lead for mark in _INCOMING) or bare.startswith("获"):
            status = "incoming" if any(mark in lead for mark in _INCOMING) else status
        return "verb", status
    return "other", status


Element = PersonSpan | PostSpan


def bind_posts(
    reading: Reading, people: tuple[PersonSpan, ...], posts: tuple[PostSpan, ...], bodies: dict[int, tuple[int, int]]
) -> tuple[tuple[Bond, ...], tuple[PostSpan, ...]]:
    """Who holds which post, and the posts that nobody was found for."""
    bonds: list[Bond] = []
    free: list[PostSpan] = []
    subject = ""
    notes = {place for person in people for note in person.notes for place in range(*note)}
    rows: dict[int, list[Element]] = {}
    for element in sorted([*people, *posts], key=lambda e: (e.start, -e.end)):
        if isinstance(element, PostSpan) and element.start in notes:
            continue
        rows.setdefault(reading.sentence_start(element.start), []).append(element)
    named = {at for person in people for at in range(person.start, person.end)}
    inner = _note_bonds(reading, people, tuple(post for post in posts if post.title[0] not in named))
    bonds += inner
    for start in sorted(rows):
        row = _without_overlap(rows[start])
        found, left = _bind_row(reading, start, row, subject, bodies)
        bonds += found
        free += left
        first = next((element for element in row if isinstance(element, PersonSpan)), None)
        subject = first.key if first is not None else ""
    return tuple(bonds), tuple(free)


def _without_overlap(row: list[Element]) -> list[Element]:
    kept: list[Element] = []
    for element in row:
        if kept and element.start < _tail(kept[-1]):
            if isinstance(element, PersonSpan) and isinstance(kept[-1], PostSpan):
                kept[-1] = element
            continue
        kept.append(element)
    return kept


def _tail(element: Element) -> int:
    return element.tail if isinstance(element, PersonSpan) else element.end


def _note_bonds(reading: Reading, people: tuple[PersonSpan, ...], posts: tuple[PostSpan, ...]) -> list[Bond]:
    """Posts in the brackets after a name: 何安（主席）, 利子谦（兼青年委员会主席）."""
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
        if not isinstance(row[at], PostSpan) or at + 1 >= len(row):
            continue
        following, (gap, _) = row[at + 1], gaps[at + 1]
        if isinstance(following, PersonSpan):
            if gap in ("adjacent", "colon") and not _is_back(row, gaps, at, fold):
                owner[at] = (following.key, "before_name" if gap == "adjacent" else "label")
            elif gap in ("verb", "other") and _names_holders(fold, row[at].end, following.begin) and not _has_subject(row, gaps, at):
                owner[at] = (following.key, "label")
        elif at + 1 in owner and owner[at + 1][1] in ("before_name", "piled"):
            if _piles(row, gaps, at, fold):
                owner[at] = (owner[at + 1][0], "piled")
            elif row[at].head not in _MEMBERS and _names_holders(fold, row[at].end, following.start) and not _has_subject(row, gaps, at):
                owner[at] = (owner[at + 1][0], "holders")
    for at in [at for at in owner if not _is_title_here(reading, row[at])]:
        del owner[at]
    # Backward: after a name, or after a verb whose subject the name is.
    for at, element in enumerate(row):
        if not isinstance(element, PostSpan) or at in owner or not _is_title_here(reading, element):
            continue
        gap, marked = gaps[at]
        if at == 0:
            if gap in ("verb", "office") and subject:
                owner[at], status[at] = (subject, "verb_without_subject"), marked
            continue
        before = row[at - 1]
        if isinstance(before, PersonSpan):
            if gap == "adjacent":
                owner[at] = (before.key, "after_name")
            elif gap == "verb" and _gives_certificate(fold, before.tail, element):
                owner[at] = (before.key, "certificate")
            elif gap in ("verb", "office") and not _benefits(reading, before.tail, element):
                owner[at], status[at] = (_subject_before(reading, row, at).key, "verb"), marked
            elif gap == "of" and (fold[max(0, before.start - 2) : before.start] in ("免去", "撤销", "解除") or regex.match(r"(?:一?职务?|职位|一职)", fold, pos=element.end)):
                owner[at], status[at] = (before.key, "removal"), "former"
            elif gap == "comma" and _closed_after(reading, element.end) and element.body is not None:
                owner[at] = (before.key, "apposition")
        elif at - 1 in owner:
            person, rule = owner[at - 1]
            goes_on = gap in ("list", "and", "join", "adjacent") or (gap in ("comma", "semicolon") and element.body is not None)
            if gap in ("verb", "office"):
                owner[at], status[at] = (person, "verb"), marked
            elif goes_on and rule not in ("before_name", "piled", "label"):
                owner[at], status[at] = (person, rule), marked or status.get(at - 1, "")
        elif gap in ("verb", "office") and (person_before := _nearest_person(row, at)) is not None:
            owner[at], status[at] = (person_before.key, "verb"), marked
    _one_post_by(reading, row, gaps, owner)
    bonds, body_of = [], {}
    before_person = _bodies_before_names(row, owner, by_end)
    shared = _shared_bodies(reading, row, gaps, owner, before_person)
    for at, (person, rule) in sorted(owner.items()):
        post = row[at]
        assert isinstance(post, PostSpan)
        marked = status.get(at, "") or post.status or (gaps[at][1] if at else gaps[at][1])
        body_of[at] = shared.get(at)
        bonds.append(Bond(person, post, shared.get(at), marked, rule))
    bonds += _share_with_names(row, gaps, owner, body_of)
    bonds += _share_holders(row, gaps, owner, body_of)
    bonds += _share_subjects(row, gaps, owner, body_of, status)
    return bonds, [element for at, element in enumerate(row) if isinstance(element, PostSpan) and at not in owner]


def _names_holders(fold: str, start: int, end: int) -> bool:
    """Whether the words after a title name who holds it: 非执行董事为何安先生及…, 成员包括…, 会长由甲出任."""
    between = fold[start:end].strip(" ：:，则")
    if between.endswith("由"):
        return between in ("由", "分别由", "一职由") and bool(_TAKES_OFFICE.match(fold, end, end + 120))
    return between in ("为", "是", "包括", "有", "分别为", "分别是", "计有", "包括有", "现为")


def _has_subject(row: list[Element], gaps: list[tuple[Gap, str]], at: int) -> bool:
    """Whether a name before the title holds it already: 何安为主席，为…"""
    return at > 0 and isinstance(row[at - 1], PersonSpan) and gaps[at][0] in ("verb", "office", "adjacent")


def _gives_certificate(fold: str, tail: int, post: PostSpan) -> bool:
    """向甲颁发名誉会长委任状: who gets the letter gets the post."""
    return fold[tail : tail + 2] in _GIVING and fold.startswith(_LETTERS, post.end)


def _benefits(reading: Reading, tail: int, post: PostSpan) -> bool:
    """Whether 为 means 'for' here: 甲为得主颁奖."""
    following = reading.starts.get(post.end)
    goes_on = following is not None and following.tag in ("v", "vn", "p", "n", "a", "d")
    return reading.fold[tail : post.start] == "为" and goes_on and reading.fold[post.end] not in "，。、；"


def _is_title_here(reading: Reading, post: Element) -> bool:
    """Whether a word that is also a common word (代表, 成员) is a title here: with a body or a field before it."""
    assert isinstance(post, PostSpan)
    head = reading.vocabulary.titles.get(post.head)
    if reading.fold[post.start] == "团":
        return False  # the members of a delegation: 代表|团成员
    if head is None or not head.weak or head.alone:
        return True
    word = reading.starts.get(post.end - len(post.head))
    if word is not None and word.tag in ("v", "vn") and post.body is None:
        return False
    return post.body is not None or post.title[1] - post.title[0] > len(post.head) or _label_before(reading, post)


def _label_before(reading: Reading, post: PostSpan) -> bool:
    """Whether the title heads a line or an item, as in credits: 编辑：何安."""
    fold = reading.fold
    opened = post.start == 0 or fold[post.start - 1] in "\n（(、；／/|｜丨 　"
    return opened and fold[post.end : post.end + 1] in (" ", "　", "：", ":", "／", "/", "丨", "\n", "")


def _is_back(row: list[Element], gaps: list[tuple[Gap, str]], at: int, fold: str) -> bool:
    """Whether a post between two names belongs to the one before it: 甲主任乙 reads so only with a space or colon after."""
    before = row[at - 1] if at else None
    if not isinstance(before, PersonSpan) or gaps[at][0] != "adjacent":
        return False
    post, following = row[at], row[at + 1]
    touching = fold[before.tail : post.start] == ""
    return touching and following.start > post.end


def _piles(row: list[Element], gaps: list[tuple[Gap, str]], at: int, fold: str) -> bool:
    """Whether a post goes on to the post after it, both held by the name to come."""
    gap = gaps[at + 1][0]
    before = row[at - 1] if at else None
    post = row[at]
    assert isinstance(post, PostSpan)
    if isinstance(before, PersonSpan) and gaps[at][0] == "adjacent" and fold[before.tail : post.start] == "":
        return False
    if gap in ("list", "join", "and", "adjacent"):
        return True
    if gap == "verb" and fold[post.end : post.end + 1] == "、":
        return True  # 前局长、曾任全国政协委员何志平
    return gap == "comma" and (post.body is not None or not isinstance(before, PersonSpan)) and gaps[at][0] != "verb"


def _closed_after(reading: Reading, end: int) -> bool:
    return end >= len(reading.fold) or reading.fold[end] in "，。；、）)\n "


def _subject_before(reading: Reading, row: list[Element], at: int) -> PersonSpan:
    """Who the subject of a verb of office is: the name before it, or the one before that if it is only replaced."""
    nearest = row[at - 1]
    assert isinstance(nearest, PersonSpan)
    if regex.match(r"[之的](?:父|母|子|女|配偶|兄|弟|姊|姐|妹|夫|妻|胞|丈夫|太太|儿)", reading.fold, pos=nearest.tail):
        return next(element for element in row if isinstance(element, PersonSpan))
    lead = reading.fold[max(0, nearest.start - 12) : nearest.start]
    if regex.search(r"(?:接替|取代|继任|代替|接续)[^，。；]{0,10}$", lead):
        earlier = _nearest_person(row, at - 1)
        return earlier if earlier is not None else nearest
    return nearest


def _nearest_person(row: list[Element], at: int) -> PersonSpan | None:
    return next((element for element in reversed(row[:at]) if isinstance(element, PersonSpan)), None)


def _one_post_by(
    reading: Reading, row: list[Element], gaps: list[tuple[Gap, str]], owner: dict[int, tuple[str, str]]
) -> None:
    """董事长一职由何安担任: the post comes first, its holder after 由."""
    fold = reading.fold
    for at, element in enumerate(row):
        if not isinstance(element, PostSpan) or at in owner or not regex.match(r"(?:一职|职务|职位|之职)", fold, pos=element.end):
            continue
        for person in row[at + 1 :]:
            if isinstance(person, PersonSpan):
                by = fold[element.end : person.start]
                if "由" in by and regex.match(r"[^，。；]{0,14}?(?:出任|担任|接任|接替|兼任|接手|接棒)", fold, pos=person.tail):
                    owner[at] = (person.key, "post_by_person")
                    break
    del gaps


def _bodies_before_names(
    row: list[Element], owner: dict[int, tuple[str, str]], by_end: dict[int, tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """The body of a post after a name when it stands before the name: 国安会|李大维|秘书长."""
    found = {}
    for at, (_, rule) in owner.items():
        post, before = row[at], row[at - 1] if at else None
        if rule == "after_name" and isinstance(post, PostSpan) and post.body is None and isinstance(before, PersonSpan):
            body = by_end.get(before.start)
            if body is not None:
                found[at] = body
    return found


def _shared_bodies(
    reading: Reading,
    row: list[Element],
    gaps: list[tuple[Gap, str]],
    owner: dict[int, tuple[str, str]],
    before_person: dict[int, tuple[int, int]],
) -> dict[int, tuple[int, int]]:
    """The body of each post: its own, or that of the post before it for the same person or in the same list."""
    bodies: dict[int, tuple[int, int]] = {}
    last: tuple[int, int] | None = None
    person, listed = "", False
    for at, element in enumerate(row):
        listed = listed and gaps[at][0] in ("list", "and", "join", "adjacent")
        if isinstance(element, PersonSpan):
            if gaps[at][0] in ("other", "semicolon"):
                last = None
            continue
        if gaps[at][0] == "other" and (at not in owner or not _opens_clause(reading, element)):
            last = None
        body = element.body or before_person.get(at)
        if body is not None:
            last, listed = body, True
            if at in owner:
                bodies[at] = body
        elif at in owner and last is not None:
            if _may_share(reading, element, last, same=owner[at][0] == person, listed=listed):
                bodies[at] = last
        person = owner[at][0] if at in owner else ""
    return bodies


def _opens_clause(reading: Reading, post: PostSpan) -> bool:
    """Whether a post begins a clause: …主任甲主持，副主任乙…"""
    return reading.fold[max(0, post.status_start - 1) : post.status_start] in ("，", "；", "、")


def is_bare(reading: Reading, post: PostSpan) -> bool:
    """Whether a title is only its head with ranks and fields of work, so that it needs a body from elsewhere."""
    end = post.title[1]
    head_start = reading.fold.rfind(post.head, post.title[0], end)
    return made_of_fields(reading, post.title[0], max(head_start, post.title[0]))


def _may_share(reading: Reading, post: PostSpan, body: tuple[int, int], *, same: bool, listed: bool) -> bool:
    """Whether a post can be one of a body named before it: it needs one, and bodies of that kind have such posts.

    In an unbroken list, or for the same person, the title may have open words (首席声学科学家) or be of another kind.
    """
    head = reading.vocabulary.titles.get(post.head)
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


def _share_with_names(
    row: list[Element], gaps: list[tuple[Gap, str]], owner: dict[int, tuple[str, str]], bodies: dict[int, tuple[int, int] | None]
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
        if gap in ("list", "and", "adjacent") or (label and gap == "comma"):
            if at in owned_after and not label:
                current = None
                continue
            rule = "shared_label" if label else "shared_title"
            bonds.append(Bond(element.key, post, bodies.get(place), post.status or gaps[place][1], rule))
        else:
            current = None
    return bonds


def _share_holders(
    row: list[Element], gaps: list[tuple[Gap, str]], owner: dict[int, tuple[str, str]], bodies: dict[int, tuple[int, int] | None]
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


def _share_subjects(
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


def with_person(bond: Bond, key: str) -> Bond:
    """The same bond for another key, after two names turned out to be one person."""
    return replace(bond, person=key)
