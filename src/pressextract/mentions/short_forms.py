"""Short forms of bodies: those a text declares in brackets, and those it merely uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import regex

from pressextract.knowledge.lexicon import load
from pressextract.mentions.body_span import BodySpan
from pressextract.mentions.lexical import TermScanner
from pressextract.mentions.reading import Reading

_BRACKET = regex.compile(r"\s?[（(]([^（）()\n]{1,80})[）)]")
_CUE = regex.compile(
    r"(?:以下统?简称|以下统?称|下简称|下文?统?称|统称|简称|又称|亦称|或称|合称|前称|前身|即|或)[为作：:]?\s?"
)
_QUOTED = regex.compile(r"[「“\"『‘']([^「」“”\"『』‘’']{1,40})[」”\"』’']")
_TICKER = regex.compile(r"\d{3,}|股份代号|证券代[号码]|股票代[号码]|NYSE|NASDAQ|Nasdaq|\.HK|\.SH|\.SZ|-TW")
_LATIN = regex.compile(r"\p{Lu}[\p{L}\p{N}&.,'’\- ]{1,60}")
_NOTE = regex.compile(r"[\p{Han}]{0,1}[左右中]|附图|图|女|男|.*[年月日]$|下同")
_COMPANY_TAIL = regex.compile(
    r"(?:[\p{Han}]{0,10}?)(?:股份有限公司|有限责任公司|有限公司|控股有限公司|集团公司|公司|集团|控股|株式会社|科技|银行)"
)
_COMPANY = regex.compile(r"(?:公司|集团|控股|银行|Limited|LIMITED|GmbH|plc)$")


def declared(reading: Reading, end: int) -> tuple[list[tuple[int, int]], int]:
    """The other names that the brackets after a body declare, as stretches of the fold, and where the brackets end.

    杭州晴川传感科技有限公司（“晴川传感”）, 深圳南汀青年发展促进会（下称促进会）, 南汀跨境运输股份公司（Caspian Transit JSC）.
    """
    found: list[tuple[int, int]] = []
    at = end
    for _ in range(3):
        match = _BRACKET.match(reading.fold, at)
        if match is None:
            break
        inside, base = match[1], match.start(1)
        quoted = [(base + m.start(1), base + m.end(1)) for m in _QUOTED.finditer(inside)]
        cue = _CUE.search(inside)
        if quoted:
            found += quoted
            lead = inside[: quoted[0][0] - base]
            latin = _LATIN.match(lead)
            if latin and not _TICKER.search(lead):
                found.append((base, base + len(latin[0].rstrip(" ,，"))))
        elif cue:
            stop = next((i for i in range(cue.end(), len(inside)) if inside[i] in "，,；;"), len(inside))
            found.append((base + cue.end(), base + stop))
            latin = _LATIN.match(inside)
            if latin and cue.start() > 1:
                found.append((base, base + len(latin[0].rstrip(" ,，"))))
        elif not _TICKER.search(inside) and not _NOTE.fullmatch(inside):
            found.append((base, match.end(1)))
        at = match.end()
    return [(start, stop) for start, stop in found if stop - start >= 2], at


def with_declared(reading: Reading, bodies: tuple[BodySpan, ...]) -> tuple[BodySpan, ...]:
    """The bodies with all places of the short forms that brackets declare for one of them (晴川传感, 青企联)."""
    fold, vocabulary = reading.fold, reading.vocabulary
    terms = set()
    for body in bodies:
        for start, end in declared(reading, body.end)[0]:
            alias = fold[start:end]
            named = fold[start - 1] in "「“\"『‘'" or "称" in fold[body.end : start]
            usable = 2 <= len(alias) <= 16 and any(char.isalpha() for char in alias) and alias[0] not in "本该我"
            if named and usable and not vocabulary.is_other_word(alias):
                terms.add(alias)
    if not terms:
        return bodies
    taken = {at for body in bodies for at in range(body.start, body.end)}
    found = [
        BodySpan(start, end, 0.85, "declared")
        for start, end in TermScanner.of(terms).find(fold)
        if not any(at in taken for at in range(start, end))
    ]
    return tuple(sorted([*bodies, *found], key=lambda body: body.start))


@dataclass(frozen=True, slots=True)
class FormIndex:
    """The forms of names that a text uses, indexed by what short forms of them can be."""

    endings: dict[str, list[str]]
    canonical_endings: dict[str, list[str]]
    cores: dict[str, list[str]]
    initials: dict[tuple[str, str], list[str]]

    @classmethod
    def of(cls, forms: Iterable[str]) -> FormIndex:
        """The index of these forms, longest first."""
        index = cls({}, {}, {}, {})
        for name in sorted(forms, key=len, reverse=True):
            whole = canonical(name)
            for size in range(3, min(len(name), _LONGEST_TAIL + 1)):
                if len(name) - size <= _LONGEST_TAIL:
                    index.endings.setdefault(name[-size:], []).append(name)
            for size in range(4, min(len(whole), _LONGEST_TAIL + 1)):
                index.canonical_endings.setdefault(whole[-size:], []).append(name)
            for start in range(min(_CORE_REACH, len(name) - 1)):
                for size in range(2, min(_LONGEST_CORE, len(name) - start) + 1):
                    index.cores.setdefault(name[start : start + size], []).append(name)
                index.initials.setdefault((name[start], name[-1]), []).append(name)
        return index

    def ending_alike(self, short: str) -> list[str]:
        """Longer forms that are this one with a place or the like before it."""
        if len(short) < 3:
            return []
        canon = canonical(short)
        found = [*self.endings.get(short, []), *(self.canonical_endings.get(canon, []) if len(canon) > 3 else [])]
        return [
            name
            for name in dict.fromkeys(found)
            if (len(name) > len(short) and canonical(name) != canon) or name.endswith(short)
        ]

    def written_short(self, short: str) -> list[str]:
        """Longer forms that this one is a short way to write."""
        bare = _LEGAL.sub("", short)
        last = {short[-1]} | ({"学"} if short[-1] == "大" else set()) | ({"会"} if short[-1] == "总" else set())
        found = [*self.cores.get(short, []), *(self.cores.get(bare, []) if len(bare) > 1 else [])]
        if len(short) <= _LONGEST_ABBREVIATION:
            found += [name for char in sorted(last) for name in self.initials.get((short[0], char), [])[:_MOST_NAMES]]
        if short.endswith("府"):
            found += self.endings.get(short[:-1] + "政府", [])
        return [name for name in dict.fromkeys(found) if is_short_form(short, name)]


def is_short_form(short: str, name: str) -> bool:
    """Whether a form can stand for a name without being declared.

    >>> is_short_form("环保署", "环境保护署"), is_short_form("教育局", "教育及青年发展局")
    (True, False)
    >>> is_short_form("晴川科技", "晴川科技有限公司"), is_short_form("曜石汽车", "曜石汽车战略投资部")
    (True, False)
    >>> is_short_form("中大", "香港中文大学"), is_short_form("市府", "台南市政府")
    (True, True)
    >>> is_short_form("东总", "香港东岸总商会"), is_short_form("东总", "香港东岸商会")
    (True, False)
    """
    if short == name or len(short) >= len(name) or len(short) < 2:
        return False
    if short.endswith("府") and not short.endswith("政府"):
        return name.endswith(short[:-1] + "政府")
    return _company_core(short, name) or _by_head(short, name) or _abbreviation(short, name)


def is_contracted(alias: str, name: str, fold: str) -> bool:
    """Whether what a bracket holds is made of the name's characters, ends as it does and stands again.

    >>> is_contracted("咨询会", "碧湖咨询委员会", "碧湖咨询委员会（咨询会）。咨询会于今日开会。")
    True
    """
    if not 2 < len(alias) < len(name) or alias[-1] != name[-1] or fold.count(alias) < _AGAIN:
        return False
    at = 0
    for char in alias:
        at = name.find(char, at) + 1
        if not at:
            return False
    return True


def canonical(name: str) -> str:
    """A name with its usual long words put short and its terms of office left out, to compare names by.

    >>> canonical("临沅市第八届人民代表大会常务委员会")
    '临沅市人大常委会'
    """
    bare = _TERM.sub("", name)
    for long, short in load("short_words").column("short").items():
        if long in bare and len(bare) > len(long) + 1:
            bare = bare.replace(long, short)
    for place in _TERRITORIES:
        if bare.startswith(place) and len(bare) - len(place) >= _SHORTEST_OWN and bare[-1] in _OFFICES:
            return bare[len(place) :]
    return bare


_LONGEST_TAIL = 12
_AGAIN = 2
_CORE_REACH = 7
_LONGEST_CORE = 8
_LONGEST_ABBREVIATION = 6
_MOST_NAMES = 60
_LONGEST_BY_HEAD = 5
# The character that names a body of a kind in short, and what such a body's name ends in.
_HEADS = {"大": ("大学",), "总": ("总商会", "总会")}
_LEGAL = regex.compile(r"(?:股份公司|集团|公司|控股|银行)$")
_TERRITORIES = ("香港", "澳门")
_OFFICES = "局署处司厅"
_SHORTEST_OWN = 3
_TERM = regex.compile(r"第?[一二三四五六七八九十百0-9]+届")


def _by_head(short: str, name: str) -> bool:
    """中大 of 香港中文大学, 青峦大 of 国立青峦湾大学; 东总 of 香港东岸总商会."""
    head = next((head for head, tails in _HEADS.items() if short.endswith(head) and name.endswith(tails)), None)
    if head is None or not 2 <= len(short) <= _LONGEST_BY_HEAD or name.endswith(short + "会"):
        return False  # 荣总|会 is the meeting of another body
    at = 0
    for char in short[:-1]:
        at = name.find(char, at) + 1
        if not at:
            return False
    return at <= name.rfind(head)


def _company_core(short: str, name: str) -> bool:
    """晴川科技 of 晴川科技有限公司, 晴川传感 of 杭州晴川传感科技有限公司."""
    if not _COMPANY.search(name) or (short.endswith("银行") and "银行" not in name):
        return False  # the bank of a group is a body of its own
    at = name.find(short)
    if at < 0 or at > 6:
        bare = _LEGAL.sub("", short)
        at = name.find(bare) if len(bare) >= 2 else -1
        if at < 0 or at > 6 or len(bare) == len(short):
            return False
        rest = name[at + len(bare) :]
        return bool(_COMPANY_TAIL.fullmatch(rest))
    return bool(_COMPANY_TAIL.fullmatch(name[at + len(short) :]))


def _abbreviation(short: str, name: str) -> bool:
    """环保署 of 环境保护署: the characters in order, the last one shared, none of them two in a row but the ending's."""
    if not 2 <= len(short) <= 6 or short[-1] != name[-1] or len(name) < len(short) + 2:
        return False
    if name.startswith(short[:-1]):
        return False
    shared = 0
    while shared < len(short) - 2 and short[shared] == name[shared]:
        shared += 1
    if shared > 1:
        # 西拉雅风管处 of 西拉雅国家风景区管理处: what is written in full at the head does not count
        short, name = short[shared:], name[shared:]
    at, places = 0, []
    for char in short:
        at = name.find(char, at)
        if at < 0:
            return False
        places.append(at)
        at += 1
    places[-1] = len(name) - 1
    body = places[:-1]
    together = sum(1 for first, second in pairwise(body) if second == first + 1)
    lead = name[: places[0]]
    return together == 0 and len(body) >= 1 and len(lead) <= 6 and (len(body) >= 2 or places[0] == 0)
