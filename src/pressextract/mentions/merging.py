"""Words and spans as one reading: where a span is sure, the words follow it.

The recogniser gives words (with their parts of speech) and spans (what is named). A name of a person, a body or a place
becomes one word; a title only draws borders between words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pressextract.mentions.repair import JOINTS
from pressextract.tokens.word import Word

#: The tags that words have for what spans name.
TAG_OF = {"PERSON": "PER", "ORG": "ORG", "PLACE": "LOC"}
#: What spaCy's models call what we name otherwise, and our own names.
CLASS_OF_LABEL = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "PLACE": "PLACE",
    "TITLE": "TITLE", "EVENT": "EVENT",
}  # fmt: skip
_SURE = 0.5
_NAMED = frozenset({"PER", "LOC", "ORG", "TIME"})
# What the words call a person and no span does, is hardly one.
_ALONE = 0.5
_AGREED = 0.1


def merged(fold: str, words: Iterable[Word], spans: Iterable[Word]) -> tuple[Word, ...]:
    """The words, cut and joined as the spans say.

    Args:
        fold: The text.
        words: Its words.
        spans: What the recogniser saw named; none over another.

    >>> words = (Word(0, 3, "n"), Word(3, 4, "n"), Word(4, 7, "v"))
    >>> found = merged("副市长柳絮主持", words, [Word(0, 3, "TITLE", 0.9), Word(3, 5, "PERSON", 0.8)])
    >>> [(word.start, word.end, word.tag) for word in found]
    [(0, 3, 'n'), (3, 5, 'PER'), (5, 7, 'v')]
    """
    words = tuple(words)
    spans = tuple(span for span in (_trimmed(fold, span) for span in spans) if span.start < span.end)
    if not spans:
        return words
    doubted = _doubted(words, spans)
    sure = [span for span in spans if span.score >= _SURE and (span.tag in TAG_OF or span.tag == "TITLE")]
    return tuple(_laid_over(fold, doubted, sure))


def _trimmed(fold: str, span: Word) -> Word:
    """A span without white space at its edges, which belongs to no word."""
    text = fold[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    return Word(start, max(start, span.start + len(text.rstrip())), span.tag, span.score)


def _doubted(words: tuple[Word, ...], spans: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words, those called people less sure where no span says so."""
    people = [span for span in spans if span.tag == "PERSON" and span.score >= _SURE]
    found, at = [], 0
    for word in words:
        if word.tag == "PER":
            while at < len(people) and people[at].end <= word.start:
                at += 1
            if at == len(people) or people[at].start >= word.end:
                word = Word(word.start, word.end, word.tag, min(word.score, _ALONE))
        found.append(word)
    return tuple(found)


def _laid_over(fold: str, words: tuple[Word, ...], spans: list[Word]) -> Iterator[Word]:
    waiting = iter(spans)
    span = next(waiting, None)
    for word in words:
        start = word.start
        while span is not None and span.start < word.end:
            if start < span.start:
                yield from _rest(fold, start, span.start, word)
            if span.tag in TAG_OF:
                if span.start >= word.start:  # told once, at the word in which it begins
                    yield Word(span.start, span.end, TAG_OF[span.tag], _together(span, word))
            else:
                yield from _rest(fold, max(start, span.start), min(span.end, word.end), word)
            start = min(span.end, word.end)
            if span.end > word.end:
                break
            span = next(waiting, None)
        if start < word.end:
            yield from _rest(fold, start, word.end, word)


def _together(span: Word, word: Word) -> float:
    """How sure a span is: surer where the words say the same of themselves."""
    alike = (word.start, word.end, word.tag) == (span.start, span.end, TAG_OF[span.tag])
    return min(1.0, max(span.score, (span.score + word.score) / 2 + _AGREED)) if alike else span.score


def _rest(fold: str, start: int, end: int, word: Word) -> Iterator[Word]:
    """What is left of a word; half of a name is no name, and white space is no word."""
    if (start, end) == (word.start, word.end):
        yield word
        return
    while start < end and fold[start].isspace():
        start += 1
    while start < end and fold[end - 1].isspace():
        end -= 1
    if end - start > 1 and word.tag == "ORG" and fold[start] in JOINTS:
        yield Word(start, start + 1, "p")  # 晴川公司|向|鹤鸣中学 as one body
        start += 1
    if start < end:
        yield Word(start, end, "n" if word.tag in _NAMED else word.tag)


def without_overlaps(spans: Iterable[Word]) -> tuple[Word, ...]:
    """The spans in order; of two that overlap the surer one stays, of equals the longer.

    >>> without_overlaps([Word(0, 2, "ORG"), Word(0, 4, "ORG")])
    (Word(start=0, end=4, tag='ORG', score=1.0),)
    """
    taken: set[int] = set()
    kept = []
    for span in sorted(spans, key=lambda each: (-each.score, each.start - each.end, each.start, each.tag)):
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(span)
    return tuple(sorted(kept, key=lambda each: each.start))
