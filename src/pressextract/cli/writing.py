"""Files that commands write: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from pressextract.batch.durable import new_file, put
from pressextract.errors import OutputError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, in the stead of what is there only when all of it is on the disk.

    Raises:
        OutputError: It cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        with new_file(part) as file:
            file.write(content)
        put(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
