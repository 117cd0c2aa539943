"""Adverbs and phrases of time, place and occasion that stand before a subject or between it and its verb."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import regex

from pressextract.events.sentences import BRACKETED
from pressextract.knowledge.lexicon import load


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """The words of ``clause_words.tsv`` by what they do in a clause.

    Attributes:
        governors: Words that make what follows their object: 由, 向, 邀请.
        within: Those of them that fall together with the verb before a 的.
        closers: Words that end the phrase of a governor: 时, 中, 后.
        posts: Verbs that are part of a post: 候任, 创办.
        adjunct: One adverb or one phrase.
    """

    governors: frozenset[str]
    within: frozenset[str]
    closers: frozenset[str]
    posts: frozenset[str]
    adjunct: regex.Pattern[str] = field(repr=False)


@cache
def clause_words() -> ClauseWords:
    """The words, read once."""
    roles = {term: frozenset(cell.split()) for term, cell in load("clause_words").column("roles").items()}

    def having(role: str) -> frozenset[str]:
        return frozenset(term for term, cell in roles.items() if role in cell)

    adjunct = _ADJUNCT.format(
        bracketed=BRACKETED,
        speaking=_alternatives(having("speaking")),
        occasion=_alternatives(having("occasion")),
        adverb=_alternatives(having("adverb")),
    )
    return ClauseWords(
        having("governor"), having("within"), having("closer"), having("post"), regex.compile(adjunct, regex.VERBOSE)
    )


def skip_adjuncts(text: str, start: int, end: int) -> int:
    """The offset in a masked text behind the adverbs and phrases that begin at ``start``.

    >>> skip_adjuncts("随后在致辞中也指出", 0, 9)
    7
    """
    adjunct = clause_words().adjunct
    at = start
    while at < end:
        match = adjunct.match(text, at, end)
        if match is None or match.end() == at:
            return at
        at = match.end()
    return at


def _alternatives(terms: frozenset[str]) -> str:
    return "|".join(map(regex.escape, sorted(terms, key=lambda term: (-len(term), term))))


# A phrase reaches from its preposition to the first word that can end it; what may follow that word shows that it was
# part of a longer one (中心, 后勤, 上海). It is bounded, so that no comma-less text is searched again and again.
_ADJUNCT = r"""
    [\s　]+ | {bracketed}+ | 第[一二三四五六七八九十]
  | [今昨明本][ ]*[日天晚早晨]?{bracketed}*[日天晚早晨]
  | (?:\d+年)?(?:\d+月)?\d+[日号]{bracketed}*(?:上午|下午|晚上?|中午|凌晨)?
  | [二○〇零一三四五六七八九十]+月[一二三四五六七八九十]+日{bracketed}*
  | 本?周[一二三四五六日]{bracketed}*
  | (?:{speaking})(?:结束)?(?:时|中|后|後|指|并)?(?!人)
  | (?:{occasion})
  | (?:在|于|自|从|当|经|应|随着|通过|透过|借由|借着|藉由|针对|面对|关于|有关|对于|对|就|向|与|和|同|以|用|为|代表|接受
      |回应|回复|回覆|答复|谈及|谈到|谈起|提到|提及|说到|出席|主持|会见|接见|参加|引述|根据|依据|据|除|除了|因应|抵达|参观|视察|听取|回顾|展望
      |被问及|问及|检视|聆听|听完|看完|结束)
    [^，。；！？]{{1,60}}?
    (?:时|後|后|中|上|下|内|期间|之际|之余|以来|过程中|环节|里|间|访问|采访|查询|提问|为例|为题|语|形式|方式|身份|角度|外|起|前
      |主题演讲|演讲)
    (?![人心方国长将任海面级述市央华文环山学小大间续游部等年台北南东西期])
  | (?:对|向|与|和)(?:记者|传媒|媒体|外界|与会者|在场人士|大家|本报|各界|来宾|公众|股东|市民|民众|国人)
  | (?:{adverb})
  | [\u4e00-\u9fff]{{2,4}}地(?![方区点址产位球铁热下域板震标图带])
"""
