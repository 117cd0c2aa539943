"""Where the name of a body really begins, and what is no name at all."""

from __future__ import annotations

from dataclasses import replace

import regex

from pressextract.mentions.body_span import BodySpan
from pressextract.mentions.borders import begins_properly
from pressextract.mentions.reading import Reading

_DESCRIPTOR = regex.compile(
    r"(?:大厂|厂商|企业|开发商|供应商|制造商|服务商|运营商|营运商|不动产商|龙头|品牌|公司(?!.{0,3}[分子]公司)|机构|平台|旗下|附属|子公司|卖方|买方|收购人|日商|美商|"
    r"德商|英商|法商|港商|台商)(?!集团|有限|股份)"
)
_COMPANY = regex.compile(r"(?:公司|集团|控股|科技|企业|资本|创投|银行|地产|会社)$")
_JUNK_LEAD = frozenset("由于予代幸假在向与和及至赴到对为是按据使让经从该本此其各")
# A place where something is held is no body that takes part.
_VENUE = (
    "酒店",
    "饭店",
    "中心",
    "厅",
    "堂",
    "馆",
    "校园",
    "园",
    "大厦",
    "码头",
    "广场",
    "教室",
    "剧院",
    "会所",
    "总部",
    "校区",
)
_AT_PLACE = regex.compile(r"(?:在|假|假座|于|至|前往|位于|设于|抵达|走进|进驻)$")
_HELD = regex.compile(
    r"[^，。；]{0,8}(?:举行|举办|召开|开幕|揭幕|筵开|登场|宴|签署|签约|会见|办理|启动|展出|开展|落成|开馆)"
)
_OUR_OWN = frozenset(
    {"我校", "我院", "我会", "我市", "我省", "我县", "本校", "本会", "本院", "本市", "该校", "该院", "该会"}
)
_CONNECTING = frozenset("由予于应为向被托邀请率勉定谢达")
_SHORTEST_REST = 4
_LONGEST_QUOTED = 12
_QUOTED_NAME = regex.compile(r"(?:“[\p{Han}]{2,6}”|「[\p{Han}]{2,6}」)$")
_CALLED_BY_QUOTED = ("基金会", "服务队", "志愿队", "合唱团", "艺术团", "工作室", "俱乐部")
# What a word of the borders may be that a name never begins with.
_BEFORE_NAMES = ("stop", "former", "incoming", "current")
# What governs a body, and the board of one term: 第三届理事会.
BOARDS = ("董事会", "监事会", "会董会", "会董局", "理事会", "理监事会")
TERM_OF_OFFICE = regex.compile(r"(?:第[一二三四五六七八九十百0-9]+|新一|首|本|上一|下一|历)[届任]")
BOARD_OF_A_TERM = regex.compile(rf"{TERM_OF_OFFICE.pattern}(?:{'|'.join(BOARDS)}|执委会)$")
# Boards that releases name without their company's name.
BARE_BODIES = frozenset({"董事会", "监事会", "会董会", "会董局", "理监事会", "检察院"})


def trimmed(reading: Reading, left: int, limit: int) -> int:
    """The left border without list signs, spaces and dashes."""
    fold = reading.fold
    while left < limit and not fold[left].isalnum() and not (fold[left] in "（(" and _closes(fold, left, limit)):
        left += 1
    return left


def _closes(fold: str, left: int, limit: int) -> bool:
    """Whether the bracket that opens here closes before the limit: （新加坡）南汀科学技术协会."""
    return any(char in "）)" for char in fold[left:limit])


