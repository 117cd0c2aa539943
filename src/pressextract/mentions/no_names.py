"""What rules a name out, or moves its border, whatever else speaks for it."""

from __future__ import annotations

import regex

from pressextract.mentions.reading import Reading
from pressextract.mentions.surroundings import PERSON_TAGS, PUNCTUATION, TWO_PARTS, Surroundings, is_han

_EPONYMS = ("楼", "馆", "奖", "杯", "堂", "路", "街", "故居", "纪念", "夫人", "工作室", "家族", "定理", "法案", "台风")
_FOUR = 4
_ADVERBIAL = regex.compile(
    r".(?:[圆完]满|隆重|盛大|正式|[今明去前后]年|[今昨明][天日晚早]|[本上下][月周]|[当同即]日|当[天晚])"
)
_FUNCTION_WORDS = frozenset("因于在由已曾则拟")
JOINING = frozenset("和与由及于向兼跟同暨将为是")


def extended(reading: Reading, around: Surroundings, start: int, end: int) -> int:
    """The end of a name whose last character the words leave over: 詹夏|来、, 柯凯|文理事长."""
    fold = reading.fold
    if end - start != TWO_PARTS or fold[start] not in reading.vocabulary.surnames:
        return end
    word = reading.starts.get(end)
    if word is None or word.tag == "w" or not is_han(fold[end]):
        return end
    after = word.end
    size = after - end
    married = size == TWO_PARTS and fold[start + 1] in reading.vocabulary.surnames
    if (size != 1 and not married) or end in around.title_starts or end in around.honorific_starts:
        return end
    closed = (
        after >= len(fold)
        or fold[after] in PUNCTUATION
        or after in around.title_starts
        or after in around.honorific_starts
    )
    if fold[end] in "等说称指表则亦也均都将已曾率获因于在":
        return end
    if fold[end] in "和与及":
        following = reading.starts.get(after)
        spoken = following is not None and (following.tag == "v" or fold[after : following.end] == "代表")
        return after if spoken and not (closed and fold[after] in PUNCTUATION) else end
    following = reading.starts.get(after)
    verbal = (
        following is not None
        and following.tag in ("v", "d", "p")
        and size == 1
        and word.tag not in ("v", "d", "p", "c", "u")
    )
    return after if closed or verbal else end


def no_name(reading: Reading, text: str) -> bool:
    """Whether the characters alone rule a name out: a verb first, a surname only, a clan, a country in short."""
    vocabulary = reading.vocabulary
    if text in vocabulary.title_followers or text in vocabulary.compound_surnames or "的" in text:
        return True
    if text[:2] in vocabulary.borders and text[:2] not in vocabulary.compound_surnames:
        return True
    if (
        text[0] in JOINING
        and len(text) > TWO_PARTS
        and text[1] in vocabulary.surnames
        and text[1] not in vocabulary.word_surnames
    ):
        return True
    if len(text) == _FOUR and text[-1] in _FUNCTION_WORDS and text[:2] not in vocabulary.compound_surnames:
        return True  # 顾若川因|公缺席
    if _ADVERBIAL.fullmatch(text):
        return True  # 创客周|明年, 文化周|圆满落幕
    return len(text) == TWO_PARTS and text[1] in "氏国总董族前将"


def holds_next(reading: Reading, around: Surroundings, start: int, end: int) -> bool:
    """Whether a title after this leads to another name, so that this is the body: 连界|董事长|丘雪."""
    if end not in around.title_starts:
        return False
    word = reading.starts.get(end)
    while word is not None and word.end not in around.title_ends and word.end - end < 8:
        word = reading.starts.get(word.end)
    following = reading.starts.get(word.end) if word is not None else None
    before = reading.ends.get(start)
    return following is not None and following.tag in PERSON_TAGS and not (before is not None and before.tag == "n")


def names_a_body(reading: Reading, end: int) -> bool:
    """Whether what follows makes a name of a body or a building of it: 逸夫|书院, 尤德|夫人那打素医院."""
    at = end
    for _ in range(3):
        word = reading.starts.get(at)
        if word is None or word.tag not in ("n", "nz", "vn", "ORG", "LOC", "nw"):
            return False
        text = reading.fold[end : word.end]
        if text in reading.vocabulary.ending_exceptions:
            return False
        if reading.vocabulary.ending_of(text) or reading.fold[end : word.end].endswith(_EPONYMS):
            return True
        at = word.end
    return False
