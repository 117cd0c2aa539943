"""What happened when: the events of a release as a list in the order of their days, what is part of another below it."""

from __future__ import annotations

from collections.abc import Sequence

from pressextract.markup import attribute, escape, flat
from pressextract.schema import Event
from pressextract.views.tables import day, event_cell, roles_cell
from pressextract.views.words import Words


def timeline(events: Sequence[Event], words: Words, *, links: str) -> str:
    """Events as a list: those with a day in its order, then those whose year is not known, then those without.

    Args:
        events: Those of one release.
        words: The language of what is not the release's own.
        links: What the ids on the page begin with.
    """
    ids = {event.id for event in events}
    parts: dict[str, list[Event]] = {}
    for event in events:
        # What is on a day of its own stands there; all else with the occasion that it belongs to.
        parent = event.part_of if event.part_of in ids and not event.start else None
        parts.setdefault(parent or "", []).append(event)
    tops = _without_circles(events, parts)
    dated = sorted((event for event in tops if event.start), key=_moment)
    undated = [event for event in tops if not event.start]
    rows = [_entry(event, parts, words, links, when=day(event)) for event in dated]
    rows += [_entry(event, parts, words, links, when=escape(words("no_date"))) for event in undated]
    return f'<ol class="px-timeline">{"".join(rows)}</ol>'


def _without_circles(events: Sequence[Event], parts: dict[str, list[Event]]) -> list[Event]:
    """The events at the top, and of a circle of parts, in which nothing is, its first."""
    tops = list(parts.pop("", []))
    reached: set[str] = set()

    def reach(event: Event) -> None:
        waiting = [event]
        while waiting:
            one = waiting.pop()
            if one.id not in reached:
                reached.add(one.id)
                waiting += parts.get(one.id, [])

    for event in tops:
        reach(event)
    for event in events:
        if event.id not in reached:
            parts[event.part_of or ""].remove(event)
            tops.append(event)
            reach(event)
    return tops


def _moment(event: Event) -> tuple[bool, str]:
    start = event.start or ""
    return start.startswith("--"), start


def _entry(event: Event, parts: dict[str, list[Event]], words: Words, links: str, *, when: str) -> str:
    return (
        f'<li id="{attribute(links + event.id)}" data-status="{attribute(event.status)}"><div class="px-when">{when}</div>'
        f'<div class="px-what">{_told(event, words)}{_parts(event, parts, words, links)}</div></li>'
    )


def _told(event: Event, words: Words) -> str:
    place = f'<div class="px-place">{escape(flat(event.place))}</div>' if event.place else ""
    roles = roles_cell(event, words)
    return f"<div>{event_cell(event, words)}</div>{place}" + (f'<div class="px-roles">{roles}</div>' if roles else "")


def _parts(event: Event, parts: dict[str, list[Event]], words: Words, links: str) -> str:
    """What belongs to an event, at any depth, as one list: two floors are as many as a reader can follow."""
    below: list[str] = []
    waiting = parts.get(event.id, [])[::-1]
    while waiting:
        one = waiting.pop()
        below.append(
            f'<li id="{attribute(links + one.id)}" data-status="{attribute(one.status)}">{_told(one, words)}</li>'
        )
        waiting += parts.get(one.id, [])[::-1]
    return f"<ul>{''.join(below)}</ul>" if below else ""