def cleaned(reading: Reading, body: BodySpan) -> BodySpan:
    """The body without words before it that the walk or the recogniser took along: 假冒|户政事务所, 由|环境及生态局."""
    fold, vocabulary = reading.fold, reading.vocabulary
    start = trimmed(reading, body.start, body.end)
    if fold[start] == "国" and fold[start - 1 : start] == "我" and fold[start + 1 : start + 2] != "家":
        start += 1
    if fold[start : start + 2] in _OUR_OWN and body.end - start > 4:
        start += 2
    if fold[start : start + 2] == "联络" and fold[start - 1 : start] == "请":
        start += 2
    for _ in range(3):
        text = fold[start : body.end]
        size = next((size for size in (4, 3, 2) if vocabulary.borders.get(text[:size]) in _BEFORE_NAMES), 0)
        if not size and text[0] == "据" and len(text) > 3 and text not in vocabulary.bodies:
            size = 1
        if not size and text[0] in _JUNK_LEAD and len(text) > 4 and text not in vocabulary.bodies:
            size = 1 if begins_properly(reading, start + 1, body.end) else 0
        if not size:
            cut = next((at for at in range(1, min(7, len(text) - 4)) if text[at] in _CONNECTING), 0)
            size = cut + 1 if cut and begins_properly(reading, start + cut + 1, body.end) else 0
        if not size or body.end - start - size < 2:
            break
        start = trimmed(reading, start + size, body.end)
    if (
        fold[start] in "前原"
        and not fold.startswith("原住民", start)
        and body.end - start > 4
        and fold[start : body.end] not in vocabulary.bodies
    ):
        start += 1
    start = _past_status(reading, start, body.end)
    text = fold[start : body.end]
    for match in list(_DESCRIPTOR.finditer(text))[::-1]:
        if len(text) - match.end() >= _SHORTEST_REST and _COMPANY.search(text):
            start = trimmed(reading, start + match.end(), body.end)
            break
    start = _over_quoted_name(reading, start, body.end)
    return replace(body, start=start, end=_before_sitting(fold, start, body.end))


def _past_status(reading: Reading, start: int, end: int) -> int:
    """The start of the body that a post held now is in, if another body was taken along: 青峦市政府|署理|水利局."""
    fold, vocabulary = reading.fold, reading.vocabulary
    for at in range(start + 2, end - 4):
        held = vocabulary.borders.get(fold[at : at + 2]) == "current"
        if held and vocabulary.ending_of(fold[start:at]) and vocabulary.ending_of(fold[at + 2 : end]):
            return at + 2
    return start


def _over_quoted_name(reading: Reading, start: int, end: int) -> int:
    """The start with the name in quotation marks that a fund or a team is called by: “雪莲花”助学基金会."""
    quoted = _QUOTED_NAME.search(reading.fold, max(0, start - _LONGEST_QUOTED), start)
    called = quoted is not None and reading.fold.endswith(_CALLED_BY_QUOTED, start, end)
    return quoted.start() if quoted and called and not begins_properly(reading, start, end) else start


def _before_sitting(fold: str, start: int, end: int) -> int:
    """The end of the body whose board's sitting is named: 东岸商会|第三届理事会第二次会员大会."""
    board = BOARD_OF_A_TERM.search(fold, start + 2, end) if fold.startswith("第", end) else None
    return board.start() if board is not None else end


def _in_note_on_descent(fold: str, body: BodySpan) -> bool:
    """Whether this is a people, in the note after a name: 阿依古丽（女，维吾尔族）."""
    around = fold[body.start - 1 : body.start] in ("（", "(", "，", "、") and fold[body.end : body.end + 1] in tuple(
        "）)，、"
    )
    return fold[body.end - 1] == "族" and around


def is_name(reading: Reading, body: BodySpan, title_starts: frozenset[int]) -> bool:
    """Whether this is a name and not a common noun, an event, or the place where something is held."""
    fold, vocabulary = reading.fold, reading.vocabulary
    text = fold[body.start : body.end]
    if len(text) < 2 or text[-1] in "之的" or text[0] in "各该本" or text in vocabulary.generic:
        return False
    if _in_note_on_descent(fold, body):
        return False
    if body.rule != "known" and any(
        text[-size:] in vocabulary.ending_exceptions for size in range(2, min(8, len(text)) + 1)
    ):
        return False
    if body.rule in ("ending", "weak_ending", "recogniser") and text in vocabulary.endings and text not in BARE_BODIES:
        return False
    venue = text.endswith(_VENUE) and body.end not in title_starts
    return not (venue and _AT_PLACE.search(fold, max(0, body.start - 3), body.start) and _HELD.match(fold, body.end))
