"""The way back: total, monotone, tight, and the same whether it is composed or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressextract.text.alignment import Alignment

LENGTH = 12


@st.composite
def drops(draw, length=LENGTH):
    return sorted(draw(st.sets(st.integers(0, length - 1)))) if length else []


def kept(length, dropped):
    return [offset for offset in range(length) if offset not in set(dropped)]


@given(drops())
def test_every_character_finds_its_source(dropped):
    alignment = Alignment.dropping(LENGTH, dropped)
    sources = kept(LENGTH, dropped)
    assert alignment.length == len(sources)
    assert [alignment.offset(at) for at in range(alignment.length)] == sources
    assert alignment.offset(alignment.length) == LENGTH


@given(drops(), st.integers(-3, 15), st.integers(-3, 15))
def test_spans_are_tight(dropped, start, end):
    alignment = Alignment.dropping(LENGTH, dropped)
    first, last = alignment.to_source(start, end)
    assert 0 <= first <= last <= LENGTH
    inside = kept(LENGTH, dropped)[max(start, 0) : max(end, 0)]
    if inside:
        assert (first, last) == (inside[0], inside[-1] + 1)
    else:
        assert first == last


@given(drops(), st.integers(0, LENGTH))
def test_way_forth_is_monotone_and_inverse(dropped, offset):
    alignment = Alignment.dropping(LENGTH, dropped)
    sources = kept(LENGTH, dropped)
    assert alignment.to_text(offset) == sum(source < offset for source in sources)
    assert [alignment.to_text(source) for source in sources] == list(range(len(sources)))


@given(st.data(), drops())
def test_composed_is_one_after_the_other(data, first):
    outer = Alignment.dropping(LENGTH, first)
    second = data.draw(drops(length=outer.length))
    inner = Alignment.dropping(outer.length, second)
    both = inner.compose(outer)
    expected = [kept(LENGTH, first)[at] for at in kept(outer.length, second)]
    assert [both.offset(at) for at in range(both.length)] == expected
    assert (both.length, both.source_length) == (len(expected), LENGTH)
    assert [both.to_text(at) for at in expected] == list(range(len(expected)))


@given(drops(), st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_gapless_means_nothing_dropped_inside(dropped, start, end):
    alignment = Alignment.dropping(LENGTH, dropped)
    start, end = sorted((min(start, alignment.length), min(end, alignment.length)))
    if start < end:
        first, last = alignment.to_source(start, end)
        assert alignment.is_gapless(start, end) == (last - first == end - start)


def test_identity_stores_nothing():
    alignment = Alignment.identity(1_000_000)
    assert alignment.points == ()
    assert alignment.to_source(999_999, 1_000_000) == (999_999, 1_000_000)


@pytest.mark.parametrize(("start", "end", "expected"), [(0, 0, (1, 1)), (2, 2, (5, 5)), (0, 2, (1, 4)), (9, 9, (5, 5))])
def test_edges(start, end, expected):
    assert Alignment.dropping(5, [0, 2, 4]).to_source(start, end) == expected
