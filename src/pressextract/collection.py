"""One release or many, each under the name that it has among the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pressextract.schema import Failure, Outcome, PressRelease


class Item(NamedTuple):
    """A release under the name that it has among others, or the words of the error that stands in its place."""

    name: str
    release: PressRelease | None
    error: str = ""


def as_items(things: PressRelease | Iterable[PressRelease | Outcome | Failure | Item]) -> tuple[Item, ...]:
    """One release or many, each with a name: its id in an archive, or its number from 1.

    Raises:
        TypeError: Among them is what is neither a release nor what stands in the place of one.
    """
    if isinstance(things, PressRelease):
        return (Item("1", things),)
    return tuple(_item(thing, number) for number, thing in enumerate(things, start=1))


def _item(thing: object, number: int) -> Item:
    if isinstance(thing, Item):
        return thing
    if isinstance(thing, PressRelease):
        return Item(str(number), thing)
    if isinstance(thing, Outcome):
        return Item(thing.id, thing.release, "" if thing.release else f"{thing.error}: {thing.message}")
    if isinstance(thing, Failure):
        return Item(str(number), None, f"{thing.error}: {thing.message}")
    raise TypeError(f"a PressRelease, Outcome or Failure is wanted, not {type(thing).__name__}")
