"""Pictures: every box has its place, every event its row, every character its glyph."""

from __future__ import annotations

import struct
import warnings
from datetime import date
from pathlib import Path

import pytest

import pressextract as px
from pressextract.pictures import canvas
from pressextract.pictures.network import network_of
from pressextract.pictures.network_figure import _box, _place
from pressextract.pictures.timeline_figure import GROUP_OF, days_of
from pressextract.schema import Event, Span

ROOT = Path(__file__).parents[2]
FONT = canvas.first_installed()
needs_font = pytest.mark.skipif(FONT is None, reason="no font with Chinese characters is installed (fonts-noto-cjk)")
RELEASES = [px.extract(path.read_text("utf-8")) for path in sorted((ROOT / "fixtures").glob("*.txt"))]


def texts(picture: px.Picture) -> list[str]:
    from matplotlib.text import Text

    return [one.get_text() for one in picture.figure.findobj(Text) if one.get_text()]


def png(picture: px.Picture) -> tuple[int, int]:
    page = picture._repr_png_()
    assert page[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", page[16:24])
    return width, height


def event(number: int, start: str | None, end: str | None = None, status: str = "reported") -> Event:
    span = Span(start=0, end=1, text="會")
    return Event.model_validate(
        {
            "id": f"e{number}", "kind": "meeting", "status": status, "name": f"第{number}次會議", "trigger": span,
            "start": start, "end": end, "evidence": span, "rule": "test", "confidence": 1.0,
        }
    )  # fmt: skip


@needs_font
@pytest.mark.parametrize(
    "text", ["青禾集團董事長林若溪宣布辭任，龍門會計師接任。", "青禾集团董事长林若溪宣布辞任，龙门会计师接任。"]
)
def test_every_character_has_a_glyph(text: str):
    release = px.extract(text)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of each glyph that is missing
        assert min(png(px.plot_network(release))) > 100
        assert min(png(px.plot_timeline(release))) > 100


@needs_font
def test_the_network_names_people_titles_and_bodies():
    drawn = texts(px.plot_network(px.extract("青禾集團董事長林若溪宣布辭任。")))
    assert {"林若溪", "董事長", "青禾集團"} <= set(drawn)


@pytest.mark.parametrize("number", range(len(RELEASES)))
def test_no_box_lies_over_another(number: int):
    network = network_of(RELEASES[number])
    joined = [edge for edge in network.edges if edge.type == "post"]
    ends = {end for edge in joined for end in (edge.source, edge.target)}
    boxes = {node.id: _box(node, network) for node in network.nodes if node.id in ends}
    width, height = _place(boxes, [(edge.source, edge.target) for edge in joined])
    placed = list(boxes.values())
    for at, one in enumerate(placed):
        assert one.x - one.width / 2 >= -0.01
        assert one.x + one.width / 2 <= width + 0.01
        assert one.y - one.height / 2 >= -0.01
        assert one.y + one.height / 2 <= height + 0.01
        for other in placed[at + 1 :]:
            apart = (
                abs(one.x - other.x) >= (one.width + other.width) / 2 - 0.01
                or abs(one.y - other.y) >= (one.height + other.height) / 2 - 0.01
            )
            assert apart, (one.lines, other.lines)


@needs_font
def test_the_picture_says_what_it_leaves_out():
    picture = px.plot_network(RELEASES, most=20)
    assert "20 people and organisations" in repr(picture)
    assert any("are left out" in text for text in texts(picture))
    drawn = px.plot_timeline(RELEASES, most=5)
    assert repr(drawn) == "<Picture: 5 events>"
    assert any("more are left out" in text for text in texts(drawn))


@needs_font
def test_the_timeline_goes_by_days():
    events = (event(1, "2026-03-01"), event(2, "2025-12-31", "2026-01-02"), event(3, "--10-01"), event(4, None))
    picture = px.plot_timeline(px.PressRelease(text="會", script="none", events=events))
    assert [one.get_text() for one in picture.figure.axes[0].get_yticklabels()] == ["第2次會議", "第1次會議"]
    assert "2 events; 2 have no date, or none with a year" in texts(picture)


@needs_font
def test_pictures_of_nothing():
    nothing = px.extract("")
    assert min(png(px.plot_network(nothing))) > 50
    assert min(png(px.plot_timeline(nothing))) > 50


@needs_font
@pytest.mark.parametrize("name", ["$x^2$ \\frac", "\x1b\x00\u202e", "<b>甲</b>", "長" * 400])
def test_hostile_names_are_text(name: str):
    release = px.extract("青禾集團董事長林若溪宣布辭任。")
    person = release.people[0].model_copy(update={"name": name})
    release = release.model_copy(
        update={"people": (person,), "events": (event(1, "2026-01-01").model_copy(update={"name": name}),)}
    )
    for picture in (px.plot_network(release), px.plot_timeline(release)):
        width, _ = png(picture)
        assert width < 2_000
        assert not any("\x1b" in text or "\u202e" in text for text in texts(picture))


@needs_font
def test_pictures_are_saved_and_keep_no_global_state(tmp_path: Path):
    import sys

    picture = px.plot_network(RELEASES[0])
    for suffix in ("png", "svg", "pdf"):
        picture.save(tmp_path / f"picture.{suffix}")
        assert (tmp_path / f"picture.{suffix}").stat().st_size > 1_000
    assert "matplotlib.pyplot" not in sys.modules


def test_every_kind_of_event_has_a_sign():
    from typing import get_args

    from pressextract.schema import EventKind

    assert set(GROUP_OF) == set(get_args(EventKind))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-03-01", None, (date(2026, 3, 1), date(2026, 3, 1))),
        ("2026-03-01", "2026-03-03", (date(2026, 3, 1), date(2026, 3, 3))),
        ("2026-03-05", "2026-03-03", (date(2026, 3, 5), date(2026, 3, 5))),
        ("2026-02", None, (date(2026, 2, 1), date(2026, 2, 28))),
        ("2026", "2027", (date(2026, 1, 1), date(2027, 12, 31))),
        ("--10-01", None, None),
        (None, None, None),
        ("2026-02-30", None, None),
        ("二〇二六", None, None),
        ("0000-01-01", None, None),
    ],
)
def test_days(start, end, days):
    assert days_of(event(1, start, end)) == days


