"""Titles: the word a title ends in, with what stands before it inside the title and a note in brackets after it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pressextract.mentions.lexical import TermScanner
from pressextract.mentions.reading import Reading

_NOTE_REACH = 16
# How sure the recogniser must be of a title that no lexicon has, or that is longer than the lexicons say.
_SEEN = 0.65
# How sure it must be for a title to begin later than the lexicons say, or to end later: 资讯处|代处长, 首席观星官.
_SURE_BORDERS = 0.7
_LONGEST_MODIFIER = 8
_LONGEST_FIELD = 4
_NOT_A_NOTE = (
    "下称",
    "简称",
    "左",
    "右",
    "中",
    "女",
    "男",
    "任期",
    "现任",
    "兼",
    "即",
    "译",
    "见",
    "附图",
    "年",
    "按",
    "排名",
    "序",
    "届",
    "署任",
)
# A title before one of these is part of another word: 部长级, 主席团, 会长单位, 校长室.
_CONTINUED = (
    "级",
    "团",
    "台",
    "国",
    "单位",
    "会议",
    "室",
    "办公室",
    "办公厅",
    "联席会",
    "令",
    "制",
    "杯",
    "奖",
    "府",
    "邸",
    "任内",
    "任期",
    "权",
    "们",
    "群",
    "工会",
    "协会",
    "学会",
)
# Regions whose committee of the party is called 党委.
_PARTY_OF_REGION = ("自治区", "地区", "兵团")


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """A title in the fold: ``start`` to ``end`` with its modifiers and note, the head from ``head_start`` on.

    ``status`` is what a modifier told (前, 候任); such a modifier lies before ``start``.
    """

    start: int
    end: int
    head_start: int
    head_end: int
    head: str
    status: str


def find_titles(reading: Reading, scanner: TermScanner) -> tuple[TitleSpan, ...]:
    """Every title of the page, whoever holds it."""
    found = []
    for head_start, head_end in scanner.find_by_end(reading.fold):
        if not _ends_here(reading, head_start, head_end):
            continue
        start, status = _with_modifiers(reading, head_start)
        if reading.fold.startswith("党委", start) and reading.fold.endswith(_PARTY_OF_REGION, 0, start):
            start += 2  # 自治区党委|书记, where that of a company is 集团|党委书记
            head_start = max(head_start, start)
        head = reading.fold[head_start:head_end]
        found.append(TitleSpan(start, _with_note(reading, head_end), head_start, head_end, head, status))
    # A head inside a longer title is not a title of its own: 总经理 in 总经理助理.
    kept: list[TitleSpan] = []
    for title in found:
        while kept and kept[-1].end > title.start:
            kept.pop()  # 会馆|主席, not 馆主|席
        if kept and kept[-1].head in reading.vocabulary.modifiers and _only_field(reading, kept[-1].end, title.start):
            title = replace(title, start=kept.pop().start)  # 首席|人才总监 is one title
        kept.append(title)
    return _with_seen(reading, kept)


def _with_seen(reading: Reading, titles: list[TitleSpan]) -> tuple[TitleSpan, ...]:
    """The titles, with those that only the recogniser sees, and longer where it sees them longer: 援藏|干部."""
    found = {title.start: title for title in titles}
    at = {place: title for title in titles for place in range(title.start, title.end)}
    for span in reading.spans:
        if span.tag != "TITLE" or span.score < _SEEN:
            continue
        inside = list(dict.fromkeys(at[place] for place in range(span.start, span.end) if place in at))
        if not inside:
            if _honours(reading, span.start, span.end) or not reading.fold[span.start : span.end].isalpha():
                continue
            start, status = _with_modifiers(reading, span.start)
            head = reading.fold[span.start : span.end]
            found[start] = TitleSpan(start, _with_note(reading, span.end), span.start, span.end, head, status)
        elif len(inside) == 1 and inside[0].start < span.start and inside[0].head_end == span.end:
            if span.score >= _SURE_BORDERS and span.start <= inside[0].head_start:
                del found[inside[0].start]
                found[span.start] = replace(inside[0], start=span.start)
        elif (
            span.start < inside[0].start
            and inside[-1].head_end == span.end
            and reading.fold[span.start : inside[0].start] not in reading.vocabulary.cues
        ):
            for title in inside:
                del found[title.start]
            found[span.start] = replace(inside[-1], start=span.start, status=inside[0].status)
        elif inside[0].start >= span.start and inside[-1].end < span.end and span.score >= _SURE_BORDERS:
            for title in inside:
                del found[title.start]
            head = reading.fold[span.start : span.end]
            end = _with_note(reading, span.end)
            found[span.start] = TitleSpan(span.start, end, span.start, span.end, head, inside[0].status)
    return tuple(found[start] for start in sorted(found))


def _honours(reading: Reading, start: int, end: int) -> bool:
    """Whether this is how somebody is addressed or honoured, which is told elsewhere: 院士, 拿督."""
    fold, known = reading.fold, reading.vocabulary.honorifics
    return any(fold[start:at] in known for at in range(start + 1, end + 1)) or any(
        fold[at:end] in known for at in range(start, end)
    )


def _only_field(reading: Reading, start: int, end: int) -> bool:
    """Whether nothing but a short common noun stands between two parts of a title."""
    return (
        end - start <= _LONGEST_FIELD
        and set(reading.tags(start, end)) <= {"n", "vn", "nz", "an"}
        and (start == end or (start in reading.starts and reading.fold[start:end].isalpha()))
    )


def _ends_here(reading: Reading, start: int, end: int) -> bool:
    fold = reading.fold
    if fold[end - 1].isascii() and fold[end : end + 1].isascii() and fold[end : end + 1].isalnum():
        return False
    if fold[start].isascii() and start and fold[start - 1].isascii() and fold[start - 1].isalnum():
        return False
    if fold.startswith(_CONTINUED, end) or (
        (fold[end - 1] in "董事" and fold.startswith("会", end))
        or (fold[end - 1] == "授" and fold.startswith("席", end))
    ):
        return False
    over = reading.word_over(end)
    if over is None:
        return True
    # The words may run title and name together; then what follows must look like a name.
    rest = fold[end : over.end]
    return bool(rest) and (rest[0] in reading.vocabulary.surnames or rest[:2] in reading.vocabulary.compound_surnames)


def _with_modifiers(reading: Reading, head_start: int) -> tuple[int, str]:
    """Where a title begins, and the status that a word before it gives: 前|常务副|主席."""
    vocabulary, at = reading.vocabulary, head_start
    while True:
        for size in range(min(_LONGEST_MODIFIER, at), 0, -1):
            word = reading.fold[at - size : at]
            if word in vocabulary.cues:
                return at, vocabulary.cues[word]
            if word in vocabulary.modifiers:
                at -= size
                break
        else:
            return at, ""


def _with_note(reading: Reading, end: int) -> int:
    """The end of a title with its field in brackets: 行政总裁（住宅）."""
    fold = reading.fold
    if fold[end : end + 1] not in ("（", "("):
        return end
    close = next((at for at in range(end + 1, min(end + _NOTE_REACH, len(fold))) if fold[at] in "）)"), -1)
    if close < 0:
        return end
    inside = fold[end + 1 : close]
    if not inside or any(char in "，。：；「」“”、" for char in inside) or inside[0].isascii():
        return end
    if any(note in inside for note in _NOT_A_NOTE) or inside[-1:] in ("届", "日"):
        return end
    if {"PER", "TIME"} & set(reading.tags(end + 1, close)):
        return end
    if any(inside.endswith(head) for head in reading.vocabulary.titles if len(head) > 1):
        return end
    return close + 1
