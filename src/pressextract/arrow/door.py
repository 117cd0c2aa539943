"""The door itself: pyarrow where it is installed, the extra that brings it where not, and its errors as ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pressextract.errors import MissingPackageError, SourceError


def require_pyarrow() -> None:
    """See that Arrow can be read and written.

    Raises:
        MissingPackageError: It cannot.
    """
    pyarrow()


def pyarrow() -> Any:
    """The package, loaded now.

    Raises:
        MissingPackageError: It is not installed.
    """
    try:
        import pyarrow
    except ImportError as error:
        raise MissingPackageError("Arrow and Parquet", "arrow") from error
    return pyarrow


@contextmanager
def reported() -> Iterator[None]:
    """What goes wrong while a file or stream is read, as a ``SourceError``."""
    pa = pyarrow()
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise SourceError(str(error)) from error