def test_a_font_that_is_not_there_is_an_error():
    release = px.extract("青禾集團董事長林若溪宣布辭任。")
    with pytest.raises(px.MissingResourceError, match="no font 'No Such Font'"):
        px.plot_network(release, font="No Such Font")
    with pytest.raises(px.MissingResourceError, match=r"no\.ttf"):
        px.plot_timeline(release, font="no.ttf")
    with pytest.raises(px.MissingResourceError, match="has no glyphs for 辭"):
        px.plot_timeline(release, font="DejaVu Sans")


def test_without_any_font_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(canvas, "_installed", lambda: frozenset({"DejaVu Sans"}))
    with pytest.raises(px.MissingResourceError, match="fonts-noto-cjk"):
        px.plot_timeline(px.extract("青禾集團董事長林若溪宣布辭任。"))


@needs_font
def test_a_font_by_name():
    assert FONT is not None
    px.plot_network(px.extract("青禾集團董事長林若溪宣布辭任。"), font=FONT)


def test_without_the_packages_the_error_says_which(monkeypatch: pytest.MonkeyPatch):
    import sys

    release = px.extract("青禾集團董事長林若溪宣布辭任。")
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(px.MissingPackageError, match=r"pressextract\[pictures\]"):
        px.plot_timeline(release)
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(px.MissingPackageError, match=r"pressextract\[graphs\]"):
        px.to_network(release)


@pytest.mark.parametrize("draw", [px.plot_network, px.plot_timeline])
def test_nothing_at_most_is_refused(draw):
    with pytest.raises(ValueError, match="most is 0"):
        draw(px.extract(""), most=0)
