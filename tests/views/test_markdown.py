"""Nothing of a text is obeyed as Markdown: what a parser makes of a report, and what a browser makes of that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import pressextract as px
from tests.browser import Browser
from tests.pages import faults, nodes_of
from tests.payloads import PAYLOADS, holds_unseen, hostile_release, shown, tame, tamed

# The dialect of GitHub, with tables, addresses that link themselves and HTML; and CommonMark as it stands.
PARSERS = {
    "github": MarkdownIt("gfm-like", {"html": True, "linkify": True}),
    "commonmark": MarkdownIt("commonmark", {"html": True}),
}
NAMED = ("標題", "顧兆庭", "董事長", "青禾集團", "晴川論壇", "東岸會議中心", "前景可期", "警告", "2025-10-23")


def single(release: px.PressRelease, payload: str) -> str:
    return px.to_markdown(release, title=f"標題{payload}")


def several(release: px.PressRelease, payload: str) -> str:
    failed = px.Outcome(id=f"三{payload}", config="", error=f"SourceError{payload}", message=f"讀不了{payload}")
    return px.to_markdown([release, failed, px.Failure(index=2, error="x", message=payload)], title=f"標題{payload}")


FORMS = {"single": single, "several": several}


def structure(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """What is built, in order, with its tamed text; pieces of text are joined."""
    text = ""
    for token in tokens:
        if token.type in ("text", "text_special"):
            text += token.content
            continue
        if text:
            yield "text", tame(text)
            text = ""
        yield token.type, "" if token.children is not None else tame(token.content)
        yield from structure(token.children or [])
    if text:
        yield "text", tame(text)


@pytest.mark.parametrize("dialect", PARSERS)
@pytest.mark.parametrize("form", FORMS)
def test_a_payload_is_text(form: str, dialect: str):
    draw, parser = FORMS[form], PARSERS[dialect]
    wrong: dict[str, object] = {}
    for payload in PAYLOADS:
        page = draw(hostile_release(payload), payload)
        page.encode("utf-8")
        found = list(structure(parser.parse(page)))
        expected = list(structure(parser.parse(draw(hostile_release(tame(payload)), tame(payload)))))
        kinds = {kind for kind, _ in found}
        if refused := kinds & {"html_block", "html_inline", "link_open", "image", "fence", "code_block", "code_inline"}:
            wrong[payload] = refused
        elif found != expected:
            wrong[payload] = next(pair for pair in zip(found, expected, strict=False) if pair[0] != pair[1])
        elif holds_unseen(page):
            wrong[payload] = "there are characters that cannot be seen"
        elif missing := [name for name in NAMED if not _says(parser.parse(page), name + payload)]:
            wrong[payload] = missing
    assert wrong == {}


def _says(tokens: list[Token], text: str) -> bool:
    told = "".join(
        child.content if child.type in ("text", "text_special") else " "
        for token in tokens
        for child in token.children or ()
    )
    return shown(text).search("".join(told.split())) is not None


def test_a_payload_among_names_is_text(readings: dict[str, px.PressRelease]):
    parser = PARSERS["github"]
    wrong = [
        payload
        for payload, release in readings.items()
        if list(structure(parser.parse(px.to_markdown(release))))
        != list(structure(parser.parse(px.to_markdown(tamed(release)))))
    ]
    assert wrong == []


def rendered(page: str) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{PARSERS["github"].render(page)}</body></html>'
    )


def test_nothing_of_it_runs(browser: Browser):
    pages = [rendered(several(hostile_release(one), one)) for one in PAYLOADS]
    expected = [rendered(several(hostile_release(tame(one)), tame(one))) for one in PAYLOADS]
    wrong = {}
    for payload, facts, nodes in zip(PAYLOADS, browser.open_many(pages), browser.build_many(expected), strict=True):
        found = faults(facts.nodes, nodes)
        if found or facts.hit or facts.wanted or facts.console or holds_unseen(facts.text):
            wrong[payload] = (found, facts.hit, facts.wanted, facts.console)
    assert wrong == {}


def test_markdown_that_does_not_escape_is_found_out():
    parser = PARSERS["github"]
    found = [
        one
        for one in PAYLOADS
        if list(structure(parser.parse(f"林 {one}\n"))) != list(structure(parser.parse(f"林 {tame(one)}\n")))
    ]
    assert len(found) >= 50


def test_pages_of_html_and_markdown_hold_the_same_names():
    release = hostile_release("；")
    html = "".join("".join(node.name for node in nodes_of(px.to_html(release)) if node.kind == "text").split())
    markdown = "".join(px.to_markdown(release).split())
    for name in NAMED[1:]:
        assert name in html
        assert name in markdown
