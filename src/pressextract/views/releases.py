"""Releases among others: what each is called, the facts of its sending, and a table of many."""

from __future__ import annotations

from collections.abc import Sequence

from pressextract.collection import Item
from pressextract.markup import escape, flat
from pressextract.schema import PressRelease
from pressextract.views.tables import Column, Row, table
from pressextract.views.words import Words


def releases_table(items: Sequence[Item], words: Words, *, links: Sequence[str] = (), most: int | None = 500) -> str:
    """A table of releases, a row each; ``links`` are where their headlines lead."""
    columns = [
        Column("", "number less"),
        Column(words("release")),
        Column(words("start"), "short"),
        Column(words("people"), "number"),
        Column(words("organisations"), "number"),
        Column(words("events"), "number"),
        Column(words("statements"), "number"),
    ]
    rows = [_row(item, words, at + 1, links[at] if links else "") for at, item in enumerate(items)]
    return table(columns, rows, words, most=most)


def headline_of(release: PressRelease) -> str:
    """What a release is called: its headline, or its first words."""
    if release.headline is not None:
        return flat(release.headline.text)
    first = next((flat(line) for line in release.text.splitlines() if line.strip()), "")
    return first if len(first) <= 60 else first[:60] + "…"


def facts_of(release: PressRelease, words: Words) -> tuple[str, ...]:
    """When, where and by whom a release came out, in which script, and how long it is."""
    line = release.dateline
    told = [(line.date or "").removeprefix("--"), line.place, line.agency] if line else []
    told += [words.of("script", release.script), words("characters", f"{len(release.text):,}")]
    return tuple(flat(one) for one in told if one)


def _row(item: Item, words: Words, number: int, link: str) -> Row:
    name = "" if item.name == str(number) else f'<div class="px-faint">{escape(flat(item.name))}</div>'
    if item.release is None:
        error = f"{words('failed')}: {flat(item.error)}"
        return Row((str(number), f'<span class="px-failed">{escape(error)}</span>{name}', *[""] * 5))
    one = item.release
    title = escape(headline_of(one) or words("no_text"))
    day = one.dateline.date if one.dateline else None
    counts = (len(one.people), len(one.organisations), len(one.events), len(one.statements))
    return Row(
        (
            str(number),
            (f'<a href="{link}">{title}</a>' if link else title) + name,
            escape((day or "").removeprefix("--")),
            *map(str, counts),
        )
    )
