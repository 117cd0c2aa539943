"""Packed streams -> bytes, piece by piece: gzip, and zstandard through its one door.

Told by how the stream begins, not by its name. What a piece unpacks to is bounded, so that a bomb of a few kilobytes
fills no memory; and a stream that breaks off says so after everything before the break was given out.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import IO, BinaryIO, Protocol

from pressextract.errors import MissingPackageError, SourceError
from pressextract.sources.read import reason

GZIP, ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
CHUNK = 64 * 1024
# A kilobyte of zstandard unpacks to at most 32 MB: its blocks of 128 KB take at least four bytes each.
_ZSTANDARD_CHUNK = 1024


class _Unpacker(Protocol):
    """What gzip and zstandard share."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def feed(self, data: bytes) -> Iterator[bytes]: ...


def chunks_of(file: BinaryIO, count: Callable[[int], object] | None = None) -> Iterator[bytes]:
    """The bytes of an open file, in pieces; ``count`` is told the size of each.

    Raises:
        SourceError: The system cannot read on.
    """
    try:
        while chunk := file.read(CHUNK):
            if count is not None:
                count(len(chunk))
            yield chunk
    except OSError as error:
        raise SourceError(reason(error)) from error


def unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of a gzip or zstandard stream as they unpack; those of any other stream as they are.

    Raises:
        SourceError: The stream is broken or breaks off; all that could be unpacked was given out before.
        MissingPackageError: It is zstandard, and the extra ``archives`` is not installed.

    >>> import gzip
    >>> b"".join(unpacked([gzip.compress("林致遠".encode())])).decode()
    '林致遠'
    """
    chunks = iter(chunks)
    start = b""
    for chunk in chunks:
        start += chunk
        if len(start) >= len(ZSTANDARD):
            break
    stream = chain([start] if start else [], chunks)
    if start.startswith(GZIP):
        yield from _members(stream, _Gzip, "gzip")
    elif start.startswith(ZSTANDARD):
        require_zstandard()
        yield from _members(stream, _Zstandard, "zstandard")
    else:
        yield from stream


def require_zstandard() -> None:
    """See that zstandard can be unpacked.

    Raises:
        MissingPackageError: It cannot.
    """
    try:
        import zstandard  # noqa: F401
    except ImportError as error:
        raise MissingPackageError("a file packed by zstandard", "archives") from error


@contextmanager
def packing(file: IO[bytes], suffix: str) -> Iterator[IO[bytes]]:
    """Write into a file through what its suffix says: ``.gz``, ``.zst``, or nothing.

    The same content gives the same bytes: neither a name nor a time is written.

    Raises:
        MissingPackageError: The suffix is ``.zst``, and the extra ``archives`` is not installed.
    """
    if suffix == ".gz":
        with gzip.GzipFile("", "wb", 6, file, mtime=0) as squeezed:
            yield squeezed  # type: ignore[misc]
    elif suffix == ".zst":
        require_zstandard()
        import zstandard

        with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as packed:
            yield packed
    else:
        yield file


def _members(chunks: Iterable[bytes], make: Callable[[], _Unpacker], name: str) -> Iterator[bytes]:
    """What the members of a stream unpack to; several may follow each other, as in log files that were appended to."""
    unpacker: _Unpacker | None = None
    given = 0
    try:
        for chunk in chunks:
            data = chunk
            while data:
                if unpacker is None:
                    data = data.lstrip(b"\0")  # tapes and disks fill up with zeros
                    if not data:
                        break
                    unpacker = make()
                for piece in unpacker.feed(data):
                    given += len(piece)
                    yield piece
                data = unpacker.unused_data if unpacker.eof else b""
                unpacker = None if unpacker.eof else unpacker
    except BrokenStreamError as error:
        raise SourceError(f"its {name} stream is broken after {given:,} bytes unpacked: {error}") from error
    if unpacker is not None:
        raise SourceError(f"its {name} stream breaks off after {given:,} bytes unpacked")


class BrokenStreamError(Exception):
    """A packed stream cannot be unpacked further."""


class _Gzip:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def feed(self, data: bytes) -> Iterator[bytes]:
        try:
            while True:
                piece = self._inner.decompress(data, 1024**2)
                if piece:
                    yield piece
                data = self._inner.unconsumed_tail
                if self._inner.eof or (not data and len(piece) < 1024**2):
                    return
        except zlib.error as error:
            raise BrokenStreamError(str(error)) from error


class _Zstandard:
    def __init__(self) -> None:
        import zstandard

        self._error = zstandard.ZstdError
        self._inner = zstandard.ZstdDecompressor().decompressobj()
        self._rest = b""

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data + self._rest

    def feed(self, data: bytes) -> Iterator[bytes]:
        try:
            for at in range(0, len(data), _ZSTANDARD_CHUNK):
                piece = self._inner.decompress(data[at : at + _ZSTANDARD_CHUNK])
                if piece:
                    yield piece
                if self._inner.eof:
                    self._rest = data[at + _ZSTANDARD_CHUNK :]
                    return
        except self._error as error:
            raise BrokenStreamError(str(error)) from error
