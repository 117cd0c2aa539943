"""The words of the views: in every language, for every value of the schema."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any, get_args

import pytest

import pressextract as px
from pressextract import schema
from pressextract.views.words import LANGUAGES, Language, words_of


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("sort", "values"),
    [
        ("script", schema.Script),
        ("position", schema.PositionStatus),
        ("status", schema.EventStatus),
        ("organisation", schema.OrganisationKind),
        ("event", schema.EventKind),
        ("role", schema.Role),
    ],
)
def test_every_value_has_a_word(language: Language, sort: str, values: Any):
    table = words_of(language).table[sort]
    assert set(table) == set(get_args(values))
    assert all(table.values())


def test_languages_leave_the_same_places_open():
    for key in words_of("en").table["view"]:
        places = {
            len([1 for _, name, *_ in Formatter().parse(words_of(one).table["view"][key]) if name is not None])
            for one in LANGUAGES
        }
        assert len(places) == 1, key


def test_scripts_are_not_mixed():
    for sort, table in words_of("zh-Hans").table.items():
        for key, word in table.items():
            assert px.convert(word, to="s") == word, (sort, key)


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="zh-Hant"):
        words_of("fr")


def test_no_word_is_unused(root):
    source = "".join(path.read_text("utf-8") for path in (root / "src/pressextract/views").glob("*.py"))
    unused = [key for key in words_of("en").table["view"] if not re.search(f"[\"']{key}[\"']", source)]
    assert not unused
