"""Pronouns that stand as a subject, and whom they mean; where that is in doubt, nothing."""

from __future__ import annotations

from pressextract.entities.entity import Entities
from pressextract.events.told import Told, read_told
from pressextract.text.page import Page
from pressextract.tokens.word import Word


def resolve_pronouns(
    page: Page, words: tuple[Word, ...], entities: Entities, *, told: Told | None = None
) -> tuple[tuple[int, int, str], ...]:
    """Every 他 and 她 at the head of a clause whose person is known: start and end in the fold, id of the person.

    ``told`` is the page as it was read before, where it was.
    """
    told = told or read_told(page, words, entities)
    return tuple((start, end, person.id) for start, end, person in told.pronouns)
