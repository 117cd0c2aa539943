r"""Bytes -> lines of text, in whatever encoding they are; a line that is wrong spoils no other.

Lines end at ``\n`` alone: ``str.splitlines`` would also cut at U+2028, which JSON allows inside a text.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from pressextract.errors import SourceError
from pressextract.sources import read
from pressextract.sources.encoding import decode

_SAMPLE = 256 * 1024
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def peeked(chunks: Iterable[bytes], size: int = _SAMPLE) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes of a stream, and the stream with them still in it.

    A stream that breaks within them is given back so that it breaks at the same place.
    """
    chunks = iter(chunks)
    pieces: list[bytes] = []
    try:
        for chunk in chunks:
            pieces.append(chunk)
            size -= len(chunk)
            if size <= 0:
                break
    except SourceError as error:
        return b"".join(pieces), chain(pieces, _broken(error))
    return b"".join(pieces), chain(pieces, chunks)


def _broken(error: SourceError) -> Iterator[bytes]:
    raise error
    yield b""


def text_lines(chunks: Iterable[bytes], *, errors: str = "strict") -> Iterator[str | SourceError]:
    r"""The lines of a stream, without their ends; an error in the place of each line that cannot be read.

    The encoding is found in the first lines, and every line has to be in it.

    Args:
        chunks: The bytes of the stream, in pieces of any size.
        errors: What becomes of bytes that are not in the encoding, as ``bytes.decode`` takes it.

    >>> list(text_lines([b"\xe7\x94", b"\xb2\n\xff\n"]))[0]
    '甲'
    """
    sample, chunks = peeked(in_utf8(chunks))
    marked = sample.startswith(codecs.BOM_UTF8)
    if b"\n" not in sample and b"\r" in sample:  # as Macintosh once wrote
        chunks = (chunk.replace(b"\r", b"\n") for chunk in chunks)
    cut = sample.rfind(b"\n") + 1 or len(sample)
    encoding = "utf-8" if marked else _encoding(sample[:cut])
    for at, line in enumerate(_lines(chunks)):
        if isinstance(line, SourceError):
            yield line
            continue
        if at == 0 and marked:
            line = line[len(codecs.BOM_UTF8) :]
        if encoding is None and not line.isascii():
            encoding = _encoding(line)
        try:
            yield line.decode(encoding or "utf-8", errors)
        except UnicodeError as error:
            yield SourceError(f"it is no text in {encoding or 'utf-8'}, as the rest of the file is ({error})")


def _encoding(sample: bytes) -> str | None:
    if sample.isascii():
        return None
    try:
        return decode(sample).encoding
    except UnicodeError:
        return None


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes | SourceError]:
    """The lines of a stream; an error stands for a line that is too long, and for the place where a stream breaks."""
    pieces: list[bytes] = []
    size = 0
    try:
        for chunk in chunks:
            first, *more = chunk.split(b"\n")
            size += len(first)
            if size <= read.MAX_BYTES:
                pieces.append(first)
            else:
                pieces.clear()
            if more:
                yield b"".join(pieces) if size <= read.MAX_BYTES else SourceError(read.too_long("it has"))
                yield from more[:-1]
                pieces, size = [more[-1]], len(more[-1])
        if size > read.MAX_BYTES:
            yield SourceError(read.too_long("it has"))
        elif size:
            yield b"".join(pieces)
    except SourceError as error:
        # What stands before the break is half a line at best.
        yield error


def in_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """UTF-16 and UTF-32, told by their marks, in UTF-8; any other stream as it is."""
    start, chunks = peeked(chunks, 4)
    encoding = next((name for mark, name in _WIDE if start.startswith(mark)), None)
    return (
        chunks if encoding is None else _recoded(chunks, codecs.getincrementaldecoder(encoding)("surrogatepass").decode)
    )


def _recoded(chunks: Iterable[bytes], decode_next: Callable[[bytes, bool], str]) -> Iterator[bytes]:
    try:
        for number, chunk in enumerate(chunks):
            text = decode_next(chunk, False)
            yield (text if number else text.removeprefix("\ufeff")).encode("utf-8", "surrogatepass")
        decode_next(b"", True)
    except UnicodeError as error:
        raise SourceError(f"it is no text in the encoding that its mark names ({error})") from error
