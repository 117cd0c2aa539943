"""Pages of HTML as rows of nodes, and what is wrong with one that was drawn of a hostile text.

The nodes come from ``html.parser`` here and from a browser in ``browser.py``; the judgement is the same. The measure is
the page that is drawn of a tame text of the same shape (``payloads.tame``): where the two differ in anything but the
characters that were tamed, something of the text was obeyed, lost, or put where it is not text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from itertools import zip_longest
from typing import Literal, NamedTuple

from tests.payloads import holds_unseen, tame

# What a page that only shows something has no use for.
_REFUSED = frozenset(
    "applet audio base button embed form frame frameset iframe img input link marquee math noscript object picture script "
    "select source svg template textarea track video".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Attributes that a browser obeys: they are the view's own, to the letter, and never hold anything of the text.
_OBEYED = frozenset(
    (
        "style",
        "class",
        "lang",
        "dir",
        "http-equiv",
        "content",
        "name",
        "charset",
        "type",
        "open",
        "data-kind",
        "data-line",
    )
)


class Node(NamedTuple):
    """The begin or end of an element, a text, or anything else (comment, declaration, instruction)."""

    kind: Literal["open", "close", "text", "other"]
    name: str
    attributes: tuple[tuple[str, str], ...] = ()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[Node] = []

    def handle_starttag(self, tag, attrs):
        self.nodes.append(Node("open", tag, tuple((name, value or "") for name, value in attrs)))
        if tag in _VOID:
            self.nodes.append(Node("close", tag))

    def handle_endtag(self, tag):
        self.nodes.append(Node("close", tag))

    def handle_data(self, data):
        self.nodes.append(Node("text", data))

    def handle_comment(self, data):
        self.nodes.append(Node("other", data))

    def handle_decl(self, decl):
        self.nodes.append(Node("other", decl))

    def handle_pi(self, data):
        self.nodes.append(Node("other", data))

    def unknown_decl(self, data):
        self.nodes.append(Node("other", data))


def nodes_of(page: str) -> list[Node]:
    """The nodes of a page as ``html.parser`` reads it."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.nodes


def text_of(nodes: Sequence[Node]) -> str:
    """All that is text, styles left out, without white space."""
    pieces, hidden = [], 0
    for node in nodes:
        if node.name == "style" and node.kind != "text":
            hidden += 1 if node.kind == "open" else -1
        elif node.kind == "text" and not hidden:
            pieces.append(node.name)
    return "".join("".join(pieces).split())


def faults(nodes: Sequence[Node], tame_nodes: Sequence[Node]) -> list[str]:
    """What is wrong with a page, beside the one of a tame text; empty if nothing is."""
    return [*_alone(nodes), *_beside(nodes, tame_nodes)][:5]


def _alone(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if node.kind == "open":
            if node.name in _REFUSED or " " in node.name:
                yield f"there is a {node.name}"
            for name, value in node.attributes:
                if name.startswith("on"):
                    yield f"{node.name} has a handler {name}"
                if name in ("href", "src", "action", "data", "xlink:href") and not value.startswith("#"):
                    yield f"{node.name} leads to {value!a}"
                if name == "http-equiv" and value != "Content-Security-Policy":
                    yield f"there is a meta of {value!a}"
                if name not in ("id", "href") and holds_unseen(value):
                    yield f"{node.name} has a {name} with characters that cannot be seen: {value!a}"
        elif node.kind == "text" and holds_unseen(node.name):
            yield f"there are characters that cannot be seen: {node.name!a}"
        elif node.kind == "other" and node.name.lower() not in ("doctype html", "html"):
            yield f"there is a comment or the like: {node.name!a}"


def _beside(nodes: Sequence[Node], tame_nodes: Sequence[Node]) -> Iterator[str]:
    styled = False
    for one, other in zip_longest(nodes, tame_nodes):
        if one is None or other is None or (one != other and _plain(one) != _plain(other)):
            yield f"{_told(one)} stands where a tame text has {_told(other)}"
            return
        styled = (one.kind == "open" and one.name == "style") or (styled and one.kind == "text")
        if one == other:
            continue
        if styled:
            yield "a style differs"
        for pair, expected in zip(one.attributes, other.attributes, strict=True):
            if pair[0] in _OBEYED and pair != expected:
                yield f"{one.name} has {pair}, where a tame text has {expected}"


def _plain(node: Node) -> Node:
    name = node.name if node.kind in ("open", "close") else tame(node.name)
    return Node(node.kind, name, tuple((key, tame(value)) for key, value in node.attributes))


def _told(node: Node | None) -> str:
    return "nothing" if node is None else f"{node.kind} {node.name[:80]!a}"
