"""Verbs that open a statement, found on the mask; phrases in which they say nothing are passed over.

A verb counts only where what follows is something said: 「介紹了情況」 and 「表示敬意」 tell of a thing, not of words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

import regex

from pressextract.events.sentences import CLOSING, OPENING
from pressextract.events.words_at import WordIndex
from pressextract.knowledge.lexicon import load

CueKind = Literal["say", "wish", "tell", "announce", "predict", "thank"]

_REACH = 100  # characters behind a verb that are searched for a verb of what was said
_SUFFIX = "(?:说道|指出|表示|说|称|道|指|言)?"  # 补充说, 回应称, 强调指出
_SUFFIXED = frozenset({"say", "announce"})
_NOUN_BEFORE = frozenset("的所之")
_DENIED = regex.compile(r"(?:未|没有|没|拒绝|无法|不愿|不便|不予|并无|毋须|无须|无意|有待)(?:正式|公开|即时|进一步|具体|明确)?$")
_NOT_YET = regex.compile(r"(?:将|将会|拟|计划|即将|预定|准备|有望)(?:于|在)?[^，。]{0,20}$")
_AFTER = regex.compile(r"[ 　]*(?P<mark>[，,：:])?[ 　]*")
_NOT_AFTER = regex.compile(r"的|之[处时余际]|(?:时|后|後|中|期间)(?=[，。；、：]|$)|者|权|书|函|信(?!任|心)|会上|性|度(?!过)")
# 談到合作時說: the first verb names the occasion of the second.
_THEN_SAID = regex.compile(r"[^，。；：“]{0,40}?(?:时|後|后)[^，。；：“]{0,8}?(?:表示|指出|说|称|强调|透露|认为|坦言|直言|补充|回应|解释|提到|谈到|重申|说明)")
_PROPOSED = regex.compile(r"(?:派发|派付|宣派|分派|委任|修订|采纳|更改|发行|收购|出售|末期|中期|特别股息)")
_NOTED = regex.compile(r"了(?!解|不)|过|着|出来|如下|如何|以下|下列|上述")

# 表示 + a feeling as a noun, which ends the clause: 向…表示感謝。
_FEELING = regex.compile(
    r"(?:[了过]|最|衷心|由衷|诚挚|真诚|深切|深深|高度|热烈|崇高|无比|万分|极大|强烈|严正|十分|非常|特别|亲切|沉痛|无限|万二分"
    r"|不同|一致|完全|坚决|充分|诚恳|热诚|的|地|之)*"
    r"(?:感谢|谢意|谢忱|谢恩|敬意|欢迎|祝贺|祝福|贺意|慰问|歉意|抱歉|致歉|道歉|支持|同意|肯定|赞赏|赞同|赞许|赞扬|称许|遗憾|关切|关注|关心|关怀|哀悼|悼念"
    r"|反对|满意|认同|钦佩|敬佩|钦敬|感激|感恩|忠诚|理解|不满|抗议|谴责|嘉许|嘉勉|慰勉|致意|问候|欣慰|高兴|异议|意见|看法|立场|态度|决心|信心|期待|期许|期望|尊重|忠心|友好|善意|惋惜)"
    r"(?:之意|之情|之忱|的?意思|与?问候)?(?:[和及与并、暨][^，。；]{0,12})?[ 　]*(?:$|[，。；！、）])"
)
_OPENED = regex.compile(
    r"[^，。；]{0,16}(?:开幕|闭幕|开始|启动|启用|成立|开业|开馆|开赛|开工|开学|开跑|开张|揭幕|揭牌|落幕|结束|散会|通过|就职|起跑|休会|当选|名单|结果|得主)[ 　]*(?:$|[，。；！])"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying: where it stands, and where what was said would begin.

    Attributes:
        start: Where the verb begins.
        end: Where it ends.
        kind: What sort of verb it is.
        zero: Whether it may go on with the speaker of the words before it.
        content: The first character after the verb and its mark; an opening quotation mark counts as one.
        marked: A comma or colon, or an opening quotation mark, stands behind the verb.
        colon: The mark is a colon.
        final: Nothing of the sentence stands behind the verb (「…」他說。).
        doubtful: It may be a noun (建議，報告，希望，); its subject must stand right before it.
    """

    start: int
    end: int
    kind: CueKind
    zero: bool
    content: int
    marked: bool
    colon: bool
    final: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class _Verbs:
    pattern: regex.Pattern[str]
    rows: dict[str, tuple[str, str, bool]]


