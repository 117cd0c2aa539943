"""One release from one file or from standard input: plain text, HTML or docx, packed or not."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from pressextract.errors import SourceError
from pressextract.sources import read
from pressextract.sources.compressed import chunks_of, unpacked
from pressextract.sources.docx import docx_text
from pressextract.sources.encoding import decode
from pressextract.sources.html import is_page, page_text
from pressextract.sources.read import Read

_BINARY = (b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"PAR1", b"ARROW1")


def read_file(source: str | Path) -> Read:
    r"""Read a release from a file, or from standard input for ``-``: plain text, HTML or docx, also in gzip or zstandard.

    Line ends become ``\n``, as Python's own text files do.

    Raises:
        SourceError: The file cannot be opened or unpacked, is too long, or is no text.
        MissingPackageError: It is packed by zstandard, and the extra ``archives`` is not installed.
    """
    name = "standard input" if str(source) == "-" else str(source)
    try:
        if str(source) == "-":
            data = whole(unpacked(chunks_of(sys.stdin.buffer)))
        else:
            with Path(source).open("rb") as file:
                data = whole(unpacked(chunks_of(file)))
        return text_of(data)
    except (OSError, ValueError, SourceError) as error:  # ValueError: a NUL in the name
        raise SourceError(f"{name}: {read.reason(error)}") from error


def text_of(data: bytes) -> Read:
    r"""The text in the bytes of a plain text, an HTML page or a Word document; told apart by how they begin.

    Raises:
        SourceError: The bytes are too many, or no text.

    >>> text_of("董事長林致遠宣布辭任。".encode("big5")).text
    '董事長林致遠宣布辭任。'
    """
    if len(data) > read.MAX_BYTES:
        raise SourceError(read.too_long("it has"))
    if data.startswith(b"PK\x03\x04"):
        return Read(docx_text(data))
    if data.startswith(_BINARY):
        raise SourceError("no text (nor HTML nor docx); convert it to text first")
    try:
        if is_page(data):
            return page_text(data)
        decoded = decode(data)
    except UnicodeError as error:
        raise SourceError("no text in UTF-8, GB18030 or Big5") from error
    return Read(decoded.text.replace("\r\n", "\n").replace("\r", "\n"), decoded.warnings)


def whole(chunks: Iterable[bytes]) -> bytes:
    """All the bytes of a stream that holds one release.

    Raises:
        SourceError: They are more than one release can have, or the stream breaks off.
    """
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        pieces.append(chunk)
        size += len(chunk)
        if size > read.MAX_BYTES:
            raise SourceError(read.too_long("it has"))
    return b"".join(pieces)
