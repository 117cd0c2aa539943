"""The library as a spaCy pipeline: the only door to spaCy.

``load()`` gives a blank Chinese pipeline whose tokenizer is our segmenter and whose one component is ``pressextract``.
``nlp.add_pipe("pressextract")`` puts the component into any other pipeline, with a tokenizer of any kind. Importing
this package makes both known to spaCy, as the entry points of the installed package do.
"""

from __future__ import annotations

from pressextract.component.drawing import displacy_options
from pressextract.component.pipe import PressReleaseComponent, load, make_component
from pressextract.component.tokenizer import PressTokenizer, make_tokenizer

__all__ = ["PressReleaseComponent", "PressTokenizer", "displacy_options", "load", "make_component", "make_tokenizer"]
