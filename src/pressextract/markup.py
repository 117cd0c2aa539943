"""Text and labelled spans as escaped HTML: pure strings, in which nothing of the text is obeyed.

Whatever a text holds comes out as text: tags and quotes escaped, and characters that have no shape of their own (controls,
bidi marks, zero-width and tag characters, lone surrogates) by their number, as in ⟨U+202E⟩.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape as _escaped

import regex

# Controls but line feed and tab, which are laid out; formats, surrogates, separators of lines and paragraphs; then what
# else a browser draws as nothing: fillers, joiners, the noncharacters.
_UNSEEN = regex.compile(
    r"[[\p{Cc}--[\n\t]]\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\p{Noncharacter_Code_Point}]",
    regex.V1,
)


@dataclass(frozen=True, order=True)
class Label:
    """A stretch of a text that is to be marked, in code points, and what is to be said of it.

    ``kind`` is one of the six that have a colour (person, title, organisation, event, date, statement), ``card`` is what
    a reader sees who points at it, ``link`` the id of the place on the page where more is told.
    """

    start: int
    end: int
    kind: str
    card: str = ""
    link: str = ""


def visible(text: str) -> str:
    r"""The text with a visible sign in the place of every character that has none.

    >>> visible("林致遠\u202e")
    '林致遠⟨U+202E⟩'
    """
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def flat(text: str) -> str:
    r"""The text on one line, every run of white space one space.

    >>> flat("第一行\n  第二行")
    '第一行 第二行'
    """
    return " ".join(text.split())


def escape(text: str) -> str:
    r"""The text as the content of an element; what has no shape of its own is set off.

    >>> escape("<b>青禾</b>\u200b")
    '&lt;b&gt;青禾&lt;/b&gt;<span class="px-sign">⟨U+200B⟩</span>'
    """
    return _UNSEEN.sub(lambda found: f'<span class="px-sign">⟨U+{ord(found[0]):04X}⟩</span>', _escaped(text))


def attribute(text: str) -> str:
    r"""The text as the value of an attribute in double quotes.

    >>> attribute('青禾"集團\n')
    '青禾&quot;集團&#10;'
    """
    return _escaped(visible(text)).replace("`", "&#96;").replace("\n", "&#10;").replace("\t", "&#9;")


def mark(text: str, labels: Iterable[Label], start: int = 0, end: int | None = None) -> str:
    """A stretch of a text with its labels as nested ``mark`` elements.

    Args:
        text: The whole text.
        labels: What is to be marked; labels that cross are cut where the outer one ends.
        start: Where the stretch begins, in code points.
        end: Where it ends, exclusive; the end of the text if not said.

    >>> mark("青禾集團董事長林致遠", [Label(0, 4, "organisation"), Label(7, 10, "person", card="p1")])
    '<mark data-kind="organisation">青禾集團</mark>董事長<mark data-kind="person" data-card="p1">林致遠</mark>'
    """
    end = len(text) if end is None else end
    # In the order of their opening; of two that open together the longer is the outer one.
    waiting = [
        (max(one.start, start), -min(one.end, end), one)
        for one in set(labels)
        if max(one.start, start) < min(one.end, end)
    ]
    heapq.heapify(waiting)
    pieces: list[str] = []
    open_ends: list[tuple[int, str]] = []
    at = start

    def close_before(place: int) -> None:
        nonlocal at
        while open_ends and open_ends[-1][0] <= place:
            stop, tag = open_ends.pop()
            pieces.append(f"{escape(text[at:stop])}</{tag}>")
            at = stop

    while waiting:
        opens, negative, one = heapq.heappop(waiting)
        close_before(opens)
        closes = -negative
        if open_ends and closes > open_ends[-1][0]:
            heapq.heappush(waiting, (open_ends[-1][0], -closes, one))
            closes = open_ends[-1][0]
        pieces.append(escape(text[at:opens]))
        at = opens
        # A link may not stand in a link: the outer one is kept.
        tag, opening = _opening(one, linked=all(tag != "a" for _, tag in open_ends))
        pieces.append(opening)
        open_ends.append((closes, tag))
    close_before(end)
    pieces.append(escape(text[at:end]))
    return "".join(pieces)


def _opening(label: Label, *, linked: bool) -> tuple[str, str]:
    card = f' data-card="{attribute(label.card)}"' if label.card else ""
    if label.link and linked:
        return "a", f'<a class="px-mark" href="#{attribute(label.link)}" data-kind="{attribute(label.kind)}"{card}>'
    return "mark", f'<mark data-kind="{attribute(label.kind)}"{card}>'
