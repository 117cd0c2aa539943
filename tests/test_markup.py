"""Text and labels as HTML: nothing is obeyed, nothing is lost, marks are nested well."""

from __future__ import annotations

import random
import unicodedata
from html.parser import HTMLParser

import pytest

from pressextract.markup import Label, attribute, escape, flat, mark, visible


class Reading(HTMLParser):
    """The text of a piece of HTML, and the marks in it by the offsets of their text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.found: list[tuple[int, int, str]] = []
        self.opened: list[tuple[str, int, str]] = []

    def handle_starttag(self, tag, attributes):
        self.opened.append((tag, len(self.text), dict(attributes).get("data-kind") or ""))

    def handle_endtag(self, tag):
        opened, start, kind = self.opened.pop()
        assert opened == tag
        self.found.append((start, len(self.text), kind))

    def handle_data(self, data):
        self.text += data


def read(html: str) -> Reading:
    reading = Reading()
    reading.feed(html)
    reading.close()
    assert not reading.opened
    return reading


def test_adjacent_and_nested():
    html = mark("青禾集團三十周年慶典", [Label(0, 10, "event"), Label(0, 4, "organisation")])
    assert html == '<mark data-kind="event"><mark data-kind="organisation">青禾集團</mark>三十周年慶典</mark>'


def test_labels_that_cross_are_cut():
    reading = read(mark("一二三四五六", [Label(0, 4, "person"), Label(2, 6, "title")]))
    assert reading.text == "一二三四五六"
    assert sorted(reading.found) == [(0, 4, "person"), (2, 4, "title"), (4, 6, "title")]


def test_a_stretch_clips_its_labels():
    assert read(mark("一二三四五六", [Label(0, 4, "person")], 2, 5)).found == [(0, 2, "person")]


def test_no_link_in_a_link():
    html = mark("青禾集團慶典", [Label(0, 6, "event", link="e1"), Label(0, 4, "organisation", link="o1")])
    assert html.count("<a ") == 1
    assert html.count("<mark") == 1


@pytest.mark.parametrize("seed", range(40))
def test_any_labels_keep_the_text_and_cover_what_they_should(seed: int):
    chance = random.Random(seed)
    text = "".join(chance.choice("甲乙丙<>&\"'") for _ in range(40))
    labels = []
    for _ in range(chance.randrange(12)):
        start = chance.randrange(40)
        labels.append(Label(start, chance.randrange(start, 41), chance.choice(["person", "title", "event"])))
    reading = read(mark(text, labels))
    assert reading.text == text
    covered = {(at, kind) for start, end, kind in reading.found for at in range(start, end)}
    assert covered == {(at, one.kind) for one in labels for at in range(one.start, one.end)}


def test_ten_thousand_labels_over_one_another():
    labels = [Label(at, 20_000 - at, "person", card=str(at)) for at in range(5_000)]
    assert mark("字" * 20_000, labels).count("<mark") == 5_000


def test_every_character_without_a_shape_is_shown():
    unseen = [
        chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    ]
    shown = visible("".join(unseen))
    assert not set(unseen) - set("\n\t") & set(shown)
    assert "⟨U+202E⟩" in shown
    assert "⟨U+D800⟩" in shown
    shown.replace("\n", "").encode("utf-8")


def test_ordinary_text_is_left_alone():
    text = "林致遠（Felix O'Brien）：𠮷野家「五」〇，﨑é"
    assert visible(text) == text
    assert escape(text) == text.replace("'", "&#x27;")


@pytest.mark.parametrize("text", ['"><script>', "' onx='", "` onx=`", "a\nb\tc", "&quot;"])
def test_an_attribute_holds_just_the_text(text: str):
    seen = []

    class Attributes(HTMLParser):
        def handle_starttag(self, tag, attributes):
            seen.append((tag, attributes))

    parser = Attributes()
    parser.feed(f'<i title="{attribute(text)}">')
    assert seen == [("i", [("title", text)])]
    assert not set("<>\n\t`") & set(attribute(text))


def test_flat():
    assert flat(" 第一\u3000行\r\n第二 ") == "第一 行 第二"
