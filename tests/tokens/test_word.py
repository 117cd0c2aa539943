"""A word is a plain value."""

import dataclasses
import pickle

import pytest

from pressextract.tokens.word import Word


def test_equal_words_are_equal_and_hashable():
    assert {Word(3, 6, "PER"), Word(3, 6, "PER", 1.0)} == {Word(start=3, end=6, tag="PER", score=1.0)}


def test_words_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Word(3, 6, "PER").start = 4  # type: ignore[misc]


def test_pickle():
    assert pickle.loads(pickle.dumps(Word(3, 6, "PER", 0.9))) == Word(3, 6, "PER", 0.9)
