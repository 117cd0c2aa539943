"""Files that commands write: whole or not at all, and never over what is being read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pressextract.errors import ExportError


def refuse_inputs(place: Path, inputs: list[str]) -> None:
    """A file that is read is not written over."""
    if any(file != "-" and place.exists() and Path(file).exists() and place.samefile(file) for file in inputs):
        raise ExportError(f"{place} is one of the releases that are read; write elsewhere")


@contextmanager
def whole_file(place: Path) -> Iterator[Callable[[str], object]]:
    """A file that takes its place when all is written; until then what was there stays."""
    beside = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            yield lambda page: file.write(page.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except OSError as error:
        raise ExportError(f"{place}: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)
