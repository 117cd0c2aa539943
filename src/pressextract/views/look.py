"""The look that notebook and report share: their style, and the legend of their marks."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import regex

from pressextract.markup import escape
from pressextract.views.words import Words

_LEGEND = ("person", "title", "organisation", "date", "event")


@lru_cache(maxsize=4)
def style(name: str = "style.css") -> str:
    """A file of style without its comments and line breaks."""
    css = files("pressextract.views").joinpath(name).read_text("utf-8")
    return regex.sub(r"\s+", " ", regex.sub(r"/\*.*?\*/", "", css, flags=regex.S)).strip()


def legend(words: Words) -> str:
    """The sorts of marks, each drawn as it is in the text."""
    marks = "".join(f'<li><mark data-kind="{kind}">{escape(words(kind))}</mark></li>' for kind in _LEGEND)
    return f'<ul class="px-legend">{marks}</ul>'
