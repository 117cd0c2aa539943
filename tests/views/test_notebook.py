"""What a notebook shows: the release, its tables, lists of releases; always as plain text, too."""

from __future__ import annotations

import pickle
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

import pressextract as px
from pressextract.palette import COLOURS
from pressextract.views.blocks import MOST_SHOWN
from pressextract.views.look import style

ROOT = Path(__file__).parents[2]
RELEASE = px.extract((ROOT / "fixtures/macau_charity_concert.txt").read_text("utf-8"))
FIELDS = ("people", "titles", "organisations", "events", "statements")


class Paragraphs(HTMLParser):
    """The text that the paragraphs of the marked text hold, and what is marked in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.marks: list[tuple[str, str, str]] = []
        self._inside = False
        self._open: list[list[str]] = []

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "p" and "data-line" in told:
            self._inside = True
            self.lines.append("")
        elif "data-kind" in told and self._inside:
            self._open.append([told["data-kind"] or "", "", told.get("data-card") or ""])

    def handle_endtag(self, tag):
        if tag == "p":
            self._inside = False
        elif tag in ("mark", "a") and self._inside and self._open:
            kind, text, card = self._open.pop()
            self.marks.append((kind, text, card))

    def handle_data(self, data):
        if self._inside:
            self.lines[-1] += data
            for one in self._open:
                one[1] += data


def read(html: str) -> Paragraphs:
    reading = Paragraphs()
    reading.feed(html)
    return reading


def html_of(thing) -> str:
    html = thing._repr_html_()
    assert isinstance(html, str)
    return html


def bundle_of(thing) -> dict[str, str]:
    bundle = thing._repr_mimebundle_()
    assert isinstance(bundle, dict)
    return bundle


@pytest.mark.parametrize("path", sorted((ROOT / "fixtures").rglob("*.txt")), ids=lambda path: path.stem)
def test_text_and_mentions_are_all_there(path: Path):
    release = px.extract(path.read_text("utf-8"))
    reading = read(html_of(release))
    assert reading.lines == [line for line in release.text.splitlines() if line.strip()]
    marked = {(kind, text) for kind, text, _ in reading.marks}
    for kind, records in (("person", release.people), ("organisation", release.organisations)):
        for record in records:
            for mention in record.mentions:
                assert (
                    (kind, mention.text) in marked
                    or "\n" in mention.text
                    or any(text in mention.text for one, text in marked if one == kind)
                )


def test_a_card_tells_the_record():
    cards = {text: card for kind, text, card in read(html_of(RELEASE)).marks if kind == "person"}
    assert cards["鄺永堅"].splitlines()[:3] == ["鄺永堅", "person", "社會工作局 局長"]
    assert cards["鄺永堅"].splitlines()[3].startswith("p2 · confidence 0.")


def test_one_word_that_tells_two_events_is_marked_once():
    span = {"start": 0, "end": 2, "text": "委任"}
    event = {"kind": "appointment", "trigger": span, "evidence": span, "rule": "test", "confidence": 1.0}
    release = px.PressRelease.model_validate(
        {
            "text": "委任",
            "script": "none",
            "events": [{**event, "id": "e1", "name": "甲"}, {**event, "id": "e2", "name": "乙"}],
        }
    )
    ((kind, text, card),) = read(html_of(release)).marks
    assert (kind, text) == ("event", "委任")
    assert [part.splitlines()[0] for part in card.split("\n\n")] == ["甲", "乙"]


def test_the_bundle_holds_html_and_plain_text():
    bundle = bundle_of(RELEASE)
    assert set(bundle) == {"text/plain", "text/html"}
    assert bundle["text/html"] == html_of(RELEASE)
    assert "鄺永堅" in bundle["text/plain"]
    assert "<" not in bundle["text/plain"]


@pytest.mark.parametrize("field", FIELDS)
def test_records_are_tuples_that_draw_themselves(field: str):
    records = getattr(RELEASE, field)
    assert isinstance(records, tuple)
    assert records == tuple(records)
    html = html_of(records)
    assert html.count("<tr>") == len(records) + 1
    for record in records:
        assert (record.speaker if field == "statements" else record.name or record.trigger.text) in html
    plain = bundle_of(records)["text/plain"]
    assert plain.strip()
    assert "<" not in plain


def test_records_survive_what_releases_survive():
    for copy in (
        pickle.loads(pickle.dumps(RELEASE)),
        px.PressRelease.model_validate_json(RELEASE.model_dump_json()),
        RELEASE.model_copy(deep=True),
    ):
        assert copy == RELEASE
        assert html_of(copy.people) == html_of(RELEASE.people)
    assert hash(RELEASE) == hash(RELEASE.model_copy(deep=True))


def test_no_records_are_plain_text():
    empty = px.extract("")
    assert bundle_of(empty.people) == {"text/plain": "()"}
    assert "(no text)" in html_of(empty)


def test_a_list_of_releases_with_failures():
    view = px.view([RELEASE, px.Failure(index=1, error="TextTooLongError", message="<b>too long</b>"), px.extract("")])
    html = html_of(view)
    assert html.count("<tr>") == 4
    assert "TextTooLongError: &lt;b&gt;too long" in html
    assert str(view).count("\n") == 2
    assert "could not be read: TextTooLongError" in repr(view)


def test_what_is_no_release_is_refused():
    with pytest.raises(TypeError, match="not int"):
        px.view([1])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="zh-Hans"):
        px.view(RELEASE, language="fr")  # type: ignore[arg-type]


def test_another_language():
    assert "機構" in html_of(px.view(RELEASE, language="zh-Hant"))


def test_in_a_shell_everything_is_shown_in_html_and_in_text():
    shell: Any = InteractiveShell()
    for thing in (RELEASE, RELEASE.people, px.view([RELEASE])):
        bundle, _ = shell.display_formatter.format(thing)
        assert bundle["text/html"].startswith('<div class="px px-view">')
        assert bundle["text/plain"].strip()
    assert "text/html" not in shell.display_formatter.format([RELEASE])[0]
    shell.extension_manager.load_extension("pressextract")
    assert shell.display_formatter.format([RELEASE, RELEASE])[0]["text/html"].count("<tr>") == 3
    for other in ([], [1, RELEASE], ["text"]):
        assert "text/html" not in shell.display_formatter.format(other)[0]


def test_a_long_text_folds():
    release = px.extract("\n".join(f"第{number}段：青禾集團主席林若溪今日出席典禮。" for number in range(200)))
    html = html_of(release)
    text = html[html.index('<div class="px-text"') : html.index('<div class="px-side"')]
    head, rest = text.split("<details>")
    assert head.count("<p ") > 20
    assert rest.count("<p ") > 100
    assert len(read(html).lines) == 200


def test_one_long_line_folds_after_a_sentence():
    release = px.extract("青禾集團主席林若溪今日出席典禮。" * 200)
    lines = read(html_of(release)).lines
    assert "".join(lines) == release.text
    assert len(lines) == 2
    assert lines[0].endswith("。")


def test_what_is_too_long_to_show_is_counted():
    release = px.PressRelease(text="字" * (MOST_SHOWN + 30_000), script="none")
    html = html_of(release)
    shown = sum(map(len, read(html).lines))
    assert MOST_SHOWN - 20_000 <= shown <= MOST_SHOWN
    assert f"{len(release.text) - shown:,} more characters are not shown here" in html


def test_line_ends_of_every_system():
    release = px.PressRelease(text="一\r\n二\r三\n\n四", script="none")
    html = html_of(release)
    assert read(html).lines == ["一", "二", "三", "四"]
    assert html.count('class="px-gap"') == 1


def test_no_scripts_no_ids_nothing_from_elsewhere():
    html = html_of(RELEASE)
    for sign in ("<script", " id=", "url(", "src=", "http", "javascript"):
        assert sign not in html


def test_colours_are_those_of_the_palette():

    for kind, colour in COLOURS.items():
        assert f"--px-{kind}: {colour.lower()}" in style()
