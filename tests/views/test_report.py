"""The report: one page that is whole in itself, and the same as Markdown."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

import pressextract as px
from pressextract.cli import app
from pressextract.schema import Event, Span
from pressextract.views.timeline import timeline
from pressextract.views.words import words_of

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "fixtures").glob("*.txt"))
RELEASE = px.extract((ROOT / "fixtures/macau_charity_concert.txt").read_text("utf-8"))
EN = words_of("en")


class Links(HTMLParser):
    """The ids of a page and where its links lead, and whether its elements are closed as they were opened."""

    VOID = ("meta", "br")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if "href" in told else []
        if tag == "a":
            assert "a" not in self.open
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


def read(page: str) -> Links:
    links = Links()
    links.feed(page)
    assert not links.open
    assert len(links.ids) == len(set(links.ids))
    assert {link for link in links.links if not link.startswith("#")} == set()
    assert {link[1:] for link in links.links} <= set(links.ids)
    return links


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_link_leads_somewhere_and_everything_is_told(path: Path):
    release = px.extract(path.read_text("utf-8"))
    links = read(px.to_html(release))
    for records in (release.people, release.organisations, release.events):
        assert {f"r1-{one.id}" for one in records} <= set(links.ids)
    assert {f"r1-s{number}" for number in range(1, len(release.statements) + 1)} <= set(links.ids)
    assert all(one.name in links.text for one in release.people)
    assert all(one.name in links.text for one in release.organisations)


def test_the_language_is_that_of_the_release():
    assert '<html lang="zh-Hant">' in px.to_html(RELEASE)
    assert "人物一覽" in px.to_html(RELEASE)
    assert "人物一览" in px.to_html(px.extract("顾兆庭今日出任青禾集团主席。"))
    assert "Who is who" in px.to_html(RELEASE, language="en")


def test_many_releases_stand_below_an_index():
    failure = px.Failure(index=1, error="TextTooLongError", message="too long")
    page = px.to_html([RELEASE, failure, RELEASE], title="十月 <新聞>")
    links = read(page)
    assert links.links.count("#r1-top") == 1
    assert {"index", "r1-top", "r3-top"} <= set(links.ids)
    assert "TextTooLongError: too long" in links.text
    assert "<title>十月 &lt;新聞&gt;</title>" in page


def test_nothing_is_loaded_or_run():
    page = px.to_html([RELEASE, RELEASE])
    assert "default-src 'none'" in page
    for sign in ("<script", "url(", "src=", "http:", "https:", "javascript:", "@import"):
        assert sign not in page


def test_releases_without_anything():
    assert "（無文字）" not in px.to_html(px.extract(""))  # English, as there is no script to go by
    assert "(no text)" in px.to_html(px.extract(""))
    read(px.to_html([]))
    assert px.to_markdown([]).startswith("# ")


def _event(number: int, start: str | None = None, part_of: str | None = None, status: str = "reported") -> Event:
    span = Span(start=0, end=1, text="會")
    return Event.model_validate(
        {
            "id": f"e{number}", "kind": "meeting", "status": status, "name": f"第{number}次", "trigger": span, "start": start,
            "part_of": part_of, "evidence": span, "rule": "test", "confidence": 1.0,
        }
    )  # fmt: skip


def _order(events: list[Event]) -> list[str]:
    return re.findall(r'id="x-(e\d+)"', timeline(events, EN, links="x-"))


def test_a_timeline_goes_by_days_and_keeps_parts_with_their_whole():
    events = [
        _event(1),
        _event(2, "2026-03-01"),
        _event(3, "--02-01"),
        _event(4, "2025-12-31"),
        _event(5, part_of="e2"),
        _event(6, "2025-01-01", part_of="e2"),
    ]
    assert _order(events) == ["e6", "e4", "e2", "e5", "e3", "e1"]


def test_a_timeline_loses_no_event_in_a_circle():
    assert sorted(_order([_event(1, part_of="e2"), _event(2, part_of="e1"), _event(3, part_of="e3")])) == [
        "e1",
        "e2",
        "e3",
    ]
    deep = [_event(1), *(_event(number, part_of=f"e{number - 1}") for number in range(2, 3_000))]
    assert len(_order(deep)) == 2_999


def test_a_cancelled_event_is_struck():
    drawn = timeline([_event(1, status="cancelled")], EN, links="")
    assert 'class="px-struck"' in drawn
    assert 'data-status="cancelled"' in drawn


def test_markdown_tells_people_events_and_statements():
    page = px.to_markdown(RELEASE)
    assert page.startswith("# 「同心同聲」慈善音樂會籌得三百二十萬元\n")
    assert "| **鄺永堅** | 社會工作局 局長 |  |" in page
    assert "- 2025-10-12: **「同心同聲」慈善音樂會** (演出)" in page
    assert "> 社工局明年會把家居護理名額增至一千二百個" in page


def run(*arguments: str, stdin: str | None = None):
    return CliRunner().invoke(app, ["report", *arguments], input=stdin)


def test_the_command_writes_a_page(tmp_path: Path):
    out = tmp_path / "report.html"
    assert run(str(FILES[0]), "-o", str(out)).exit_code == 0
    assert out.read_text("utf-8") == px.to_html(px.extract(FILES[0].read_text("utf-8")))
    assert run(str(FILES[0]), "-o", str(tmp_path / "report.md"), "--language", "en").exit_code == 0
    assert "## Who is who" in (tmp_path / "report.md").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.html", "report.md"]


def test_the_command_reads_and_writes_streams():
    done = run("-", "-o", "-", stdin="青禾集團董事長林致遠宣布辭任。")
    assert done.exit_code == 0
    assert done.stdout.startswith("<!DOCTYPE html>")


def test_one_bad_file_of_many_is_told(tmp_path: Path):
    out = tmp_path / "report.html"
    done = run(str(FILES[0]), str(tmp_path / "missing.txt"), "-o", str(out))
    assert done.exit_code == 3
    assert "missing.txt" in done.stderr
    assert "missing.txt" in read(out.read_text("utf-8")).text


@pytest.mark.parametrize(
    ("out", "more", "message"),
    [("report.pdf", [], "neither in .html nor"), ("report.html", ["--language", "fr"], "none of")],
)
def test_wrong_options_are_refused(tmp_path: Path, out: str, more: list[str], message: str):
    done = run(str(FILES[0]), "-o", str(tmp_path / out), *more)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_written_is_an_error_and_leaves_what_was_there(tmp_path: Path):
    folder = tmp_path / "kept.html"
    folder.mkdir()
    (folder / "file").write_text("here")
    done = run(str(FILES[0]), "-o", str(folder))
    assert isinstance(done.exception, px.OutputError)
    assert "it is a folder" in str(done.exception)
    assert (folder / "file").read_text() == "here"
    done = run(str(FILES[0]), "-o", str(tmp_path / "no" / "such.html"))
    assert isinstance(done.exception, px.OutputError)
