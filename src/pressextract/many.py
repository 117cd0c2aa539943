"""``extract`` over an iterable, in this process or in several, lazily and in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Literal

from pressextract.schema import Failure, PressRelease

if TYPE_CHECKING:
    from pressextract.pipeline import Extractor

OnError = Literal["record", "raise", "skip"]
_CHOICES = ("record", "raise", "skip")
_AHEAD = 2
_extractor: Extractor | None = None


def run_many(
    extractor: Extractor, texts: Iterable[str], *, workers: int, batch_size: int, on_error: OnError
) -> Iterator[PressRelease | Failure]:
    """The releases for these texts; see ``pressextract.extract_many``.

    Raises:
        TypeError: ``texts`` is one text and not several.
        ValueError: An option has a value that it cannot have.
    """
    if on_error not in _CHOICES:
        raise ValueError(f"on_error must be one of {', '.join(_CHOICES)}, not {on_error!r}")
    if workers < 1 or batch_size < 1:
        raise ValueError("workers and batch_size must be at least 1")
    if isinstance(texts, str | bytes):
        raise TypeError("texts must be an iterable of str; for one text there is extract")
    numbered = enumerate(texts)
    results = _here(extractor, numbered) if workers == 1 else _elsewhere(extractor, numbered, workers, batch_size)
    return _handled(results, on_error)


def _handled(
    results: Iterator[tuple[int, PressRelease | Exception]], on_error: OnError
) -> Iterator[PressRelease | Failure]:
    for index, result in results:
        if not isinstance(result, Exception):
            yield result
        elif on_error == "raise":
            raise result
        elif on_error == "record":
            yield Failure(index=index, error=type(result).__name__, message=str(result))


def _attempt(extractor: Extractor, text: str) -> PressRelease | Exception:
    try:
        return extractor.extract(text)
    except Exception as error:
        return error


def _here(extractor: Extractor, numbered: Iterator[tuple[int, str]]) -> Iterator[tuple[int, PressRelease | Exception]]:
    for index, text in numbered:
        yield index, _attempt(extractor, text)


def _start(extractor: Extractor) -> None:
    global _extractor
    _extractor = extractor


def _work(batch: list[tuple[int, str]]) -> list[tuple[int, PressRelease | Exception]]:
    assert _extractor is not None
    return [(index, _attempt(_extractor, text)) for index, text in batch]


def _elsewhere(
    extractor: Extractor, numbered: Iterator[tuple[int, str]], workers: int, batch_size: int
) -> Iterator[tuple[int, PressRelease | Exception]]:
    # Spawned, not forked: a fork of a process with threads can hang.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start, initargs=(extractor,))
    try:
        waiting: deque[Future[list[tuple[int, PressRelease | Exception]]]] = deque()
        while True:
            while len(waiting) < workers * _AHEAD and (batch := list(islice(numbered, batch_size))):
                waiting.append(pool.submit(_work, batch))
            if not waiting:
                return
            yield from waiting.popleft().result()
    finally:
        # Without waiting: who stops early may be a collector of garbage, in whatever thread.
        pool.shutdown(wait=False, cancel_futures=True)
