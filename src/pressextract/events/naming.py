"""Whether two names of occasions mean the same one, and which form of a name is the fullest."""

from __future__ import annotations

import regex

from pressextract.events.draft import Draft
from pressextract.events.occasions import Occurrence

_NOISE = regex.compile(r"[\s　「」『』“”‘’《》〈〉\"'，,、。：:·・•－\-—]+")
_NUMBERS = regex.compile(r"第[一二三四五六七八九十百零\d]+[届次期季讲回]|20\d\d|主题[一二三四五]")
_FIRST = regex.compile(r"^(?:首届|本届|今届|历届|此次|本次|今年的?)")
_TELLING = regex.compile(
    r"[\d一二三四五六七八九十东西南北中上下前后左右男女老少大小春夏秋冬内外市县区乡镇省校院A-Za-z]"
)
_TYPO = 5
_HALF = 4
_LONG_NAME = 8
_LEFT_OUT = 4
_RITUAL = regex.compile(r"(?:典礼|仪式|式|礼)$")


def plain(name: str) -> str:
    """A name as it is compared.

    >>> plain("第七届「明德」论坛")
    '第七届明德论坛'
    """
    return _NOISE.sub("", name).casefold()


def shared(one: str, other: str) -> set[str]:
    """The pairs of characters that two names have in common.

    >>> sorted(shared("圣诞点灯", "点亮东岸圣诞点灯夜"))
    ['圣诞', '点灯', '诞点']
    """
    return {one[i : i + 2] for i in range(len(one) - 1)} & {other[i : i + 2] for i in range(len(other) - 1)}


def best(forms: dict[str, tuple[int, tuple[int, int], bool]]) -> str:
    """The fullest form of a name, but not one that joins it with another (甲暨乙, where 甲 stands alone elsewhere)."""
    told = [name for name, (count, _, _) in forms.items() if count > 0]
    alone = [n for n in forms if not any(n.startswith(f"{other}暨") for other in told)]
    return max(alone, key=lambda name: (len(name) + 4 * forms[name][2] + 2 * (forms[name][0] > 0), name))


def alike(known: str, wanted: str, draft: Draft, occurrence: Occurrence) -> bool:
    """Whether two names, as ``plain`` gives them, are names of one occasion."""
    known, wanted = _FIRST.sub("", known), _FIRST.sub("", wanted)
    if known == wanted:
        return True
    short, long = sorted((known, wanted), key=len)
    if draft.kind != occurrence.kind:
        # 甲暨乙, which the headline calls 乙
        return len(short) >= _HALF and "暨" in long and (long.endswith(short) or long.startswith(f"{short}暨"))
    if set(_NUMBERS.findall(short)) - set(_NUMBERS.findall(long)):
        # 第十二次会议 is not 第十一次会议; but a year may stand in one form alone.
        return _NUMBERS.sub("", short) == _NUMBERS.sub("", long) and not clash(short, long)
    if (long.endswith(short) and len(short) >= 3) or long.startswith(f"{short}暨"):
        return True
    if len(short) == len(long) and len(short) >= _TYPO:
        return _misspelt(short, long)
    if short in long:
        return len(short) * 2 >= len(long)
    # 第三届东岸国际竞速赛 and 第三届东岸竞速赛: a word left out of a name that is long enough to be known by the rest.
    return (
        len(short) >= _LONG_NAME
        and len(long) - len(short) <= _LEFT_OUT
        and not clash(short, long)
        and _runs(short, long)
    )


def _misspelt(one: str, other: str) -> bool:
    """Whether two names differ in one character that tells nothing apart: 赤崁 and 赤嵌, but not 男子组 and 女子组."""
    apart = [a + b for a, b in zip(one, other, strict=True) if a != b]
    return len(apart) == 1 and not _TELLING.search(apart[0])


def _runs(short: str, long: str) -> bool:
    """Whether one name is left when at most one stretch is taken out of the other."""
    head = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long.endswith(short[head:])


def clash(one: str, other: str) -> bool:
    """Whether two names carry different editions or years."""
    mine, theirs = _NUMBERS.findall(one), _NUMBERS.findall(other)
    return any(a != b and a[:1] == b[:1] and a[-1:] == b[-1:] for a in mine for b in theirs)


def means(content: str, occurrence: Occurrence, draft: Draft) -> bool:
    """Whether a bare mention (典礼, 开幕式) means an occasion with a name."""
    stem = _RITUAL.sub("", content)
    if occurrence.kind == draft.kind and draft.head.endswith(occurrence.head):
        return not stem or any(stem in name for name in draft.names)
    if content in ("典礼", "仪式"):
        return draft.head.endswith(("典礼", "仪式", "礼", "式", "庆", "签约"))
    if stem in ("开幕", "闭幕", "启动", "就职", "颁奖", "揭牌", "签约", "成立"):
        return draft.kind == occurrence.kind and any(
            name.endswith((stem + "典礼", stem + "仪式", stem + "礼", stem + "式")) for name in draft.names
        )
    if content == "大会":
        return draft.head.endswith("大会")
    if content == "会议":
        return draft.kind in ("meeting", "conference")
    if content == "比赛":
        return draft.kind == "competition"
    if content == "展览":
        return draft.kind == "exhibition"
    return content == "论坛" and draft.head.endswith(("论坛", "峰会"))
