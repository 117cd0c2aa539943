"""The words between two things of a row: what they join, and the status they give."""

from __future__ import annotations

import time

import pytest

from pressextract.entities.gaps import gap_between


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "adjacent"),
        (" 　", "adjacent"),
        ("、", "list"),
        ("/", "list"),
        ("和", "and"),
        ("，以及", "and"),
        ("兼", "join"),
        ("暨", "join"),
        ("、兼", "join"),
        ("，", "comma"),
        ("：", "colon"),
        ("；", "semicolon"),
        ("担任", "verb"),
        ("现任", "verb"),
        ("兼任", "verb"),
        ("，并自二○二○年起出任", "verb"),
        ("，曾任", "verb former"),
        ("历任", "verb former"),
        ("，将出任", "verb incoming"),
        ("获委任为", "verb"),
        ("的", "of"),
        ("、前", "list former"),
        ("及候任", "and incoming"),
        ("前", "adjacent former"),
        ("（右）、", "list"),
        ("致辞，感谢", "other"),
        ("，毕业后在两所学校教书，其后曾担任", "office former"),
    ],
)
def test_gap(text, expected):
    gap, status = gap_between(text)
    assert f"{gap} {status}".strip() == expected


@pytest.mark.parametrize("piece", ["，在", "一", "获", "自起", "并也", " ", "、", "（）", "前"])
def test_long_gap_takes_no_long_time(piece):
    """Only short gaps are asked for; a long one must not hang all the same."""
    began = time.process_time()
    gap_between(piece * 5_000 + "曾任")
    assert time.process_time() - began < 1
