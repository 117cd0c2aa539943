"""Cleaning and folding: the text that everything is matched on, and the way back from it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pressextract.text import fixes
from pressextract.text.alignment import Alignment
from pressextract.text.script import Target, convert_script, fold_script


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A text folded for matching: Simplified, radicals and widths plain, Chinese punctuation kept.

    Attributes:
        original: The text itself; only lone surrogates were replaced, one for one.
        text: The fold.
        alignment: The way from the fold to the original.
        warnings: What was cleaned, for people.
    """

    original: str
    text: str
    alignment: Alignment
    warnings: tuple[str, ...] = ()

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original of a stretch of the fold, tight around its characters.

        >>> normalise("第 五屆論壇").to_original(0, 3)
        (0, 4)
        """
        return self.alignment.to_source(start, end)


def normalise(text: str) -> NormalisedText:
    """Folds a text for matching, with the way back to every character.

    >>> normalise("⼤公報第 五屆論壇").text
    '大公报第五届论坛'
    """
    if not isinstance(text, str):
        raise TypeError(f"a text must be a str, not {type(text).__name__}")
    original, fold = text, text
    alignment = Alignment.identity(len(text))
    warnings: list[str] = []
    traits = fixes.traits(text)
    found = int(np.bitwise_or.reduce(traits))
    if found & fixes.SURROGATE:
        original = fold = fixes.replace_surrogates(text)
        warnings.append("lone surrogates were replaced by U+FFFD")
    if found & fixes.RADICAL:
        fold = fixes.fold_radicals(fold)
    if found & fixes.WIDE:
        fold = fixes.fold_width(fold)
    if found & fixes.BREAK:
        fold = fixes.unify_breaks(fold)
    if found & (fixes.INVISIBLE | fixes.BREAK):
        dropped = fixes.invisible(fold)
        if found & fixes.INVISIBLE:
            warnings.append("invisible or control characters were ignored")
        fold, alignment = _drop(fold, dropped)
    fold = fold_script(fold)
    if found & (fixes.SPACE | fixes.NEWLINE | fixes.BREAK) and found & fixes.HAN:
        if found & ~(fixes.HAN | fixes.SPACE | fixes.NEWLINE):
            traits = fixes.traits(fold)  # the fold to Simplified changes no trait, the fixes above do
        joins, blanks = fixes.wrapped_lines(fold)
        dropped = sorted({*fixes.stray_spaces(fold, traits), *joins})
        fold = _blank(fold, blanks)
        fold, inner = _drop(fold, dropped)
        alignment = inner.compose(alignment)
    return NormalisedText(original, fold, alignment, tuple(warnings))


def convert(text: str, *, to: Target) -> str:
    """A text in the characters of Hong Kong (hk), Taiwan (tw), in Traditional (t) or Simplified (s), as OpenCC does it.

    >>> convert("卫生署", to="hk"), convert("衞生署", to="s")
    ('衞生署', '卫生署')
    """
    if not isinstance(text, str):
        raise TypeError(f"a text must be a str, not {type(text).__name__}")
    return convert_script(fixes.replace_surrogates(text), to=to)


def _drop(text: str, dropped: list[int]) -> tuple[str, Alignment]:
    if not dropped:
        return text, Alignment.identity(len(text))
    pieces: list[str] = []
    at = 0
    for offset in dropped:
        if offset > at:
            pieces.append(text[at:offset])
        at = offset + 1
    pieces.append(text[at:])
    return "".join(pieces), Alignment.dropping(len(text), dropped)


def _blank(text: str, places: list[int]) -> str:
    if not places:
        return text
    pieces = [text[before + 1 : place] for before, place in pairwise((-1, *places, len(text)))]
    return " ".join(pieces)
