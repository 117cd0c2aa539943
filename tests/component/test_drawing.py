"""displaCy draws what was found, and nothing that a text may smuggle in."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
import spacy
from spacy import displacy

import pressextract as px

TEXT = "青禾集團董事長林致遠5月3日宣布，與東岸大學簽署合作協議。\n\n林致遠說：「多謝。」"
GROUPS = ("people", "titles", "organisations", "events", "dates", "statements")


class Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return px.load(set_ents=True)


def drawn(doc: spacy.tokens.Doc, style: str, group: str = "press_release") -> str:
    html = displacy.render(doc, style=style, options=px.displacy_options(group), jupyter=False)
    assert isinstance(html, str)
    return html


def without_space(text: str) -> str:
    return "".join(text.split())


def test_all_that_was_found_is_drawn(nlp):
    doc = nlp(TEXT)
    page = Page(drawn(doc, "span"))
    for label in ("PERSON", "ORG", "TITLE", "EVENT", "DATE", "STATEMENT"):
        assert label in page.text
    for group, label in zip(GROUPS, ("PERSON", "TITLE", "ORG", "EVENT", "DATE", "STATEMENT"), strict=True):
        html = drawn(doc, "span", group)
        assert label in html
        assert ("PERSON" in html) == (group == "people")


def test_colours_are_ours(nlp):
    colours = px.displacy_options()["colors"]
    doc = nlp(TEXT)
    assert {span.label_ for span in doc.spans["press_release"]} <= set(colours)
    assert len(set(colours.values())) == len(colours)
    assert all(colours[label] in drawn(doc, "span") for label in ("PERSON", "ORG", "STATEMENT"))
    assert all(colours[label] in drawn(doc, "ent") for label in ("PERSON", "ORG", "TITLE"))


def test_nobody_can_change_the_options_of_another():
    px.displacy_options()["colors"].clear()
    assert px.displacy_options()["colors"]


def test_an_unknown_group_is_refused():
    with pytest.raises(ValueError, match=r"no group 'peple'.*people"):
        px.displacy_options("peple")


HOSTILE = [
    "<script>alert(1)</script>青禾集團董事長<b>林致遠</b>宣布<img src=x onerror=alert(1)>辭任。",
    "青禾集團董事長林致遠說：「</div></span><iframe src='//x'>&lt;script&gt;」",
    '"><svg/onload=alert(1)>集團董事長林致遠宣布&amp;辭任{bg}{0}%s。',
]


@pytest.mark.parametrize("style", ["span", "ent"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(nlp, style, text):
    doc = nlp(text)
    assert doc.spans["people"]
    page = Page(drawn(doc, style))
    assert page.tags <= {"div", "span", "mark", "br"}
    assert page.attributes <= {"class", "style"}
    shown = without_space(page.text)
    for piece in without_space(text.replace("林致遠", " ")).split("青禾集團"):
        assert all(char in shown for char in piece)


@pytest.mark.parametrize("style", ["span", "ent"])
def test_a_hostile_name_stays_text(style):
    name = "<img src=x onerror=alert(1)>"
    doc = px.load(people=[name], set_ents=True)(f"主席{name}出席。")
    assert [span.text for span in doc.spans["people"]] == [name]
    html = drawn(doc, style)
    assert Page(html).tags <= {"div", "span", "mark", "br"}
    assert "&lt;img" in html or "&lt;" in html


def test_every_release_can_be_drawn(nlp, sample):
    doc = nlp(sample.text)
    for style in ("span", "ent"):
        shown = without_space(Page(drawn(doc, style)).text)
        assert all(without_space(person.name)[:1] in shown for person in sample.release.people)
