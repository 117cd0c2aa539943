"""Where the few terms that a page itself defines stand in it."""

from __future__ import annotations

from collections.abc import Collection

from pressextract.mentions.lexical import TermScanner

_FEW = 30  # with more, looking for one after the other would take longer than one scan, and without bound


def places_of(terms: Collection[str], fold: str) -> list[tuple[int, int]]:
    """The longest term at every place where one begins, in the order of the text.

    >>> places_of(["主席", "主席团", "副主席"], "副主席和主席团")
    [(0, 3), (1, 3), (4, 7)]
    """
    if len(terms) > _FEW:
        return list(TermScanner.of(terms).find(fold))
    longest: dict[int, int] = {}
    for term in sorted(terms, key=len):
        at = fold.find(term)
        while at >= 0:
            longest[at] = at + len(term)
            at = fold.find(term, at + 1)
    return sorted(longest.items())
