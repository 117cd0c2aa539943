"""Labelled lines as arrays."""

from __future__ import annotations

import numpy as np
import pytest

from pressextract.knowledge.vocabulary import builtin_vocabulary
from pressextract.mentions.decoding import spans_of
from pressextract.mentions.flags import WIDTH as FLAGS
from pressextract.mentions.flags import FlagScanner, word_flags
from pressextract.mentions.lac import WIDTH as STATES
from pressextract.mentions.recogniser import load_lac, read_words
from training.examples import UNKNOWN, is_held_out, make_examples, marks_of
from training.labelled import CLASSES, UNSURE, Label, Line, read_marks

LINES = [
    read_marks("[青巒集團|oc][董事長|te][裴子衡|p]致辭。"),
    read_marks("天晴。"),
    read_marks("在[南汀|l]，[何安|p]說"),
]
PERSON, TITLE, ORG, PLACE, _ = (1 + 3 * number for number in range(len(CLASSES)))


@pytest.fixture(scope="module")
def tools():
    return load_lac(), FlagScanner.of(builtin_vocabulary())


def test_marks_begin_go_on_and_end():
    assert marks_of(LINES[:1]).tolist() == [
        *(ORG, ORG + 1, ORG + 1, ORG + 2),
        *(TITLE, TITLE + 1, TITLE + 2),
        *(PERSON, PERSON + 1, PERSON + 2),
        *(0, 0, 0, 0),
    ]


def test_lines_stand_one_after_the_other_with_a_break_between():
    marks = marks_of(LINES)
    text = "".join(line.text + "\n" for line in LINES)
    assert len(marks) == len(text)
    assert not marks[[at for at, char in enumerate(text) if char == "\n"]].any()
    assert text[np.flatnonzero(marks == PLACE)[0]] == "南"


@pytest.mark.parametrize(
    ("size", "marks"), [(1, [PERSON]), (2, [PERSON, PERSON + 2]), (3, [PERSON, PERSON + 1, PERSON + 2])]
)
def test_short_labels_are_marked_too(size, marks):
    assert marks_of([Line("何" * size, (Label(0, size, "PERSON"),))]).tolist() == [*marks, 0]


def test_what_is_unsure_is_unknown():
    line = Line("林致远和何安", (Label(0, 3, UNSURE), Label(4, 6, "PERSON")))
    assert marks_of([line]).tolist() == [UNKNOWN] * 3 + [0, PERSON, PERSON + 2, 0]


def test_the_recogniser_reads_marks_as_training_writes_them():
    """There and back: marks of labels, as chances, are the spans of the labels."""
    chances = np.eye(1 + 3 * len(CLASSES), dtype=np.float32)[marks_of(LINES[:1])]
    found = [(span.start, span.end, span.tag) for span in spans_of(chances, CLASSES, 0.5)]
    assert found == [(label.start, label.end, label.name) for label in LINES[0].labels]


def test_inputs_are_what_the_recogniser_will_see(tools):
    lac, scanner = tools
    text = "".join(line.text + "\n" for line in LINES)
    words, states = read_words(lac, text)
    expected = np.concatenate([states, scanner.scan(text), word_flags(words, len(text))], axis=1)
    examples = make_examples(LINES, lac, scanner)
    assert len(examples) == len(text)
    inputs = examples.inputs(0, len(text))
    assert inputs.shape == (len(text), STATES + FLAGS)
    assert inputs == pytest.approx(expected, abs=1e-3)
    assert np.array_equal(examples.inputs(5, 9), inputs[5:9])
    assert np.array_equal(examples.marks, marks_of(LINES))


def test_with_doubt_what_lac_alone_calls_a_person_is_unknown(tools):
    line = read_marks("青禾集團董事長林致遠和[何安|p]致辭。")
    sure, doubted = (make_examples([line], *tools, doubt=doubt).marks for doubt in (False, True))
    at = line.text.index("林致远")
    assert sure[at : at + 3].tolist() == [0, 0, 0]
    assert doubted[at : at + 3].tolist() == [UNKNOWN] * 3
    there = line.text.index("何安")
    assert doubted[there : there + 2].tolist() == sure[there : there + 2].tolist() == [PERSON, PERSON + 2]
    assert doubted[line.text.index("致辞")] == 0


def test_what_is_held_out_is_about_one_in_so_many_and_always_the_same():
    names = [f"tainan-{number}" for number in range(6000)]
    held = [name for name in names if is_held_out(name, 60)]
    assert 60 < len(held) < 150
    assert held == [name for name in reversed(names) if is_held_out(name, 60)][::-1]
