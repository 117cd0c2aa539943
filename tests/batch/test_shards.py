"""Documents into shards: all of them, in order, the same ones every time."""

from __future__ import annotations

import pytest

from pressextract.batch.shards import shards
from pressextract.outcome import Document

DOCUMENTS = [Document(str(number), f"第{number}號") for number in range(10)]


@pytest.mark.parametrize(("size", "sizes"), [(1, [1] * 10), (4, [4, 4, 2]), (5, [5, 5]), (64, [10])])
def test_all_in_order(size: int, sizes: list[int]):
    made = list(shards(DOCUMENTS, size=size))
    assert [len(shard.documents) for shard in made] == sizes
    assert [document for shard in made for document in shard.documents] == DOCUMENTS
    assert [shard.number for shard in made] == list(range(len(sizes)))


def test_long_documents_make_small_shards():
    long = [Document(str(number), "長" * 300_000) for number in range(4)]
    assert [len(shard.documents) for shard in shards(long)] == [2, 2]


def test_nothing():
    assert list(shards([])) == []


@pytest.mark.parametrize(
    "changed",
    [
        Document("3", "第三號"),
        Document("3", "第3號", source="a"),
        Document("4", "第3號"),
        Document("3", None, error="SourceError", message="broken"),
    ],
)
def test_a_digest_tells_what_has_changed(changed: Document):
    (one,) = shards(DOCUMENTS)
    (same,) = shards(list(DOCUMENTS))
    (other,) = shards([*DOCUMENTS[:3], changed, *DOCUMENTS[4:]])
    assert one.digest == same.digest != other.digest


def test_lazily():
    taken = []

    def watched():
        for document in DOCUMENTS:
            taken.append(document)
            yield document

    next(shards(watched(), size=2))
    assert len(taken) == 3
