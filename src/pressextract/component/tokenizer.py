"""Our words as spaCy's tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from pressextract.component.settings import Setting, extractor_of
from pressextract.pipeline import Extractor
from pressextract.schema import Token
from pressextract.text.fixes import replace_surrogates


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


def make_tokenizer(
    people: Setting, titles: Setting, organisations: Setting, words: Setting
) -> Callable[[Language], PressTokenizer]:
    """What the config of a pipeline makes its tokenizer with (``@tokenizers = "pressextract.tokenizer.v1"``)."""
    extractor = extractor_of(people, titles, organisations, words)
    return lambda nlp: PressTokenizer(nlp.vocab, extractor)


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


# Entry points do the same for an installed package; this is for a checkout that was never installed.
registry.tokenizers.register("pressextract.tokenizer.v1", func=make_tokenizer)