@cache
def _verbs() -> _Verbs:
    lexicon = load("speech_verbs")
    rows = {term: (lexicon[term]["kind"], lexicon[term]["object"], lexicon[term]["zero"] == "yes") for term in lexicon}
    longest = sorted(rows, key=lambda term: (-len(term), term))
    terms = "|".join(
        f"(?P<v>{regex.escape(term)}){_SUFFIX}" if len(term) > 1 and rows[term][0] in _SUFFIXED and term not in _BARE else f"(?P<v>{regex.escape(term)})"
        for term in longest
    )
    return _Verbs(regex.compile(terms), rows)


def find_cues(mask: str, words: WordIndex, start: int, end: int) -> Iterator[Cue]:
    """The verbs of saying of one sentence, in order."""
    verbs = _verbs()
    for match in verbs.pattern.finditer(mask, start, end):
        kind, wanted, zero = verbs.rows[match["v"]]
        if kind == "trap" or not _is_verb(mask, words, match, start):
            continue
        after = _AFTER.match(mask, match.end(), end)
        assert after is not None  # it matches the empty string
        content, mark = after.end(), after["mark"] or ""
        quoted = mask.startswith(OPENING, content)
        final = _END.match(mask, content, end) is not None
        is_noun = words.tag(match.start(), match.end()) in _NOUN_TAGS and (kind not in _PLAIN or match["v"] in _ALSO_NOUNS)
        if is_noun and not mark:
            continue
        doubtful = is_noun or (mark in ("，", ",") and kind not in _PLAIN)
        cue = Cue(
            match.start(), match.end(), cast("CueKind", kind), zero, content,
            bool(mark) or quoted, mark in ("：", ":"), final, doubtful,
        )  # fmt: skip
        if final or _says(cue, wanted, mask, words, end):
            yield cue


def _is_verb(mask: str, words: WordIndex, match: regex.Match[str], start: int) -> bool:
    verb, at, stop = match["v"], match.start(), match.end()
    if at > start and mask[at - 1] in _NOUN_BEFORE:
        return False
    if len(verb) == 1 and not (words.begins(at) and words.ends(stop)):
        return False
    if verb == "称" and _CALLED.match(mask, stop):
        return False
    return not _DENIED.search(mask, max(start, at - 8), at)


def _says(cue: Cue, wanted: str, mask: str, words: WordIndex, end: int) -> bool:
    """Whether words follow that may have been said."""
    at = cue.end
    if cue.marked:
        return True
    if _NOT_AFTER.match(mask, at, end) or _NOTED.match(mask, at, end) or mask[at] in "、）)":
        return False
    if _THEN_SAID.match(mask, at, end):
        return False
    if cue.kind == "announce":
        if _OPENED.match(mask, at, end) or _NOT_YET.search(mask, max(0, cue.start - 24), cue.start):
            return False
        if mask.endswith("欣然", 0, cue.start):
            return True
    if mask.startswith("建议", cue.start) and _PROPOSED.match(mask, at, end):
        return False
    if mask.startswith("表示", cue.start) and _FEELING.match(mask, at, end):
        return False
    if wanted == "mark":
        return False
    return wanted != "clause" or _has_clause(mask, words, at, min(end, at + _REACH))


def _has_clause(mask: str, words: WordIndex, start: int, end: int) -> bool:
    """Whether a verb that is no attribute stands before the next comma."""
    found = words.between(start, end)
    for number, word in enumerate(found):
        text = mask[word.start : word.end]
        if text[:1] in "，：；。！？,:":
            return False
        if not (word.tag == "v" or text in _AUXILIARIES):
            continue
        before = mask[found[number - 1].start : found[number - 1].end] if number else ""
        after = mask[word.end : word.end + 1]
        if before in ("的", "之") or after in ("的", "之") or text in ("进行", "合作", "发展", "工作"):
            continue
        if after in "，。；！" + CLOSING and number and before not in _AUXILIARIES:
            continue
        return True
    return False


_CALLED = regex.compile(r"[^，。；：]{1,16}?[为作]")
_PLAIN = frozenset({"say", "announce"})
_NOUN_TAGS = frozenset({"n", "nz", "nw", "PER", "ORG", "LOC"})
_BARE = frozenset("报告 分析 评论 总结 声明".split())
_ALSO_NOUNS = frozenset("报告 分析 总结 评论 说明 声明 主张 承诺 介绍 解释 回忆 补充 反应 回应 分享 提出".split())
_END = regex.compile(r"[。！!？?；;，,]?[ 　]*$")
_AUXILIARIES = frozenset("将 会 能 可 可以 应 应该 要 是 为 有 不 未 已 已经 正 正在 能够 必须 需 需要 仍 不会 不能 没有 均 都 由".split())
