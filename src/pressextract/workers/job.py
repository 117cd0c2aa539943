"""What the pool and its workers hand each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from pressextract.errors import DocumentError

if TYPE_CHECKING:
    from pressextract.pipeline import Extractor


class Task(Protocol):
    """What workers do; it is pickled, as are the documents it reads and what it makes of them."""

    def read(self, extractor: Extractor, document: Any) -> Any:
        """What becomes of a document; an error is part of it and not raised."""

    def refuse(self, extractor: Extractor, document: Any, error: DocumentError) -> Any:
        """What becomes of a document that hung, or killed its worker."""

    def finish(self, number: int, results: list[Any]) -> Any:
        """What is handed back of a job; an error that is raised here ends the run."""


class Setup(NamedTuple):
    """What a worker needs to know before its first job.

    Attributes:
        extractor: What reads the documents.
        task: What is done with them.
        memory_limit: Megabytes that documents may take beyond what the extractor takes; None for no limit.
    """

    extractor: Extractor
    task: Task
    memory_limit: int | None = None


class Job(NamedTuple):
    """Documents to be read in one go, and which of them are known to fail, by their place."""

    number: int
    documents: tuple[Any, ...]
    verdicts: dict[int, DocumentError]


class Done(NamedTuple):
    """A finished job: what its task handed back, and the memory of its worker in bytes (0 where it is not known)."""

    number: int
    result: Any
    resident: int
    peak: int


class Ahead:
    """Jobs one after another, one of them looked at ahead, so that it is known whether there are more."""

    def __init__(self, items: Iterator[Job]) -> None:
        self._items = items
        self._next = next(items, None)

    @property
    def empty(self) -> bool:
        """There are no more."""
        return self._next is None

    def take(self) -> Job:
        """The next one."""
        item = self._next
        assert item is not None
        self._next = next(self._items, None)
        return item
