"""How displaCy draws our spans."""

from __future__ import annotations

from typing import Any

from pressextract.component.places import EVERYTHING, GROUPS

# Light enough for black letters; the first three are near those that displaCy gives to its own labels of that name.
_COLOURS = {
    "PERSON": "#c3b8fd",
    "ORG": "#8fe3e3",
    "EVENT": "#ffe98a",
    "TITLE": "#f9c6da",
    "DATE": "#bfe1d9",
    "DATELINE": "#d9d9d9",
    "STATEMENT": "#cfe0fb",
}


def displacy_options(group: str = EVERYTHING) -> dict[str, Any]:
    """Options with which ``displacy.render`` draws one of our span groups, or all that was found, in colours.

    They serve ``style="span"``, and ``style="ent"`` where the component was asked to set the entities.

    Args:
        group: ``people``, ``titles``, ``organisations``, ``events``, ``dates``, ``statements``, or ``press_release``
            for everything.

    Raises:
        ValueError: There is no such group.

    >>> options = displacy_options("people")
    >>> options["spans_key"], options["colors"]["PERSON"]
    ('people', '#c3b8fd')
    """
    if group not in (EVERYTHING, *GROUPS):
        raise ValueError(f"there is no group {group!r}: choose one of {', '.join((EVERYTHING, *GROUPS))}")
    return {"spans_key": group, "colors": dict(_COLOURS)}
