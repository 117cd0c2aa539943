"""Where the names of bodies come from: known names, the recogniser, endings, Latin words, what a word does."""

from __future__ import annotations

import regex

from pressextract.mentions.body_borders import BARE_BODIES, trimmed
from pressextract.mentions.body_span import BodySpan
from pressextract.mentions.borders import begins_properly, walk_left
from pressextract.mentions.lexical import TermScanner
from pressextract.mentions.reading import Reading

_LATIN_WORDS = regex.compile(
    r"(?<![\p{Latin}\p{N}])\p{Lu}[\p{Latin}\p{N}.'’-]*(?:[ ](?:\p{Lu}[\p{Latin}\p{N}.'’-]*|&|of|and|for|the|de|plc)){1,8}"
)
_PROPER = frozenset({"ORG", "LOC", "nz", "PER", "nt", "ns", "nw", ""})
_GOES_ON = frozenset({"n", "nz", "vn", "ORG", "nt"})
# Bodies of a whole country have no place before them: 澳区|全国人大.
_NATIONAL = ("全国", "国务院", "中共", "中国", "中华", "国家", "中央")
_DIVISIONS = frozenset("市县区省州镇乡")
_OFFICE_ENDS = frozenset("局处署所府司厅院")
_SURE_UNENDED = 0.75
_SURE_ENDED = 0.6
_WEAK_NAME = 0.55


def offices(reading: Reading, found: list[BodySpan]) -> list[BodySpan]:
    """Offices called by a short word (水利局, 文资处): shown to be bodies in one place, they are bodies in all."""
    fold, vocabulary = reading.fold, reading.vocabulary
    taken = {at for body in found for at in range(body.start, body.end)}
    words = [
        word
        for word in reading.words
        if word.tag == "n"
        and 2 < word.end - word.start <= 4
        and fold[word.end - 1] in _OFFICE_ENDS
        and word.start not in taken
    ]
    shown = {
        fold[word.start : word.end]
        for word in words
        if _acts(reading, word.start, word.end) and not vocabulary.is_other_word(fold[word.start : word.end])
    }
    return [BodySpan(word.start, word.end, 0.65, "office") for word in words if fold[word.start : word.end] in shown]


def known_bodies(
    reading: Reading, known: TermScanner, people: frozenset[int], title_starts: frozenset[int]
) -> list[BodySpan]:
    """Names that are known, with the place before them (香港|立法会) and what goes on after a company's (太古|地产)."""
    fold, vocabulary, found = reading.fold, reading.vocabulary, []
    for start, end in known.find(fold):
        if not (_whole(reading, start, end) or end in title_starts) or not _begins_word(reading, start, end):
            continue
        left = start if fold.startswith(_NATIONAL, start) else _over_places(reading, start, people)
        if left == start and fold[start] in _DIVISIONS:
            left = _over_unknown_place(reading, start, people)
        right = end
        if vocabulary.kind_of(fold[start:end]) == "company" and vocabulary.ending_of(fold[start:end]) is None:
            word = reading.starts.get(end)
            if (
                word is not None
                and word.tag in ("n", "nz", "LOC", "ORG")
                and vocabulary.ending_of(fold[start : word.end])
            ):
                right = word.end
        found.append(BodySpan(left, right, 0.9, "known"))
    return found


def _begins_word(reading: Reading, start: int, end: int) -> bool:
    """Whether a known name begins where a word does; one that is also a common word must be a word of its own."""
    if reading.fold[start:end] in reading.vocabulary.ambiguous_bodies:
        word = reading.starts.get(start)
        if word is None or word.end != end:
            return False
        if reading.fold[end - 1] in "局署" or word.tag in ("ORG", "nz", "nt"):
            return True
        return word.tag == "n" and _acts(reading, start, end)
    if start in reading.starts or reading.fold[start].isascii():
        return True
    over = reading.word_over(start)
    return over is None or over.tag in ("ORG", "nt", "nz", "LOC")


