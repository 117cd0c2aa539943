"""The colours of what is marked, drawn or listed: the set of Okabe and Ito, which most colour-blind readers tell apart."""

from __future__ import annotations

COLOURS: dict[str, str] = {
    "person": "#0072B2",
    "organisation": "#D55E00",
    "title": "#56B4E9",
    "date": "#009E73",
    "event": "#CC79A7",
    "statement": "#E69F00",
}
