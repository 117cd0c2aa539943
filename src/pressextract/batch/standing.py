"""What a run tells of itself: how far it is, and in the end what it came to."""

from __future__ import annotations

from typing import NamedTuple


class Standing(NamedTuple):
    """How far a run is.

    Attributes:
        documents: Documents done, in this run and before it.
        failed: Those of them that failed.
        fraction: How much of the archive is done, from 0 to 1; None where its size is not known.
        resident: Memory of the worker that was heard of last, in bytes.
        finishing: All documents are read, and the output is being put together.
    """

    documents: int
    failed: int
    fraction: float | None = None
    resident: int = 0
    finishing: bool = False


class Summary(NamedTuple):
    """What a run came to.

    Attributes:
        documents: Documents of the archive, each of which is one row of the output.
        failed: Those of them that failed.
        errors: The failed ones by the class of their error.
        before: Documents that an earlier run had done.
        code_points: Length of all texts.
        seconds: How long this run took.
        peak: The most memory that a worker had, in bytes; 0 where the system does not say.
        passed_over: Files in folders that are of no kind we read, by their suffix.
        out: Where the output is.
    """

    documents: int
    failed: int
    errors: dict[str, int]
    before: int
    code_points: int
    seconds: float
    peak: int
    passed_over: dict[str, int]
    out: str
