"""How records draw themselves in a notebook: a release with its marked text and tables, and tables of whatever else.

What is drawn holds no scripts and no ids, brings its own style, and is text alone where styles are taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from pressextract.collection import as_items
from pressextract.markup import escape
from pressextract.schema import Event, Failure, Organisation, Outcome, Person, PressRelease, Statement, Title
from pressextract.summary import draw_records, draw_releases, draw_summary
from pressextract.views.blocks import marked_text
from pressextract.views.labels import labels_of
from pressextract.views.look import legend, style
from pressextract.views.releases import facts_of, releases_table
from pressextract.views.tables import (
    events_table,
    organisations_table,
    people_table,
    statements_table,
    titles_table,
)
from pressextract.views.words import Language, Words, lang_of_text, words_of

_TABLES: dict[type, Callable[[Any, Words], str]] = {
    Person: people_table,
    Organisation: organisations_table,
    Event: events_table,
    Statement: statements_table,
    Title: titles_table,
}
_RELEASES = (PressRelease, Outcome, Failure)


class View:
    """A picture of records for a notebook; ``str()`` of it is the same as plain text."""

    def __init__(self, html: str, text: str) -> None:
        self._html = html
        self._text = text.rstrip("\n")

    def _repr_html_(self) -> str:
        return self._html

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": self._text, "text/html": self._html}

    def __repr__(self) -> str:
        return self._text

    __str__ = __repr__


def view(things: PressRelease | Iterable[PressRelease | Outcome | Failure], *, language: Language = "en") -> View:
    """A release, or a table of many, to look at in a notebook.

    A release draws itself, and so do its ``people``, ``organisations``, ``events``, ``statements`` and ``titles``; this
    is for lists of releases, and for other languages.

    Args:
        things: A release, or releases and what stands in the place of those that could not be read.
        language: The language of headings and cards: ``en``, ``zh-Hant`` or ``zh-Hans``.

    Raises:
        TypeError: Among the things is what is neither a release nor what stands in the place of one.
        ValueError: There are no words in this language.

    >>> import pressextract as px
    >>> print(px.view(list(px.extract_many(["青禾集團董事長林致遠宣布辭任。", "晴川市成立水利局。"]))))
    1  青禾集團董事長林致遠宣布辭任。  1 person, 1 organisation, 1 event
    2  晴川市成立水利局。              1 organisation, 1 event
    """
    words = words_of(language)
    if isinstance(things, PressRelease):
        return View(_framed(_release(things, words), "px-view"), draw_summary(things))
    items = as_items(things)
    text = draw_releases([(item.name, item.release, item.error) for item in items])
    return View(_framed(f'<div class="px-scroll">{releases_table(items, words)}</div>', "px-view"), text)


def load_ipython_extension(shell: Any) -> None:
    """After ``%load_ext pressextract`` plain lists of releases show themselves as tables, too.

    Args:
        shell: The IPython shell that calls this.
    """
    shell.display_formatter.formatters["text/html"].for_type(list, _list_html)


def _list_html(things: list[object]) -> str | None:
    """A list as a table, if it is one of releases; None leaves it as it is."""
    if not things or not all(isinstance(thing, _RELEASES) for thing in things):
        return None
    return view(cast("list[PressRelease]", things))._repr_html_()


def view_records(records: Sequence[Any]) -> View | None:
    """Records of one kind as a table; None if they have none."""
    kinds = {type(one) for one in records}
    if len(kinds) != 1 or not kinds <= _TABLES.keys():
        return None
    return View(_framed(_TABLES[kinds.pop()](records, words_of("en")), "px-view"), draw_records(records))


def _release(release: PressRelease, words: Words) -> str:
    names = {person.id: person.name for person in release.people}
    tables = (
        ("people", len(release.people), people_table(release.people, words), True),
        ("organisations", len(release.organisations), organisations_table(release.organisations, words), True),
        ("events", len(release.events), events_table(release.events, words), True),
        ("statements", len(release.statements), statements_table(release.statements, words), True),
        ("titles", len(release.titles), titles_table(release.titles, words, names), False),
    )
    side = "".join(
        f"<details{' open' if opened else ''}><summary>{escape(words(name))} "
        f'<span class="px-faint">{count}</span></summary><div class="px-scroll">{drawn}</div></details>'
        for name, count, drawn, opened in tables
        if count
    )
    notes = "".join(f'<p class="px-faint">{escape(warning)}</p>' for warning in release.warnings)
    return (
        f'<div class="px-head"><p class="px-facts">{escape(" · ".join(facts_of(release, words)))}</p>{legend(words)}</div>'
        f'<div class="px-columns" lang="{lang_of_text(release)}"><div>{marked_text(release, labels_of(release, words), words)}{notes}</div>'
        f'<div class="px-side">{side}</div></div>'
    )


def _framed(content: str, form: str) -> str:
    return f'<div class="px {form}"><style>{style()}</style>{content}</div>'
