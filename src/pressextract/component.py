"""The library as a spaCy pipeline: the only door to spaCy.

``load()`` gives a blank Chinese pipeline whose tokenizer is our segmenter and whose one component, ``pressextract``,
sets ``doc._.press_release`` and the span groups ``people`` and ``organisations``. The component can be added to any
other Chinese pipeline as well: ``nlp.add_pipe("pressextract")``; with ``config={"use_ents": True}`` it takes what the
pipeline's own ``ner`` found in the place of our recogniser.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from pressextract.pipeline import Extractor, Terms
from pressextract.schema import PressRelease, Token
from pressextract.text.fixes import replace_surrogates

_SLOT = "pressextract"
# What a config can hold: a list of terms, or the path of a file with them.
_Setting = list[str] | str
_SETTINGS: dict[str, _Setting] = {"people": [], "titles": [], "organisations": [], "words": []}


def load(*, people: Terms = (), titles: Terms = (), organisations: Terms = (), words: Terms = ()) -> Language:
    """A spaCy pipeline that extracts press releases; the settings are those of ``Extractor`` and are saved with it.

    Args:
        people: Names of people that may occur: strings, or the path of a TSV file with them.
        titles: Words that end a title, likewise.
        organisations: Names of organisations that may occur, likewise.
        words: Words that the tokenizer must not cut, likewise.

    >>> nlp = load()
    >>> nlp.pipe_names
    ['pressextract']
    >>> doc = nlp("青禾集團董事長林致遠宣布辭任。")
    >>> doc._.press_release.people[0].name, [span.text for span in doc.spans["people"]]
    ('林致遠', ['林致遠'])
    """
    lists = {"people": people, "titles": titles, "organisations": organisations, "words": words}
    settings = {name: _setting(terms) for name, terms in lists.items()}
    tokenizer = {"@tokenizers": "pressextract.tokenizer.v1", **settings}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("pressextract", config=settings)
    return nlp


class PressTokenizer:
    """Cuts a text into our words; ``doc.text`` is the text itself, but for U+FFFD in place of lone surrogates."""

    def __init__(self, vocab: Vocab, extractor: Extractor) -> None:
        self.vocab = vocab
        self._extractor = extractor

    def __call__(self, text: str) -> Doc:
        """Tokenize one text."""
        text = replace_surrogates(text)
        words, spaces = _with_spaces(text, self._extractor.segment(text))
        return Doc(self.vocab, words=words, spaces=spaces)

    # The tokenizer is wholly described by the pipeline's config: there is nothing else to save.
    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Nothing: the config says it all."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> PressTokenizer:
        """The tokenizer itself."""
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes nothing: the config says it all."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> PressTokenizer:
        """The tokenizer itself."""
        return self


class PressReleaseComponent:
    """Sets ``doc._.press_release`` and the span groups ``people`` and ``organisations``."""

    def __init__(self, extractor: Extractor, *, use_ents: bool = False) -> None:
        self._extractor = extractor
        self._use_ents = use_ents

    def __call__(self, doc: Doc) -> Doc:
        """Extract from one document; with ``use_ents`` an earlier component's ``doc.ents`` say what is named."""
        seen = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] if self._use_ents else None
        release = self._extractor.extract(doc.text, entities=seen)
        # As JSON, not as the record: documents must survive to_bytes, or nlp.pipe(n_process=2) would lose it.
        doc.user_data[_SLOT] = release.model_dump_json()
        for group, entities in (("people", release.people), ("organisations", release.organisations)):
            mentions = sorted({(m.start, m.end, e.id) for e in entities for m in e.mentions})
            spans = (doc.char_span(*m[:2], label=group, span_id=m[2], alignment_mode="expand") for m in mentions)
            doc.spans[group] = [span for span in spans if span is not None]
        return doc


def make_tokenizer(
    people: _Setting, titles: _Setting, organisations: _Setting, words: _Setting
) -> Callable[[Language], PressTokenizer]:
    """What the config of a pipeline makes its tokenizer with (``@tokenizers = "pressextract.tokenizer.v1"``)."""
    extractor = _extractor(*map(_key, (people, titles, organisations, words)))
    return lambda nlp: PressTokenizer(nlp.vocab, extractor)


@Language.factory(
    "pressextract",
    assigns=["doc._.press_release", "doc.spans"],
    default_config={**_SETTINGS, "use_ents": False},
)
def make_component(
    nlp: Language,
    name: str,
    people: _Setting,
    titles: _Setting,
    organisations: _Setting,
    words: _Setting,
    use_ents: bool,
) -> PressReleaseComponent:
    """What ``nlp.add_pipe("pressextract")`` makes its component with.

    ``use_ents`` puts the entities that earlier components of the pipeline found in the place of our own recogniser's.
    """
    return PressReleaseComponent(_extractor(*map(_key, (people, titles, organisations, words))), use_ents=use_ents)


def _setting(terms: Terms) -> _Setting:
    return os.fspath(terms) if isinstance(terms, str | os.PathLike) else list(terms)


_Key = tuple[str, ...] | str


def _key(setting: _Setting) -> _Key:
    return setting if isinstance(setting, str) else tuple(setting)


# The tokenizer and the component of one pipeline share an extractor, and with it the lexicons in memory.
@lru_cache(maxsize=8)
def _extractor(people: _Key, titles: _Key, organisations: _Key, words: _Key) -> Extractor:
    return Extractor(people=people, titles=titles, organisations=organisations, words=words)


def _with_spaces(text: str, tokens: Iterable[Token]) -> tuple[list[str], list[bool]]:
    """The words as spaCy wants them: a single space belongs to the word before it, other white space is a word."""
    words: list[str] = []
    spaces: list[bool] = []
    last = 0

    def fill(end: int) -> None:
        gap = text[last:end]
        if words and gap.startswith(" "):
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)

    for token in tokens:
        fill(token.start)
        words.append(token.text)
        spaces.append(False)
        last = token.end
    fill(len(text))
    return words, spaces


@lru_cache(maxsize=64)
def _release(dumped: str) -> PressRelease:
    return PressRelease.model_validate_json(dumped)


def _release_of(doc: Doc) -> PressRelease | None:
    dumped: Any = doc.user_data.get(_SLOT)
    return None if dumped is None else _release(dumped)


# A clash with somebody else's extension of this name is an error of spaCy's that its user must see: no force=True.
Doc.set_extension("press_release", getter=_release_of)

# Entry points do the same for a pipeline loaded from disk; this is for a checkout that was never installed.
registry.tokenizers.register("pressextract.tokenizer.v1", func=make_tokenizer)
