"""What every reader of this floor shares: how long a document may be, and the value that a reader gives back."""

from __future__ import annotations

from typing import NamedTuple

# Long enough for any release and for max_length at four bytes a character; short enough not to fill the memory.
MAX_BYTES = 64 * 1024 * 1024


class Read(NamedTuple):
    """The text of a file.

    Attributes:
        text: The text, with line ends made one.
        warnings: What was lost or guessed on the way, for people.
    """

    text: str
    warnings: tuple[str, ...] = ()


def too_long(what: str) -> str:
    """The message about something that is longer than one release can be."""
    return f"{what} more than {MAX_BYTES // 1024**2} MB, too long for one release"


def reason(error: Exception) -> str:
    """Why a file cannot be read, in the words of the system and without its path."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
