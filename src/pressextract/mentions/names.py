"""Names of people: what speaks for a stretch being a name is added up, and what is sure once holds everywhere.

Four things speak for a Han name: that the recogniser says so, that it begins with a surname, where it stands (after a
title, before an honorific, between names in a list, in a roster), and that it ends where a word ends. None of them is
enough: the recogniser misses names that are common words (方向, 文明), and one in five of what it calls a person is
none; a surname is a common character; and titles stand before other words as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import regex

from pressextract.mentions.latin import find_latin_names
from pressextract.mentions.lexical import TermScanner
from pressextract.mentions.reading import Reading
from pressextract.mentions.titles import TitleSpan
from pressextract.tokens.word import Word

_ACCEPT = 0.5
_NEARLY = 0.35
_SURE = 0.85
_HAN_NAME = regex.compile(r"[\p{Han}]{2,4}")
_DOTTED = regex.compile(r"\p{Han}{1,8}(?:[·‧•・．]\p{Han}{1,8}){1,3}")
_APPOINTMENT = regex.compile(r"(?:任命|免去|委任|聘任|聘请|选举|推选|提名|补选|决定任命：|；|：|\n)(?=\p{Han}{2,4}(?:（[^（）]{1,10}）)?[为的])")
_LATIN_NOTE = regex.compile(r"[（(]\s?(?:Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Sister)?\s?\p{Lu}[\p{L}'’.-]+(?:\s\p{Lu}?[\p{L}'’.-]*){1,5}(?:，[^（）()]{1,8})?[）)]")
_PUNCTUATION = frozenset("，。、；：！？（）()「」『』“”‘’《》,;:!?/／*＊|│\n")
_LIST = frozenset("、，和及与；,")
# Words that may follow a name; with them the name is at its end.
_AFTER_TAGS = frozenset({"v", "d", "p", "c", "u", "r", "vd", "ad", "xc", "TIME", "t", "m", "f", "w", "vn"})
_AFTER_CHARS = frozenset("等和及与暨说称曾现率则亦也均为是在于任出")
_FUNCTION_TAGS = frozenset({"p", "c", "d", "u", "r", "xc", "v"})
_PERSON_TAGS = frozenset({"PER", "nr"})
_TWO_PARTS = 2
_LONGEST_FOREIGN = 7
_SHORT_QUOTE = 26
_JOINING = frozenset("和与由及于向兼跟同暨将为是")
_QUOTES = frozenset("「」“”『』\"‘’")
_POLITE = frozenset(
    "先生 女士 小姐 太太 夫人 博士 教授 院士 医生 医师 律师 大律师 资深大律师 测量师 同志 老师 爵士 牧师 修女 神父 法师 太平绅士".split()
)
_APPOINTING = ("任命", "委任", "聘任", "聘请", "选举", "推选", "提名", "补选", "增补", "同意", "增选")
_EPONYMS = ("楼", "馆", "奖", "杯", "堂", "路", "街", "故居", "纪念", "夫人", "工作室", "家族", "定理", "法案", "台风")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A place where the name of a person stands, how sure that is, and which rule said so."""

    start: int
    end: int
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where titles and honorifics begin and end on a page."""

    title_ends: frozenset[int]
    title_starts: frozenset[int]
    honorific_starts: dict[int, int]
    honorific_ends: dict[int, int]
    weak_title_ends: frozenset[int] = frozenset()
    sure_title_ends: frozenset[int] = frozenset()
    declared: frozenset[int] = frozenset()


def find_honorifics(reading: Reading, scanner: TermScanner) -> tuple[dict[int, int], dict[int, int]]:
    """Honorifics that follow a name, by start; and those that stand before one, by end."""
    after: dict[int, int] = {}
    before: dict[int, int] = {}
    last = 0
    for start, end in scanner.find(reading.fold):
        word = reading.fold[start:end]
        if start < last:
            continue  # 绅士 in 太平绅士
        last = end
        if word[0].isascii() and _latin_inside(reading.fold, start, end):
            continue
        if reading.vocabulary.honorifics[word] == "after":
            after[start] = end
        else:
            before[end] = start
    return after, before


def find_names(reading: Reading, titles: tuple[TitleSpan, ...], around: Surroundings) -> tuple[NameSpan, ...]:
    """Every place where a person is named in full."""
    foreign = list(_dotted(reading, around)) + list(find_latin_names(reading, around))
    taken = _Taken(foreign)
    han = _candidates(reading, titles, around, taken)
    known = {reading.fold[name.start : name.end] for name in han}
    han += [name for name in _in_lists(reading, around, han, taken) if reading.fold[name.start : name.end] not in known]
    for name in han:
        taken.add(name.start, name.end)
    han += _everywhere(reading, around, han, taken)
    return tuple(sorted([*foreign, *han], key=lambda name: name.start))


class _Taken:
    """Characters that a name has already."""

    def __init__(self, names: list[NameSpan]) -> None:
        self._taken: set[int] = set()
        for name in names:
            self.add(name.start, name.end)

    def add(self, start: int, end: int) -> None:
        self._taken.update(range(start, end))

    def free(self, start: int, end: int) -> bool:
        return not any(at in self._taken for at in range(start, end))


def _candidates(
    reading: Reading, titles: tuple[TitleSpan, ...], around: Surroundings, taken: _Taken
) -> list[NameSpan]:
    """Names that the recogniser gives, or that stand in a sure place, with enough speaking for them."""
    best: dict[tuple[int, int], NameSpan] = {}
    weak: list[NameSpan] = []

    def consider(start: int, end: int, rule: str) -> None:
        if start in around.declared or end - 1 in around.declared:
            return
        if taken.free(start, end) and (start, end) not in best:
            score = name_score(reading, around, start, end)
            if score >= _ACCEPT:
                best[(start, end)] = NameSpan(start, end, min(score, 1.0), rule)
            elif score >= _NEARLY and rule != "recogniser":
                weak.append(NameSpan(start, end, score, rule))

    counts: dict[str, int] = {}
    people = [(start, end) for word in reading.words if word.tag in _PERSON_TAGS for start, end in [_bare(reading, around, word)]]
    for start, end in people:
        counts[reading.fold[start:end]] = counts.get(reading.fold[start:end], 0) + 1
    for start, end in people:
        if end - start < _TWO_PARTS or not all(_han(char) for char in reading.fold[start:end]):
            continue
        consider(start, end, "recogniser")
        again = min(counts[reading.fold[start:end]] - 1, 2)
        if end - start <= _LONGEST_FOREIGN and again and (start, end) not in best and start not in around.declared:
            sure = name_score(reading, around, start, end) + 0.1 * again
            if sure >= _ACCEPT and taken.free(start, end):
                best[(start, end)] = NameSpan(start, end, min(sure, 1.0), "recogniser")
    for title in titles:
        _consider_item(reading, around, _skip(reading.fold, title.end), "after_title", consider)
        if reading.fold[title.end : title.end + 1] in ("：", ":"):
            _consider_item(reading, around, _skip(reading.fold, title.end + 1), "after_label", consider)
    for match in _APPOINTMENT.finditer(reading.fold):
        _consider_item(reading, around, match.end(), "appointed", consider)
    for place in around.honorific_ends:
        _consider_item(reading, around, _skip(reading.fold, place), "after_honorific", consider)
    for place in around.honorific_starts:
        stop = _skip_back(reading.fold, place)
        for size in (3, 2, 4):
            if stop >= size and _left_free(reading, stop - size) and size in _sizes(reading, stop - size):
                consider(stop - size, stop, "before_honorific")
    return _chosen(reading, around, list(best.values()), weak, taken)


def _chosen(
    reading: Reading, around: Surroundings, names: list[NameSpan], weak: list[NameSpan], taken: _Taken
) -> list[NameSpan]:
    """The best names that do not overlap. What is sure once comes first, and takes its other places before the rest."""
    found: list[NameSpan] = []

    def take(some: list[NameSpan]) -> None:
        for name in sorted(some, key=lambda n: (-n.score, n.start - n.end, n.start)):
            if taken.free(name.start, name.end):
                taken.add(name.start, name.end)
                found.append(name)

    take([name for name in names if name.score >= _SURE])
    found += _everywhere(reading, around, [name for name in found if name.end - name.start > _TWO_PARTS], taken)
    take([name for name in names if name.score < _SURE])
    # What stands twice where names stand is a name, though neither place would have been enough.
    texts = Counter(reading.fold[name.start : name.end] for name in weak)
    take([name for name in weak if texts[reading.fold[name.start : name.end]] > 1])
    return found


def _bare(reading: Reading, around: Surroundings, word: Word) -> tuple[int, int]:
    """What the recogniser calls a person, without words at its borders that are none of the name.

    It runs a title or a verb into the name (会|董高飞, 任命|高志尚), keeps the title after it (蔡|总统), or leaves the
    last character to a word of its own (李健|发).
    """
    fold, start, end = reading.fold, word.start, word.end
    for at in range(start + 1, end - 1):
        if at in around.title_ends and end - at >= _TWO_PARTS:
            start = at
    while end - start > _TWO_PARTS and (size := _lead(reading, fold[start:end])):
        start += size
    if end - start > 3 and reading.vocabulary.borders.get(fold[end - 2 : end]) == "stop":
        return start, end - 2
    for at in range(start + 1, end):
        if at in around.title_starts or at in around.honorific_starts:
            end = at
            break
    if end < word.end:
        return start, end - (fold[end - 1] in "前原副")
    return start, _extended(reading, around, start, end)


def _lead(reading: Reading, text: str) -> int:
    """How many characters at the head of a name belong to a word before it."""
    vocabulary = reading.vocabulary
    for size in (2, 1):
        rest = text[size:]
        named = len(rest) >= _TWO_PARTS and (rest[0] in vocabulary.surnames or rest[:2] in vocabulary.compound_surnames)
        if named and (text[:size] in vocabulary.borders if size == _TWO_PARTS else text[0] in _JOINING and len(rest) <= 3):
            return size
    return 0


def _extended(reading: Reading, around: Surroundings, start: int, end: int) -> int:
    """The end of a name whose last character the words leave over: 詹夏|来、, 柯凯|文理事长."""
    fold = reading.fold
    if end - start != _TWO_PARTS or fold[start] not in reading.vocabulary.surnames:
        return end
    word = reading.starts.get(end)
    if word is None or word.tag == "w" or not _han(fold[end]):
        return end
    after = word.end
    size = after - end
    married = size == _TWO_PARTS and fold[start + 1] in reading.vocabulary.surnames
    if (size != 1 and not married) or end in around.title_starts or end in around.honorific_starts:
        return end
    closed = after >= len(fold) or fold[after] in _PUNCTUATION or after in around.title_starts or after in around.honorific_starts
    if fold[end] in "等说称指表则亦也均都将已曾率获因于在":
        return end
    if fold[end] in "和与及":
        following = reading.starts.get(after)
        spoken = following is not None and (following.tag == "v" or fold[after : following.end] == "代表")
        return after if spoken and not (closed and fold[after] in _PUNCTUATION) else end
    following = reading.starts.get(after)
    verbal = following is not None and following.tag in ("v", "d", "p") and size == 1 and word.tag not in ("v", "d", "p", "c", "u")
    return after if closed or verbal else end


def _consider_item(
    reading: Reading, around: Surroundings, place: int, rule: str, consider: Callable[[int, int, str], None]
) -> None:
    """Consider what follows a title: each length a Han name can have, and all up to the next border."""
    for size in _sizes(reading, place):
        consider(place, place + size, rule)
    fold, end = reading.fold, place
    while end < len(fold) and end - place <= _LONGEST_FOREIGN and _han(fold[end]):
        if end > place and (end in around.title_starts or end in around.honorific_starts):
            break
        end += 1
    if 2 <= end - place <= _LONGEST_FOREIGN and any(tag in _PERSON_TAGS for tag in reading.tags(place, end)):
        consider(place, end, rule)


def name_score(reading: Reading, around: Surroundings, start: int, end: int) -> float:
    """How much speaks for this stretch being a name of a person: its form, its place, what the recogniser says."""
    fold, vocabulary = reading.fold, reading.vocabulary
    text = fold[start:end]
    if text in vocabulary.people:
        return 1.0
    if vocabulary.is_other_word(text) or any(at in around.title_starts for at in range(start, end - 1)):
        return 0.0
    if _no_name(reading, text):
        return 0.0
    if fold[end - 1] in "前原" and end in around.title_starts or _holds_next(reading, around, start, end):
        return 0.0
    context, form = _context(reading, around, start, end), _form(reading, text)
    if fold[start - 1 : start] in _QUOTES and fold[end : end + 1] in _QUOTES and start:
        context = min(context, 0.1) - 0.15
    elif not context and _in_short_quote(fold, start, end):
        context = -0.15
    score = context + form + _recognised(reading, around, start, end, context, form)
    word = reading.starts.get(start)
    whole = word is not None and word.end == end
    if text in vocabulary.common_words:
        noun = whole and word is not None and word.tag in ("n", "a", "an", "nr", "nz", "s", "PER")
        score -= 0.1 if context >= 0.4 and noun and not fold.startswith("的", end) else 0.3
    if text in vocabulary.places and context < 0.5:
        score -= 0.3
    ending = vocabulary.ending_of(text)
    if _names_a_body(reading, end) or (ending is not None and len(ending) > 1 and len(text) > 3):
        score -= 0.5
    return score


def _in_short_quote(fold: str, start: int, end: int) -> bool:
    """Whether a short quotation that is no speech goes around this: 「香港优才、高才等人才计划」."""
    for opening, closing in (("「", "」"), ("“", "”")):
        opened = fold.rfind(opening, max(0, start - _SHORT_QUOTE), start)
        if opened >= 0 and fold.find(closing, opened, start) < 0:
            closed = fold.find(closing, end, opened + _SHORT_QUOTE + 2)
            if closed >= 0 and not any(char in "，。！？" for char in fold[opened:closed]):
                return True
    return False


def _no_name(reading: Reading, text: str) -> bool:
    """Whether the characters alone rule a name out: a verb first, a surname only, a clan, a country in short."""
    vocabulary = reading.vocabulary
    if text in vocabulary.title_followers or text in vocabulary.compound_surnames or "的" in text:
        return True
    if text[:2] in vocabulary.borders and text[:2] not in vocabulary.compound_surnames:
        return True
    if text[0] in _JOINING and len(text) > _TWO_PARTS and text[1] in vocabulary.surnames and text[1] not in vocabulary.word_surnames:
        return True
    return len(text) == _TWO_PARTS and text[1] in "氏国总董族前"


def _recognised(reading: Reading, around: Surroundings, start: int, end: int, context: float, form: float) -> float:
    """What the words say: that this is a person, a part of one, or something else."""
    word, last = reading.starts.get(start), reading.ends.get(end)
    whole = word is not None and word.end == end
    seen = last.score if last is not None and last.tag in _PERSON_TAGS else 0.0
    if whole and seen:
        before = reading.ends.get(start)
        if end - start == _TWO_PARTS and (
            (before is not None and _left_over(reading, before)) or _extended(reading, around, start, end) != end
            or (start - 1 in around.title_ends and reading.fold[start - 1] in reading.vocabulary.surnames)
        ):
            return 0.0
        if end - start == _TWO_PARTS and context <= 0:
            seen -= 0.15  # short and without anything around that speaks for it
        return 0.1 + 0.4 * seen - (0.1 if form <= 0 and end - start < 4 else 0.0)
    if seen and context >= 0.4:
        return 0.3  # the end of it: 首席财务官席|安琪
    if word is not None and word.tag in _PERSON_TAGS and context >= 0.4:
        return 0.1 if word.end <= end else 0.0  # the beginning: 沙玛拉|则
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
    """Whether the word before a name of two characters is a surname that belongs to it: 官|海涛, 谈|慕贞."""
    char = reading.fold[word.start : word.end]
    return len(char) == 1 and char in reading.vocabulary.surnames and word.tag not in ("p", "c", "u", "d", "w", "r", "q", "m")


def _holds_next(reading: Reading, around: Surroundings, start: int, end: int) -> bool:
    """Whether a title after this leads to another name, so that this is the body: 连界|董事长|王玥."""
    if end not in around.title_starts:
        return False
    word = reading.starts.get(end)
    while word is not None and word.end not in around.title_ends and word.end - end < 8:
        word = reading.starts.get(word.end)
    following = reading.starts.get(word.end) if word is not None else None
    before = reading.ends.get(start)
    return following is not None and following.tag in _PERSON_TAGS and not (before is not None and before.tag == "n")


def _starts_with_word(reading: Reading, start: int, text: str) -> bool:
    """Whether the surname is more often a word of its own (于, 时, 任), so that the rest may be another word."""
    word = reading.starts.get(start)
    return text[0] in reading.vocabulary.word_surnames or (word is not None and word.tag in _FUNCTION_TAGS)


def _names_a_body(reading: Reading, end: int) -> bool:
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


def _form(reading: Reading, text: str) -> float:
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


def _context(reading: Reading, around: Surroundings, start: int, end: int) -> float:
    """What the place says: after a title, before an honorific, before a Latin name in brackets."""
    fold = reading.fold
    after = fold[end : end + 1]
    spaced = _skip(fold, end)
    closed = not after or after in _PUNCTUATION or end in around.honorific_starts or after in " 　"
    speaks = _speaks(reading, end)
    closed = closed or speaks
    ends = closed or after in _AFTER_CHARS or _follows(reading, end) or end in around.title_starts
    if not ends:
        return 0.0
    before = _skip_back(fold, start)
    labelled = before > 0 and fold[before - 1] in "：:" and before - 1 in around.title_ends
    context = 0.0
    if before in around.title_ends or labelled or before in around.honorific_ends:
        context = 0.5 if closed else 0.4
        if before in around.weak_title_ends:
            context -= 0.15
        elif before in around.sure_title_ends and closed:
            context += 0.1
    elif speaks and (before == 0 or fold[before - 1] in _PUNCTUATION):
        context = 0.2
    honorific = end if end in around.honorific_starts else spaced
    if honorific in around.honorific_starts:
        polite = fold[honorific : around.honorific_starts[honorific]] in _POLITE or fold[honorific].isascii()
        context = context + 0.15 if context else 0.5 if polite else 0.25
    line = reading.page.line_at(start)
    if line is not None and line.kind == "roster" and closed and _opens_item(fold, line.start, start):
        context = max(context, 0.5)
    if _is_appointed(fold, start, end):
        context = max(context, 0.5)
    if end in around.title_starts:
        context = context + 0.1 if context else 0.2
    if after in ("（", "(") and _LATIN_NOTE.match(fold, end):
        context = context + 0.15 if context else 0.4
    return context


def _speaks(reading: Reading, end: int) -> bool:
    """Whether a verb of saying follows, at once or after an adverb: 万里透露, 文静则表示."""
    word = reading.starts.get(end)
    if word is not None and word.tag == "d" and word.end - word.start == 1:
        word = reading.starts.get(word.end)
    return word is not None and word.tag in ("v", "") and reading.fold[word.start : word.end] in reading.vocabulary.speech_verbs


def _opens_item(fold: str, line_start: int, start: int) -> bool:
    """Whether an item of a roster begins here: at the head of the line, after a space or a mark of lists."""
    before = _skip_back(fold, start)
    return before <= line_start or before < start or fold[before - 1] in "、：:•●*○■"


def _is_appointed(fold: str, start: int, end: int) -> bool:
    """Whether somebody is given a post here: 任命林致远为…, 免去周平的…职务, …；何安（女）为…."""
    if not (fold.startswith("为", end) or fold.startswith("的", end) or fold.startswith("（", end)):
        return False
    after = end
    if fold[end] == "（":
        after = fold.find("）", end, end + 12) + 1
        if not after or fold[after : after + 1] not in ("为", "的"):
            return False
    lead = fold[max(0, start - 3) : start].rstrip("：: 　")
    if fold[after] == "的":
        return lead.endswith("免去")
    return lead.endswith(_APPOINTING) or fold[start - 1 : start] in ("；", "\n", "：", "")


def _in_lists(reading: Reading, around: Surroundings, names: list[NameSpan], taken: _Taken) -> list[NameSpan]:
    """Items of a list that stand beside a name: 甲、乙和丙, one of them known."""
    fold, found = reading.fold, []
    queue = [(name.start, name.end) for name in names]
    while queue:
        start, end = queue.pop()
        tail = _past_notes(reading, around, end)
        if tail < len(fold) and fold[tail] in _LIST:
            place = _skip(fold, tail + 1)
            for size in _sizes(reading, place):
                if _accept_item(reading, around, place, place + size, fold[tail], taken):
                    found.append(NameSpan(place, place + size, 0.6, "in_list"))
                    taken.add(place, place + size)
                    queue.append((place, place + size))
                    break
        head = _skip_back(fold, start)
        if head > 1 and fold[head - 1] in "、和及与":
            stop = _skip_back(fold, head - 1)
            for size in (3, 2, 4):
                if stop >= size and size in _sizes(reading, stop - size) and _accept_item(
                    reading, around, stop - size, stop, fold[head - 1], taken
                ):
                    found.append(NameSpan(stop - size, stop, 0.6, "in_list"))
                    taken.add(stop - size, stop)
                    queue.append((stop - size, stop))
                    break
    return found


def _accept_item(
    reading: Reading, around: Surroundings, start: int, end: int, separator: str, taken: _Taken
) -> bool:
    fold, vocabulary = reading.fold, reading.vocabulary
    text = fold[start:end]
    if not taken.free(start, end) or vocabulary.is_other_word(text) or text in vocabulary.places:
        return False
    if _no_name(reading, text):
        return False
    if (vocabulary.ending_of(text) or "")[1:] or _names_a_body(reading, end):
        return False
    if any(at in around.title_starts for at in range(start, end - 1)) or _holds_next(reading, around, start, end):
        return False
    if start in around.declared or end - 1 in around.declared:
        return False
    if start > 0 and not (fold[start - 1] in _PUNCTUATION or fold[start - 1] in "和及与 　" or start in around.title_ends):
        return False
    after = _skip(fold, end)
    closed = after >= len(fold) or fold[after] in _PUNCTUATION or after in around.honorific_starts or end in around.title_starts
    ends = closed or fold[after] in "等和及与" or (_follows(reading, end) and separator != "，")
    word = reading.starts.get(start)
    per = word is not None and word.tag in _PERSON_TAGS and word.end == end
    if not ends or (_form(reading, text) <= 0 and not per):
        return False
    if separator in "，；,":
        return per
    return closed or per or text not in vocabulary.common_words


def _everywhere(reading: Reading, around: Surroundings, names: list[NameSpan], taken: _Taken) -> list[NameSpan]:
    """All other places of the names that were found: what is a person once is one throughout."""
    known: dict[str, float] = {}
    for name in names:
        text = reading.fold[name.start : name.end]
        known[text] = max(known.get(text, 0.0), name.score)
    found = []
    if not known:
        return found
    for start, end in TermScanner.of(known).find(reading.fold):
        if taken.free(start, end) and _stands_for(reading, around, start, end):
            taken.add(start, end)
            text = reading.fold[start:end]
            found.append(NameSpan(start, end, known[text], "everywhere"))
    return found


def _stands_for(reading: Reading, around: Surroundings, start: int, end: int) -> bool:
    """Whether a known name stands here as a name, not as a part of another word."""
    text = reading.fold[start:end]
    word = reading.starts.get(start)
    if word is not None and word.end == end and word.tag in _PERSON_TAGS:
        return True
    if word is not None and word.tag in ("ORG", "LOC") and word.end > end:
        return False
    if len(text) > _TWO_PARTS:
        return True
    if _context(reading, around, start, end) > 0:
        return True
    if start not in reading.starts or (end not in reading.ends and end not in around.title_starts):
        return False
    if text in reading.vocabulary.common_words or text in reading.vocabulary.places or (word is not None and word.tag != "PER"):
        opened = start == 0 or reading.fold[start - 1] in _PUNCTUATION
        return opened and (_follows(reading, end) or reading.fold[end : end + 1] in _PUNCTUATION)
    return True


def _dotted(reading: Reading, around: Surroundings) -> list[NameSpan]:
    """Transliterated names with dots: 叶尔兰·萨比托夫; their left border is that of the title or word before them."""
    found, fold = [], reading.fold
    for match in _DOTTED.finditer(fold):
        start, end = match.start(), match.end()
        dot = next(at for at in range(start, end) if not reading.fold[at].isalpha())
        if reading.fold[start].isdigit():
            continue
        for at in range(dot - 1, start, -1):
            if at in around.title_ends or at in around.honorific_ends:
                start = at
                break
            if at in reading.starts and reading.ends.get(at) is not None and reading.ends[at].tag not in ("PER", "LOC", "nz", "n", "nr"):
                start = at
                break
        last = max(at for at in range(dot, end) if not reading.fold[at].isalpha())
        word = reading.starts.get(last + 1) or reading.starts.get(start)
        for at in range(last + 2, end):
            if at in around.title_starts or at in around.honorific_starts:
                end = at
                break
            before = reading.ends.get(at)
            if at - last > 2 and not (end - at == 1 and fold[end : end + 1] in _PUNCTUATION) and before is not None and reading.starts.get(at) is not None and reading.starts[at].tag in _AFTER_TAGS:
                end = at
                break
        person = any(
            over.tag in _PERSON_TAGS and over.end >= dot and (over.start <= dot or over.end - over.start > _TWO_PARTS)
            for at in range(start, end) if (over := reading.starts.get(at))
        )
        if person or _context(reading, around, start, end) >= 0.4:
            found.append(NameSpan(start, end, 0.95, "transliterated"))
    return found


def _sizes(reading: Reading, place: int) -> tuple[int, ...]:
    """How long a Han name that begins here can be, likeliest first."""
    fold = reading.fold
    if place + 2 > len(fold) or not _HAN_NAME.match(fold, place, place + 4):
        return ()
    run = 0
    while run < 4 and place + run < len(fold) and _han(fold[place + run]):
        run += 1
    word = reading.starts.get(place)
    sizes = [3, 2] if fold[place] in reading.vocabulary.surnames else []
    if fold[place : place + 2] in reading.vocabulary.compound_surnames:
        sizes = [4, 3, *[s for s in sizes if s not in (3, 4)]]
    elif run == 4 and fold[place] in reading.vocabulary.surnames and fold[place + 1] in reading.vocabulary.surnames:
        sizes.append(4)
    if word is not None and word.tag in _PERSON_TAGS and word.end - place in (2, 3, 4):
        sizes = [word.end - place, *[size for size in sizes if size != word.end - place]]
    return tuple(size for size in sizes if size <= run)


def _follows(reading: Reading, end: int) -> bool:
    word = reading.starts.get(end)
    return word is not None and word.tag in _AFTER_TAGS


def _past_notes(reading: Reading, around: Surroundings, end: int) -> int:
    """The place after the honorifics and the note in brackets that belong to a name."""
    fold, at = reading.fold, end
    for _ in range(4):
        at = _skip(fold, at)
        if at in around.honorific_starts:
            at = around.honorific_starts[at]
        elif at < len(fold) and fold[at] in "（(":
            close = next((i for i in range(at + 1, min(at + 40, len(fold))) if fold[i] in "）)"), -1)
            if close < 0:
                break
            at = close + 1
        else:
            break
    return at


def _left_free(reading: Reading, start: int) -> bool:
    return start in reading.starts or start == 0 or not _han(reading.fold[start - 1])


def _skip(fold: str, at: int) -> int:
    while at < len(fold) and fold[at] in " 　\t":
        at += 1
    return at


def _skip_back(fold: str, at: int) -> int:
    while at > 0 and fold[at - 1] in " 　\t":
        at -= 1
    return at


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000" or char == "〇"


def _latin_inside(fold: str, start: int, end: int) -> bool:
    """Whether Latin letters go on at either side, so that this is only a part of a word."""
    before, after = fold[start - 1 : start], fold[end : end + 1]
    return bool((before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()))
