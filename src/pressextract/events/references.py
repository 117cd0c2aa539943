"""Pronouns that stand as a subject, and whom they mean; where that is in doubt, nothing."""

from __future__ import annotations

from pressextract.entities.entity import Entities
from pressextract.events.cast import read_cast
from pressextract.events.paragraphs import read_paragraphs
from pressextract.text.page import Page
from pressextract.tokens.word import Word


def resolve_pronouns(page: Page, words: tuple[Word, ...], entities: Entities) -> tuple[tuple[int, int, str], ...]:
    """Every 他 and 她 at the head of a clause whose person is known: start and end in the fold, id of the person."""
    cast = read_cast(page, words, entities)
    return tuple(
        (start, end, person.id)
        for paragraph in read_paragraphs(page, cast)
        for start, end, person in paragraph.pronouns
    )
