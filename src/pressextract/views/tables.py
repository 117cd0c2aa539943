"""Records as tables of HTML: one function a table, each a pure string."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pressextract.markup import attribute, escape, flat
from pressextract.schema import Event, Organisation, Person, Position, Statement, Title
from pressextract.views.labels import UNCERTAIN, roles_of
from pressextract.views.words import Words

_MOST_ROWS = 500  # of one table; how many more there are stands below it


class Column(NamedTuple):
    """A column: what stands over it, and how it is laid out (``short`` does not break, ``number``, ``less``)."""

    head: str
    form: str = ""


class Row(NamedTuple):
    """A row of cells, HTML each; ``id`` is where links lead."""

    cells: Sequence[str]
    id: str = ""


def table(columns: Sequence[Column], rows: Sequence[Row], words: Words, *, most: int | None = _MOST_ROWS) -> str:
    """Rows as a table: the first cell of each is its head, and a column without anything is left out."""
    if not rows:
        return f'<p class="px-faint">{escape(words("nothing"))}</p>'
    kept = [at for at in range(len(columns)) if at == 0 or any(row.cells[at] for row in rows)]
    head = "".join(f"<th{_class(columns[at].form)}>{escape(columns[at].head)}</th>" for at in kept)
    body = "".join(_row(row, columns, kept) for row in (rows if most is None else rows[:most]))
    left = 0 if most is None else len(rows) - most
    more = f'<p class="px-faint">{escape(words("not_shown", f"{left:,}"))}</p>' if left > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def people_table(people: Sequence[Person], words: Words) -> str:
    """People with their posts."""
    columns = [
        Column(words("name")),
        Column(words("posts")),
        Column(words("also"), "less"),
        Column(words("seen"), "number"),
    ]
    rows = [
        Row(
            (
                name_cell(person.name, person.confidence, words, more=" ".join(person.honorifics)),
                listed(post_cell(position, words) for position in person.positions),
                escape(flat(words.listed(person.aliases))),
                str(len(person.mentions)),
            )
        )
        for person in people
    ]
    return table(columns, rows, words)


def organisations_table(organisations: Sequence[Organisation], words: Words) -> str:
    """Organisations with their kinds."""
    names = {one.id: one.name for one in organisations}
    columns = [
        Column(words("name")),
        Column(words("kind"), "short less"),
        Column(words("also"), "less"),
        Column(words("part_of")),
        Column(words("seen"), "number"),
    ]
    rows = [
        Row(
            (
                name_cell(one.name, one.confidence, words),
                escape(words.of("organisation", one.kind)),
                escape(flat(words.listed(one.aliases))),
                escape(flat(names.get(one.parent_id or "", one.parent_id or ""))),
                str(len(one.mentions)),
            )
        )
        for one in organisations
    ]
    return table(columns, rows, words)


def events_table(events: Sequence[Event], words: Words) -> str:
    """Events with their dates, places and roles."""
    columns = [
        Column(words("start"), "short"),
        Column(words("name")),
        Column(words("place")),
        Column(words("taking_part")),
    ]
    rows = [
        Row(
            (
                day(event) or "—",
                event_cell(event, words),
                escape(flat(event.place or "")),
                roles_cell(event, words),
            )
        )
        for event in events
    ]
    return table(columns, rows, words)


def statements_table(statements: Sequence[Statement], words: Words) -> str:
    """Who said what."""
    columns = [Column(words("speaker")), Column(words("words"))]
    rows = [
        Row(
            (
                name_cell(one.speaker, one.confidence, words, more=one.verb or ""),
                escape(f"「{flat(one.text)}」" if one.direct else flat(one.text)),
            )
        )
        for one in statements
    ]
    return table(columns, rows, words)


def titles_table(titles: Sequence[Title], words: Words, names: dict[str, str] | None = None) -> str:
    """Titles with who holds them: by name where the release is at hand, else by id."""
    columns = [Column(words("name")), Column(words("held_by")), Column(words("seen"), "number")]
    rows = [
        Row(
            (
                escape(flat(one.name)),
                escape(flat(words.listed([(names or {}).get(item, item) for item in one.held_by]))),
                str(len(one.mentions)),
            )
        )
        for one in titles
    ]
    return table(columns, rows, words)


def listed(cells: Iterable[str]) -> str:
    """Cells below one another, or the only one alone."""
    found = [cell for cell in cells if cell]
    if len(found) < 2:
        return "".join(found)
    return "<ul>" + "".join(f"<li>{cell}</li>" for cell in found) + "</ul>"


def name_cell(name: str, confidence: float, words: Words, *, more: str = "") -> str:
    """A name, with what is said beside it, and a sign if it is more likely wrong than right."""
    beside = f' <span class="px-faint">{escape(flat(more))}</span>' if more else ""
    return f"<b>{escape(flat(name))}</b>{beside}{doubt(confidence, words)}"


def doubt(confidence: float, words: Words) -> str:
    """The sign of what is more likely wrong than right; nothing on all else."""
    return "" if confidence >= UNCERTAIN else f' <span class="px-doubt">{escape(words("uncertain"))}</span>'


def post_cell(position: Position, words: Words) -> str:
    """A post: the title, and fainter the body and whether it is held no more."""
    beside = [position.organisation or ""]
    if position.status != "current":
        beside.append(f"({words.of('position', position.status)})")
    told = " ".join(filter(None, beside))
    faint = f' <span class="px-faint">{escape(flat(told))}</span>' if told else ""
    return f"{escape(flat(position.title or '—'))}{faint}"


def event_cell(event: Event, words: Words) -> str:
    """An event: its name or the word that tells it, its kind and status, and what else is known of it."""
    name = f"<b>{escape(flat(event.name or event.trigger.text))}</b>"
    if event.status == "cancelled":
        name = f'<span class="px-struck">{name}</span>'
    kind = words.of("event", event.kind)
    if event.status != "reported":
        kind += f", {words.of('status', event.status)}"
    facts = [escape(flat(fact)) for fact in (event.theme, event.attendance, *event.amounts) if fact]
    beside = f' <span class="px-faint">{escape(kind)}</span>{doubt(event.confidence, words)}'
    return name + beside + (f"<br>{' · '.join(facts)}" if facts else "")


def roles_cell(event: Event, words: Words) -> str:
    """Who took part in an event, a role a line."""
    return listed(
        f'<span class="px-faint">{escape(words.of("role", role))}</span> {escape(flat(words.listed(names)))}'
        for role, names in roles_of(event).items()
    )


def day(event: Event) -> str:
    """When an event is, for a reader: ``--10-23``, of which the year is not known, is 10-23."""
    days = [(one or "").removeprefix("--") for one in (event.start, event.end)]
    return escape(" – ".join(dict.fromkeys(one for one in days if one)))


def _row(row: Row, columns: Sequence[Column], kept: Sequence[int]) -> str:
    anchor = f' id="{attribute(row.id)}"' if row.id else ""
    cells = "".join(
        f'<th scope="row"{_class(columns[at].form)}>{row.cells[at]}</th>'
        if at == 0
        else f"<td{_class(columns[at].form)}>{row.cells[at]}</td>"
        for at in kept
    )
    return f"<tr{anchor}>{cells}</tr>"


def _class(form: str) -> str:
    names = " ".join(f"px-{one}" for one in form.split())
    return f' class="{names}"' if names else ""