def _acts(reading: Reading, start: int, end: int) -> bool:
    """Whether a word stands where only a body can: as the sender of a release, or before a verb of saying."""
    if reading.fold[max(0, start - 5) : start].rstrip(" ：:").endswith(("单位", "机关")):
        return True
    word = reading.starts.get(end)
    if word is not None and word.tag == "d":
        word = reading.starts.get(word.end)
    return (
        word is not None and word.tag == "v" and reading.fold[word.start : word.end] in reading.vocabulary.speech_verbs
    )


def _over_places(reading: Reading, start: int, people: frozenset[int]) -> int:
    """The start with the places and governments before it: 香港特区政府|劳工及福利局."""
    fold, vocabulary, at = reading.fold, reading.vocabulary, start
    floor = reading.sentence_start(start)
    while at > floor and at not in people:
        size = next(
            (
                size
                for size in range(min(12, at - floor), 1, -1)
                if fold[at - size : at] in vocabulary.places or fold[at - size : at] in vocabulary.governments
            ),
            0,
        )
        if not size or (at - size not in reading.starts and at - size not in reading.ends and at - size != floor):
            break
        at -= size
    return at


def _over_unknown_place(reading: Reading, start: int, people: frozenset[int]) -> int:
    """The start with a place that no list has: 南汀|市委."""
    word = reading.ends.get(start)
    if (
        word is None
        or start in people
        or not 2 <= word.end - word.start <= 3
        or word.tag not in ("PER", "LOC", "nz", "n", "ns")
    ):
        return start
    text = reading.fold[word.start : word.end]
    opened = word.start == 0 or not reading.fold[word.start - 1].isalpha() or word.start in reading.date_ends
    other = (
        text in reading.vocabulary.borders
        or text in reading.vocabulary.common_words
        or reading.vocabulary.is_other_word(text)
    )
    return word.start if opened and not other else start


def recognised_bodies(reading: Reading, people: frozenset[int], title_starts: frozenset[int]) -> list[BodySpan]:
    """Words that the recogniser calls bodies, if it is sure enough or an ending says so too."""
    found = []
    for word in reading.words:
        if word.tag != "ORG" or word.end - word.start < 2:
            continue
        floor = reading.sentence_start(word.start)
        proper = begins_properly(reading, word.start, word.end)
        left = walk_left(reading, word.start, floor, closed=people, proper=proper).start
        end = word.end
        bracket = _PLACE_NOTE.match(reading.fold, end)
        if bracket and (bracket[1] in reading.vocabulary.places or bracket[1] in ("海外", "集团", "控股", "国际")):
            end = bracket.end()
        ended = reading.vocabulary.ending_of(reading.fold[left : word.end]) is not None
        score = 0.5 + 0.4 * word.score
        if score >= (_SURE_ENDED if ended or end in title_starts else _SURE_UNENDED):
            found.append(BodySpan(left, end, score, "recogniser"))
    return found


_PLACE_NOTE = regex.compile(r"[（(](\p{Han}{2,5})[）)]")


def ended_bodies(
    reading: Reading, endings: TermScanner, people: frozenset[int], title_starts: frozenset[int]
) -> list[BodySpan]:
    """Names that an ending gives away."""
    found = []
    for start, end in endings.find_by_end(reading.fold):
        body = _by_ending(reading, start, end, people, title_starts)
        if body is not None:
            found.append(body)
    return found


