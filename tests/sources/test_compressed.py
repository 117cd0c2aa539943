"""Packed streams."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable

import pytest
import zstandard

import pressextract as px
from pressextract.errors import MissingPackageError
from pressextract.sources.compressed import unpacked

TEXT = "林致遠今日在青禾公園致辭。\n".encode() * 20_000
PACKS = [gzip.compress, zstandard.compress]


def cut(data: bytes, size: int = 1000) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_streams_are_told_by_how_they_begin(pack: Callable[[bytes], bytes], size: int):
    assert b"".join(unpacked(cut(pack(TEXT), size))) == TEXT


@pytest.mark.parametrize("pack", PACKS)
def test_several_members_and_zeros_behind_them(pack: Callable[[bytes], bytes]):
    assert b"".join(unpacked(cut(pack(TEXT) + pack(b"") + pack(b"end") + b"\0" * 3000))) == TEXT + b"end"


def test_other_streams_are_left_alone():
    assert b"".join(unpacked(cut(TEXT))) == TEXT
    assert b"".join(unpacked([])) == b""
    assert b"".join(unpacked([b"\x1f"])) == b"\x1f"


@pytest.mark.parametrize("pack", PACKS)
def test_what_stands_before_a_break_is_given_out(pack: Callable[[bytes], bytes]):
    noise = b"".join(number.to_bytes(8, "big") * 2 for number in range(0, 10**18, 10**13))
    packed = pack(noise)
    for broken, why in [
        (packed[:-1], "breaks off"),
        (packed[: len(packed) // 2], "breaks off"),
        (packed + b"junk", "is broken"),
        (packed[:4], "breaks off after 0 bytes"),
    ]:
        pieces: list[bytes] = []
        with pytest.raises(px.SourceError, match=why):
            pieces.extend(unpacked(cut(broken)))
        got = b"".join(pieces)
        assert noise.startswith(got)
        assert len(got) > len(noise) // 4 or len(broken) == 4


@pytest.mark.parametrize("pack", PACKS)
def test_a_bomb_unpacks_in_small_pieces(pack: Callable[[bytes], bytes]):
    size = 0
    for piece in unpacked([pack(bytes(400 * 1024**2))]):
        size += len(piece)
        assert len(piece) <= 40 * 1024**2
    assert size == 400 * 1024**2


def test_without_zstandard_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(MissingPackageError, match=r"pressextract\[archives\]"):
        list(unpacked([zstandard.compress(TEXT)]))
