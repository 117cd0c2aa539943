"""Documents -> shards: what a worker reads in one go, what is written at once, and what is done again after a stop."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pressextract.outcome import Document

SIZE = 64
# A shard of very long documents would be long in the reading; this much is read in a minute or less.
_CODE_POINTS = 500_000


class Shard(NamedTuple):
    """Documents that stand one after another in the archive.

    Attributes:
        number: Its place among the shards, from 0.
        documents: The documents.
        digest: A hash of them: the same shard of the same archive has the same.
    """

    number: int
    documents: tuple[Document, ...]
    digest: str


def shards(documents: Iterable[Document], *, size: int = SIZE) -> Iterator[Shard]:
    """Cut documents into shards of at most ``size`` documents.

    >>> three = [Document(str(number), "主席致辭。") for number in range(3)]
    >>> [(shard.number, len(shard.documents)) for shard in shards(three, size=2)]
    [(0, 2), (1, 1)]
    """
    held: list[Document] = []
    length = number = 0
    for document in documents:
        if held and (len(held) >= size or length >= _CODE_POINTS):
            yield _shard(number, held)
            held, length, number = [], 0, number + 1
        held.append(document)
        length += document.length
    if held:
        yield _shard(number, held)


def _shard(number: int, documents: list[Document]) -> Shard:
    seen = hashlib.blake2b(digest_size=12)
    for document in documents:
        # The path may be another one, seen from another folder; the file is the same.
        seen.update(repr(document._replace(path=None)).encode("utf-8", "surrogatepass"))
    return Shard(number, tuple(documents), seen.hexdigest())
