"""The figures of the model card."""

from __future__ import annotations

import pytest

from pressextract.mentions.recogniser import WEIGHTS
from training.labelled import Line, read_marks
from training.measure import (
    Score,
    lac_alone,
    name_kinds,
    recogniser_alone,
    sample,
    score_spans,
    spans_of_line,
    unseen_recall,
    whole_library,
)

LINE = read_marks("[青巒集團|oc][董事長|te][林致遠|p]和[何安|p]致辭。")


def test_a_span_is_right_if_its_class_and_both_ends_are():
    found = {(0, 4, "ORG"), (4, 7, "ORG"), (7, 9, "PERSON"), (11, 13, "PERSON")}
    scores = score_spans([LINE], lambda text: found)
    assert scores["PERSON"] == Score(right=1, wanted=2, found=2)
    assert scores["ORG"] == Score(right=1, wanted=1, found=2)
    assert scores["TITLE"] == Score(right=0, wanted=1, found=0)


def test_rates():
    score = Score(3, 4, 6)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.75, 0.6)
    assert (Score(0, 0, 0).precision, Score(0, 0, 0).recall, Score(0, 0, 0).f1) == (0, 0, 0)


def test_only_names_that_are_not_known_are_asked_for():
    recall = unseen_recall([LINE], lambda text: {(7, 10, "PERSON")}, known={"林致远"})
    assert (recall["all"].right, recall["all"].wanted) == (0, 1)
    assert (recall["two characters"].right, recall["two characters"].wanted) == (0, 1)
    assert unseen_recall([LINE], lambda text: spans_of_line(LINE), known=set())["all"].recall == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("何安", "two characters"),
        ("欧阳青", "compound surname"),
        ("安娜·洛博", "with a dot"),
        ("Ada Lin", "Latin"),
        ("陈林映雪", "two surnames"),
        ("阿尔法塔星", "no Chinese surname, no dot"),
    ],
)
def test_kinds_of_names(name, kind):
    assert kind in name_kinds(name)


def test_an_ordinary_name_is_of_no_kind():
    assert name_kinds("林致远") == set()


@pytest.mark.parametrize(
    "find", [lac_alone(), recogniser_alone(WEIGHTS), whole_library(WEIGHTS)], ids=["lac", "own", "all"]
)
def test_all_that_is_measured_finds_a_plain_name(find):
    line = read_marks("[青禾集團|oc][董事長|te][林致遠|p]致辭。")
    scores = score_spans([line], find)
    assert scores["PERSON"] == Score(1, 1, 1)
    assert scores["ORG"] == Score(1, 1, 1)


def test_a_sample_is_small_and_always_the_same():
    lines = [Line(str(number), ()) for number in range(4000)]
    assert sample(lines[:10]) == lines[:10]
    assert sample(lines) == sample(lines)
    assert len(set(sample(lines))) == 1500
