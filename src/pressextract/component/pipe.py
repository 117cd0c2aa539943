"""The component, what a config makes it with, and the pipeline that has nothing else in it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from os import PathLike

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.util import filter_spans

from pressextract.component.extensions import keep_release, published_of
from pressextract.component.fitting import fitted
from pressextract.component.places import EVERYTHING, GROUPS, places_of
from pressextract.component.settings import (
    OPTIONS,
    TERMS,
    Options,
    Setting,
    check_plain,
    extractor_of,
    frames_setting_of,
    setting_of,
)
from pressextract.errors import TextTooLongError
from pressextract.mentions.merging import CLASS_OF_LABEL
from pressextract.pipeline import Entity, Extractor, Part, Terms


def load(
    *,
    people: Terms = (),
    titles: Terms = (),
    organisations: Terms = (),
    words: Terms = (),
    frames: str | PathLike[str] | None = None,
    disable: Iterable[Part] = (),
    set_ents: bool = False,
) -> Language:
    """A spaCy pipeline that extracts press releases; the settings are those of ``Extractor`` and are saved with it.

    Files are read here: a pipeline that is saved does not need them any more. Tokens are cut so that every span has
    just the tokens of what was found (``fit_tokens`` of the component).

    Args:
        people: Names of people that may occur: strings, or the path of a TSV file with them.
        titles: Words that end a title, likewise.
        organisations: Names of organisations that may occur, likewise.
        words: Words that the tokenizer must not cut, likewise.
        frames: Ways to tell events, beside the built-in ones: the path of a TOML file, or its text.
        disable: Parts to leave out: ``"events"``, ``"statements"``.
        set_ents: Whether to set ``doc.ents`` as well.

    Raises:
        LexiconError: A lexicon file or a file of frames cannot be read.
        ValueError: ``disable`` names a part that is not known, or ``words`` holds what cannot be one word.

    >>> nlp = load()
    >>> nlp.pipe_names
    ['pressextract']
    >>> doc = nlp("青禾集團董事長林致遠宣布辭任。")
    >>> span = doc.spans["people"][0]
    >>> span.text, span.id_, span._.record.positions[0].title
    ('林致遠', 'p1', '董事長')
    """
    lists = {"people": people, "titles": titles, "organisations": organisations, "words": words}
    settings = {name: setting_of(terms) for name, terms in lists.items()}
    tokenizer = {"@tokenizers": "pressextract.tokenizer.v1", **settings}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    options = {"frames": frames_setting_of(frames), "disable": list(disable), "set_ents": set_ents}
    nlp.add_pipe("pressextract", config={**settings, **options, "fit_tokens": True})
    return nlp


class PressReleaseComponent:
    """Sets ``doc._.press_release`` and the groups of ``doc.spans``, and ``doc.ents`` if it is asked to.

    Attributes:
        extractor: What reads the documents; its ``explain`` knows the frames of the pipeline.
        options: How documents are treated.
    """

    def __init__(self, extractor: Extractor, options: Options | None = None) -> None:
        self.extractor = extractor
        self.options = options or Options()

    def __call__(self, doc: Doc) -> Doc:
        """Extract from one document.

        Raises:
            TextTooLongError: The text is longer than ``max_length``.
        """
        text = doc.text
        if len(text) > self.options.max_length:
            raise TextTooLongError(len(text), self.options.max_length)
        seen = self._seen(doc) if self.options.use_ents else None
        release = self.extractor.extract(text, published=published_of(doc), entities=seen)
        places = places_of(release)
        if self.options.fit_tokens:
            doc = fitted(doc, (offset for place in places for offset in (place.span.start, place.span.end)))
        keep_release(doc, release)
        groups: dict[str, list[DocSpan]] = {group: [] for group in (*GROUPS, EVERYTHING)}
        named = []
        for place in places:
            at = place.span.start, place.span.end
            span = doc.char_span(*at, label=place.label, span_id=place.id, alignment_mode="expand")
            if span is None:  # spaCy's word for offsets that are outside of the text
                raise IndexError(f"{at} are no offsets of this document")
            groups[place.group].append(span)
            groups[EVERYTHING].append(span)
            if place.named:
                named.append(span)
        doc.spans.update(groups)
        if self.options.set_ents:
            _add_ents(doc, named)
        return doc

    def _seen(self, doc: Doc) -> list[Entity]:
        """What earlier components saw, with their labels in our words."""
        if len(doc) and not doc.has_annotation("ENT_IOB"):
            warnings.warn("use_ents is on, but no component before has set doc.ents: rules alone look", stacklevel=2)
        ours = dict(self.options.ent_labels)
        return [(ent.start_char, ent.end_char, ours.get(ent.label_, ent.label_)) for ent in doc.ents]


def _add_ents(doc: Doc, spans: Iterable[DocSpan]) -> None:
    """Add entities where no other component has any; of two that overlap the longer stays."""
    taken = {token.i for ent in doc.ents for token in ent}
    free = [span for span in spans if taken.isdisjoint(range(span.start, span.end))]
    doc.ents = [*doc.ents, *filter_spans(free)]


@Language.factory(
    "pressextract",
    # doc.ents is left out, as it is set only by those who ask for it.
    assigns=["doc._.press_release", "doc.spans", "span._.record", "span._.mention"],
    default_config={**TERMS, **OPTIONS},
)
def make_component(
    nlp: Language,
    name: str,
    people: Setting,
    titles: Setting,
    organisations: Setting,
    words: Setting,
    frames: str | None,
    disable: list[Part],
    max_length: int,
    use_ents: bool,
    ent_labels: dict[str, str],
    set_ents: bool,
    fit_tokens: bool,
) -> PressReleaseComponent:
    """What ``nlp.add_pipe("pressextract")`` makes its component with.

    Args:
        nlp: The pipeline.
        name: The name of the component in it.
        people: Names of people that may occur: a list, or the path of a TSV file.
        titles: Words that end a title, likewise.
        organisations: Names of organisations that may occur, likewise.
        words: Words that our tokenizer must not cut, likewise.
        frames: Ways to tell events, beside the built-in ones: the path of a TOML file, or its text.
        disable: Parts to leave out: ``"events"``, ``"statements"``.
        max_length: Code points accepted in one document; ``nlp.max_length`` holds as well.
        use_ents: Whether the entities of earlier components take the place of what our recogniser would see.
        ent_labels: What their labels mean, where they are not spaCy's: ``{"人物": "PERSON"}``.
        set_ents: Whether to add what was found to ``doc.ents``; entities that are there already stay.
        fit_tokens: Whether to cut tokens where what was found begins and ends, as ``load()`` asks for. This makes a
            new document, and is left undone once a component has said something of the tokens.

    Raises:
        LexiconError: A file cannot be read, frames are wrong, or a setting holds a ``$``.
        ValueError: ``disable``, ``words`` or ``ent_labels`` holds what cannot be used.
    """
    for label, meaning in ent_labels.items():
        check_plain(label)
        if meaning not in CLASS_OF_LABEL:
            raise ValueError(f"ent_labels: {label!r} cannot mean {meaning!r}, but {', '.join(CLASS_OF_LABEL)}")
    extractor = extractor_of(people, titles, organisations, words, frames, disable)
    options = Options(max_length, use_ents, tuple(ent_labels.items()), set_ents, fit_tokens)
    return PressReleaseComponent(extractor, options)
