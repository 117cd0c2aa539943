"""What speaks for a stretch being the name of a person, added up: its form, its place, what the recogniser says.

None of it is enough alone: the recogniser misses names that are common words (方向, 文明), and one in five of what it
calls a person is none; a surname is a common character; and titles stand before other words as well.
"""

from __future__ import annotations

import regex

from pressextract.mentions.no_names import extended, holds_next, names_a_body, no_name
from pressextract.mentions.reading import Reading
from pressextract.mentions.surroundings import (
    PERSON_TAGS,
    PUNCTUATION,
    TWO_PARTS,
    Surroundings,
    follows,
    skip,
    skip_back,
)
from pressextract.tokens.word import Word

_LATIN_NOTE = regex.compile(
    r"[（(]\s?(?:Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Sister)?\s?\p{Lu}[\p{L}'’.-]+(?:\s\p{Lu}?[\p{L}'’.-]*){1,5}(?:，[^（）()]{1,8})?[）)]"
)
_DAY = regex.compile(r"[（(]\d{1,3}[）)][日年]")
_AFTER_CHARS = frozenset("等和及与暨说称曾现率则亦也均为是在于任出因")
_FUNCTION_TAGS = frozenset({"p", "c", "d", "u", "r", "xc", "v"})
_SHORT_QUOTE = 26
# Who stands before one of these at the head of a clause takes up a post or lays one down.
_POST_VERBS = (
    "辞任", "辞去", "卸任", "离任", "退任", "接任", "接替", "出任", "调任", "升任", "获委任", "获任命", "获聘", "不再担任",
    "当选", "兼任", "改任", "转任", "任",
)  # fmt: skip
_SUCCEEDING = ("接替", "由")
_DUE = 0.4
_FAIR = 0.35
# What the recogniser has not so much as thought of.
_UNSEEN = 0.1
_QUOTES = frozenset('「」“”『』"‘’')
_POLITE = frozenset(
    "先生 女士 小姐 太太 夫人 博士 教授 院士 医生 医师 律师 大律师 资深大律师 测量师 同志 老师 爵士 牧师 修女 神父 法师 太平绅士".split()
)
# Titles that people are called by after their names, as by 先生.
CALLED_BY = ("议员", "区议员")
_APPOINTING = ("任命", "委任", "聘任", "聘请", "选举", "推选", "提名", "补选", "增补", "同意", "增选")


def name_score(reading: Reading, around: Surroundings, start: int, end: int) -> float:
    """How much speaks for this stretch being a name of a person: its form, its place, what the recogniser says."""
    fold, vocabulary = reading.fold, reading.vocabulary
    text = fold[start:end]
    if text in vocabulary.people:
        return 1.0
    if vocabulary.is_other_word(text) or any(at in around.title_starts for at in range(start, end - 1)):
        return 0.0
    if text[-1] in "今昨明" and _DAY.match(fold, end):
        return 0.0  # 于明|（20）日
    if no_name(reading, text) or fold[max(0, start - 1) : end] in vocabulary.endings:
        return 0.0  # 会|董会 is a board
    if (fold[end - 1] in "前原" and end in around.title_starts) or holds_next(reading, around, start, end):
        return 0.0
    context, form = place_value(reading, around, start, end), name_form(reading, text)
    if fold[start - 1 : start] in _QUOTES and fold[end : end + 1] in _QUOTES and start:
        context = min(context, 0.1) - 0.15
    elif not context and in_short_quote(fold, start, end):
        context = -0.15
    told = _recognised(reading, around, start, end, context, form)
    chance = reading.people.get((start, end), 0.0)
    if context >= _DUE and chance >= _FAIR:
        # Where a name is due, a fair chance of one beats a likelier word: 副市长柳絮.
        told = max(told, 0.1 + 0.4 * chance)
    score = context + form + told
    if reading.spans and not chance:
        score -= _UNSEEN
    word = reading.starts.get(start)
    whole = word is not None and word.end == end
    if text in vocabulary.common_words:
        noun = whole and word is not None and word.tag in ("n", "a", "an", "nr", "nz", "s", "PER")
        score -= 0.1 if context >= 0.4 and noun and not fold.startswith("的", end) else 0.3
    if text in vocabulary.places and context < 0.5:
        score -= 0.3
    ending = vocabulary.ending_of(text)
    if names_a_body(reading, end) or (ending is not None and len(ending) > 1 and len(text) > 3):
        score -= 0.5
    return score


