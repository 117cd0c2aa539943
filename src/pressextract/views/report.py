"""The report on a release, or on many: one page of HTML that can be forwarded, without scripts and with its own style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pressextract.collection import Item, as_items
from pressextract.markup import attribute, escape, flat, visible
from pressextract.schema import Failure, Outcome, PressRelease, Statement
from pressextract.views.blocks import marked_text
from pressextract.views.labels import labels_of
from pressextract.views.look import legend, style
from pressextract.views.releases import facts_of, headline_of, releases_table
from pressextract.views.standing import bodies_table, who_table
from pressextract.views.tables import doubt
from pressextract.views.timeline import timeline
from pressextract.views.words import Language, Words, lang_of_text, language_of, words_of

# Nothing is to be loaded or run, whatever a reader's browser makes of the page.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(
    releases: PressRelease | Iterable[PressRelease | Outcome | Failure | Item],
    *,
    title: str | None = None,
    language: Language | None = None,
) -> str:
    """A report on a release, or on many, as one page of HTML: the text with marks, who is who, what was when, who said what.

    The page is whole in itself: no scripts, nothing that is loaded from elsewhere. Many releases stand one after another
    below an index; what could not be read is listed there with its error.

    Args:
        releases: A release, or releases and what stands in the place of those that could not be read.
        title: What the page is called; the headline of the release if not said.
        language: The language of headings: ``en``, ``zh-Hant`` or ``zh-Hans``; that of the releases if not said.

    Raises:
        TypeError: Among the releases is what is neither a release nor what stands in the place of one.
        ValueError: There are no words in this language.

    >>> import pressextract as px
    >>> page = px.to_html(px.extract("青禾集團董事長林致遠宣布辭任。"))
    >>> "<script" in page, page.count("林致遠") > 1
    (False, True)
    """
    items = as_items(releases)
    words = words_of(language or shared_language(items))
    if isinstance(releases, PressRelease):
        name = title or headline_of(releases) or words("no_text")
        return _page(name, article(releases, words, prefix="r1-"), words)
    name = title or words("report")
    prefixes = [f"r{number}-" for number in range(1, len(items) + 1)]
    tops = ["#" + prefix + "top" if item.release else "" for prefix, item in zip(prefixes, items, strict=True)]
    articles = "".join(
        article(item.release, words, prefix=prefix, back="#index")
        for prefix, item in zip(prefixes, items, strict=True)
        if item.release is not None
    )
    return _page(name, index(name, items, words, links=tops) + articles, words)


def article(release: PressRelease, words: Words, *, prefix: str, back: str = "") -> str:
    """What a report says of one release.

    Args:
        release: What was extracted.
        words: The language of headings.
        prefix: What the ids of its parts begin with, so that many can stand on a page.
        back: Where the index is.
    """
    lang = lang_of_text(release)
    parts = [
        ("text", f"{legend(words)}{marked_text(release, labels_of(release, words, links=prefix), words, fold=False)}"),
        ("who", who_table(release, words, links=prefix) if release.people else ""),
        ("when", timeline(release.events, words, links=prefix) if release.events else ""),
        ("said", _quotes(release.statements, words, prefix) if release.statements else ""),
        ("bodies", bodies_table(release, words, links=prefix) if release.organisations else ""),
        ("notes", "".join(f"<p>{escape(warning)}</p>" for warning in release.warnings)),
    ]
    body = "".join(
        f'<section id="{prefix}{name}"><h2>{escape(words(name))}</h2><div lang="{lang}">{drawn}</div></section>'
        for name, drawn in parts
        if drawn
    )
    to_index = f'<p class="px-back"><a href="{attribute(back)}">← {escape(words("back"))}</a></p>' if back else ""
    return (
        f'<article id="{prefix}top"><header><h1 lang="{lang}">{escape(headline_of(release) or words("no_text"))}</h1>'
        f'<p class="px-facts">{escape(" · ".join(facts_of(release, words)))}</p>{_counts(release, words, prefix)}</header>'
        f"{body}{to_index}</article>"
    )


def index(name: str, items: Sequence[Item], words: Words, *, links: Sequence[str]) -> str:
    """The head of a report on many releases: a table of them that leads to each."""
    return (
        f'<article id="index" class="px-index"><h1>{escape(flat(name))}</h1>'
        f'<p class="px-facts">{escape(words("releases"))} {len(items):,}</p>'
        f"{releases_table(items, words, links=links, most=None)}</article>"
    )


def shared_language(items: Sequence[Item]) -> Language:
    """The language of all the releases, and English if they have not the same."""
    found = {language_of(item.release) for item in items if item.release is not None}
    return found.pop() if len(found) == 1 else "en"


def _page(name: str, content: str, words: Words) -> str:
    from pressextract import __version__

    return (
        f'<!DOCTYPE html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_title(name)}</title>\n<style>{style()}{style('report.css')}</style>\n</head>\n"
        f'<body class="px px-report">\n<main>\n{content}\n<footer>{escape(words("made", __version__))}</footer>\n'
        "</main>\n</body>\n</html>\n"
    )


def _title(name: str) -> str:
    """The name of a page: text alone, as a title can hold no element."""
    return visible(flat(name)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _counts(release: PressRelease, words: Words, prefix: str) -> str:
    counts = (
        ("person", "people", "who", len(release.people)),
        ("event", "events", "when", len(release.events)),
        ("statement", "statements", "said", len(release.statements)),
        ("organisation", "organisations", "bodies", len(release.organisations)),
    )
    links = "".join(
        f'<li><a data-kind="{kind}" href="#{prefix}{place}"><b>{count}</b>{escape(words(name))}</a></li>'
        for kind, name, place, count in counts
        if count
    )
    return f"<nav><ul>{links}</ul></nav>" if links else ""


def _quotes(statements: Sequence[Statement], words: Words, prefix: str) -> str:
    rows = (
        f'<li id="{prefix}s{number}"><blockquote>{escape(f"「{flat(one.text)}」" if one.direct else flat(one.text))}</blockquote>'
        f"<cite>— {_speaker(one, prefix)}{f' {escape(flat(one.verb))}' if one.verb else ''}"
        f"{doubt(one.confidence, words)}</cite></li>"
        for number, one in enumerate(statements, start=1)
    )
    return f'<ul class="px-quotes">{"".join(rows)}</ul>'


def _speaker(statement: Statement, prefix: str) -> str:
    name = f"<b>{escape(flat(statement.speaker))}</b>"
    return f'<a href="#{attribute(prefix + statement.speaker_id)}">{name}</a>' if statement.speaker_id else name
