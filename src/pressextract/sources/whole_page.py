"""An HTML page -> all its text, menus and all: no library, no limit of depth, and time linear in the page.

``html.parser`` of the standard library takes minutes for a few megabytes of unclosed tags; this reads them at once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

# Where a tag, a comment or a declaration begins; any other "<" is text.
_OPENS = re.compile(r"<(?=[a-zA-Z!?]|/[a-zA-Z])")
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
# Possessive: a quote that never closes is not tried again in every other way.
_TAG = re.compile(r"""<(?:[^>"']|"[^"]*+"|'[^']*+')*+>""")
_RAW_END = {name: re.compile(rf"</{name}\b", re.I) for name in ("script", "style")}
_BLANK = re.compile(r"[ \t\r\n\f]+")
# How often a tag whose quotes do not pair may be searched to the end of the page before quotes are not believed.
_TRIES = 10
# Attributes are counted in tags so long; in a page whose quotes are not believed there may be any number.
_LONG, _MANY = 2_000, 1_000_000
_VALUE = re.compile(r"""\"[^"]*+"|'[^']*+'""")

_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote table ul ol".split())
_HIDDEN = frozenset("head script style noscript template select button svg math textarea".split())
_OF_HEAD = frozenset("head title meta link base script style noscript template object bgsound".split())
_CELLS = frozenset(("td", "th"))


class Whole(NamedTuple):
    """All the text of a page.

    Attributes:
        text: The text.
        attributes: About how many attributes the element has that has most of them, where that is many.
    """

    text: str
    attributes: int


def whole_page(page: str) -> Whole:
    r"""All the text of an HTML page; whatever a browser starts on a new line starts a new line here.

    >>> whole_page("<html><body><h1>任命</h1><p>林致遠<br>主席</p></body></html>").text
    '任命\n\n林致遠\n主席'
    """
    reader = _Reader()
    for token in _tokens(page):
        reader.take(token)
    lines = (re.sub(r" *\t[ \t]*", "\t", line).strip(" \t") for line in "".join(reader.pieces).split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return Whole(text, reader.attributes)


class _Token(NamedTuple):
    """A tag, by its name, or a stretch of text."""

    text: str
    name: str = ""
    ends: bool = False
    closed: bool = False  # <br/>
    attributes: int = 0


def _tokens(page: str) -> Iterator[_Token]:
    at, tries = 0, _TRIES
    last = page.rfind(">")
    comments = True
    while at < len(page):
        opens = _OPENS.search(page, at, last + 1)
        if opens is None:
            yield _Token(page[at:])
            return
        start = opens.start()
        named = _NAME.match(page, start)
        if named:
            found = _TAG.match(page, start) if tries else None
            tries -= found is None and tries > 0
            end = found.end() if found else page.find(">", start) + 1
        else:
            end = page.find("-->", start + 2) + 3 if comments and page.startswith("<!--", start) else 2
            comments = comments and end > 2
            end = end if end > 2 else page.find(">", start) + 1  # a comment that nothing closes ends with its tag
        if start > at:
            yield _Token(page[at:start])
        at = end
        if named:
            name = named.group(1).lower()
            ends = page[start + 1] == "/"
            yield _Token("", name, ends, page[end - 2] == "/", _attributes(page[start:end]) if tries else _MANY)
            if name in _RAW_END and not ends:
                raw = _RAW_END[name].search(page, end)
                at = raw.start() if raw else len(page)


def _attributes(tag: str) -> int:
    return len(_VALUE.sub(" ", tag).split()) - 1 if len(tag) > _LONG else 0


class _Reader:
    """Gathers the text of a page, tag by tag."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.attributes = 0
        self._hidden = ""  # inside which element that shows nothing, and how many of its name are open
        self._depth = 0
        self._kept = 0  # how many <pre> are open, whose line breaks count

    def take(self, token: _Token) -> None:
        self.attributes = max(self.attributes, token.attributes)
        if not token.name:
            if not self._hidden:
                self.pieces.append(self._words(token.text))
        elif token.ends:
            self._end(token.name)
        else:
            self._start(token.name, closed=token.closed)

    def _words(self, text: str) -> str:
        with suppress(ValueError):  # &# and more digits than Python reads
            text = html.unescape(text)
        return text if self._kept else _BLANK.sub(" ", text)

    def _start(self, name: str, *, closed: bool) -> None:
        if self._hidden == "head" and name not in _OF_HEAD:  # nobody closed it
            self._hidden, self._depth = "", 0
        if self._hidden:
            self._depth += name == self._hidden and not closed
        elif name in _HIDDEN:
            if not closed:
                self._hidden, self._depth = name, 1
        elif name in _CELLS:
            self.pieces.append("\t")
        else:
            self._kept += name == "pre" and not closed
            self._break(name)

    def _end(self, name: str) -> None:
        if self._hidden:
            self._depth -= name == self._hidden
            if self._depth <= 0:
                self._hidden = ""
        else:
            self._kept -= name == "pre" and self._kept > 0
            self._break(name)

    def _break(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self.pieces.append("\n\n")
        elif name in _BLOCKS:
            self.pieces.append("\n")