def in_short_quote(fold: str, start: int, end: int) -> bool:
    """Whether a short quotation that is no speech goes around this: 「香港优才、高才等人才计划」."""
    for opening, closing in (("「", "」"), ("“", "”")):
        opened = fold.rfind(opening, max(0, start - _SHORT_QUOTE), start)
        if opened >= 0 and fold.find(closing, opened, start) < 0:
            closed = fold.find(closing, end, opened + _SHORT_QUOTE + 2)
            if closed >= 0 and not any(char in "，。！？" for char in fold[opened:closed]):
                return True
    return False


def _recognised(reading: Reading, around: Surroundings, start: int, end: int, context: float, form: float) -> float:
    """What the words say: that this is a person, a part of one, or something else."""
    word, last = reading.starts.get(start), reading.ends.get(end)
    whole = word is not None and word.end == end
    seen = last.score if last is not None and last.tag in PERSON_TAGS else 0.0
    if whole and seen:
        before = reading.ends.get(start)
        if end - start == TWO_PARTS and (
            (before is not None and _left_over(reading, before))
            or extended(reading, around, start, end) != end
            or (start - 1 in around.title_ends and reading.fold[start - 1] in reading.vocabulary.surnames)
        ):
            return 0.0
        if end - start == TWO_PARTS and context <= 0:
            seen -= 0.15  # short and without anything around that speaks for it
        return 0.5 * seen - 0.05 - (0.1 if form <= 0 and end - start < 4 else 0.0)
    if seen and context >= 0.4:
        return 0.3  # the end of it: 首席财务官席|安琪
    if word is not None and word.tag in PERSON_TAGS and context >= 0.4:
        return 0.1 if word.end <= end else 0.0  # the beginning: 娜依拉|则
    score = 0.0
    if end not in reading.ends:
        score -= 0.25
    if form <= 0:
        score -= 0.3
    if whole and word is not None and word.tag in _FUNCTION_TAGS:
        score -= 0.1 if context >= 0.6 and word.tag in ("v", "d") else 0.25
    elif not whole and _starts_with_word(reading, start, reading.fold[start:end]):
        score -= 0.2
    if word is not None and word.tag in ("ORG", "LOC") and (word.end > end or (whole and context < 0.5)):
        score -= 0.4
    return score


def _left_over(reading: Reading, word: Word) -> bool:
    """Whether the word before a name of two characters is a surname that belongs to it: 官|若川, 谈|映雪."""
    char = reading.fold[word.start : word.end]
    return (
        len(char) == 1
        and char in reading.vocabulary.surnames
        and word.tag not in ("p", "c", "u", "d", "w", "r", "q", "m")
    )


def _starts_with_word(reading: Reading, start: int, text: str) -> bool:
    """Whether the surname is more often a word of its own (于, 时, 任), so that the rest may be another word."""
    word = reading.starts.get(start)
    return text[0] in reading.vocabulary.word_surnames or (word is not None and word.tag in _FUNCTION_TAGS)


def name_form(reading: Reading, text: str) -> float:
    """What the characters say: a surname, common or not, two surnames of a married name, a Japanese one."""
    vocabulary = reading.vocabulary
    weights = {"common": 0.2, "usual": 0.15, "rare": 0.1}
    if text[:2] in vocabulary.compound_surnames and 3 <= len(text) <= 4:
        return 0.2
    if text[0] in vocabulary.surnames and len(text) <= 3:
        return weights.get(vocabulary.surnames[text[0]], 0.1)
    if len(text) == 4 and text[0] in vocabulary.surnames and text[1] in vocabulary.surnames:
        return 0.1 if not {text[0], text[1]} & vocabulary.word_surnames else -0.1
    if 3 <= len(text) <= 5 and (text[:2] in vocabulary.japanese_surnames or text[:3] in vocabulary.japanese_surnames):
        return 0.1
    return -0.1


