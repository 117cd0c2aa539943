"""The marked text of a release, a paragraph a line, long ones folded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

import regex

from pressextract.markup import Label, attribute, escape, mark
from pressextract.schema import PressRelease
from pressextract.views.words import Words, lang_of_text

_OPEN = 900  # characters that stand open where a text is folded ...
_WORTH = 400  # ... and those that are worth a fold
MOST_SHOWN = 200_000  # a browser takes long over more
_LONGEST = 20_000  # and over a paragraph longer than this
_LINE = regex.compile(r"[^\r\n]+")
_BREAK = regex.compile(r"\r\n?|\n")
_start = attrgetter("start")


class _Paragraph(NamedTuple):
    start: int
    end: int
    line: str
    gap: bool


def marked_text(release: PressRelease, labels: Sequence[Label], words: Words, *, fold: bool = True) -> str:
    """The text of a release with its labels, a paragraph a line.

    Args:
        release: What was extracted.
        labels: What is to be marked, in the order of the text.
        words: The language of what is not the release's own.
        fold: Whether all but the beginning of a long text waits behind a click.
    """
    paragraphs = list(_paragraphs(release))
    shown = [one for one in paragraphs if one.end <= MOST_SHOWN]
    head, rest = _folded(release.text, shown) if fold else (shown, [])
    pieces = list(_drawn(release.text, head, labels))
    if rest:
        pieces.append(f"<details><summary>{escape(words('more', f'{rest[-1].end - rest[0].start:,}'))}</summary>")
        pieces += _drawn(release.text, rest, labels)
        pieces.append("</details>")
    if len(shown) < len(paragraphs):
        left = len(release.text) - paragraphs[len(shown)].start
        pieces.append(f'<p class="px-faint">{escape(words("text_not_shown", f"{left:,}"))}</p>')
    if not paragraphs:
        pieces.append(f'<p class="px-faint">{escape(words("no_text"))}</p>')
    return f'<div class="px-text" lang="{lang_of_text(release)}">{"".join(pieces)}</div>'


def _paragraphs(release: PressRelease) -> Iterable[_Paragraph]:
    """The lines of the text that hold anything, with what each is, as far as the record says."""
    kinds: list[tuple[int, int, str]] = []
    if release.headline is not None:
        kinds.append((release.headline.start, release.headline.end, "headline"))
    for section in release.sections:
        if section.heading is not None:
            kinds.append((section.heading.start, section.heading.end, "heading"))
        kinds.append((section.span.start, section.span.end, section.kind))
    kinds.sort()  # and none overlaps another: a section leaves out its heading
    last = 0
    for found in _LINE.finditer(release.text):
        if not found[0].strip():
            continue
        start, end = found.span()
        at = bisect_right(kinds, start, key=lambda kind: kind[1])
        line = kinds[at][2] if at < len(kinds) and kinds[at][0] < end else "body"
        gap = len(_BREAK.findall(release.text, last, start)) > 1
        for begin in range(start, end, _LONGEST):
            yield _Paragraph(begin, min(begin + _LONGEST, end), line, gap=gap and begin == start)
        last = end


def _folded(text: str, paragraphs: list[_Paragraph]) -> tuple[list[_Paragraph], list[_Paragraph]]:
    """What stands open and what is folded; a paragraph that is itself too long is cut after a sentence."""
    if not paragraphs or paragraphs[-1].end <= _OPEN + _WORTH:
        return paragraphs, []
    at = next(number for number, one in enumerate(paragraphs) if one.end > _OPEN)
    head, rest = paragraphs[:at], paragraphs[at:]
    first = rest[0]
    if first.end > _OPEN + _WORTH and first.start < _OPEN // 2:
        cut = max((text.rfind(stop, first.start, _OPEN) + 1 for stop in "。！？\n"), default=0) or _OPEN
        return [*head, first._replace(end=cut)], [first._replace(start=cut, gap=False), *rest[1:]]
    if first.start < _OPEN // 2:
        head, rest = [*head, first], rest[1:]
    return (head, rest) if rest and rest[-1].end - rest[0].start > _WORTH else (paragraphs, [])


def _drawn(text: str, paragraphs: Sequence[_Paragraph], labels: Sequence[Label]) -> Iterable[str]:
    at = 0
    for one in paragraphs:
        # Labels come in the order of their beginnings; those that ended before this paragraph are behind us.
        while at < len(labels) and labels[at].end <= one.start and labels[at].start < one.start:
            at += 1
        inside = [label for label in labels[at : bisect_left(labels, one.end, key=_start)] if label.end > one.start]
        gap = ' class="px-gap"' if one.gap else ""
        yield f'<p{gap} data-line="{attribute(one.line)}">{mark(text, inside, one.start, one.end)}</p>'
