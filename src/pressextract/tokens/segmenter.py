"""The only door to jieba and rjieba: words of the fold, without classes.

jieba keeps global state, trusts a cache file that anybody may have put into the shared temporary folder, and logs to
the screen. None of that here: a private tokenizer, no cache file, no handler. It is also quadratic in a run of
characters that its dictionary does not break, so it never sees more than ``_BLOCK`` characters at once.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Literal

from pressextract.errors import MissingResourceError
from pressextract.tokens.word import Word

Backend = Literal["jieba", "rjieba"]

_BLOCK = 1_000
# What jieba cuts in one go; anything else stands alone, so that a cut beside it changes nothing.
_TOGETHER = r"\u4E00-\u9FD5a-zA-Z0-9+#&._%\-"
_PIECE = re.compile(rf"(?s).{{1,{_BLOCK}}}(?![{_TOGETHER}])|.{{1,{_BLOCK}}}")
_RUN = re.compile(rf"([\u4E00-\u9FD5]+)(?![{_TOGETHER}])|[{_TOGETHER}]+|[^{_TOGETHER}]+")

_lock = threading.RLock()


class Segmenter:
    """Cuts a fold into words with jieba's dictionary.

    The dictionary is read at the first cut. A segmenter can be shared by threads and pickled, and changes nothing
    for other users of jieba.

    Args:
        words: Words to keep in one piece, in folded (Simplified) form; letters, digits, Han and ``+#&._%-`` only,
            as jieba cuts at every other character.
        backend: ``rjieba`` gives runs of Han, the bulk of a text, to the package of that name: nearly always the
            same cuts, two to three times as fast.

    Raises:
        ValueError: A user's word is empty or holds a character at which jieba always cuts; or an unknown backend.

    >>> fold = "董事长高明在香港致辞"
    >>> [fold[word.start : word.end] for word in Segmenter().cut(fold)]
    ['董事长', '高明', '在', '香港', '致辞']
    """

    __slots__ = ("_cutters", "backend", "words")

    def __init__(self, words: Iterable[str] = (), backend: Backend = "jieba") -> None:
        self.words = tuple(words)
        self.backend = backend
        self._cutters: tuple[Any, Any] | None = None
        if backend not in ("jieba", "rjieba"):
            raise ValueError(f"unknown backend {backend!r}: choose jieba or rjieba")
        for word in self.words:
            if not can_be_word(word):
                raise ValueError(f"jieba cannot keep {word!r} in one piece")

    def cut(self, fold: str) -> tuple[Word, ...]:
        """The words of the fold in order, white space left out.

        Raises:
            MissingResourceError: The package of the backend is not installed.
        """
        jieba, rjieba = self._cutters or self._build()
        surfaces = _cut(fold, jieba) if rjieba is None else _cut_by_runs(fold, jieba, rjieba)
        words = []
        end = 0
        for surface in surfaces:
            start, end = end, end + len(surface)
            if not surface.isspace():
                words.append(Word(start, end, ""))
        return tuple(words)

    def _build(self) -> tuple[Any, Any]:
        with _lock:
            if self._cutters is None:
                jieba = _tokenizer(self.words)
                self._cutters = jieba, _fast_tokenizer(self.words, jieba) if self.backend == "rjieba" else None
            return self._cutters

    def __reduce__(self) -> tuple[type[Segmenter], tuple[tuple[str, ...], Backend]]:
        return type(self), (self.words, self.backend)

    def __repr__(self) -> str:
        return f"Segmenter(words={self.words!r}, backend={self.backend!r})"


def can_be_word(word: str) -> bool:
    """Whether jieba can keep a word in one piece.

    >>> can_be_word("顾兆庭"), can_be_word("顾䶮"), can_be_word("顾 兆庭")
    (True, False, False)
    """
    return re.fullmatch(rf"[{_TOGETHER}]+", word) is not None


def _cut(fold: str, jieba: Any) -> Iterator[str]:
    for piece in _PIECE.findall(fold):
        yield from jieba.cut(piece)


def _cut_by_runs(fold: str, jieba: Any, rjieba: Any) -> Iterator[str]:
    # On runs of Han both agree; where letters, digits or signs stand among them rjieba cuts otherwise.
    for match in _RUN.finditer(fold):
        cut = rjieba.cut if match.lastindex else jieba.cut
        run = match[0]
        for begin in range(0, len(run), _BLOCK):
            yield from cut(run[begin : begin + _BLOCK])


def _tokenizer(words: tuple[str, ...]) -> Any:
    frequencies, total = _dictionary()
    tokenizer = _jieba().Tokenizer()
    # Set by hand, as initialize() would look for its cache file and write one.
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, total, True
    if words:
        tokenizer.FREQ = dict(frequencies)
        for word in words:
            tokenizer.add_word(word)
    return tokenizer


def _fast_tokenizer(words: tuple[str, ...], tokenizer: Any) -> Any:
    try:
        import rjieba
    except ImportError as error:
        raise MissingResourceError("the package rjieba is not installed") from error
    fast = rjieba.Jieba()
    for word in words:
        fast.add_word(word, tokenizer.FREQ[word], None)
    return fast


@lru_cache(maxsize=1)
def _dictionary() -> tuple[dict[str, int], int]:
    tokenizer = _jieba().Tokenizer()
    frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    return frequencies, total


@lru_cache(maxsize=1)
def _jieba() -> Any:
    first = "jieba" not in sys.modules
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
    except ImportError as error:
        raise MissingResourceError("the package jieba is not installed") from error
    if first:
        # Whoever imports jieba for itself wants its messages; whoever gets it through us does not.
        logger = logging.getLogger("jieba")
        logger.removeHandler(jieba.log_console)
        logger.setLevel(logging.NOTSET)
    return jieba
