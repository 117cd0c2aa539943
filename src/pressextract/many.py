"""``extract`` over an iterable, in this process or in several, lazily and in order."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Literal

from pressextract.errors import DocumentError
from pressextract.schema import Failure, PressRelease
from pressextract.workers.job import Job, Setup
from pressextract.workers.pool import Pool

if TYPE_CHECKING:
    from pressextract.pipeline import Extractor

OnError = Literal["record", "raise", "skip"]
_CHOICES = ("record", "raise", "skip")


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
    results = _here(extractor, texts) if workers == 1 else _elsewhere(extractor, texts, workers, batch_size)
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


def _here(extractor: Extractor, texts: Iterable[str]) -> Iterator[tuple[int, PressRelease | Exception]]:
    for index, text in enumerate(texts):
        yield index, _attempt(extractor, text)


def _portable(result: PressRelease | Exception) -> PressRelease | Exception:
    """The same, unless it is an error that would not come through to another process as it is."""
    if isinstance(result, Exception):
        try:
            pickle.loads(pickle.dumps(result))  # noqa: S301
        except Exception:
            return DocumentError(f"{type(result).__name__}: {result}")
    return result


class _Attempts:
    """What a worker does: hands back the releases of a batch, or the errors in their stead."""

    def read(self, extractor: Extractor, document: str) -> PressRelease | Exception:
        return _portable(_attempt(extractor, document))

    def refuse(self, extractor: Extractor, document: str, error: DocumentError) -> Exception:
        return error

    def finish(self, number: int, results: list[PressRelease | Exception]) -> list[PressRelease | Exception]:
        return results


def _elsewhere(
    extractor: Extractor, texts: Iterable[str], workers: int, batch_size: int
) -> Iterator[tuple[int, PressRelease | Exception]]:
    items = iter(texts)
    batches = iter(lambda: tuple(islice(items, batch_size)), ())
    jobs = (Job(number, batch, {}) for number, batch in enumerate(batches))
    results = (
        result
        for done in Pool(Setup(extractor, _Attempts()), workers, in_order=True).run(jobs)
        for result in done.result
    )
    yield from enumerate(results)
