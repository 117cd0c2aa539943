"""Words with their classes, and the spans that name something: LAC's states under our own layers.

LAC was trained on half-width lower-case text and takes 。 and 、 as they stand for parts of names, so each character is
looked up by the form the training had; the map is one to one, offsets stay. White space is a comma to it, which keeps
apart what spaces keep apart. The net sees the fold in pieces of sentences, none longer than a fixed bound.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pressextract.knowledge.vocabulary import Vocabulary, builtin_vocabulary
from pressextract.mentions.crf import Decoded, Floats, Integers
from pressextract.mentions.decoding import spans_of
from pressextract.mentions.flags import FlagScanner, word_flags
from pressextract.mentions.head import Head, load_head, run
from pressextract.mentions.lac import WIDTH, Network, find_folder, load_network, tag
from pressextract.tokens.word import Word

#: The weights that come with the library.
WEIGHTS = Path(__file__).parent.parent / "weights" / "recogniser.npz"
# Longer pieces are no better, and slower: the steps of a net that goes through a piece cannot be taken side by side.
_LONGEST = 64
_LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
_SENTENCE = re.compile(rf"[^。！？!?；;{_LINE_ENDS}]*(?:[。！？!?；;]+[”’」』）)]*|[{_LINE_ENDS}]|\Z)")
_PAUSES = "，、,：: "
_TRAINED_FORM = {"。": ".", "、": ",", "○": "〇", **dict.fromkeys("“”‘’「」『』〝〞", '"')}
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FULL_WIDTH_SHIFT = 0xFEE0
_CODE_POINTS = 0x110000
# Texts are read in portions of whole lines, so that the memory for the states of a long one stays small.
_PORTION = 4_096
_LEAST_SPAN = 0.2
_JOINTS = frozenset("·‧・•．—─–-、，")
_PAIRS = (("（", "）"), ("(", ")"), ("「", "」"), ("“", "”"), ("《", "》"), ("『", "』"), ("【", "】"))
_LAST_SPACE = 0x3001
_NAMED = ("PER", "LOC", "ORG")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a recogniser makes of a fold.

    Attributes:
        words: The likeliest cut into words; they cover every character but white space.
        spans: Stretches that name something, in order, none over another: ``tag`` is ``PERSON``, ``TITLE``, ``ORG``,
            ``PLACE`` or ``EVENT``, ``score`` the probability of just this stretch and class.
    """

    words: tuple[Word, ...]
    spans: tuple[Word, ...]


@dataclass(frozen=True)
class Recogniser:
    """Cuts a fold into words, and sees names in it; the weights are read at the first call and shared.

    Attributes:
        weights: The file of our layers.
        encoder: The folder ``lac_small`` of jieba 0.42.1; None finds it in the installed package.
        vocabulary: The lexicons whose terms it is shown; None for the built-in ones.

    >>> fold = "青禾集团董事长林致远、总经理周平出席。"
    >>> [(fold[span.start : span.end], span.tag) for span in Recogniser()(fold).spans]
    [('青禾集团', 'ORG'), ('董事长', 'TITLE'), ('林致远', 'PERSON'), ('总经理', 'TITLE'), ('周平', 'PERSON')]
    """

    weights: Path = WEIGHTS
    encoder: Path | None = None
    vocabulary: Vocabulary | None = None

    @cached_property
    def _scanner(self) -> FlagScanner:
        return _builtin_scanner() if self.vocabulary is None else FlagScanner.of(self.vocabulary)

    def __call__(self, fold: str) -> Recognised:
        """The words and the spans of a fold.

        Raises:
            MissingResourceError: A file of weights is not there.
        """
        words: list[Word] = []
        spans: list[Word] = []
        model = _load(self.weights, self.encoder)
        scanner = self._scanner
        for start, end in _portions(fold):
            part = fold[start:end]
            seen, states = read_words(model.lac, part)
            flags = (scanner.scan(part), word_flags(seen, len(part)))
            chances = run(model.head, np.concatenate([states, *flags], axis=1))
            words += _moved(seen, start)
            spans += _moved(spans_of(chances, model.head.classes, _LEAST_SPAN, _named_in(part)), start)
        return Recognised(tuple(words), tuple(spans))


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
class Lac:
    """LAC, the table row of each code point, and what a tag says of its word; made by ``load_lac``."""

    network: Network
    rows: npt.NDArray[np.int16]
    begins: npt.NDArray[np.bool_]
    classes: tuple[str, ...]
    named: npt.NDArray[np.bool_]
    spaces: npt.NDArray[np.bool_]


