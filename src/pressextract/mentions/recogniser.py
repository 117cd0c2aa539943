"""Words with their classes: jieba's LAC over the whole fold.

LAC was trained on half-width lower-case text and takes 。 and 、 as they stand for parts of names, so each character is
looked up by the form the training had; the map is one to one, offsets stay. White space is a comma to it, which keeps
apart what spaces keep apart. The net sees the fold sentence by sentence, none longer than a fixed bound.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pressextract.mentions.crf import Decoded, Integers
from pressextract.mentions.lac import Network, find_folder, load_network, tag
from pressextract.mentions.promotion import promoted
from pressextract.tokens.word import Word

_LONGEST = 128
_LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
_SENTENCE = re.compile(rf"[^。！？!?；;{_LINE_ENDS}]*(?:[。！？!?；;]+[”’」』）)]*|[{_LINE_ENDS}]|\Z)")
_PAUSES = "，、,：: "
_TRAINED_FORM = {"。": ".", "、": ",", "○": "〇", **dict.fromkeys("“”‘’「」『』〝〞", '"')}
# Titles that the net has hardly seen, and runs together with the name after them (外交部次长林致远 as one body): it is
# shown others as long, which it knows. One in twenty names in rosters of Taiwan's government hung on 次长 alone.
_KNOWN_TITLES = {
    "次长": "部长",
    "主委": "主任",
    "署长": "局长",
    "技正": "主任",
    "监事": "董事",
    "拿督": "先生",
    "执行长": "总经理",
    "营运长": "总经理",
    "理事长": "董事长",
    "监事长": "董事长",
    "测量师": "工程师",
}
_UNKNOWN_TITLE = re.compile("|".join(sorted(_KNOWN_TITLES, key=len, reverse=True)))
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FULL_WIDTH_SHIFT = 0xFEE0
_CODE_POINTS = 0x110000
_LAST_SPACE = 0x3001
_LEAST = 0.02
_NAMED = ("PER", "LOC", "ORG")


@dataclass(frozen=True, slots=True)
class LacRecogniser:
    """Cuts a fold into words and classes them; the weights are read at the first call and shared.

    Attributes:
        folder: The folder ``lac_small`` of jieba 0.42.1; None finds it in the installed package.

    >>> fold = "青禾集团董事长林致远、总经理周平出席。"
    >>> [(fold[word.start : word.end], word.tag) for word in LacRecogniser()(fold)][:3]
    [('青禾集团', 'ORG'), ('董事长', 'n'), ('林致远', 'PER')]
    """

    folder: Path | None = None

    def __call__(self, fold: str) -> tuple[Word, ...]:
        """All words of the fold in order; they cover every character but white space.

        Of two readings the one with a name is preferred where a name is due: after a title, in a list.

        Raises:
            MissingResourceError: jieba's parameter files are not there.
        """
        read = self.read(fold)
        return promoted(fold, read.words, read.people)

    def read(self, fold: str) -> Recognised:
        """The words, and all stretches that might be the name of a person.

        Raises:
            MissingResourceError: jieba's parameter files are not there.

        >>> fold = "副市长柳絮主持会议"
        >>> read = LacRecogniser().read(fold)
        >>> [fold[word.start : word.end] for word in read.words if word.tag == "PER"]
        []
        >>> [fold[name.start : name.end] for name in read.people]
        ['柳絮']
        """
        known = _UNKNOWN_TITLE.sub(lambda match: _KNOWN_TITLES[match[0]], fold)
        pieces = np.array(list(_sentences(fold)), np.int64).reshape(-1, 2)
        if not len(pieces):
            return Recognised((), ())
        model = _load(self.folder)
        starts, lengths = pieces[:, 0], pieces[:, 1] - pieces[:, 0]
        bases = np.cumsum(lengths) - lengths
        positions = np.arange(int(lengths.sum())) + np.repeat(starts - bases, lengths)
        codes = np.frombuffer(known.encode("utf-32-le", "surrogatepass"), "<u4")[positions]
        decoded = tag(model.network, model.rows[codes].astype(np.int64), lengths)
        return Recognised(_words(model, decoded, codes, positions, bases), _people(decoded, fold, positions))


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the recogniser makes of a fold.

    Attributes:
        words: The likeliest cut into words; they cover every character but white space.
        people: Every stretch that is a person's name with a probability (``score``) of 0.02 or more, by start; they
            overlap, and include those among ``words``.
    """

    words: tuple[Word, ...]
    people: tuple[Word, ...]


