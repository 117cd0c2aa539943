"""The small tests by which the constructions of a row are told apart."""

from __future__ import annotations

import regex

from pressextract.entities.gaps import Gap
from pressextract.entities.posts import PostSpan
from pressextract.entities.row import Element, PersonSpan, nearest_person
from pressextract.mentions.reading import Reading

_TAKES_OFFICE = regex.compile(r"[^。；]{2,90}?(?:出任|担任|接任|兼任|充任|升任|续任|连任|接棒|接掌|代理)")
_RELATIVE = regex.compile(r"[之的](?:父|母|子|女|配偶|兄|弟|姊|姐|妹|夫|妻|胞|丈夫|太太|儿)")
_REPLACES = regex.compile(r"(?:接替|取代|继任|代替|接续)[^，。；]{0,10}$")
_OF_OURS = regex.compile(r"[该本我贵](?:院|校|会|公司|集团|社|馆|行|所|局|处|系|协会|学会|商会|大学|学院|中心)$")
# Posts of associations that are also common nouns.
_POSTS_IN_LISTS = frozenset({"财政", "总务", "文书", "康乐", "福利", "稽核", "核数", "公关", "学术", "交际", "查账"})
_GIVING = ("颁发", "颁授", "颁赠", "致送", "递交", "颁予")
_LETTERS = ("委任状", "委任书", "聘书", "聘任书", "任命书", "选任状")


def names_holders(fold: str, start: int, end: int) -> bool:
    """Whether the words after a title name who holds it: 非执行董事为何安先生及…, 成员包括…, 会长由甲出任."""
    between = fold[start:end].strip(" ：:，则")
    if between.endswith("由"):
        return between in ("由", "分别由", "一职由") and bool(_TAKES_OFFICE.match(fold, end, end + 120))
    return between in ("为", "是", "包括", "有", "分别为", "分别是", "计有", "包括有", "现为")


def has_subject(row: list[Element], gaps: list[tuple[Gap, str]], at: int) -> bool:
    """Whether a name before the title holds it already: 何安为主席，为…."""
    return at > 0 and isinstance(row[at - 1], PersonSpan) and gaps[at][0] in ("verb", "office", "adjacent")


def gives_certificate(fold: str, tail: int, post: PostSpan) -> bool:
    """向甲颁发名誉会长委任状: who gets the letter gets the post."""
    return fold[tail : tail + 2] in _GIVING and fold.startswith(_LETTERS, post.end)


def benefits(reading: Reading, tail: int, post: PostSpan) -> bool:
    """Whether 为 means 'for' here: 甲为得主颁奖."""
    following = reading.starts.get(post.end)
    if reading.fold.startswith("候选人", post.end):
        return False
    goes_on = following is not None and following.tag in ("v", "vn", "p", "n", "a", "d")
    return reading.fold[tail : post.start] == "为" and goes_on and reading.fold[post.end] not in "，。、；"


def is_title_here(reading: Reading, post: Element) -> bool:
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
    if _OF_OURS.search(reading.fold, max(0, post.start - 4), post.start):
        return True  # 该院|讲师
    if in_list_of_posts(reading, post):
        return True
    return post.body is not None or post.title[1] - post.title[0] > len(post.head) or _label_before(reading, post)


def in_list_of_posts(reading: Reading, post: PostSpan) -> bool:
    """Whether a post of an association that is also a common noun is an item of a list: 会长甲，财政乙."""
    opened = reading.fold[post.start - 1 : post.start] in ("，", "、", "；", "：")
    return opened and reading.fold[slice(*post.title)] in _POSTS_IN_LISTS


def _label_before(reading: Reading, post: PostSpan) -> bool:
    """Whether the title heads a line or an item, as in credits: 编辑：何安."""
    fold = reading.fold
    opened = post.start == 0 or fold[post.start - 1] in "\n（(、；／/|｜丨 　"
    return opened and fold[post.end : post.end + 1] in (" ", "　", "：", ":", "／", "/", "丨", "\n", "")


def belongs_before(row: list[Element], gaps: list[tuple[Gap, str]], at: int, fold: str) -> bool:
    """Whether a post between two names belongs to the one before it: 甲主任乙 reads so only with a space or colon after."""
    before = row[at - 1] if at else None
    if not isinstance(before, PersonSpan) or gaps[at][0] != "adjacent":
        return False
    post, following = row[at], row[at + 1]
    touching = fold[before.tail : post.start] == ""
    return touching and following.start > post.end


def piles(row: list[Element], gaps: list[tuple[Gap, str]], at: int, fold: str) -> bool:
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
        return True  # 前局长、曾任全国政协委员裴子衡
    return (
        gap == "comma"
        and (post.body is not None or not isinstance(before, PersonSpan))
        and (gaps[at][0] != "verb" or at == 0)
    )


def closed_after(reading: Reading, end: int) -> bool:
    """Whether a clause or an item ends here."""
    return end >= len(reading.fold) or reading.fold[end] in "，。；、）)\n "


def subject_before(reading: Reading, row: list[Element], at: int) -> PersonSpan:
    """Who the subject of a verb of office is: the name before it, or the one before that if it is only replaced."""
    nearest = row[at - 1]
    assert isinstance(nearest, PersonSpan)
    if _RELATIVE.match(reading.fold, nearest.tail):
        return next(element for element in row if isinstance(element, PersonSpan))
    lead = reading.fold[max(0, nearest.start - 12) : nearest.start]
    if _REPLACES.search(lead):
        earlier = nearest_person(row, at - 1)
        return earlier if earlier is not None else nearest
    return nearest
