"""Files that are there whole or not at all: written beside their place, forced to the disk, then renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is on the disk when the block ends."""
    with path.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def force(path: Path) -> None:
    """Force a file that somebody else has written, or the entries of a folder, to the disk."""
    if path.is_dir() and os.name == "nt":  # where a folder cannot be opened
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put(made: Path, place: Path) -> None:
    """Move a finished file or folder to its place, in the stead of what is there."""
    if place.is_dir():
        shutil.rmtree(place)
    made.replace(place)
    force(place.parent)
