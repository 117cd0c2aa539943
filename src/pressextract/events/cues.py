"""Verbs that open a statement, found on the mask; phrases in which they say nothing are passed over.

A verb counts only where what follows is something said: 「介紹了情況」 and 「表示敬意」 tell of a thing, not of words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, cast

import regex

from pressextract.events.openings import opening
from pressextract.events.sentences import CLOSING, OPENING
from pressextract.events.words_at import WordIndex
from pressextract.knowledge.lexicon import load

CueKind = Literal["say", "wish", "tell", "announce", "predict", "thank"]

_REACH = 100  # characters behind a verb that are searched for a verb of what was said


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
class _Row:
    kind: str
    wanted: str
    zero: bool
    noun: bool


@dataclass(frozen=True, slots=True)
class _Verbs:
    rows: dict[str, _Row] = field(repr=False)
    verb: regex.Pattern[str]
    trap: regex.Pattern[str]
    shown: regex.Pattern[str]
    opened: regex.Pattern[str]


@cache
def _verbs() -> _Verbs:
    lexicon, objects = load("speech_verbs"), load("speech_objects")
    rows = {
        term: _Row(row["kind"], row["object"], row["zero"] == "yes", row["noun"] == "yes")
        for term in lexicon
        if (row := lexicon[term])
    }
    suffixed = frozenset(
        term for term, row in rows.items() if row.kind in _PLAIN and len(term) > 1 and term not in _NEVER_SUFFIXED
    )
    longest = sorted(rows, key=lambda term: (-len(term), term))
    traps = [term for term in longest if rows[term].kind == "trap"]
    verbs = [term for term in longest if rows[term].kind != "trap"]
    named = "|".join(f"(?P<verb>{term}){_SUFFIX if term in suffixed else ''}" for term in verbs)
    return _Verbs(
        rows,
        regex.compile(f"{opening(verbs)}(?:{named})"),
        regex.compile(f"{opening(traps)}(?:{'|'.join(traps)})"),
        regex.compile(_SHOWN.format("|".join(objects.select("kind", "feeling")))),
        regex.compile(_OPENED.format("|".join(objects.select("kind", "opening")))),
    )


def find_cues(mask: str, words: WordIndex, start: int, end: int) -> Iterator[Cue]:
    """The verbs of saying of one sentence of a masked text, in order."""
    verbs = _verbs()
    matches = list(verbs.verb.finditer(mask, start, end))
    if not matches:
        return
    # a trap is one only as a word: 指数 is none in 指｜数据
    traps = {
        at for trap in verbs.trap.finditer(mask, start, end) if words.ends(trap.end()) for at in range(*trap.span())
    }
    for match in matches:
        row = verbs.rows[match["verb"]]
        if match.start() in traps or not _is_verb(mask, words, match, start):
            continue
        after = _AFTER.match(mask, match.end(), end)
        assert after is not None  # it matches the empty string
        content, mark = after.end(), after["mark"] or ""
        is_noun = row.noun and words.tag(match.start(), match.end()) in _NOUN_TAGS
        if is_noun and not mark:
            continue
        cue = Cue(
            start=match.start(),
            end=match.end(),
            kind=cast("CueKind", row.kind),
            zero=row.zero,
            content=content,
            marked=bool(mark) or mask.startswith(OPENING, content),
            colon=mark in ("：", ":"),
            final=_END.match(mask, content, end) is not None,
            doubtful=is_noun or (mark in ("，", ",") and row.kind not in _PLAIN),
        )
        if cue.final or cue.marked or _says(cue, row.wanted, mask, words, end):
            yield cue


def _is_verb(mask: str, words: WordIndex, match: regex.Match[str], start: int) -> bool:
    verb, at, stop = match["verb"], match.start(), match.end()
    if at > start and mask[at - 1] in _NOUN_BEFORE:
        return False
    if len(verb) == 1:
        # 她说 and 并称 may be one word of the recogniser
        begins = words.begins(at) or (mask[at - 1] in _BEFORE_VERB and words.begins(at - 1))
        if not (begins and words.ends(stop)):
            return False
    if verb == "称" and _CALLED.match(mask, stop):
        return False
    return not _DENIED.search(mask, max(start, at - 8), at)


def _says(cue: Cue, wanted: str, mask: str, words: WordIndex, end: int) -> bool:
    """Whether the words behind a verb without a mark may have been said."""
    at, verbs = cue.end, _verbs()
    if wanted == "mark" and not _GLADLY.search(mask, max(0, cue.start - 2), cue.start):
        return False
    if _NOT_AFTER.match(mask, at, end) or _NOTED.match(mask, at, end) or _THEN_SAID.match(mask, at, end):
        return False
    if cue.kind == "announce":
        if verbs.opened.match(mask, at, end) or _NOT_YET.search(mask, max(0, cue.start - 24), cue.start):
            return False
        if wanted == "mark" or _GLADLY.search(mask, max(0, cue.start - 2), cue.start):
            return True
    if mask.startswith("建议", cue.start) and _PROPOSED.match(mask, at, end):
        return False
    if mask.startswith("表示", cue.start) and verbs.shown.match(mask, at, end):
        return False
    return wanted != "clause" or _has_clause(mask, words, at, min(end, at + _REACH))


def _has_clause(mask: str, words: WordIndex, start: int, end: int) -> bool:
    """Whether a verb that is no attribute stands before the next comma."""
    before = ""
    for word in words.between(start, end):
        form, after = mask[word.start : word.end], mask[word.end : word.end + 1]
        if form[:1] in "，：；。！？,:":
            return False
        is_verb = (word.tag == "v" and form not in _COMMON_NOUNS) or form in _AUXILIARIES
        # 的支持, 支持的, and a last word that no auxiliary supports, are nouns or attributes
        attribute = before in ("的", "之") or after in ("的", "之")
        last = after in "，。；！" + CLOSING and before and before not in _AUXILIARIES
        if is_verb and not attribute and not last:
            return True
        before = form
    return False


_PLAIN = frozenset({"say", "announce"})
_SUFFIX = "(?:说道|指出|表示|说|称|道|指|言)?"  # 补充说, 回应称, 强调指出
_NEVER_SUFFIXED = frozenset("报告 分析 评论 总结 声明".split())
_NOUN_TAGS = frozenset({"n", "nz", "nw", "PER", "ORG", "LOC"})
_BEFORE_VERB = frozenset("他她并也亦又则还再都曾就续")
_NOUN_BEFORE = frozenset("的所之")
_DENIED = regex.compile(
    r"(?:未|没有?|拒绝|无法|不愿|不便|不予|并无|毋须|无须|无意|有待)(?:正式|公开|即时|进一步|具体|明确)?$"
)
_NOT_YET = regex.compile(r"(?:将|将会|拟|计划|即将|预定|准备|有望)(?:于|在)?[^，。]{0,20}$")
_GLADLY = regex.compile(r"欣然$")
_CALLED = regex.compile(r"[^，。；：]{1,16}?[为作]")  # 稱它為…
_AFTER = regex.compile(r"[ 　]*(?P<mark>[，,：:])?[ 　]*")
_END = regex.compile(r"[。！!？?；;，,]?[ 　]*$")
_NOT_AFTER = regex.compile(
    r"[、）)的者权书函性]|之[处时余际]|(?:时|后|後|中|期间)(?=[，。；、：]|$)|信(?!任|心)|会上|度(?!过)"
)
_NOTED = regex.compile(r"了(?!解|不)|过|着|出来|如下|如何|以下|下列|上述")
_PROPOSED = regex.compile(r"派发|派付|宣派|分派|委任|修订|采纳|更改|发行|收购|出售|末期|中期|特别股息")
# 談到合作時說: the first verb names the occasion of the second.
_THEN_SAID = regex.compile(
    r"[^，。；：“]{0,24}?(?:时|後|后)[^，。；：“]{0,8}?"
    r"(?:表示|指出|说|称|强调|透露|认为|坦言|直言|补充|回应|解释|提到|谈到|重申)"
)
# 表示 + a feeling as a noun, which ends the clause: 向…表示衷心感謝。
_SHOWN = (
    r"(?:[了过最的地之]|衷心|由衷|诚挚|真诚|深切|深深|高度|热烈|崇高|无比|万分|极大|强烈|严正|十分|非常|特别|亲切|沉痛|无限|万二分"
    r"|不同|一致|完全|坚决|充分|诚恳|热诚)*+(?:{})"
    r"(?:之意|之情|之忱|的?意思|与?问候)?(?:[和及与并、暨][^，。；]{{0,12}})?[ 　]*(?:$|[，。；！、）])"
)
_OPENED = r"[^，。；]{{0,16}}(?:{})[ 　]*(?:$|[，。；！])"
_COMMON_NOUNS = frozenset("进行 合作 发展 工作".split())
_AUXILIARIES = frozenset(
    "将 会 能 可 可以 应 应该 要 是 为 有 不 未 已 已经 正 正在 能够 必须 需 需要 仍 不会 不能 没有 均 都 由".split()
)
