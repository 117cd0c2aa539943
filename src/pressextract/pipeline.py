"""The whole way from a text to a record, and the object that holds its configuration."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from os import PathLike
from pathlib import Path
from typing import Any, Literal, get_args

from pressextract import __version__
from pressextract.assemble import assemble
from pressextract.entities.bind import bind
from pressextract.entities.confidence import calibrated
from pressextract.errors import LexiconError, TextTooLongError
from pressextract.events.fill import find_events
from pressextract.events.references import find_references
from pressextract.events.statements import find_statements
from pressextract.events.told import read_told
from pressextract.explanation import explain
from pressextract.knowledge.frames import load_frames, read_frames
from pressextract.knowledge.lexicon import read_lexicon
from pressextract.knowledge.vocabulary import builtin_vocabulary
from pressextract.mentions.find import Scanners, find_mentions
from pressextract.mentions.merging import CLASS_OF_LABEL, merged, without_overlaps
from pressextract.mentions.reading import Reading
from pressextract.mentions.recogniser import Recognised, Recogniser
from pressextract.schema import SCHEMA_VERSION, Event, Explanation, Failure, PressRelease, Token
from pressextract.text.page import Page, read_page
from pressextract.text.script import fold_script
from pressextract.tokens.segmenter import Segmenter, can_be_word
from pressextract.tokens.word import Word

Terms = Iterable[str] | str | PathLike[str]
Reader = Callable[[str], Recognised | Iterable[Word]]
Part = Literal["events", "statements"]
Entity = tuple[int, int, str]

_PARTS = frozenset(get_args(Part))
MAX_LENGTH = 1_000_000


class Extractor:
    """Everything that ``extract`` needs, set up once and used as often as you like.

    Threads may share an extractor, and it can be pickled. Lexicons given here hold for this extractor alone.

    Args:
        people: Names of people to be found wherever they stand: strings, or the path of a TSV file with them.
        titles: Words that end a title, likewise.
        organisations: Names of organisations, likewise.
        frames: Ways to tell events, beside those that come with the library: the path of a TOML file as
            ``knowledge/data/events.toml`` is one, or its text. A frame with the id of a built-in one stands in its place.
        words: Words that ``segment`` keeps whole, likewise.
        recogniser: What sees names in running text: a callable from the fold to words with tags (``PER``, ``ORG``,
            ``LOC`` ...); None leaves the rules and lexicons alone to find them.
        disable: Parts to leave out: ``"events"``, ``"statements"``.
        max_length: Code points accepted in one text.

    Raises:
        LexiconError: A lexicon file or a file of frames cannot be read.
        ValueError: ``disable`` names a part that is not known, or ``words`` holds what cannot be one word.

    >>> extractor = Extractor(organisations=["晴川社"])
    >>> [body.name for body in extractor.extract("晴川社社長林致遠今日致辭。").organisations]
    ['晴川社']
    """

    def __init__(
        self,
        *,
        people: Terms = (),
        titles: Terms = (),
        organisations: Terms = (),
        words: Terms = (),
        frames: str | PathLike[str] | None = None,
        recogniser: Reader | Literal["default"] | None = "default",
        disable: Iterable[Part] = (),
        max_length: int = MAX_LENGTH,
    ) -> None:
        self._people, self._titles = _folded(people), _folded(titles)
        self._organisations, self._words = _folded(organisations), _folded(words)
        self._own_frames = None if frames is None else _text_of_frames(frames)
        self._recogniser: Reader | Literal["default"] | None = recogniser
        self._disabled = frozenset(disable)
        if unknown := sorted(self._disabled - _PARTS):
            raise ValueError(f"disable knows {', '.join(sorted(_PARTS))}, not {', '.join(map(repr, unknown))}")
        self._max_length = max_length
        self._ready()

    def _ready(self) -> None:
        self._vocabulary = builtin_vocabulary().with_terms(
            people=self._people, titles=self._titles, organisations=self._organisations
        )
        self._scanners = Scanners.of(self._vocabulary)
        self._frames = load_frames()
        if self._own_frames is not None:
            self._frames = self._frames.with_more(read_frames(*self._own_frames))
        # A user's terms are shown to the recogniser too; without any, all extractors share what the lexicons compile to.
        shown = self._vocabulary if self._people or self._titles or self._organisations else None
        self._reader = Recogniser(vocabulary=shown) if self._recogniser == "default" else self._recogniser
        # A name with a dot, a space or a character that jieba does not know is no word: the segmenter would refuse it.
        terms = (*self._people, *self._titles, *self._organisations)
        names = (term for term in terms if term.isalnum() and can_be_word(term))
        own = (*names, *self._words)
        self._segmenter = Segmenter(words=own)

    def __getstate__(self) -> dict[str, Any]:
        derived = {"_vocabulary", "_scanners", "_segmenter", "_reader", "_frames", "fingerprint"}
        return {name: value for name, value in self.__dict__.items() if name not in derived}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._ready()

    def extract(
        self, text: str, *, published: date | None = None, entities: Iterable[Entity] | None = None
    ) -> PressRelease:
        """The people, posts, organisations, events and statements of one release.

        Args:
            text: The release, in any script.
            published: The day it was sent out; resolves 今日 and the like where the text has no dateline.
            entities: What somebody else's recogniser saw named, in place of what the extractor's own would see:
                ``(start, end, label)`` in code points of ``text``. The labels are those of spaCy's models (``PERSON``
                ``ORG`` ``GPE`` ``LOC`` ``FAC`` ``EVENT``) or ours (``TITLE`` ``PLACE``); others are passed over.

        >>> text = "秘書長阿爾法主持會議。"
        >>> [person.name for person in Extractor().extract(text, entities=[(3, 6, "PERSON")]).people]
        ['阿爾法']

        Raises:
            TypeError: ``text`` is not a ``str``.
            TextTooLongError: The text is longer than ``max_length``.
        """
        self._check(text)
        page = read_page(text, published)
        read = self._read(page.fold) if entities is None else self._given(page, entities)
        words = merged(page.fold, read.words, read.spans)
        reading = Reading.of(page, words, self._vocabulary, read.spans)
        bound = bind(reading, find_mentions(reading, self._scanners))
        bound = replace(bound, entities=calibrated(reading, bound.entities))
        found = bound.entities
        told = read_told(page, words, found)
        references = find_references(page, words, found, told=told)
        events: tuple[Event, ...] = ()
        if "events" not in self._disabled:
            events = find_events(page, words, found, anchor=page.anchor, frames=self._frames, told=told)
        statements = () if "statements" in self._disabled else find_statements(page, words, found, told=told)
        return assemble(page, bound, references, events, statements)

    def _read(self, fold: str) -> Recognised:
        """What the recogniser sees, or without one the words of the segmenter."""
        if self._reader is None:
            return Recognised(self._segmenter.cut(fold), ())
        read = self._reader(fold)
        return read if isinstance(read, Recognised) else Recognised(tuple(read), ())

    def _given(self, page: Page, entities: Iterable[Entity]) -> Recognised:
        """The words of the segmenter, with the spans that somebody else saw."""
        spans = []
        for start, end, label in entities:
            first, last = page.alignment.to_text(start), page.alignment.to_text(end)
            if label in CLASS_OF_LABEL and first < last:
                spans.append(Word(first, last, CLASS_OF_LABEL[label], 1.0))
        return Recognised(self._segmenter.cut(page.fold), without_overlaps(spans))

    def segment(self, text: str) -> list[Token]:
        """The words of a text in the text's own characters; white space belongs to none.

        Raises:
            TypeError: ``text`` is not a ``str``.
            TextTooLongError: The text is longer than ``max_length``.
        """
        self._check(text)
        page = read_page(text)
        return [
            Token.model_validate(page.span_fields(word.start, word.end))
            for word in self._segmenter.cut(page.fold)
            if not page.fold[word.start : word.end].isspace()
        ]

    def extract_many(
        self,
        texts: Iterable[str],
        *,
        workers: int = 1,
        batch_size: int = 64,
        on_error: Literal["record", "raise", "skip"] = "record",
    ) -> Iterator[PressRelease | Failure]:
        """``extract`` over any iterable, lazily and in order; see ``pressextract.extract_many``."""
        from pressextract.many import run_many

        return run_many(self, texts, workers=workers, batch_size=batch_size, on_error=on_error)

    def explain(self, release: PressRelease, item: str | None = None) -> tuple[Explanation, ...]:
        """Why a release that this extractor read holds what it holds; see ``pressextract.explain``."""
        return explain(release, item, frames=self._frames)

    @cached_property
    def fingerprint(self) -> str:
        """A short hash of the library's version and of every option: rows of one fingerprint were read alike.

        >>> Extractor().fingerprint == Extractor().fingerprint != Extractor(disable=["events"]).fingerprint
        True
        """
        own = (self._people, self._titles, self._organisations, self._words, self._own_frames)
        options = (__version__, SCHEMA_VERSION, own, _named(self._recogniser), sorted(self._disabled), self._max_length)
        return hashlib.blake2b(repr(options).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    def _check(self, text: object) -> None:
        if not isinstance(text, str):
            raise TypeError(f"a text must be a str, not {type(text).__name__}")
        if len(text) > self._max_length:
            raise TextTooLongError(len(text), self._max_length)


def _named(recogniser: Reader | str | None) -> str | None:
    """What to call a recogniser: for a callable the place of its code, as its insides cannot be known."""
    if recogniser is None or isinstance(recogniser, str):
        return recogniser
    made = recogniser if hasattr(recogniser, "__qualname__") else type(recogniser)
    return f"{made.__module__}.{made.__qualname__}"


def _folded(terms: Terms) -> tuple[str, ...]:
    """Terms in the form that the fold has; a path is read as a lexicon file."""
    if isinstance(terms, str | PathLike):
        terms = read_lexicon(terms).terms
    return tuple(dict.fromkeys(fold_script(term) for term in terms if term))


def _text_of_frames(frames: str | PathLike[str]) -> tuple[str, str]:
    """Frames in the form that the fold has, and what to call them in an error; a name without a line break is a path."""
    if isinstance(frames, str) and "\n" in frames:
        return fold_script(frames), "frames"
    try:
        return fold_script(Path(frames).read_text("utf-8")), str(frames)
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{frames}: {error}") from error


_lock = threading.Lock()


@cache
def _made() -> Extractor:
    return Extractor()


def default_extractor() -> Extractor:
    """The extractor behind the functions of the package, made at the first call."""
    with _lock:
        return _made()


def extract(text: str, *, published: date | None = None) -> PressRelease:
    """The people, posts, organisations, events and statements of one release, with the built-in configuration.

    Args:
        text: The release, in any script, up to 1,000,000 code points.
        published: The day it was sent out; resolves 今日 and the like where the text has no dateline.

    Returns:
        The record; offsets in it count code points of ``text``, dates are ISO.

    Raises:
        TypeError: ``text`` is not a ``str``.
        TextTooLongError: The text is too long.

    >>> release = extract("青禾集團董事長林致遠今日表示，集團將繼續投資香港。")
    >>> [(person.name, person.positions[0].title, person.positions[0].organisation) for person in release.people]
    [('林致遠', '董事長', '青禾集團')]
    """
    return default_extractor().extract(text, published=published)


def extract_many(
    texts: Iterable[str],
    *,
    workers: int = 1,
    batch_size: int = 64,
    on_error: Literal["record", "raise", "skip"] = "record",
) -> Iterator[PressRelease | Failure]:
    """``extract`` over any iterable, lazily and in order.

    Args:
        texts: The releases.
        workers: Processes to use; with 1 the work is done in this one.
        batch_size: Texts handed to a process at a time.
        on_error: What to do with a text that cannot be read: yield a ``Failure``, raise, or skip it.

    Yields:
        A ``PressRelease`` for each text, in order, or what ``on_error`` says.

    >>> [len(release.people) for release in extract_many(["主席林致遠出席。", ""])]
    [1, 0]
    """
    return default_extractor().extract_many(texts, workers=workers, batch_size=batch_size, on_error=on_error)


def segment(text: str) -> list[Token]:
    """The words of a text, in its own characters, with offsets in code points of ``text``.

    Raises:
        TypeError: ``text`` is not a ``str``.
        TextTooLongError: The text is too long.

    >>> [token.text for token in segment("香港特區政府發布公告")]
    ['香港特區政府', '發布公告']
    """
    return default_extractor().segment(text)
