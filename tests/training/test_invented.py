"""Invented names, and the swapping of them into lines."""

from __future__ import annotations

import random

import pytest

from training.invented import Inventor
from training.labelled import CLASSES, read_marks, read_sentences

LINE = read_marks(
    "[青巒集團|oc][董事長|te][裴子衡|p]、[秘書長|ts][蘇 映雪|p]在[南汀|l]出席[木偶周|e]，[裴子衡|p]代表[青巒集團|oc]致辭。"
)


@pytest.fixture(scope="module")
def inventor(root) -> Inventor:
    return Inventor.of(read_sentences(root / "training" / "sentences"))


def outside(line) -> list[str]:
    """What stands between the labels of a line."""
    ends = [0, *(label.end for label in line.labels)]
    starts = [*(label.start for label in line.labels), len(line.text)]
    return [line.text[end:start] for end, start in zip(ends, starts, strict=True)]


@pytest.mark.parametrize("seed", range(20))
def test_labels_stay_on_what_was_put_there(inventor, seed):
    swapped = inventor.swapped(LINE, random.Random(seed))
    assert outside(swapped) == outside(LINE)
    assert [(label.name, label.kind) for label in swapped.labels] == [(label.name, label.kind) for label in LINE.labels]
    assert all(text for _, text in swapped.words())


@pytest.mark.parametrize("seed", range(20))
def test_a_name_said_twice_stays_one_name(inventor, seed):
    words = [text for _, text in inventor.swapped(LINE, random.Random(seed)).words()]
    assert (words[2], words[0]) == (words[7], words[8])


def test_names_are_swapped_and_events_never(inventor):
    swapped = [inventor.swapped(LINE, random.Random(seed)).words() for seed in range(20)]
    assert {words[6] for words in swapped} == {("EVENT", "木偶周")}
    assert len({words[2] for words in swapped}) > 10
    assert {name for words in swapped for name, text in words if (name, text) not in LINE.words()} == set(CLASSES) - {
        "EVENT"
    }


@pytest.mark.parametrize("short", ["協會", "市府"])
def test_a_short_form_is_never_made_a_full_name(inventor, short):
    line = read_marks(f"[{short}|oa]今日公布")
    assert {inventor.swapped(line, random.Random(seed)).text for seed in range(30)} == {line.text}


def test_a_line_without_labels_stays_as_it_is(inventor):
    line = read_marks("今日天氣很好。")
    assert inventor.swapped(line, random.Random(1)) == line


def test_the_same_seed_gives_the_same(inventor, root):
    again = Inventor.of(read_sentences(root / "training" / "sentences"))
    for seed in range(5):
        assert inventor.swapped(LINE, random.Random(seed)) == again.swapped(LINE, random.Random(seed))
        assert inventor.person(random.Random(seed)) == again.person(random.Random(seed))


def test_people_of_every_shape(inventor):
    rng = random.Random(1)
    names = [inventor.person(rng) for _ in range(2000)]
    assert all(name == name.strip() and len(name) > 1 for name in names)
    assert len(set(names)) > 1000
    assert {2, 3, 4} <= {len(name) for name in names}
    assert any(name.isascii() for name in names)
    assert any("·" in name for name in names)
    assert any(name[:2] in inventor.compound for name in names)


@pytest.mark.parametrize("kind", ["oc", "og", "oa", "ou", "oh", "om", "ox", "?"])
def test_bodies_of_every_kind(inventor, kind):
    rng = random.Random(1)
    bodies = {inventor.body(rng, kind) for _ in range(50)}
    assert len(bodies) > 20
    assert all(len(body) > 1 for body in bodies)
