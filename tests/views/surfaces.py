"""Where a reader meets a release: each as a whole page of HTML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pressextract as px

FIELDS = ("people", "titles", "organisations", "events", "statements")


def cell_page(html: str) -> str:
    """A piece of HTML as a notebook would show it: in a cell, with other cells around it."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>notebook</title></head>'
        f"<body><main><div>before</div><div>{html}</div><p>after</p></main></body></html>"
    )


def drawn(thing: Any) -> str:
    """What a notebook takes of a thing."""
    html = thing._repr_html_()
    assert isinstance(html, str)
    return html


def report(release: px.PressRelease, payload: str) -> str:
    """The report on a release, under a title with the payload."""
    return px.to_html(release, title=f"標題{payload}")


def index(release: px.PressRelease, payload: str) -> str:
    """The report on several, of which only one could be read."""
    return px.to_html(_several(release, payload), title=f"標題{payload}")


def notebook(release: px.PressRelease, payload: str) -> str:
    """A release in a notebook."""
    return cell_page(drawn(release))


def tables(release: px.PressRelease, payload: str) -> str:
    """Its people, titles, organisations, events and statements, each alone, as far as there are any."""
    return cell_page("".join(drawn(getattr(release, field)) for field in FIELDS if getattr(release, field)))


def listing(release: px.PressRelease, payload: str) -> str:
    """Several in a notebook, of which only one could be read."""
    return cell_page(drawn(px.view(_several(release, payload))))


def _several(release: px.PressRelease, payload: str) -> list[px.PressRelease | px.Outcome | px.Failure]:
    failed: Any = {"error": f"SourceError{payload}", "message": f"讀不了{payload}"}
    return [
        px.Outcome(id=f"二{payload}", config="", release=release),
        px.Outcome(id=f"三{payload}", config="", **failed),
        px.Failure(index=3, **failed),
    ]


SURFACES: dict[str, Callable[[px.PressRelease, str], str]] = {
    "report": report,
    "index": index,
    "notebook": notebook,
    "tables": tables,
    "listing": listing,
}
# What a reader must find there, before each payload. Those that stand in the text have their marks around them.
NAMED = {
    "report": ("標題", "青禾集團公布任命", "顧兆庭", "顧董", "先生", "董事長", "青禾集團", "晴川論壇", "東岸會議中心", "水利", "前景可期", "警告", "2025-10-23", "青禾社"),
    "index": ("標題", "青禾集團公布任命", "二", "三", "讀不了", "顧兆庭", "晴川論壇", "前景可期"),
    "notebook": ("青禾集團公布任命", "顧兆庭", "顧董", "董事長", "青禾集團", "晴川論壇", "東岸會議中心", "水利", "前景可期", "警告", "2025-10-23"),
    "tables": ("顧兆庭", "顧董", "董事長", "青禾集團", "晴川論壇", "東岸會議中心", "水利", "三百人", "五百萬元", "前景可期"),
    "listing": ("青禾集團公布任命", "二", "三", "讀不了"),
}  # fmt: skip