def load_lac(folder: Path | None = None) -> Lac:
    """LAC from its folder ``lac_small``; None finds it in the installed jieba.

    Raises:
        MissingResourceError: jieba's parameter files are not there.
    """
    network = load_network(folder or find_folder())
    vocabulary = network.vocabulary
    unknown = vocabulary["OOV"]
    rows = np.full(_CODE_POINTS, unknown, np.int16)
    known = (ord(character) for character in vocabulary if len(character) == 1)
    for code in chain(known, range(0x3100), _FULL_WIDTH):
        rows[code] = vocabulary.get(trained_form(chr(code)), unknown)
    classes = tuple(name.partition("-")[0] for name in network.tags)
    return Lac(
        network,
        rows,
        np.array([not name.endswith("-I") for name in network.tags]),
        classes,
        np.array([name in _NAMED for name in classes]),
        np.array([chr(code).isspace() for code in range(_LAST_SPACE + 1)]),
    )


def read_words(lac: Lac, fold: str) -> tuple[tuple[Word, ...], Floats]:
    """LAC's words of a fold, and what it knows of each character (nothing of a line break)."""
    states = np.zeros((len(fold), WIDTH), np.float32)
    pieces = pieces_of(fold)
    if not len(pieces):
        return (), states
    starts, lengths = pieces[:, 0], pieces[:, 1] - pieces[:, 0]
    bases = np.cumsum(lengths) - lengths
    positions = np.arange(int(lengths.sum())) + np.repeat(starts - bases, lengths)
    codes = np.frombuffer(fold.encode("utf-32-le", "surrogatepass"), "<u4")[positions]
    decoded, found = tag(lac.network, lac.rows[codes].astype(np.int64), lengths)
    states[positions] = found
    return _words(lac, decoded, codes, positions, bases), states


def pieces_of(fold: str) -> Integers:
    """Where the pieces that LAC is shown begin and end."""
    return np.array(list(_sentences(fold)), np.int64).reshape(-1, 2)


@dataclass(frozen=True, slots=True)
class _Model:
    lac: Lac
    head: Head


_loading = threading.Lock()


def _load(weights: Path, encoder: Path | None) -> _Model:
    # Without the lock, threads that come first all at once would each build the tables.
    with _loading:
        return _load_once(weights, encoder)


@lru_cache(maxsize=2)
def _load_once(weights: Path, encoder: Path | None) -> _Model:
    return _Model(load_lac(encoder), load_head(weights))


@lru_cache(maxsize=1)
def _builtin_scanner() -> FlagScanner:
    return FlagScanner.of(builtin_vocabulary())


def _named_in(fold: str) -> Callable[[int, int], bool]:
    """Whether a stretch has the form of a name: two characters or more, no joint at the head, every bracket closed."""

    def can_be_named(start: int, end: int) -> bool:
        if fold[start] in _JOINTS:
            return False
        return end - start > 1 and not any(fold.count(a, start, end) != fold.count(b, start, end) for a, b in _PAIRS)

    return can_be_named


def _portions(fold: str) -> Iterator[tuple[int, int]]:
    """The fold in portions that end with a line, or with a sentence where a line is too long."""
    start = 0
    while len(fold) - start > _PORTION:
        cuts = (fold.rfind(mark, start, start + _PORTION) + 1 for mark in "\n。，")
        end = next((cut for cut in cuts if cut > start), start + _PORTION)
        yield start, end
        start = end
    if start < len(fold):
        yield start, len(fold)


def _moved(words: tuple[Word, ...], by: int) -> Iterator[Word]:
    return (Word(word.start + by, word.end + by, word.tag, word.score) for word in words) if by else iter(words)


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
    lac: Lac, decoded: Decoded, codes: npt.NDArray[np.uint32], positions: Integers, bases: Integers
) -> tuple[Word, ...]:
    tags = decoded.tags
    begins = lac.begins[tags]
    outside = len(lac.classes) - 1
    begins[1:] &= (tags[1:] != outside) | (tags[:-1] != outside)
    begins[bases] = True
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], len(tags)) - 1
    factors = decoded.goes_on.copy()
    factors[lasts] = 1.0 - factors[lasts]
    factors[firsts] *= decoded.begins[firsts]
    scores = np.where(lac.named[tags[firsts]], np.multiply.reduceat(factors, firsts), 1.0)
    # White space at the edge of a word is no part of it, and a word of nothing else is none.
    solid = np.flatnonzero(~lac.spaces[np.minimum(codes, _LAST_SPACE)])
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
            [lac.classes[number] for number in tags[firsts[words]].tolist()],
            scores[words].astype(np.float64).round(3).tolist(),
        )
    )
