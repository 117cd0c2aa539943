"""Words that run over a sure border are cut there."""

from __future__ import annotations

import pytest

from pressextract.knowledge.vocabulary import builtin_vocabulary
from pressextract.mentions.repair import repaired
from pressextract.tokens.word import Word


def cut(text: str, tag: str) -> str:
    """The pieces of one word, with their tags."""
    pieces = repaired(text, (Word(0, len(text), tag, 0.4),), builtin_vocabulary())
    assert all(piece.start < piece.end for piece in pieces)
    assert all(one.end <= two.start for one, two in zip(pieces, pieces[1:], strict=False))
    return " ".join(f"{text[piece.start : piece.end]}/{piece.tag}" for piece in pieces)


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("晴川科技", "ORG", "晴川科技/ORG"),
        ("南汀工业总会", "ORG", "南汀工业总会/ORG"),
        ("顾兆庭获委任为南汀商会", "ORG", "顾兆庭/nz 获委任为/v 南汀商会/ORG"),
        ("晴川科技主办南汀论坛", "ORG", "晴川科技/nz 主办/v 南汀论坛/ORG"),
        ("环境保护署署长裴子衡", "ORG", "环境保护署/ORG 署长/n 裴子衡/nz"),
        ("南汀校长联会", "ORG", "南汀校长联会/ORG"),
        ("晴川科技董事会", "ORG", "晴川科技董事会/ORG"),
        ("南汀商会—北屿联会", "ORG", "南汀商会/ORG 北屿联会/ORG"),
        ("南汀商会　北屿联会", "ORG", "南汀商会/ORG 北屿联会/ORG"),
        ("Obsidian Energy Ltd", "ORG", "Obsidian Energy Ltd/ORG"),
        ("顾兆庭（右）", "PER", "顾兆庭/PER 右/PER"),
        ("顾兆庭、裴子衡", "PER", "顾兆庭/PER 裴子衡/PER"),
        ("环境保护署署长顾兆庭", "n", "环境保护署署长顾兆庭/n"),
    ],
)
def test_cuts(text, tag, expected):
    assert cut(text, tag) == expected


@pytest.mark.xfail(reason="庭 ends courts, so the name is taken to go on the title", strict=True)
def test_name_that_ends_like_a_body():
    assert cut("环境保护署署长顾兆庭", "ORG") == "环境保护署/ORG 署长/n 顾兆庭/nz"


def test_words_without_a_name_stay_the_same_objects():
    words = (Word(0, 2, "n"), Word(2, 4, "v"), Word(4, 6, "ORG", 0.9))
    assert repaired("我们出席会议", words, builtin_vocabulary()) == words
