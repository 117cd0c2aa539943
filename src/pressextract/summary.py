"""A release drawn for a reader at a terminal: a summary to read, or tables to look things up in.

Both return text; whoever prints it says how wide it may be and whether it may carry colour. Widths count Chinese
characters as two columns, so that what stands in columns stays in columns.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, get_args

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pressextract.schema import (
    Event,
    Organisation,
    OrganisationKind,
    Person,
    Position,
    PressRelease,
    Role,
    Statement,
    Title,
)

_KINDS: tuple[str, ...] = get_args(OrganisationKind)
_ROLES: tuple[str, ...] = get_args(Role)
# Long enough to know a statement again; the whole of it is in the JSON.
_QUOTED = 90
# Between names: wide enough to tell it from a space inside one, and a place where a line may break.
_GAP = "  "
# The columns of a table that may go over several lines where the terminal is narrow.
_LONG = frozenset(("also", "organisation", "name or trigger", "place", "participants", "text"))


def draw_summary(release: PressRelease, *, width: int = 100, colour: bool = False) -> str:
    """Draw what a release says: people with their posts, organisations by kind, events, statements.

    Args:
        release: What was extracted.
        width: Columns of the terminal.
        colour: Whether to add the escape codes of a colour terminal.
    """
    head = [_styled(_headline(release), "bold"), _styled(_circumstances(release), "dim")]
    parts = [
        ("People", len(release.people), _people(release.people)),
        ("Organisations", len(release.organisations), _organisations(release.organisations)),
        ("Events", len(release.events), _events(release.events)),
        ("Statements", len(release.statements), _statements(release.statements)),
    ]
    body: list[RenderableType] = [*head]
    for name, count, drawing in parts:
        if count:
            body += [Text(), _styled(name, "bold cyan").append(f"  {count}", "dim"), Padding(drawing, (0, 0, 0, 2))]
    absent = [name.lower() for name, count, _ in parts if not count]
    if absent:
        body += [Text(), _styled(f"Not found: {', '.join(absent)}.", "dim")]
    if release.warnings:
        body += [Text(), *(_styled(f"Note: {warning}", "yellow") for warning in release.warnings)]
    return _drawn(Group(*body), width, colour)


def draw_tables(release: PressRelease, *, width: int = 160, colour: bool = False) -> str:
    """Draw a release as tables, one row a post, organisation, event or statement, with ids, rules and confidence.

    Args:
        release: What was extracted.
        width: Columns of the terminal; below 120 the tables are wider than it, as they would be unreadable.
        colour: Whether to add the escape codes of a colour terminal.
    """
    posts: list[tuple[Person, Position | None]] = []
    for person in release.people:
        posts += [(person, position) for position in person.positions] or [(person, None)]
    tables = [
        _table(
            "People",
            ("id", "name", "also", "title", "organisation", "status", "rule", "confidence"),
            (
                (p.id, p.name, "、".join(p.aliases), q.title, q.organisation, q.status, q.rule, f"{q.confidence:.2f}")
                if q
                else (p.id, p.name, "、".join(p.aliases), None, None, None, p.rule, f"{p.confidence:.2f}")
                for p, q in posts
            ),
        ),
        _table(
            "Organisations",
            ("id", "organisation", "also", "kind", "parent", "rule", "confidence"),
            (
                (o.id, o.name, "、".join(o.aliases), o.kind, o.parent_id, o.rule, f"{o.confidence:.2f}")
                for o in release.organisations
            ),
        ),
        _table(
            "Events",
            ("id", "kind", "status", "name or trigger", "start", "end", "place", "participants", "rule", "confidence"),
            (
                (
                    e.id,
                    e.kind,
                    e.status,
                    e.name or e.trigger.text,
                    e.start,
                    e.end,
                    e.place,
                    "、".join(f"{p.name} ({p.role})" for p in e.participants),
                    e.rule,
                    f"{e.confidence:.2f}",
                )
                for e in release.events
            ),
        ),
        _table(
            "Statements",
            ("speaker", "verb", "text", "direct", "rule", "confidence"),
            (
                (s.speaker, s.verb, _cut(s.text), "yes" if s.direct else "no", s.rule, f"{s.confidence:.2f}")
                for s in release.statements
            ),
        ),
    ]
    return _drawn(Group(*tables), max(width, 120), colour)


def draw_records(records: Sequence[Any], *, width: int = 100) -> str:
    """Draw records of one kind, as the summary does.

    Args:
        records: People, organisations, events, statements or titles.
        width: Columns of the terminal.
    """
    drawing = _DRAWINGS[type(records[0])](records) if records else Text()
    return _drawn(drawing, width, colour=False)


def draw_releases(releases: Sequence[tuple[str, PressRelease | None, str]], *, width: int = 160) -> str:
    """Draw releases, one a line: name, headline, and how much is in it; or the error in the place of one.

    Args:
        releases: A name, the release or None, and the words of the error, of each.
        width: Columns of the terminal.
    """
    grid = _grid(3)
    for name, release, error in releases:
        if release is None:
            grid.add_row(_styled(name, "dim"), _styled(f"could not be read: {error}", "red"), Text())
            continue
        counts = (
            (len(release.people), "person", "people"),
            (len(release.organisations), "organisation", "organisations"),
            (len(release.events), "event", "events"),
            (len(release.statements), "statement", "statements"),
        )
        told = ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)
        grid.add_row(_styled(name, "dim"), _styled(_cut(_headline(release), 60), ""), _styled(told, "dim"))
    return _drawn(grid, width, colour=False)


def _headline(release: PressRelease) -> str:
    if release.headline:
        return release.headline.text
    first = next((line.strip() for line in release.text.splitlines() if line.strip()), "")
    return _cut(first, 60) or "(no text)"


def _circumstances(release: PressRelease) -> str:
    where = release.dateline
    facts = [_day(where.date), where.place, where.agency] if where else []
    facts += [None if release.script == "none" else release.script, f"{len(release.text):,} characters"]
    return " · ".join(fact for fact in facts if fact)


def _people(people: Sequence[Person]) -> Table:
    grid = _grid(3)
    for person in people:
        name = _styled(person.name, "bold")
        for more in (*person.honorifics, *(f"({alias})" for alias in person.aliases)):
            name.append(f" {_plain(more)}", "dim")
        posts = person.positions or (None,)
        for position in posts:
            grid.add_row(name, *_post(position))
            name = Text()
    return grid


def _post(position: Position | None) -> tuple[Text, Text]:
    if position is None:
        return Text(), Text()
    title = _styled(position.title or "—", "green")
    if position.status != "current":
        title.append(f" ({position.status})", "dim")
    return title, _styled(position.organisation or "", "")


def _organisations(organisations: Sequence[Organisation]) -> Table:
    grid = _grid(2)
    for kind in _KINDS:
        line = Text()
        for organisation in organisations:
            if organisation.kind != kind:
                continue
            line.append(_GAP if line else "").append(_plain(organisation.name))
            if organisation.aliases:
                line.append(f" ({_plain('、'.join(organisation.aliases))})", "dim")
        if line:
            grid.add_row(_styled(kind, "dim"), line)
    return grid


def _events(events: Sequence[Event]) -> Table:
    names = {event.id: event.name for event in events}
    grid = _grid(2)
    for event in events:
        when = _styled(_day(event.start) or "—", "green" if event.start else "dim")
        if event.end and event.end != event.start:
            when.append(f"\n– {_day(event.end)}")
        what = _styled(event.name or event.trigger.text, "bold").append(f"  {_in_words(event.kind)}", "dim")
        if event.status != "reported":
            what.append(f", {event.status}", "dim")
        facts = [event.place, event.theme, event.attendance, *event.amounts]
        where = " · ".join(_plain(fact) for fact in facts if fact)
        parent = names.get(event.part_of or "")
        lines: list[RenderableType] = [what]
        lines += [Text(where)] if where else []
        lines += [_styled(f"part of {parent}", "dim")] if parent else []
        lines += [_roles(event)] if event.participants else []
        grid.add_row(when, Group(*lines))
    return grid


def _roles(event: Event) -> Table:
    grid = _grid(2)
    for role in _ROLES:
        names = [participant.name for participant in event.participants if participant.role == role]
        if names:
            grid.add_row(_styled(_in_words(role), "dim"), Text(_GAP.join(map(_plain, names))))
    return grid


def _statements(statements: Sequence[Statement]) -> Table:
    grid = _grid(2)
    for statement in statements:
        who = _styled(statement.speaker, "bold").append(f" {_plain(statement.verb or '')}", "dim")
        said = _cut(statement.text, _QUOTED)
        grid.add_row(who, Text(_plain(f"「{said}」" if statement.direct else said)))
    return grid


def _titles(titles: Sequence[Title]) -> Table:
    grid = _grid(2)
    for title in titles:
        grid.add_row(_styled(title.name, "green"), _styled("、".join(title.held_by), "dim"))
    return grid


_DRAWINGS: dict[type, Callable[[Any], RenderableType]] = {
    Person: _people,
    Organisation: _organisations,
    Event: _events,
    Statement: _statements,
    Title: _titles,
}


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="dim", show_edge=False)
    for column in columns:
        long = column in _LONG
        table.add_column(
            column,
            overflow="fold",
            no_wrap=not long,
            min_width=12 if long else None,
            justify="right" if column == "confidence" else "left",
        )
    for row in rows:
        table.add_row(*(_plain(cell or "") for cell in row))
    return Group(_styled(title, "bold cyan"), table, Text())


def _grid(columns: int) -> Table:
    grid = Table.grid(padding=(0, 2))
    for _ in range(columns):
        grid.add_column(overflow="fold")
    return grid


def _drawn(drawing: RenderableType, width: int, colour: bool) -> str:
    page = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
    with page.capture() as capture:
        page.print(drawing)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()).strip("\n") + "\n"


def _styled(text: str, style: str) -> Text:
    return Text(_plain(text), style)


def _cut(text: str, length: int = _QUOTED) -> str:
    return text if len(text) <= length else text[:length] + "…"


def _day(moment: str | None) -> str:
    """A date for a reader: ``--10-23``, of which the year is not known, is 10-23."""
    return (moment or "").removeprefix("--")


def _in_words(label: str) -> str:
    return label.replace("co_", "co-").replace("_", " ")


def _plain(text: str) -> str:
    """The text on one line, without what could steer the terminal: escape, bidi and other control characters."""
    flat = " ".join(text.split())
    return "".join(character for character in flat if unicodedata.category(character) not in ("Cc", "Cf", "Cs"))
