"""From the chances of marks to spans."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from pressextract.mentions.decoding import spans_of

CLASSES = ("PERSON", "ORG")
MARKS = "-BIEbie"


def chances(marks: str, certainty: str | None = None) -> np.ndarray:
    """Rows of chances; ``B I E`` a person's marks, ``b i e`` a body's; the digits say in tenths how sure each is."""
    rows = np.zeros((len(marks), len(MARKS)), np.float32)
    for row, mark, digit in zip(rows, marks, certainty or "9" * len(marks), strict=True):
        share = int(digit) / 10
        row[MARKS.index(mark)] = share
        row[0] += 1 - share
    return rows


def spans(rows: np.ndarray, least: float = 0.2) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.tag) for span in spans_of(rows, CLASSES, least)]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("-----", []),
        ("-BIE-", [(1, 4, "PERSON")]),
        ("BE", [(0, 2, "PERSON")]),
        ("biiiie", [(0, 6, "ORG")]),
        ("BIEBE", [(0, 3, "PERSON"), (3, 5, "PERSON")]),
        ("bieBE", [(0, 3, "ORG"), (3, 5, "PERSON")]),
        ("-B-", [(1, 2, "PERSON")]),
        ("BBE", [(0, 1, "PERSON"), (1, 3, "PERSON")]),
        ("-IE-", []),
        ("B-E", [(0, 1, "PERSON")]),
        ("Bie", [(0, 1, "PERSON")]),
        ("", []),
    ],
)
def test_marks_make_spans(marks, expected):
    assert spans(chances(marks)) == expected


@pytest.mark.parametrize(("certainty", "score"), [("999", 0.9), ("799", 0.7), ("979", 0.7), ("996", 0.6)])
def test_a_span_is_as_likely_as_the_least_likely_of_its_marks(certainty, score):
    (span,) = spans_of(chances("BIE", certainty), CLASSES, 0.2)
    assert (span.start, span.end) == (0, 3)
    assert span.score == pytest.approx(score, abs=1e-3)


@pytest.mark.parametrize(("least", "expected"), [(0.5, [(0, 2, "PERSON")]), (0.7, [])])
def test_what_is_less_likely_is_left_out(least, expected):
    assert spans(chances("BE", "96"), least) == expected


def test_of_two_classes_the_likelier_stands():
    rows = chances("BIE", "444") + chances("bie", "555")
    assert spans(rows) == [(0, 3, "ORG")]


def test_of_two_ends_the_likelier_stands():
    rows = chances("BIIE", "9999")
    rows[2] = [0.0, 0.0, 0.3, 0.7, 0.0, 0.0, 0.0]
    assert spans(rows) == [(0, 3, "PERSON")]


@pytest.mark.parametrize("seed", range(5))
def test_spans_of_any_chances_are_in_order_and_apart(seed):
    rows = np.random.default_rng(seed).dirichlet(np.full(len(MARKS), 0.3), 200).astype(np.float32)
    found = spans_of(rows, CLASSES, 0.2)
    assert len(found) > 10
    assert all(before.end <= after.start for before, after in pairwise(found))
    for span in found:
        begin = 1 + 3 * CLASSES.index(span.tag)
        assert 0.2 <= span.score <= rows[span.start, begin] + 1e-3
        if span.end - span.start > 1:
            marks = [begin, *[begin + 1] * (span.end - span.start - 2), begin + 2]
            likely = min(rows[at, mark] for at, mark in zip(range(span.start, span.end), marks, strict=True))
            assert span.score == pytest.approx(likely, abs=1e-3)


def test_no_span_is_longer_than_a_name_can_be():
    """An endless run of I must not be walked through from each of its characters."""
    rows = chances("B" + "I" * 500 + "E")
    assert all(end - start <= 100 for start, end, _ in spans(rows))
