"""Labelled lines as arrays: states, flags, marks."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pressextract.mentions.flags import WIDTH as FLAGS
from pressextract.mentions.flags import FlagScanner, word_flags
from pressextract.mentions.lac import WIDTH as STATES
from pressextract.mentions.recogniser import Lac, read_words
from pressextract.tokens.word import Word
from training.labelled import CLASSES, UNSURE, Line

#: A mark that is not known: training leaves the character out.
UNKNOWN = -1
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Examples:
    """Characters of many lines, one after the other, a line break between two.

    Attributes:
        states: LAC's states, in half precision.
        flags: The flags of the lexicons and of LAC's words, packed into bits.
        marks: 0 for none, ``3k + 1`` ``3k + 2`` ``3k + 3`` for B, I, E of class ``k``, ``UNKNOWN``.
    """

    states: npt.NDArray[np.float16]
    flags: npt.NDArray[np.uint8]
    marks: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.marks)

    def inputs(self, start: int, end: int) -> npt.NDArray[np.float32]:
        """States and flags of some characters, as the net reads them."""
        flags = np.unpackbits(self.flags[start:end], axis=1, count=FLAGS)
        return np.concatenate([self.states[start:end].astype(np.float32), flags.astype(np.float32)], axis=1)


def make_examples(lines: Sequence[Line], lac: Lac, scanner: FlagScanner, *, doubt: bool = False) -> Examples:
    """Run LAC and the lexicons over the lines.

    Args:
        lines: What to run them over.
        lac: LAC.
        scanner: The lexicons.
        doubt: Whether the labels are not sure, so that what LAC alone calls a person or a body is left open.
    """
    size = sum(len(line.text) + 1 for line in lines)
    made = Examples(
        np.zeros((size, STATES), np.float16),
        np.zeros((size, -(-FLAGS // 8)), np.uint8),
        np.zeros(size, np.int8),
    )
    at = 0
    for begin in range(0, len(lines), _AT_ONCE):
        some = lines[begin : begin + _AT_ONCE]
        text = "".join(line.text + "\n" for line in some)
        here = slice(at, at + len(text))
        words, states = read_words(lac, text)
        made.states[here] = states
        flags = np.concatenate([scanner.scan(text), word_flags(words, len(text))], axis=1)
        made.flags[here] = np.packbits(flags > 0, axis=1)
        marks = marks_of(some)
        made.marks[here] = _doubted(marks, words) if doubt else marks
        at += len(text)
    return made


def marks_of(lines: Sequence[Line]) -> npt.NDArray[np.int8]:
    """The marks of the labels."""
    marks = np.zeros(sum(len(line.text) + 1 for line in lines), np.int8)
    at = 0
    for line in lines:
        for label in line.labels:
            start, end = at + label.start, at + label.end
            if label.name == UNSURE:
                marks[start:end] = UNKNOWN
                continue
            mark = 1 + 3 * CLASSES.index(label.name)
            marks[start:end] = mark + 1
            marks[end - 1] = mark + 2
            marks[start] = mark
        at += len(line.text) + 1
    return marks


def _doubted(marks: npt.NDArray[np.int8], words: Iterable[Word]) -> npt.NDArray[np.int8]:
    """The marks, without those of characters that LAC gives to a person or a body and the labels to nothing."""
    marks = marks.copy()
    for word in words:
        if word.tag in ("PER", "ORG"):
            inside = marks[word.start : word.end]
            inside[inside == 0] = UNKNOWN
    return marks


def is_held_out(name: str, share: int) -> bool:
    """Whether a document, or a sentence, is kept for measuring: one in ``share``, always the same ones."""
    return zlib.crc32(name.encode()) % share == 0
