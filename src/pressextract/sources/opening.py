"""Files of an archive, opened: only regular ones, so that no pipe or device keeps a run waiting."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pressextract.errors import MissingPackageError, SourceError
from pressextract.outcome import Document
from pressextract.sources import read
from pressextract.sources.compressed import chunks_of, unpacked
from pressextract.sources.files import text_of, whole
from pressextract.sources.inputs import PACKINGS
from pressextract.sources.read import Read


class UnreadableError(Exception):
    """A file as a whole cannot be read; it becomes one document that says why, and a run goes on."""


def see_regular(path: str) -> None:
    """See that a path leads to a file with something in it.

    Raises:
        UnreadableError: It does not.
    """
    try:
        status = Path(path).stat()
        if stat.S_ISDIR(status.st_mode):
            os.scandir(path).close()  # what a folder says that may not be looked into
            raise UnreadableError("a folder, not a file")
    except OSError as error:
        raise UnreadableError(read.reason(error)) from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("a pipe, socket or device, not a file")
    if not status.st_size and path.lower().endswith(PACKINGS):
        raise UnreadableError("empty, where a packed stream should be")


@contextmanager
def open_regular(path: str) -> Iterator[BinaryIO]:
    """A file, open for reading.

    Raises:
        UnreadableError: It cannot be opened, or is no regular file.
    """
    see_regular(path)
    try:
        file = Path(path).open("rb")  # noqa: SIM115, closed below
    except OSError as error:
        raise UnreadableError(read.reason(error)) from error
    with file:
        yield file


def release_in(chunks: Iterable[bytes]) -> Read:
    """The one release in a stream, packed or not.

    Raises:
        UnreadableError: It is too long, breaks off, or is no text.
    """
    try:
        return text_of(whole(unpacked(chunks)))
    except SourceError as error:
        raise UnreadableError(str(error)) from error


def load(document: Document) -> Document:
    """A document with its text, read from the file of its own where it comes without.

    Nothing is raised for what is wrong with the file: it becomes the error of the document.

    >>> load(Document("甲", "主席林若溪致辭。")).text
    '主席林若溪致辭。'
    """
    if document.path is None:
        return document
    try:
        with open_regular(document.path) as file:
            text, warnings = release_in(chunks_of(file))
    except (UnreadableError, MissingPackageError) as error:
        known = error if isinstance(error, MissingPackageError) else SourceError(f"{document.id}: {error}")
        return Document.unreadable(document.id, known, source=document.source)
    return document._replace(text=text, warnings=(*document.warnings, *warnings), path=None)