def place_value(reading: Reading, around: Surroundings, start: int, end: int) -> float:
    """What the place says: after a title, before an honorific, before a Latin name in brackets."""
    fold = reading.fold
    after = fold[end : end + 1]
    spaced = skip(fold, end)
    closed = not after or after in PUNCTUATION or end in around.honorific_starts or after in " 　"
    speaks = _speaks(reading, end)
    closed = closed or speaks
    stopped = reading.vocabulary.borders.get(fold[end : end + 2]) == "stop"  # 林若溪|亲莅
    ends = closed or after in _AFTER_CHARS or follows(reading, end) or end in around.title_starts or stopped
    if not ends:
        return 0.0
    before = skip_back(fold, start)
    labelled = before > 0 and fold[before - 1] in "：:" and before - 1 in around.title_ends
    holds = before > 0 and fold[before - 1] == "为" and before - 1 in around.title_ends  # 董事为|应大为先生
    context = 0.0
    if before in around.title_ends or labelled or before in around.honorific_ends:
        context = 0.5 if closed else 0.4
        if before in around.weak_title_ends:
            context -= 0.15
        elif before in around.sure_title_ends and closed:
            context += 0.1
        if labelled and after in ("\n", ""):
            context += 0.15  # a line of its own: 秘书长：时雨
    elif holds and spaced in around.honorific_starts:
        context = 0.5
    elif speaks and (before == 0 or fold[before - 1] in PUNCTUATION):
        context = 0.2
    elif fold.startswith(_POST_VERBS, end) and (
        before == 0 or fold[before - 1] in PUNCTUATION or fold.endswith(_SUCCEEDING, 0, before)
    ):
        context = 0.3
    elif after in ("）", ")") and fold[before - 1 : before] in ("（", "(") and fold[before - 2 : before - 1].isascii():
        context = 0.4  # Martin Koo（顾兆庭）
    honorific = end if end in around.honorific_starts else spaced
    if honorific in around.honorific_starts:
        polite = fold[honorific : around.honorific_starts[honorific]] in _POLITE or fold[honorific].isascii()
        context = context + 0.15 if context else 0.5 if polite else 0.25
    line = reading.page.line_at(start)
    if line is not None and (line.start, line.end) == (start, end) and (start, end) in reading.people:
        context = max(context, 0.2)  # a line to itself, and the recogniser thinks so too
    if line is not None and line.kind == "roster" and closed and _opens_item(fold, line.start, start):
        context = max(context, 0.5)
    if _is_appointed(fold, start, end):
        context = max(context, 0.5)
    if end in around.title_starts:
        called = fold.startswith(CALLED_BY, end) and (before == 0 or fold[before - 1] in PUNCTUATION or context > 0)
        context = max(context + 0.1, 0.45) if called else context + 0.1 if context else 0.2
    if after in ("（", "(") and _LATIN_NOTE.match(fold, end):
        context = context + 0.15 if context else 0.4
    return context


def _speaks(reading: Reading, end: int) -> bool:
    """Whether a verb of saying follows, at once or after an adverb: 万里透露, 文静则表示."""
    word = reading.starts.get(end)
    if word is not None and word.tag == "d" and word.end - word.start == 1:
        word = reading.starts.get(word.end)
    return (
        word is not None
        and word.tag in ("v", "")
        and reading.fold[word.start : word.end] in reading.vocabulary.speech_verbs
    )


def _opens_item(fold: str, line_start: int, start: int) -> bool:
    """Whether an item of a roster begins here: at the head of the line, after a space or a mark of lists."""
    before = skip_back(fold, start)
    return before <= line_start or before < start or fold[before - 1] in "、：:•●*○■"


def _is_appointed(fold: str, start: int, end: int) -> bool:
    """Whether somebody is given a post here: 任命林致远为…, 免去周平的…职务, …；何安（女）为…."""
    if not (fold.startswith("为", end) or fold.startswith(("的", "、", "（"), end)):
        return False
    after = end
    if fold[end] == "（":
        after = fold.find("）", end, end + 12) + 1
        if not after or fold[after : after + 1] not in ("为", "的"):
            return False
    lead = fold[max(0, start - 3) : start].rstrip("：: 　")
    if fold[after] in "的、":
        return lead.endswith("免去")
    return lead.endswith(_APPOINTING) or fold[start - 1 : start] in ("；", "\n", "：", "")
