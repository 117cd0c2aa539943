"""What stands between two things of a row, and what it means for them."""

from __future__ import annotations

from typing import Literal

import regex

Gap = Literal["adjacent", "list", "and", "join", "comma", "colon", "semicolon", "verb", "office", "of", "other"]
_VERB = regex.compile(
    r"(?:，|,|；|。)?(?:生前|其时|时|他|她|彼|其|并|也|亦|同时|同日|之后|其后|此前|随后|后|现时|目前|早年|创业前|履新前|加盟[^，。]{1,6}前|此次|并将|将|即将|拟|已|曾|曾经|先后|自[^，。；]{2,16}起|至今|获[^，。；为]{0,12}|被|经|由|继续|仍|再次|再度|正式|分别|"
    r"[一二两三四五六七八九十0-9\d]+度|于[^，。；]{2,16}|在[^，。；]{2,12}|[0-9]{4}年(?:[0-9]{1,2}月)?(?:[起后前至]|以来|之后|以后)?|(?:一九|二[○〇零])[^，。；]{2,10})*"
    r"(?P<verb>现任|现为|现职|兼任|兼|曾任|曾为|历任|先后任|先后担任|先后为|出任|担任|接任|升任|转任|调任|续任|连任|改任|专任|就任|赴任|当选为|当选|委任为|任命为|聘任为|聘请为|聘为|"
    r"推选为|选举为|选为|晋升为|晋升|调升|受聘为|受聘|获聘为|获聘|获委|任职|任|为|是|作为|成为|担当|出掌|执掌|接棒|接替[^，。；]{1,12}出任|接手|署理|暂代|代理|包括|计有|乃|免去其|颁发|颁授|颁赠|致送|身兼|拟任|将任|候任|留任|则任|续聘为|荣任|荣膺|荣升|膺任|履新|退任|辞任|辞去|卸任|卸下|不再担任|不再兼任|不再出任|之|的)"
    r"(?:了|着|本届|新一届|新届|该|我国|新任|现任|首任|国家级|当时的|一名|一位|第[一二三四五六七八九十百0-9]+届)*"
)
# A verb of holding office at the end of a longer stretch: ...，其后先后担任
_OFFICE = regex.compile(
    r"(?P<lead>曾|先后|现|历|将|拟|获|并|亦|也|同时|仍|续|再|已|不再)?(?:现任|现为|现职|曾任|历任|先后任|先后担任|担任|出任|兼任|接任|升任|转任|调任|续任|连任|改任|专任|就任|"
    r"委任为|任命为|聘任为|聘请为|聘为|推选为|推举为|选举为|当选为|晋升为|受聘为|获聘为|获选为|获委任|获任命|身兼|荣任|荣膺|荣升|膺任|履新|退任|辞任|卸任|辞去)(?:了|本届|新一届|新届|该|我国|新任|第[一二三四五六七八九十百0-9]+届)*$"
)
_CLAUSE_TERM = regex.compile(
    r"(?:^|[，；。：])(?:[^，；。]{0,14}?)(?:起|年|月|日|时|前|后|至今|此前|其后|期间|目前|现时)?(?:先后|曾|已|又|再|转|并|亦|也)?[任为]$"
)
_ASIDE = regex.compile(r"[（(][^（）()]{0,40}[）)]|「[^「」]{0,30}」|“[^“”]{0,30}”")
_FORMER = (
    "曾",
    "历任",
    "先后",
    "辞去",
    "卸",
    "不再",
    "退任",
    "辞任",
    "免去",
    "早年",
    "创业前",
    "此前",
    "履新前",
    "原任",
)
_INCOMING = ("拟", "将", "候任", "即将")
# After a name and a comma these are verbs: 甲，现任…主席.
_HOLDING = frozenset({"现任", "新任", "续任", "连任", "亦为", "也为", "亦是", "也是", "同时是"})
_NUMBER_OF = regex.compile(r"[两二三四五六七八九十0-9]+[位名]")
_AND = frozenset(
    {
        "和",
        "及",
        "与",
        "以及",
        "、和",
        "、及",
        "、与",
        "并",
        "，及",
        "，以及",
        "，和",
        "及其",
        "，与",
        "和其",
        "；及",
        "；以及",
        "；和",
    }
)
# An item of a list that may be a name which was not seen; the list goes on over it.
_UNSEEN = regex.compile(r"、\p{Han}{2,3}、")
_JOIN = frozenset({"兼", "暨", "、兼", "，兼", "并兼", "、并兼", "及兼"})
_MARKS = regex.compile(
    r"(?:前任|时任|原任|卸任|离任|甫卸任|候任|现任|新任|续任|连任|拟任|前|原|首任|该|本|我国|我|其|同时是|现|一名|一位|也是|亦是|亦为|也为|其后为)$"
)


def _office(text: str) -> regex.Match[str] | None:
    """The verb of holding office that a stretch ends in."""
    return _OFFICE.search(text) or (_CLAUSE_TERM.search(text) if text.endswith(("任", "为", "\n")) else None)


def gap_between(text: str) -> tuple[Gap, str]:
    """What joins two things of a row, and the status that the words between them give to the second.

    >>> gap_between("、"), gap_between("，曾任")
    (('list', ''), ('verb', 'former'))
    """
    if not text:
        return "adjacent", ""
    if text == "现任":
        return "verb", ""
    bare = text.replace(" ", "").replace("\u3000", "").replace("\t", "")
    if len(bare) > 2 and (shorter := _ASIDE.sub("", bare)) != bare:
        bare = shorter
    status = ""
    marked = _MARKS.search(bare)
    if marked and bare not in _JOIN and bare[: marked.start()] in {"", "、", "，", "；", "；，", *_AND, *_JOIN}:
        word = marked.group()
        status = (
            "former"
            if word in ("前", "原", "前任", "时任", "原任", "卸任", "离任", "甫卸任")
            else "incoming"
            if word in ("候任", "拟任")
            else ""
        )
        if bare[: marked.start()] == "，" and word in _HOLDING:
            return "verb", status
        bare = bare[: marked.start()]
    if bare == "" or _NUMBER_OF.fullmatch(bare):
        return "adjacent", status
    if bare in ("、", "/", "／", "·", "─", "—", "-", "・") or _UNSEEN.fullmatch(bare):
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
    if verb is None and (office := _office(bare)):
        tail = bare[max(0, office.start() - 4) :]
        return "office", "former" if any(
            mark in tail for mark in _FORMER
        ) else "incoming" if "拟" in tail or "将" in tail else ""
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
