r"""What a pipeline's config can hold, and the extractor that it stands for.

A config is JSON: terms are a list or the path of a TSV file, frames a path or TOML. spaCy reads ``$`` in a config as
the sign of a variable, and doubles it whenever the config is saved; so that no name is quietly changed, it has to be
written ``\u0024`` there, and ``load()`` does so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from os import PathLike
from pathlib import Path

from pressextract.errors import LexiconError
from pressextract.knowledge.lexicon import read_lexicon
from pressextract.pipeline import MAX_LENGTH, Extractor, Part, Terms

Setting = list[str] | str

#: The settings that the tokenizer and the component share: the terms of ``Extractor``.
TERMS: dict[str, Setting] = {"people": [], "titles": [], "organisations": [], "words": []}
#: Those that the component alone has.
OPTIONS: dict[str, object] = {
    "frames": None,
    "disable": [],
    "max_length": MAX_LENGTH,
    "use_ents": False,
    "ent_labels": {},
    "set_ents": False,
    "fit_tokens": False,
}
_DOLLAR = "\\u0024"


@dataclass(frozen=True, slots=True)
class Options:
    """How the component treats a document, beside what its extractor does.

    Attributes:
        max_length: Code points accepted in one document.
        use_ents: Whether the entities of earlier components stand in the place of what our recogniser sees.
        ent_labels: What their labels mean in the words of ``Extractor.extract``.
        set_ents: Whether to add what was found to ``doc.ents``.
        fit_tokens: Whether to cut tokens where what was found begins and ends.
    """

    max_length: int = MAX_LENGTH
    use_ents: bool = False
    ent_labels: tuple[tuple[str, str], ...] = ()
    set_ents: bool = False
    fit_tokens: bool = False


def setting_of(terms: Terms) -> list[str]:
    r"""Terms as a config can hold them: those of a file are read, so that a saved pipeline does not need it.

    >>> setting_of(["林致遠", "A$AP"])
    ['林致遠', 'A\\u0024AP']
    """
    if isinstance(terms, str | PathLike):
        terms = read_lexicon(terms).terms
    return [_held(term) for term in terms]


def frames_setting_of(frames: str | PathLike[str] | None) -> str | None:
    """Frames as a config can hold them: their text, also where a path was given."""
    if frames is None:
        return None
    # Read as the extractor will read it, for an error that names the file.
    Extractor(frames=frames)
    return _held(frames if isinstance(frames, str) and "\n" in frames else Path(frames).read_text("utf-8"))


def extractor_of(
    people: Setting,
    titles: Setting,
    organisations: Setting,
    words: Setting,
    frames: str | None = None,
    disable: Iterable[Part] = (),
) -> Extractor:
    """The extractor that a config stands for.

    It takes texts of any length: ``nlp.max_length`` holds for the tokenizer, and the component looks for itself, so
    that a text it finds too long goes to the pipeline's error handler.

    Raises:
        LexiconError: A file cannot be read, frames are wrong, or a setting holds a ``$``.
        ValueError: ``disable`` names a part that is not known, or ``words`` holds what cannot be one word.
    """
    frames = None if frames is None else _read(frames)
    # A file that has changed since is another setting.
    content = None if frames is None or "\n" in frames else _content(frames)
    terms = (_terms(people), _terms(titles), _terms(organisations), _terms(words))
    return _extractor(*terms, frames, content, tuple(disable))


def check_plain(text: str) -> None:
    """Refuse what spaCy would change when it saves the config.

    Raises:
        LexiconError: There is a ``$`` in the text.
    """
    if "$" in text:
        raise LexiconError(f"spaCy changes the sign $ when it saves a config: write it {_DOLLAR} in {text[:60]!r}")


def _held(text: str) -> str:
    if not isinstance(text, str):
        raise TypeError(f"a term must be a str, not {type(text).__name__}")
    return text.replace("$", _DOLLAR)


def _read(text: str) -> str:
    check_plain(text)
    return text.replace(_DOLLAR, "$")


def _terms(setting: Setting) -> tuple[str, ...]:
    if isinstance(setting, str):
        return read_lexicon(_read(setting)).terms
    return tuple(_read(term) for term in setting)


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read: {error.strerror or error}") from error


_Terms = tuple[str, ...]


# The tokenizer and the component of one pipeline share an extractor, and with it the lexicons in memory.
@lru_cache(maxsize=8)
def _extractor(
    people: _Terms,
    titles: _Terms,
    organisations: _Terms,
    words: _Terms,
    frames: str | None,
    content: bytes | None,
    disable: tuple[Part, ...],
) -> Extractor:
    return Extractor(
        people=people,
        titles=titles,
        organisations=organisations,
        words=words,
        frames=frames,
        disable=disable,
        max_length=sys.maxsize,
    )
