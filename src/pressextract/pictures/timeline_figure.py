"""What happened when, as a picture: a row an event, its days on a line of time, its name beside it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from os import PathLike
from typing import Any

from pressextract.collection import as_items
from pressextract.palette import COLOURS
from pressextract.pictures.canvas import Picture, blank, font_of, label, show_days
from pressextract.schema import Event, Failure, Outcome, PressRelease

# Kinds of events in five groups, each with a colour and a shape: more than five nobody tells apart.
_GROUPS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "occasion": (
        COLOURS["event"],
        "o",
        ("festival", "conference", "exhibition", "ceremony", "competition", "performance", "meeting", "press_conference", "training", "speech"),
    ),
    "personnel": (COLOURS["person"], "s", ("appointment", "departure", "award")),
    "business": (
        COLOURS["organisation"],
        "D",
        ("launch", "signing", "partnership", "acquisition", "investment", "listing", "results", "donation"),
    ),
    "foundation, measure": (COLOURS["date"], "^", ("establishment", "measure")),
    "other": ("#626c76", "v", ("other",)),
}  # fmt: skip
GROUP_OF = {kind: name for name, (_, _, kinds) in _GROUPS.items() for kind in kinds}
_ROW = 0.3  # inches


def plot_timeline(
    releases: PressRelease | Iterable[PressRelease | Outcome | Failure],
    *,
    most: int = 40,
    font: str | PathLike[str] | None = None,
) -> Picture:
    """A picture of when the events of one release or many are.

    Every event has a row, the earliest above: a sign on its day, a bar over several days, a hollow sign for what is
    planned, a crossed one for what is cancelled. Colour and shape tell the group of its kind. Below stands how many have
    no date, or one whose year is not known.

    Args:
        releases: A release, or releases and what stands in the place of those that could not be read.
        most: How many events are drawn; of more those with most taking part, and the picture says how many not.
        font: The name or file of a font with Chinese glyphs; one that is installed if not said (Noto Sans CJK first).

    Raises:
        MissingPackageError: matplotlib is not installed (``pip install 'pressextract[pictures]'``).
        MissingResourceError: There is no font with Chinese glyphs.
        ValueError: ``most`` is less than 1.

    >>> import pressextract as px
    >>> px.plot_timeline(px.extract("青禾集團於2026年3月1日舉行三十周年慶典。"))
    <Picture: 1 event>
    """
    if most < 1:
        raise ValueError(f"most is {most}; at least one has to be drawn")
    events = [event for item in as_items(releases) if item.release for event in item.release.events]
    dated = [(days, event) for event in events if (days := days_of(event))]
    kept = sorted(dated, key=lambda one: -len(one[1].participants))[:most]
    rows = sorted(kept, key=lambda one: one[0])
    figure, axes = blank(9.0, max(len(rows), 1) * _ROW + 1.3)
    properties = font_of(font)
    for at, (days, event) in enumerate(rows):
        _draw(axes, at, days, event)
    _set_axes(axes, rows, properties)
    _legend(figure, axes, [event for _, event in rows])
    told = f"{len(rows)} event{'' if len(rows) == 1 else 's'}"
    notes = [f"{len(dated) - len(rows)} more are left out"] if len(dated) > len(rows) else []
    notes += [f"{len(events) - len(dated)} have no date, or none with a year"] if len(events) > len(dated) else []
    figure.supxlabel(
        "; ".join([told, *notes]), fontproperties=properties, fontsize=8, color="#626c76", x=0.01, ha="left"
    )
    return Picture(figure, told)


def days_of(event: Event) -> tuple[date, date] | None:
    """The first and the last day of an event; None if it has no date, or none with a year.

    A month or a year alone is taken from its first day to its last.
    """
    first = _span(event.start)
    last = _span(event.end)
    if first is None:
        return None
    end = last[1] if last else first[1]
    return first[0], max(end, first[0])


def _span(day: str | None) -> tuple[date, date] | None:
    parts = (day or "").split("-")
    if not all(part.isascii() and part.isdecimal() for part in parts) or len(parts) > 3:
        return None
    numbers = [int(part) for part in parts]
    try:
        if len(numbers) == 3:
            return (found := date(*numbers)), found
        if len(numbers) == 2:
            year, month = numbers
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    except ValueError:  # a day that no calendar has
        return None


def _draw(axes: Any, at: int, days: tuple[date, date], event: Event) -> None:
    colour, shape, _ = _GROUPS[GROUP_OF[event.kind]]
    first, last = days
    hollow = event.status != "reported"
    if last > first:
        axes.plot(
            [first, last], [at, at], color=colour, linewidth=5, alpha=0.35 if hollow else 0.6, solid_capstyle="round"
        )
    fill = "white" if hollow else colour
    axes.plot([first], [at], shape, markersize=8, color=colour, markerfacecolor=fill, markeredgewidth=1.6, zorder=3)
    if event.status == "cancelled":
        axes.plot([first], [at], "x", markersize=10, color="#1d2329", zorder=4)


def _name(event: Event) -> str:
    """What an event is called; an act by its word and by who takes part."""
    word = event.trigger.text if any(one.isalnum() for one in event.trigger.text) else event.kind
    who = "、".join(dict.fromkeys(one.name for one in event.participants[:2]))
    return event.name or (f"{word} {who}" if who else word)


def _set_axes(axes: Any, rows: list[tuple[tuple[date, date], Event]], properties: Any) -> None:
    names = [label(_name(event), 26) for _, event in rows]
    axes.set_yticks(range(len(rows)), names, fontproperties=properties, fontsize=10, parse_math=False)
    axes.set_ylim(max(len(rows), 1) - 0.4, -0.6)
    axes.tick_params(length=0)
    axes.grid(axis="x", color="#e4e8ec")
    axes.grid(axis="y", color="#f1f3f5")
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color("#c3cad1")
    if not rows:
        axes.set_xticks([])
        return
    first, last = min(days[0] for days, _ in rows), max(days[1] for days, _ in rows)
    margin = max(timedelta(days=2), (last - first) * 0.04)
    axes.set_xlim(_clamped(first, -margin), _clamped(last, margin))
    show_days(axes)


def _clamped(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError:
        return day


def _legend(figure: Any, axes: Any, events: list[Event]) -> None:
    groups = {GROUP_OF[event.kind] for event in events}
    if not groups:
        return
    for name, (colour, shape, _) in _GROUPS.items():
        if name in groups:
            axes.plot([], [], shape, color=colour, markersize=8, label=name)
    if any(event.status == "planned" for event in events):
        axes.plot(
            [], [], "o", color="#626c76", markerfacecolor="white", markeredgewidth=1.6, markersize=8, label="planned"
        )
    figure.legend(loc="outside upper left", ncols=6, frameon=False, fontsize=9, handletextpad=0.2, columnspacing=1.2)
