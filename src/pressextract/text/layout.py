"""What each line of a release is: headline, heading, lead, body, caption, roster, boilerplate, contact, credits.

A line is first judged by itself, then by its neighbours. Wherever it is not clearly something else it is body: text
that is missed hurts more than noise that is read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

import regex

from pressextract.schema import SectionKind
from pressextract.text.dateline import FoundDateline, is_meta

LineKind = Literal[
    "headline", "heading", "lead", "body", "caption", "roster", "boilerplate", "contact", "credits", "noise", "dateline"
]

_COMPANY: Final = regex.compile(r"(?:公司|LIMITED|LTD\.?|INC\.?|PLC)$|^[（(].*[）)]$|^[（(]\d[）)]", regex.IGNORECASE)
_LONGEST_HEADLINE: Final = 90
_LONGEST_HEADING: Final = 45
_LONGEST_LIST_TITLE: Final = 16
_LONGEST_ITEM: Final = 70
_LONGEST_CREDIT: Final = 110
_LONGEST_CAPTION: Final = 160
_LONGEST_SUBTITLE: Final = 60
_LONGEST_INTRODUCTION: Final = 26
_LONGEST_OWN: Final = 260
_LONGEST_LABELLED: Final = 200
_LONGEST_DATELINE_REST: Final = 16
_SHORTEST_LEAD: Final = 20
_FEWEST_ITEMS: Final = 3
_FIRST_ABOUT: Final = 2
_HEAD: Final = 5

_RULE: Final = regex.compile(r"[^\p{L}\p{N}]+")
_FURNITURE: Final = regex.compile(
    r"""[（(【\[<-]*\s*(?:完|全文完|END|end|End|稿末|即日新闻|新闻公报|新闻稿|新闻发布|传媒|即时发布|实时发布|供即时发布|.{2,10}新闻稿
    |For\ Immediate\ Release|打印(?:本页)?|关闭(?:窗口|本页)?
    |返回.{0,6}|分享(?:到|至)?.{0,20}|检举|回(?:到)?(?:顶部|首页)|字[号体].{0,12}
    |(?:上|下)一[篇则条][：:]?.*|(?:您|你)?(?:现在|目前|当前)?(?:的)?位置[：:].*|首页\s*[>＞»/].*|[^。，]*[>＞»][^。，]*[>＞»][^。，]*
    |(?:浏览|访问|阅读|点击)(?:次数|量|数)?[：:]?\s*\d*.{0,4}|香港时间\d+时\d+分|第\s?\d+\s?页.{0,8}|https?://\S+|扫一扫.*|(?:\#\S+\s*)+
    |(?:©|Copyright|版权所有).*|附件[：:]?.{0,30}|\d+/\d+)\s*[）)】\]>-]*""",
    regex.VERBOSE,
)
_RELATED: Final = regex.compile(r"(?:相关|推荐|延伸|更多|热门)(?:新闻|阅读|文章|报道|链接|资讯)[：:]?")
_NUMBERED: Final = r"[一二三四五六七八九十\d①-⑳]{0,3}"
_CAPTION: Final = regex.compile(
    rf"""[▲△▼]
    | [（(【\[]?\s*(?:图片?|相片|照片|附图)\s*{_NUMBERED}\s*(?:说明?|片说明|注|左|右|上|下|中)?\s*[）)】\]：:／/]
    | [（(【\[]?(?:图|上图|下图|左图|右图)(?:为|示)
    | [（(]?(?:前排|后排|图)?(?:由)?(?:左|右|自左|自右)(?:起|至右|一|二|三|四|五)""",
    regex.VERBOSE,
)
_PICTURES_BY: Final = regex.compile(r"图[：:／/]\s*[\p{Han}A-Za-z、 ]{2,12}")
_SHOT_BY: Final = regex.compile(r"[（(\s\u3000/／][^（(，。]{1,20}(?:摄|供图|提供)[）)]?$")
_STANDING: Final = regex.compile(
    r"[（(](?:前排|后排|图)?(?:左|右|中|由左至右|左起|右起)[一二三四五六七八九\d]?(?:起|者|边)?[）)]"
)
_CREDIT_LABEL: Final = (
    r"(?:供稿|撰稿|投稿|采写|作者|文字|撰文|图文|文|图|摄影|图片|摄|编辑|责编|责任编辑|值班编辑|执行编辑|网络编辑|校对|校审|审核|审校|审稿"
    r"|[一二三初复终]审|核稿|译者|编译|监制|总监制|策划|总策划|排版|美编|主编|副主编|来源|稿源|签发|录入|发稿人员?|通讯员|记者|供图|统筹|制作|设计)"
)
_CREDIT: Final = regex.compile(
    rf"[（(【\[]?\s*(?:本?[报网刊台]|全媒体|见习|实习)?{_CREDIT_LABEL}(?:[、／/与和]{_CREDIT_LABEL})*\s*(?:[：:|丨／/]|\s+(?=\p{{Han}}{{2,4}}))"
    rf"|[（(【\[][^。]{{0,40}}(?:供稿|编辑|责编|撰稿|摄影|校对|译者|核稿|通讯员)[^。]{{0,40}}[）)】\]]\s*\d*$"
)
_SENDER: Final = regex.compile(r"发稿人员?\s*[：:]")
_CONTACT: Final = regex.compile(
    r"(?:传媒|媒体|新闻|公关|投资者|投资人|业务|活动|报名|采访|公众|客户|记者|市场|品牌|合作|商务)?(?:如有)?(?:任何)?"
    r"(?:查询|联络|联系|联络人|联系人|垂询|咨询|接洽|洽询|询问)(?:人|方式|电话|单位|窗口|资料|信息|我们)?(?:\s*[：:]|[，,（(]|\s*请|\s*$|\s+\S)"
    r"|(?:传媒|媒体|公众|各界|记者)?如(?:有|欲|需|对)[^。]{0,40}(?:请与|请联络|请联系|请致电|请电邮|请洽)"
    r"|(?:Media|Press|Investor)\s+(?:Contact|Enquir|Relations)|新闻联络人?[：:]|\p{Han}{0,8}发言人[：:]|(?:联络|联系)?(?:电话|电邮|邮箱|传真|手机|E-?mail|Tel|Email)\s*[：:]"
)
_NUMBER: Final = regex.compile(r"(?:联络|联系)?(?:电话|电邮|邮箱|传真|手机|E-?mail|Tel)", regex.IGNORECASE)
_REACHED_AT: Final = regex.compile(
    r"(?:电话|电邮|邮箱|传真|手机|[Ee]-?[Mm]ail|T[Ee][Ll]|邮件|微信)\s*[：:]?\s*[(（+\dA-Za-z]|[\w.+-]{1,60}@[\w-]{1,60}\.\w|(?<!\d)0\d{1,3}-\d{3,4}-?\s?\d{3,4}"
)
_ABOUT: Final = regex.compile(r"(?:关于|About\s)\s*[「“《]?(?P<who>[^，。；：:」”》]{1,40})[」”》]?\s*(?:[：:].*)?")
_NO_ABOUT: Final = regex.compile(r"(?:通知|公告|决定|意见|办法|报告|批复|说明|回应|问题|事宜|议题|一事)$")
_DISCLAIMER: Final = regex.compile(
    r"香港交易及结算所有限公司(?:及|与|和)香港联合交易所有限公司|(?:免责|前瞻性?)(?:声明|陈述)|(?:编辑|编者)(?:备注|注)|重要(?:提示|声明)|风险提示[：:]"
)
_ENDS: Final = frozenset("。！？；!?;…，、,")
_NO_HEADLINE_END: Final = frozenset("。；;，、,：:")
_STOP: Final = regex.compile(r"[。！？；]")
_BULLET: Final = regex.compile(r"[•●◆■◎○＊*·※★☆►▶-]\s?\S|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]")
_BULLET_ONLY: Final = regex.compile(r"[•●◆■◎○＊*·※★☆►▶]\s?\S|-\s\S")
_LABEL_OF_FACT: Final = regex.compile(
    r"(?:\p{Han}{0,4}(?:时间|日期|地点|地址|电话|网址|费用|主题|名称|对象|票价|代码|代号)\s*[：:])"
)
_HEADING_MARK: Final = regex.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|[甲乙丙丁戊己]|\d{1,2})[)）、．]|#+\s|【[^】]{2,20}】$"
)
_TABLE_ROW: Final = regex.compile(r"\S[ \t\u3000]{2,}\S+[ \t\u3000]{2,}\S")
_LISTED: Final = regex.compile(r"名单|成员|名录|如下|嘉宾|委员|得奖|获奖|得主|主席|理事|会长|首长|代表|人员|入选")
_LABELLED: Final = regex.compile(r"[^，。、：:]{1,24}[：:]\s*\S")
_HONOURS: Final = regex.compile(r"[，,、]\s?(?:[A-Z.]{2,6}|太平绅士|博士|医生|大律师)(?=[，,、（(\s*]|$)")
_CLOCK: Final = regex.compile(r"\d{1,2}\s?[:：]\s?\d\d")
_ADDRESS: Final = regex.compile(r"://|www\.|\.(?:com|tw|hk|cn|net|org)(?![a-z])")
_DIGITS: Final = regex.compile(r"[\d.,%+±/-]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the fold, without the space around it."""

    start: int
    end: int
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one sort that belong together; ``start`` to ``end`` leaves out the heading."""

    kind: SectionKind
    heading: tuple[int, int] | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    text: str
    blank_before: bool


def lay_out(fold: str, dateline: FoundDateline | None) -> tuple[tuple[Line, ...], tuple[Section, ...]]:
    r"""Cuts a fold into lines and sections.

    >>> text = "青禾集团换帅\n\n青禾集团今日宣布，林致远任董事长，即日生效。\n\n媒体联络\n周女士 电话：123"
    >>> [line.kind for line in lay_out(text, None)[0]]
    ['headline', 'lead', 'contact', 'contact']
    """
    rows = _rows(fold)
    kinds: list[LineKind | None] = [_own_kind(row, dateline) for row in rows]
    _open_story(rows, kinds, dateline)
    _carry_on(rows, kinds)
    _list_names(rows, kinds)
    _head_blocks(rows, kinds)
    lines = tuple(Line(row.start, row.end, kind or "body") for row, kind in zip(rows, kinds, strict=True))
    return lines, _sections(lines)


def _rows(fold: str) -> list[_Row]:
    rows: list[_Row] = []
    at, blank = 0, True
    for raw in fold.split("\n"):
        text = raw.strip()
        if text:
            start = at + len(raw) - len(raw.lstrip())
            rows.append(_Row(start, start + len(text), text, blank))
        blank = not text
        at += len(raw) + 1
    return rows


def _own_kind(row: _Row, dateline: FoundDateline | None) -> LineKind | None:
    """What a line is by its own words; None where they do not tell."""
    text = row.text
    if len(text) > _LONGEST_OWN:
        return "boilerplate" if _DISCLAIMER.match(text) else None
    if _RULE.fullmatch(text) or _FURNITURE.fullmatch(text):
        return "noise"
    stops = len(_STOP.findall(text))
    if _CAPTION.match(text) and len(text) <= _LONGEST_CAPTION and not (stops == 0 and _PICTURES_BY.fullmatch(text)):
        return "caption"
    if stops == 0 and len(text) <= _LONGEST_CREDIT and (_SENDER.search(text) or _is_credit(text)):
        return "credits"
    if is_meta(text):
        return "dateline"
    if dateline is not None and row.start <= dateline.start and dateline.end <= row.end:
        rest = len(text) - (dateline.end - dateline.start)
        if rest <= _LONGEST_DATELINE_REST and not _STOP.search(text):
            return "dateline"
    if _DISCLAIMER.match(text):
        return "boilerplate"
    if stops <= 1 and len(text) <= _LONGEST_CREDIT and (_SHOT_BY.search(text) or _STANDING.search(text)):
        return "caption"
    if _CONTACT.match(text) and (_REACHED_AT.search(text) or (len(text) <= _LONGEST_ITEM and stops == 0)):
        return "contact"
    if len(text) <= _LONGEST_CREDIT and stops == 0 and _REACHED_AT.search(text):
        return "contact"
    return None


def _is_credit(text: str) -> bool:
    match = _CREDIT.match(text)
    return bool(match) and not (text.startswith(("来源", "稿源")) and not _CREDIT.search(text, 4))


def _open_story(rows: list[_Row], kinds: list[LineKind | None], dateline: FoundDateline | None) -> None:
    """The headline, the lines under it, and the lead."""
    fresh = [index for index, kind in enumerate(kinds) if kind is None]
    if not fresh:
        return
    first = rows[fresh[0]]
    opens_wire = dateline is not None and dateline.start == first.start
    while len(fresh) > 1 and _COMPANY.search(first.text) and len(first.text) <= _LONGEST_HEADLINE and not opens_wire:
        # An announcement opens with who makes it; what it is about stands below.
        kinds[fresh.pop(0)] = "heading"
        first = rows[fresh[0]]
    has_story = any(len(rows[index].text) >= _SHORTEST_LEAD for index in fresh[1:])
    at = 0
    if has_story and not opens_wire and len(first.text) <= _LONGEST_HEADLINE and first.text[-1] not in _NO_HEADLINE_END:
        kinds[fresh[0]] = "headline"
        at = 1
        while at < len(fresh) and at <= _HEAD and _is_short(rows[fresh[at]].text, _LONGEST_SUBTITLE):
            kinds[fresh[at]] = "heading"
            at += 1
    for index in fresh[at:]:
        text = rows[index].text
        if (
            len(text) >= _SHORTEST_LEAD
            and text[-1] != "；"
            and (text[-1] == "：" or "，" in text or "。" in text)
            and not _BULLET.match(text)
        ):
            kinds[index] = "lead"
            return


def _carry_on(rows: list[_Row], kinds: list[LineKind | None]) -> None:
    """Lines that belong to a block of contacts, to what a body says about itself, or to links to other stories."""
    state: LineKind | None = None
    for index, row in enumerate(rows):
        kind, text = kinds[index], row.text
        if kind is None and _RELATED.fullmatch(text):
            kinds[index] = state = "noise"
        elif (
            kind is None
            and index >= _FIRST_ABOUT
            and (about := _ABOUT.fullmatch(text))
            and not _NO_ABOUT.search(about["who"])
        ):
            kinds[index] = "heading" if len(text) <= _LONGEST_HEADING else "boilerplate"
            state = "boilerplate"
        elif kind == "contact":
            state = "contact"
            if (
                index
                and kinds[index - 1] is None
                and _NUMBER.match(text)
                and not row.blank_before
                and _is_short(rows[index - 1].text, _LONGEST_ITEM)
            ):
                kinds[index - 1] = "contact"
        elif kind is None and state == "boilerplate" and not _heads(rows, kinds, index):
            kinds[index] = "boilerplate"
        elif kind is None and state in ("contact", "noise") and _is_short(text, _LONGEST_ITEM):
            kinds[index] = state
        elif kind not in ("noise", "caption"):
            state = None


def _list_names(rows: list[_Row], kinds: list[LineKind | None]) -> None:
    """Rosters: runs of short lines without a sentence, below the lead."""
    lead = next((index for index, kind in enumerate(kinds) if kind == "lead"), len(rows))
    index = lead + 1
    while index < len(rows):
        run: list[int] = []
        while index < len(rows) and (
            (_is_item(rows[index].text) and kinds[index] is None) or (run and _is_rule(rows, kinds, index))
        ):
            run.append(index)
            index += 1
        items = [at for at in run if kinds[at] is None]
        if items and (len(items) >= _FEWEST_ITEMS or len(run) > len(items) or _announces(rows, kinds, items)):
            for at in items:
                kinds[at] = "heading" if _titles_list(rows, kinds, at) else "roster"
        index += 1
    for at in range(lead + 1, len(rows) - 1):
        # 理事长　顾兆庭；副理事长　丘映雪 between two lines of a roster is one more of them.
        if kinds[at] is None and kinds[at - 1] == kinds[at + 1] == "roster" and len(rows[at].text) <= _LONGEST_ITEM:
            kinds[at] = "roster"


def _titles_list(rows: list[_Row], kinds: list[LineKind | None], index: int) -> bool:
    """Whether a line of a roster is a heading in it: 主席 with a rule below, （甲）某委员会, 成员名单."""
    text = rows[index].text
    below = rows[index + 1 : index + 3]
    alone = len(below) == 2 and rows[index].blank_before and below[0].blank_before and not below[1].blank_before
    return (
        _is_rule(rows, kinds, index + 1)
        or text[-1] in "：:"
        or bool(_HEADING_MARK.match(text))
        or (alone and len(text) <= _LONGEST_LIST_TITLE and text[0] not in "（(" and not _TABLE_ROW.search(text))
    )


def _announces(rows: list[_Row], kinds: list[LineKind | None], items: list[int]) -> bool:
    """Whether the line before says that a list follows, or the line itself names people by their post."""
    index, below = items[0], items[-1] + 1
    text = rows[index].text
    if below < len(rows) and not rows[below].blank_before and len(rows[below].text) > _LONGEST_ITEM:
        return False  # a name that heads a paragraph about its bearer
    if _LABELLED.match(text) and _LISTED.search(text[:24].split("：")[0]):
        return True
    before = rows[index - 1].text if index else ""
    return (
        before.endswith(("：", ":")) and bool(_LISTED.search(before)) and kinds[index - 1] in (None, "heading", "lead")
    )


def _head_blocks(rows: list[_Row], kinds: list[LineKind | None]) -> None:
    """Short lines that stand over a block."""
    for index in range(len(rows)):
        if kinds[index] is None and _heads(rows, kinds, index):
            kinds[index] = "heading"


def _heads(rows: list[_Row], kinds: list[LineKind | None], index: int) -> bool:
    if index + 1 >= len(rows):
        return False
    text, below = rows[index].text, rows[index + 1].text
    limit = _LONGEST_HEADING if not rows[index].blank_before else _LONGEST_SUBTITLE
    if not _is_short(text, limit) or _LABEL_OF_FACT.match(text) or _TABLE_ROW.search(text) or _is_fact(text):
        return False
    if text[-1] in "：:":
        return "，" not in text
    if "，" in text and not _HEADING_MARK.match(text):
        return False
    return kinds[index + 1] in (None, "lead", "roster", "caption") and (
        bool(_STOP.search(below)) or len(below) > len(text) or _is_rule(rows, kinds, index + 1)
    )


def _is_short(text: str, limit: int) -> bool:
    """Whether a line is too short for a paragraph and has no sentence in it."""
    if text[-1] in "：:":
        limit = min(limit, _LONGEST_INTRODUCTION)
    return (
        len(text) <= limit
        and text.count("，") <= 1
        and text[-1] not in _ENDS
        and not _STOP.search(text)
        and not _BULLET_ONLY.match(text)
    )


def _is_fact(text: str) -> bool:
    """Whether a line is a time, an address on the web or a list behind a label, and so no heading and no name."""
    if _ADDRESS.search(text) or _CLOCK.match(text):
        return True
    if sum(map(len, _DIGITS.findall(text))) * 3 >= len(text):
        return True
    return bool(_LABELLED.match(text)) and "、" in text


def _is_item(text: str) -> bool:
    """Whether a line may stand in a roster."""
    if len(text) > _LONGEST_LABELLED or _LABEL_OF_FACT.match(text) or _BULLET_ONLY.match(text):
        return False
    if _ADDRESS.search(text):
        return False
    if _LABELLED.match(text) and text.count("、") >= 2 and "。" not in text and len(text) <= _LONGEST_LABELLED:
        return True
    plain = _HONOURS.sub("", text)
    if len(text) > _LONGEST_ITEM or not plain or plain[-1] in _ENDS or "，" in plain or "。" in plain:
        return False
    return (not _is_fact(text) or bool(_LABELLED.match(text))) and ("；" not in text or bool(_LABELLED.match(text)))


def _is_rule(rows: list[_Row], kinds: list[LineKind | None], index: int) -> bool:
    return index < len(rows) and kinds[index] == "noise" and bool(_RULE.fullmatch(rows[index].text))


def _sections(lines: tuple[Line, ...]) -> tuple[Section, ...]:
    """Runs of lines of one sort; a heading begins a new one."""
    sections: list[Section] = []
    heading: tuple[int, int] | None = None
    for line in lines:
        if line.kind == "heading":
            heading = line.start, line.end
        elif line.kind != "headline" and line.kind != "noise" and line.kind != "dateline":
            last = sections[-1] if sections else None
            if last is not None and heading is None and last.kind == line.kind:
                sections[-1] = replace(last, end=line.end)
            else:
                sections.append(Section(line.kind, heading, line.start, line.end))
            heading = None
    return tuple(sections)
