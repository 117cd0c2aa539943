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

_LONGEST_HEADLINE: Final = 90
_LONGEST_HEADING: Final = 45
_LONGEST_ITEM: Final = 70
_LONGEST_CREDIT: Final = 110
_LONGEST_CAPTION: Final = 160
_SHORTEST_LEAD: Final = 20
_HEAD: Final = 5

_RULE: Final = regex.compile(r"[^\p{L}\p{N}]+")
_FURNITURE: Final = regex.compile(
    r"""[（(【\[<-]*\s*(?:完|全文完|END|end|End|稿末|即日新闻|新闻公报|新闻稿|新闻发布|传媒|即时发布|实时发布|供即时发布|.{2,10}新闻稿
    |For\ Immediate\ Release|打印(?:本页)?|关闭(?:窗口|本页)?|返回.{0,6}|分享(?:到|至)?.{0,20}|检举|回(?:到)?(?:顶部|首页)|字[号体].{0,12}
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
_CREDITED_PICTURE: Final = regex.compile(r"(?:摄|摄影|供图|提供|提供图片|翻摄|图片)[）)]?")
_SHOT_BY: Final = regex.compile(r"[（(\s\u3000/／][^（(，。]{1,20}(?:摄|供图|提供)[）)]?$")
_STANDING: Final = regex.compile(r"[（(](?:前排|后排|图)?(?:左|右|中|由左至右|左起|右起)[一二三四五六七八九\d]?(?:起|者|边)?[）)]")
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
    r"|(?:Media|Press|Investor)\s+(?:Contact|Enquir|Relations)|新闻联络人?[：:]|发言人[：:]|(?:联络|联系)?(?:电话|电邮|邮箱|传真|手机|E-?mail|Tel|Email)\s*[：:]"
)
_REACHED_AT: Final = regex.compile(
    r"(?:电话|电邮|邮箱|传真|手机|[Ee]-?[Mm]ail|T[Ee][Ll]|邮件|微信)\s*[：:]?\s*[(（+\dA-Za-z]|[\w.+-]{1,60}@[\w-]{1,60}\.\w|(?<!\d)0\d{1,3}-\d{3,4}-?\s?\d{3,4}"
)
_ABOUT: Final = regex.compile(r"(?:关于|About\s)\s*[「“《]?(?P<who>[^，。；：:」”》]{1,40})[」”》]?\s*(?:[：:].*)?")
_NO_ABOUT: Final = regex.compile(r"(?:通知|公告|决定|意见|办法|报告|批复|说明|回应|问题|事宜|议题|一事)$")
_DISCLAIMER: Final = regex.compile(
    r"香港交易及结算所有限公司(?:及|与|和)香港联合交易所有限公司|(?:免责|前瞻性?)(?:声明|陈述)|(?:编辑|编者)(?:备注|注)|重要(?:提示|声明)|风险提示[：:]"
)
_ENDS: Final = frozenset("。！？；!?;…，、,")
_STOP: Final = regex.compile(r"[。！？；]")
_BULLET: Final = regex.compile(r"[•●◆■◎○＊*·※★☆►▶-]\s?\S|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]")
_HEADING_MARK: Final = regex.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|[甲乙丙丁戊己]|\d{1,2})[)）、．]|#+\s|【[^】]{2,20}】$")
_GAP: Final = regex.compile(r"\S(?:[ \t\u3000]{2,}|\u3000)\S")
_LISTED: Final = regex.compile(r"名单|成员|名录|如下|嘉宾|委员|得奖|获奖|得主|主席|理事|会长|首长|代表|人员|入选")
_LABELLED: Final = regex.compile(r"[^，。、：:]{1,24}[：:]\s*\S")
_SIGNED: Final = regex.compile(r"承董事会命|代表董事会|此致|谨启")
_HONOURS: Final = regex.compile(r"[，,、]\s?(?:[A-Z.]{2,6}|太平绅士|博士|医生|大律师)(?=[，,、\s*]|$)")
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
    """A line on its way to its kind."""

    start: int
    end: int
    text: str
    blank_before: bool
    kind: LineKind | None = None
    list_like: bool = False


def lay_out(fold: str, dateline: FoundDateline | None) -> tuple[tuple[Line, ...], tuple[Section, ...]]:
    """Cuts a fold into lines and sections.

    >>> lines, _ = lay_out("青禾集团新任董事长\\n\\n青禾集团今日宣布，林致远出任董事长。\\n\\n媒体联络\\n周女士 电话：123", None)
    >>> [line.kind for line in lines]
    ['headline', 'lead', 'heading', 'contact']
    """
    rows = [_judged(row, dateline) for row in _rows(fold)]
    rows = _opened(rows, dateline)
    rows = _continued(rows)
    rows = _rostered(rows)
    rows = _headed(rows)
    lines = tuple(Line(row.start, row.end, row.kind or "body") for row in rows)
    return lines, _sections(lines)
