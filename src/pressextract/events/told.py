"""A page read once for what is said in it: its statements and its pronouns come out of one reading."""

from __future__ import annotations

from dataclasses import dataclass, field

from pressextract.entities.entity import Entities, Person
from pressextract.events.cast import Cast, read_cast
from pressextract.events.paragraphs import Found, read_paragraphs
from pressextract.text.page import Page
from pressextract.tokens.word import Word


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What the paragraphs of a page tell.

    Attributes:
        cast: Everybody of the page.
        found: The statements of its paragraphs in the order of the text.
        pronouns: Every 他 and 她 at the head of a clause whose person is known: where it stands, and the person.
    """

    cast: Cast = field(repr=False)
    found: tuple[Found, ...]
    pronouns: tuple[tuple[int, int, Person], ...]


def read_told(page: Page, words: tuple[Word, ...], entities: Entities) -> Told:
    """Reads the paragraphs of a page, each to its end."""
    cast = read_cast(page, words, entities)
    paragraphs = tuple(read_paragraphs(page, cast))
    return Told(
        cast,
        tuple(item for paragraph in paragraphs for item in paragraph.found),
        tuple(place for paragraph in paragraphs for place in paragraph.pronouns),
    )
