"""Pages at the widths of phones and desktops, in light and dark, and on paper: nothing is drawn where nobody sees it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

import pressextract as px
from tests.browser import Browser
from tests.conftest import Sample
from tests.views.surfaces import cell_page, drawn, tables

WIDTHS = (320, 390, 768, 1280, 1600)
PAPER = 680  # A4 within margins of 15 mm, in CSS pixels
HAN = "青禾集團東岸大學晴川水利"
LATIN = "Qinghe"
HEAD = '<!DOCTYPE html><html><head><meta name="viewport" content="width=device-width, initial-scale=1"></head><body>'


def misplaced(browser: Browser, page: str) -> dict[str, list[str]]:
    """What of a page is beyond its edges, by width and medium."""
    browser.show(page)
    found = {}
    for scheme in ("light", "dark"):
        browser.emulate(scheme=scheme)
        for width in WIDTHS:
            browser.resize(width)
            found[f"{scheme} {width}"] = browser.beyond_the_edge()
            # A phone shows a page that does not say that it knows phones as it would a desktop's, in small.
            assert browser.run("return document.documentElement.clientWidth") == width
    browser.emulate(media="print")
    browser.resize(PAPER)
    found["paper"] = browser.beyond_the_edge(paper=True)
    browser.emulate()
    return {where: beyond for where, beyond in found.items() if beyond}


def pages_of(samples: list[Sample]) -> dict[str, Callable[[], str]]:
    """All releases of ``fixtures/`` wherever a reader meets them, a page for each place."""
    releases = [sample.release for sample in samples]
    return {
        "report": lambda: px.to_html(releases),
        "notebook": lambda: cell_page("".join(map(drawn, releases))),
        "tables": lambda: cell_page("".join(tables(one, "") for one in releases)),
        "listing": lambda: cell_page(drawn(px.view(releases))),
    }


PLACES = ("report", "notebook", "tables", "listing")


@pytest.mark.parametrize("place", PLACES)
def test_every_fixture_fits(place: str, browser: Browser, samples: list[Sample]):
    assert misplaced(browser, pages_of(samples)[place]()) == {}


@pytest.mark.parametrize("place", PLACES)
def test_every_place_can_be_printed(place: str, browser: Browser, samples: list[Sample]):
    browser.show(pages_of(samples[:5])[place]())
    assert browser.printed() > 0


def test_a_report_on_paper_begins_each_release_on_a_page(browser: Browser, samples: list[Sample]):
    releases = [sample.release for sample in samples[:5]]
    browser.show(px.to_html(releases))
    assert browser.printed() >= 1 + len(releases)


def written(text: str, headline: str = "青禾集團公布任命") -> px.PressRelease:
    """What is read in a text below a headline."""
    return px.extract(f"{headline}\n\n香港 2025年10月23日 /美通社/ -- {text}\n")


def with_names(length: int, word: str) -> px.PressRelease:
    """A release whose every name and value is one word of this length."""
    long = (word * (length // len(word) + 1))[:length]
    release = written(
        "青禾集團董事長顧兆庭表示，前景可期。第四屆青禾論壇昨日在東岸會議中心舉行，東岸大學校長丘映雪出席。\n"
        f"{long}\n「{long}」"
    )
    (person, *people), (body, *bodies), (event, *events) = release.people, release.organisations, release.events
    position = person.positions[0].model_copy(update={"title": long, "organisation": long, "status": "former"})
    named = {"name": long, "aliases": (long, long)}
    part = event.participants[:1] or (
        px.Participant(entity_id=person.id, name=long, role="speaker", span=event.trigger),
    )
    told = {
        "name": long, "place": long, "theme": long, "attendance": long, "amounts": (long,), "start": "2025-10-23",
        "participants": tuple(one.model_copy(update={"name": long}) for one in part),
    }  # fmt: skip
    said = px.Statement(
        speaker_id=person.id, speaker=long, verb=long, text=long, direct=True, span=event.trigger, rule="x", confidence=0.3
    )  # fmt: skip
    changed = {
        "people": (
            person.model_copy(update={**named, "honorifics": (long,), "positions": (position, position)}),
            *people,
        ),
        "organisations": (body.model_copy(update={**named, "parent_id": body.id}), *bodies),
        "events": (event.model_copy(update=told), *events),
        "statements": (said, *release.statements),
        "titles": (release.titles[0].model_copy(update={"name": long}), *release.titles[1:]),
        "warnings": (long,),
    }
    return px.PressRelease.model_validate({**dict(release), **changed})


def crowd(count: int) -> px.PressRelease:
    """A release that names this many people, in a roster and in a row."""
    names = [
        f"{surname}{HAN[at % 12]}{HAN[at // 12 % 12]}"
        for at in range(count // 10)
        for surname in "顧丘裴林葉周蘇梁伍陳"
    ]
    release = written("出席者：" + "、".join(names) + "。", "東岸大學公布名單")
    people = tuple(
        px.Person(id=f"p{number}", name=name, mentions=(), rule="x", confidence=0.9) for number, name in enumerate(names, 1)
    )  # fmt: skip
    at = px.Span(start=0, end=4, text=release.text[:4])
    event = px.Event(
        id="e1", kind="ceremony", name="東岸大學頒授典禮", trigger=at, evidence=at, rule="x", confidence=0.9,
        participants=tuple(px.Participant(entity_id=one.id, name=one.name, role="attendee", span=at) for one in people),
    )  # fmt: skip
    assert len(people) == count
    # Made anew: what is copied is no longer what the record made of it.
    return px.PressRelease.model_validate({**dict(release), "people": people, "events": (event,)})


LONG: dict[str, Callable[[], px.PressRelease]] = {
    "a text of 500 Han characters without a break": lambda: written((HAN * 50)[:500]),
    "a text of 500 Latin letters without a break": lambda: written("董事長顧兆庭說" + (LATIN * 90)[:500]),
    "a headline of 500 Latin letters": lambda: written("顧兆庭致辭。", (LATIN * 90)[:500]),
    "every value 500 Latin letters": lambda: with_names(500, LATIN),
    "a title of 200 characters": lambda: with_names(200, HAN),
    "an event of 300 characters": lambda: with_names(300, HAN),
    "no-break spaces and hyphens": lambda: with_names(300, "Qing\u2011he\u00a0"),
    "digits and underscores": lambda: with_names(300, "2025_10_"),
    "right to left": lambda: with_names(300, "תשורה"),
    "300 people": lambda: crowd(300),
}


@pytest.mark.parametrize("name", LONG)
def test_what_is_long_fits(name: str, browser: Browser):
    release = LONG[name]()
    places = [px.to_html([release, px.Outcome(id="長" * 200, config="", error="x" * 300, message="y" * 300)])]
    places += [cell_page(drawn(release) + drawn(px.view([release, px.Failure(index=1, error="x" * 300, message="")])))]
    places += [tables(release, "")]
    assert [misplaced(browser, page) for page in places] == [{}] * len(places)


@pytest.mark.parametrize("width", [320, 600, 900, 1280])
def test_a_card_stays_on_the_page(width: int, browser: Browser, samples: list[Sample]):
    """A card is drawn where the pointer is: whichever mark that is, the page grows no wider."""
    browser.show(px.to_html([with_names(300, LATIN), samples[0].release]), width=width)
    count = browser.run("return document.querySelectorAll('[data-card]').length")
    assert count > 20
    for number in range(0, count, max(1, count // 20)):
        x, y = browser.run(
            "const box = document.querySelectorAll('[data-card]')[arguments[0]];"
            "box.scrollIntoView({block: 'center'}); const one = [...box.getClientRects()].at(-1);"
            "return [one.right - 2, (one.top + one.bottom) / 2]",
            number,
        )
        browser.cdp("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        wide, card = browser.run(
            "const over = document.querySelectorAll('[data-card]:hover');"
            "return [document.scrollingElement.scrollWidth, "
            "over.length ? getComputedStyle([...over].at(-1), '::after').content : '']"
        )
        assert len(card) > 3
        assert wide <= width, f"mark {number}"


@pytest.mark.parametrize("script", ["traditional", "simplified", "mixed"])
def test_a_text_says_what_script_it_is_in(script: str, browser: Browser, samples: list[Sample]):
    release = next((one.release for one in samples if one.release.script == script), None)
    if release is None:
        release = px.extract("青禾集團董事長顧兆庭致辭。\n青禾集团董事长顾兆庭与东岸大学签约。\n")
    assert release.script == script
    expected = {"traditional": "zh-Hant", "simplified": "zh-Hans", "mixed": "zh"}[script]
    line = max((one for one in release.text.split("\n") if one.strip()), key=len)
    for page in (px.to_html(release), cell_page(drawn(release))):
        facts = browser.open(page)
        assert "".join(line.split()) in "".join(facts.text.split())
        lang, font, visible = browser.run(
            "const one = [...document.querySelectorAll('p')].find((p) => p.textContent.trim() === arguments[0]);"
            "return [one.closest('[lang]').lang, getComputedStyle(one).fontFamily, one.checkVisibility()]",
            line.strip(),
        )
        assert (lang, visible) == (expected, True)
        assert ("Noto Sans CJK SC" in font) is (script == "simplified")
        assert browser.run("return document.documentElement.lang") in ("en", expected)
        headings = browser.run("return [...document.querySelectorAll('h2, summary')].map((one) => one.textContent)")
        assert headings


def test_marks_are_drawn_as_the_legend_says(browser: Browser, samples: list[Sample]):
    """Each sort has a line of its own, so that nobody needs to tell colours apart."""
    release = next(one.release for one in samples if one.name == "macau_charity_concert")
    for page in (px.to_html(release), cell_page(drawn(release))):
        browser.show(page)
        lines = browser.run(
            "const line = (one) => [one.dataset.kind, getComputedStyle(one).borderBottom].join();"
            "return ['.px-legend mark', '.px-text [data-kind]'].map((where) =>"
            " [...new Set([...document.querySelectorAll(where)].map(line))].sort());"
        )
        assert lines[0] == lines[1]
        assert len(lines[0]) == len({line.partition(",")[2].partition(" rgb")[0] for line in lines[0]}) == 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(scheme: str, browser: Browser, samples: list[Sample]):
    """Of every text on the page, the contrast that WCAG asks for small letters."""
    for page in (px.to_html(samples[0].release), cell_page(drawn(samples[0].release))):
        browser.show(page)
        browser.emulate(scheme=scheme)  # type: ignore[arg-type]
        poor = browser.run(_CONTRAST)
        browser.emulate()
        assert poor == []


_CONTRAST = """
const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const rgb = (colours) => {
  paint.clearRect(0, 0, 1, 1);
  for (const one of colours) { paint.fillStyle = one; paint.fillRect(0, 0, 1, 1); }
  return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
};
const light = (colour) => {
  const [r, g, b] = colour.map((one) => (one /= 255) <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const poor = new Set();
for (const one of document.querySelectorAll('.px *')) {
  if (one.localName === 'style' || !one.checkVisibility()) continue;
  if (![...one.childNodes].some((each) => each.nodeType === 3 && each.data.trim())) continue;
  const grounds = ['#fff'];
  const above = [];
  for (let at = one; at; at = at.parentElement) above.unshift(getComputedStyle(at).backgroundColor);
  const ground = rgb([...grounds, ...above]), ink = rgb([...grounds, ...above, getComputedStyle(one).color]);
  const [a, b] = [light(ground), light(ink)].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < 4.5) poor.add(`${one.localName}.${one.className} ${ratio.toFixed(2)}`);
}
return [...poor];
"""

WIDE = [
    ("a box", '<div style="width:400px">林若溪</div>'),
    ("a word", f"<p>{LATIN * 60}</p>"),
    ("a line that does not break", f'<p style="white-space:nowrap">{HAN * 20}</p>'),
    ("a table", f"<table><tr><td>{LATIN * 20}<td>{LATIN * 20}</table>"),
    ("to the left", '<div style="margin-left:-40px">丘映雪</div>'),
    ("behind a click", f"<details><summary>a</summary><p>{LATIN * 60}</p></details>"),
]


@pytest.mark.parametrize("html", [html for _, html in WIDE], ids=[name for name, _ in WIDE])
def test_what_does_not_fit_is_found_out(html: str, browser: Browser):
    browser.show(f"{HEAD}{html}", width=320)
    assert browser.beyond_the_edge()


def test_a_box_that_scrolls_is_for_screens_alone(browser: Browser):
    browser.show(f'{HEAD}<div style="overflow-x:auto"><p>{LATIN * 60}</p></div>', width=320)
    assert browser.beyond_the_edge() == []
    assert browser.beyond_the_edge(paper=True)
    browser.show(f'{HEAD}<div style="overflow:auto;height:20px"><p>a<p>b<p>c</div>', width=320)
    assert browser.beyond_the_edge() == []
    assert re.match("cut on paper", browser.beyond_the_edge(paper=True)[0])
