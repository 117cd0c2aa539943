"""The words of the views in the language that they are read in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from pressextract.schema import PressRelease

Language = Literal["en", "zh-Hant", "zh-Hans"]
LANGUAGES: tuple[Language, ...] = ("en", "zh-Hant", "zh-Hans")
_COLUMN = {"en": "en", "zh-Hant": "hant", "zh-Hans": "hans"}


@dataclass(frozen=True)
class Words:
    """The words of one language, by their sort and key."""

    language: Language
    table: dict[str, dict[str, str]]

    def __call__(self, key: str, *values: object) -> str:
        """A word or phrase of the views themselves, with values in the place of ``{}``."""
        return self.table["view"][key].format(*values)

    def of(self, sort: str, key: str) -> str:
        """The word for a value of the schema: ``of("role", "host")``."""
        return self.table[sort][key]

    def listed(self, names: tuple[str, ...] | list[str]) -> str:
        """Names one after another."""
        return "、".join(names)


@lru_cache(maxsize=len(LANGUAGES))
def words_of(language: Language) -> Words:
    """The words of a language.

    Raises:
        ValueError: There are no words in this language.
    """
    if language not in _COLUMN:
        raise ValueError(f"there are no words in {language!r}; there are in {', '.join(LANGUAGES)}")
    whole = tomllib.loads(files("pressextract.views").joinpath("words.toml").read_text("utf-8"))
    column = _COLUMN[language]
    return Words(language, {sort: {key: word[column] for key, word in rows.items()} for sort, rows in whole.items()})


def language_of(release: PressRelease) -> Language:
    """The language to report on a release in: its own, and English where it is in none or in both scripts.

    >>> from pressextract import extract
    >>> language_of(extract("青禾集團董事長林致遠宣布辭任。"))
    'zh-Hant'
    """
    own: dict[str, Language] = {"traditional": "zh-Hant", "simplified": "zh-Hans"}
    return own.get(release.script, "en")


def lang_of_text(release: PressRelease) -> str:
    """The ``lang`` of a release's text, by which a browser chooses the shapes of its characters."""
    return {"traditional": "zh-Hant", "simplified": "zh-Hans", "none": ""}.get(release.script, "zh")
