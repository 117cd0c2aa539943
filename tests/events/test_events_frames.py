"""Every frame of events.toml does what its examples say."""

from __future__ import annotations

import pytest

from pressextract.entities.entity import Entities
from pressextract.errors import LexiconError
from pressextract.events.fill import find_events
from pressextract.knowledge.frames import Example, load_frames, read_frames
from pressextract.text.page import read_page
from tests.events.test_events_marked import events_of, told

FRAMES = load_frames()
CASES = [
    pytest.param(example, id=f"{frame.id}-{number}")
    for frame in (*FRAMES.acts, *FRAMES.roles)
    for number, example in enumerate(frame.examples)
]
CASES += [pytest.param(one, id=f"occasion-{number}") for number, one in enumerate(FRAMES.occasion_examples)]


@pytest.mark.parametrize("example", CASES)
def test_example(example: Example) -> None:
    events = [told(event) for event in events_of(example.text)]
    if not example.expect:
        assert events == []
    for wanted in example.expect:
        expected = {key: set(value) if isinstance(value, list) else value for key, value in wanted.items()}
        assert any(all(event.get(key) == value for key, value in expected.items()) for event in events), events


def test_every_frame_says_what_it_is_about_and_has_examples_and_an_id_of_its_own() -> None:
    frames = (*FRAMES.acts, *FRAMES.roles)
    assert all(frame.examples for frame in frames)
    assert all(frame.about for frame in frames)
    assert len({frame.id for frame in frames}) == len(frames)


EXAMPLE = "\n[[frame.example]]\ntext = '说'"


@pytest.mark.parametrize(
    ("frame", "complaint"),
    [
        ("kind = 'speech'\npatterns = ['<speaker>{说}']", "no examples"),
        ("kind = 'other'" + EXAMPLE + "\n[[occasion]]\nkind = 'festival'\nheads = ['庙会']", "no examples"),
        ("kind = 'chat'" + EXAMPLE, "no such kind"),
        ("kind = 'speech'\npatterns = ['<talker>{说}']" + EXAMPLE, "no such role"),
        ("kind = 'speech'\nneeds = ['talker']" + EXAMPLE, "no such role"),
        ("kind = 'speech'\npatterns = ['@nowhere{说}']" + EXAMPLE, "no word list"),
        ("kind = 'speech'\npatterns = ['({说}']" + EXAMPLE, "frame x"),
        ("kind = 'speech'\npatterns = ['<speaker:X>{说}']" + EXAMPLE, "cannot read"),
        ("kind = ", "Invalid value"),
    ],
)
def test_what_cannot_be_read_is_named(frame: str, complaint: str) -> None:
    with pytest.raises(LexiconError, match=complaint):
        read_frames(f"[[frame]]\nid = 'x'\n{frame}")


def test_more_frames_stand_beside_the_built_in_ones() -> None:
    own = read_frames("[[frame]]\nid = 'flood'\nkind = 'other'\npatterns = ['{涨水}']" + EXAMPLE)
    both = FRAMES.with_more(own)
    assert [frame.id for frame in both.acts][-1] == "flood"
    assert len(both.acts) == len(FRAMES.acts) + 1
    page = read_page("东岸河昨日涨水。")
    events = find_events(page, (), Entities((), ()), anchor=None, frames=both)
    assert [(event.kind, event.rule) for event in events] == [("other", "flood")]


def test_words_stand_for_their_list() -> None:
    frames = read_frames(
        "[words]\na = ['甲', '乙']\n[[frame]]\nid = 'x'\nkind = 'other'\npatterns = ['{@a}']" + EXAMPLE
    )
    match = frames.acts[0].patterns[0].compiled.search("说乙")
    assert match is not None
    assert match.group() == "乙"
