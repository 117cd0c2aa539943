"""Every error this library raises on purpose.

PressExtractError
├── TextTooLongError     a text is longer than ``max_length``
├── LexiconError         a lexicon, built in or a user's, cannot be read
├── SourceError          a file or stream cannot be read as a document
├── MissingResourceError a file that belongs to an installed package is not there
├── MissingPackageError  an extra of this library is not installed
├── OffsetError          an offset stands outside the text, or inside a character
├── ExportError          a release cannot be written as asked
├── BatchError           a run over an archive cannot go on
└── DocumentError        what a run does not let a document do; stands in its row
    ├── TimeLimitError   it takes too long
    ├── MemoryLimitError it takes too much memory
    └── WorkerLostError  the process that reads it dies, every time

A value of the wrong type (bytes for a text, say) is a plain ``TypeError``.
"""

from __future__ import annotations


class PressExtractError(Exception):
    """The root of all errors of this library."""


class TextTooLongError(PressExtractError):
    """A text has more code points than the extractor accepts.

    Attributes:
        length: Code points of the text.
        max_length: Code points accepted.
    """

    def __init__(self, length: int, max_length: int) -> None:
        super().__init__(
            f"the text has {length:,} code points, at most {max_length:,} are accepted; "
            "cut it, or raise max_length on the Extractor"
        )
        self.length = length
        self.max_length = max_length

    def __reduce__(self) -> tuple[type[TextTooLongError], tuple[int, int]]:
        return type(self), (self.length, self.max_length)


class LexiconError(PressExtractError):
    """A lexicon cannot be read: the message names the file and the line."""


class SourceError(PressExtractError):
    """A file or stream cannot be read as a document."""


class MissingResourceError(PressExtractError):
    """A file that an installed package should carry is not there."""


class MissingPackageError(PressExtractError):
    """Something was asked for that an extra of this library brings: the message says which to install."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs more packages: pip install 'pressextract[{extra}]'")
        self.what = what
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingPackageError], tuple[str, str]]:
        return type(self), (self.what, self.extra)


class OffsetError(PressExtractError):
    """An offset stands outside its text, or inside a character; or nothing says in which unit it counts."""


class ExportError(PressExtractError):
    """A release cannot be written as asked: the format does not have it, or a file cannot be written."""


class BatchError(PressExtractError):
    """A run over an archive cannot begin or go on; what is finished is kept, and ``resume`` goes on from there."""


class DocumentError(PressExtractError):
    """A document did what a run does not let it do."""


class TimeLimitError(DocumentError):
    """A document took longer than the time limit."""


class MemoryLimitError(DocumentError):
    """A document took more memory than a worker may have."""


class WorkerLostError(DocumentError):
    """The process that read a document died, and again when it was tried anew."""