def trained_form(character: str) -> str:
    """The character as LAC's training text has it.

    >>> "".join(map(trained_form, "「ＡＢＣ」、２０２５。"))
    '"abc",2025.'
    """
    if character.isspace():
        return ","
    if ord(character) in _FULL_WIDTH:
        character = chr(ord(character) - _FULL_WIDTH_SHIFT)
    character = _TRAINED_FORM.get(character, character)
    lower = character.lower()
    return lower if len(lower) == 1 else character


@dataclass(frozen=True, slots=True)
class _Model:
    """The net, the table row of each code point, and what a tag says of its word."""

    network: Network
    rows: npt.NDArray[np.int16]
    begins: npt.NDArray[np.bool_]
    classes: tuple[str, ...]
    named: npt.NDArray[np.bool_]
    spaces: npt.NDArray[np.bool_]


_loading = threading.Lock()


def _load(folder: Path | None) -> _Model:
    # Without the lock, threads that come first all at once would each build the tables.
    with _loading:
        return _load_once(folder)


@lru_cache(maxsize=2)
def _load_once(folder: Path | None) -> _Model:
    network = load_network(folder or find_folder())
    vocabulary = network.vocabulary
    unknown = vocabulary["OOV"]
    rows = np.full(_CODE_POINTS, unknown, np.int16)
    known = (ord(character) for character in vocabulary if len(character) == 1)
    for code in chain(known, range(0x3100), _FULL_WIDTH):
        rows[code] = vocabulary.get(trained_form(chr(code)), unknown)
    classes = tuple(name.partition("-")[0] for name in network.tags)
    return _Model(
        network,
        rows,
        np.array([not name.endswith("-I") for name in network.tags]),
        classes,
        np.array([name in _NAMED for name in classes]),
        np.array([chr(code).isspace() for code in range(_LAST_SPACE + 1)]),
    )


def _sentences(fold: str) -> Iterator[tuple[int, int]]:
    """Pieces of at most ``_LONGEST`` characters: sentences, and long ones cut, after a pause where there is one."""
    for match in _SENTENCE.finditer(fold):
        start, end = match.span()
        if end > start and fold[end - 1] in _LINE_ENDS:
            end -= 1
        while end - start > _LONGEST:
            half, limit = start + _LONGEST // 2, start + _LONGEST
            cut = max(fold.rfind(pause, half, limit) for pause in _PAUSES) + 1 or limit
            yield start, cut
            start = cut
        if end > start:
            yield start, end


def _words(
    model: _Model, decoded: Decoded, codes: npt.NDArray[np.uint32], positions: Integers, bases: Integers
) -> tuple[Word, ...]:
    tags = decoded.tags
    begins = model.begins[tags]
    outside = len(model.classes) - 1
    begins[1:] &= (tags[1:] != outside) | (tags[:-1] != outside)
    begins[bases] = True
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], len(tags)) - 1
    factors = decoded.goes_on.copy()
    factors[lasts] = 1.0 - factors[lasts]
    factors[firsts] *= decoded.begins[firsts]
    scores = np.where(model.named[tags[firsts]], np.multiply.reduceat(factors, firsts), 1.0)
    # White space at the edge of a word is no part of it, and a word of nothing else is none.
    solid = np.flatnonzero(~model.spaces[np.minimum(codes, _LAST_SPACE)])
    if not len(solid):
        return ()
    of_word = (np.cumsum(begins) - 1)[solid]
    opening = np.flatnonzero(np.diff(of_word, prepend=-1))
    closing = np.append(opening[1:], len(of_word)) - 1
    words = of_word[opening]
    return tuple(
        map(
            Word,
            positions[solid[opening]].tolist(),
            (positions[solid[closing]] + 1).tolist(),
            [model.classes[number] for number in tags[firsts[words]].tolist()],
            scores[words].astype(np.float64).round(3).tolist(),
        )
    )


def _people(decoded: Decoded, fold: str, positions: Integers) -> tuple[Word, ...]:
    people = []
    for place in np.flatnonzero(decoded.watched[:, 0] >= _LEAST).tolist():
        start = int(positions[place])
        if fold[start].isspace():
            continue
        chance, goes_on = float(decoded.watched[place, 0]), float(decoded.watched[place, 1])
        # At the end of a sentence nothing goes on.
        while chance >= _LEAST:
            last = int(positions[place])
            if (ends := round(chance * (1.0 - goes_on), 3)) >= _LEAST and not fold[last].isspace():
                people.append(Word(start, last + 1, "PER", ends))
            chance *= goes_on
            place += 1
            goes_on = float(decoded.watched[place, 2]) if place < len(positions) else 0.0
    return tuple(people)