def _by_ending(
    reading: Reading, start: int, end: int, people: frozenset[int], title_starts: frozenset[int]
) -> BodySpan | None:
    fold, vocabulary = reading.fold, reading.vocabulary
    if end in people or not (_whole(reading, start, end) or end in title_starts):
        return None  # the 庭 of 顾兆庭 is no court
    if any(
        fold[end - size : end] in vocabulary.honorifics or fold[end - size : end] in vocabulary.titles
        for size in (2, 3, 4)
    ):
        return None  # 总警司 is a rank and no 司
    if any(vocabulary.borders.get(fold[at:end]) == "stop" for at in range(max(0, end - 4), start)):
        return None  # the 办 of 协办 is no office
    kind, strong = vocabulary.endings[fold[start:end]]
    last = reading.starts.get(start)
    if last is not None and last.end == end == start + 1 and last.tag in ("v", "u", "d", "p"):
        return None  # 市政府会尽力, 报社所称
    left = walk_left(reading, start, reading.sentence_start(start), closed=people).start
    left = min(trimmed(reading, left, start), start)
    quoted = _quoted_from(reading, start, end)
    if strong and quoted is not None:
        left = quoted
    bracket = _PLACE_NOTE.match(fold, end)
    right = bracket.end() if bracket and bracket[1] in vocabulary.places else end
    if left >= start:
        whole = fold[start:end]
        bare = start in reading.starts and (whole in BARE_BODIES or (kind == "committee" and len(whole) > 3))
        return BodySpan(start, end, 0.65, "bare") if bare else None
    before = fold[left:start]
    if before in vocabulary.borders or before in vocabulary.generic:
        return None
    tags = reading.tags(left, start)
    proper = bool(_PROPER & set(tags)) or not tags or fold[left].isascii()
    titled = end in title_starts
    if strong:
        if (
            not proper
            and not titled
            and kind in ("company", "university", "school", "hospital", "media", "team", "other")
        ):
            return None
        if not proper and len(before) < 2:
            return None
        return BodySpan(left, right, 0.8 if proper else 0.65, "ending")
    if end - left <= 2 or not (proper or titled):
        return None
    if before in vocabulary.titles:
        return None  # 会长|单位 is a role
    seen = {"ORG", "nt"} & set(reading.tags(left, end))
    if kind == "company" and not titled and not seen and not _in_company(reading, left, end):
        return None  # an industry is not yet a company: 量子点发光|材料
    following = reading.starts.get(end)
    if following is not None and following.tag in _GOES_ON and not titled:
        return None
    word = reading.starts.get(left)
    if word is not None and word.end >= end and word.tag not in ("ORG", "nz", "nt") and not titled:
        return None
    return BodySpan(left, right, 0.7 if titled and proper else _WEAK_NAME, "weak_ending")


def _in_company(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch stands as an item of a list, or before a verb that only companies have."""
    fold = reading.fold
    opened = fold[start - 1 : start] in ("、", "由", "与", "和", "及", "：")
    return opened and (
        fold[end : end + 1] in ("、", "和", "及", "与")
        or fold.startswith(("领投", "跟投", "联合领投", "参投", "独家"), end)
    )


def _quoted_from(reading: Reading, start: int, end: int) -> int | None:
    """Where a quotation begins that is all one name: 「台湾绿能暨海洋工程产业发展协会」."""
    fold = reading.fold
    if fold[end : end + 1] not in ("」", "”", "》"):
        return None
    opened = max(fold.rfind("「", max(0, start - 24), start), fold.rfind("“", max(0, start - 24), start))
    if opened < 0 or any(char in "，。；：！？、」”" for char in fold[opened + 1 : end]):
        return None
    return opened + 1


def latin_bodies(reading: Reading) -> list[BodySpan]:
    """Runs of Latin words that end in a word only bodies have: Norwell Cargo plc."""
    found = []
    for match in _LATIN_WORDS.finditer(reading.fold):
        words = match[0].split()
        last = words[-1].strip(".").casefold()
        if last in reading.vocabulary.latin_endings:
            found.append(BodySpan(match.start(), match.end(), 0.8, "latin"))
    return found


def _whole(reading: Reading, start: int, end: int) -> bool:
    """Whether no word of the text goes on past the end."""
    fold = reading.fold
    if fold[start].isascii():
        before, after = fold[start - 1 : start], fold[end : end + 1]
        return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
    return end in reading.ends or end >= len(fold) or end in reading.starts
