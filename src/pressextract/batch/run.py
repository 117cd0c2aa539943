"""A run over an archive: documents -> shards -> workers -> parts, entered in a ledger -> the output.

Beside the output ``OUT`` stands a folder ``OUT.run`` with the ledger and, until the output is whole, the parts. A run
that was stopped, by whatever, goes on from there and ends with the same bytes as one that was not.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pressextract import __version__
from pressextract.batch.durable import force, put
from pressextract.batch.forms import Form, copy_lines, form_for
from pressextract.batch.ledger import Entry, Ledger
from pressextract.batch.place import LEDGER, LOG, PARTS, WHOLE, check_apart, part_of, prepared
from pressextract.batch.reading import Reading
from pressextract.batch.shards import SIZE, shards
from pressextract.batch.standing import Standing, Summary
from pressextract.errors import BatchError
from pressextract.outcome import Document
from pressextract.pipeline import Extractor, default_extractor
from pressextract.sources.archive import Archive
from pressextract.workers.job import Job, Setup
from pressextract.workers.pool import Pool

TIME_LIMIT = 60.0
MEMORY_LIMIT = 2048


@dataclass
class _Course:
    """What a run counts while it is under way."""

    archive: Archive
    tell: Callable[[Standing], None]
    documents: int = 0
    failed: int = 0
    before: int = 0
    read: int = 0  # documents taken from the archive
    resident: int = 0
    peak: int = 0

    def show(self, under_way: int = 0, *, finishing: bool = False) -> None:
        """Tell how far the run is; documents of shards that are not finished count too."""
        done = self.documents + under_way
        total = self.archive.total_bytes
        # The archive is read some shards ahead of what is done.
        fraction = self.archive.bytes_read / total * min(1.0, done / self.read) if total and self.read else None
        self.tell(Standing(done, self.failed, fraction, self.resident, finishing))


def run_batch(
    archive: Archive,
    out: str | Path,
    *,
    form: str | None = None,
    workers: int = 1,
    resume: bool = False,
    overwrite: bool = False,
    extractor: Extractor | None = None,
    time_limit: float | None = TIME_LIMIT,
    memory_limit: int | None = MEMORY_LIMIT,
    shard_size: int = SIZE,
    on_progress: Callable[[Standing], None] | None = None,
) -> Summary:
    """Read an archive into an output, each document into one row, whatever becomes of it.

    Args:
        archive: The documents.
        out: A file that ends in ``.jsonl`` (or ``.jsonl.gz``, ``.jsonl.zst``) or ``.duckdb``, or a folder of tables;
            ``-`` is standard output, as JSONL.
        form: ``jsonl``, ``parquet``, ``csv`` or ``duckdb``; None for what the name of ``out`` says, else ``parquet``.
        workers: Processes that extract.
        resume: Go on with a run that was stopped; where there is none, begin one.
        overwrite: Throw away what an earlier run has written there.
        extractor: What reads the documents; None for one with the built-in configuration.
        time_limit: Seconds for one document, and as many again for each 100,000 code points of it; None for no limit.
        memory_limit: Megabytes that a document may take, beyond what a worker takes anyway (Linux); None for no limit.
        shard_size: Documents that are read in one go, and again if the run is stopped meanwhile.
        on_progress: Called a few times a second with how far the run is.

    Raises:
        BatchError: The run cannot begin or go on; what is done is kept for ``resume``.
        SourceError: The archive cannot be read at all.
        ValueError: An option has a value that it cannot have.
    """
    if workers < 1 or shard_size < 1:
        raise ValueError("workers and shard_size must be at least 1")
    out = str(out)
    if resume and overwrite:
        raise BatchError("a run cannot both go on and begin anew")
    if out == "-" and (resume or overwrite):
        raise BatchError("standard output can neither be resumed nor overwritten")
    extractor = extractor or default_extractor()
    chosen = form_for(out, form)
    chosen.require()
    course = _Course(archive, on_progress or (lambda _: None))
    begun = time.monotonic()
    settings = {
        "version": __version__,
        "config": extractor.fingerprint,
        "form": chosen.name,
        "shard_size": shard_size,
        **archive.settings,
    }
    with ExitStack() as stack, _clear_errors(out, resumable=out != "-"):
        if out == "-":
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pressextract-")))
        else:
            check_apart(Path(out), chosen, archive.inputs)
            folder = prepared(Path(out), resume=resume, overwrite=overwrite)
        ledger = stack.enter_context(Ledger(folder / LEDGER))
        _check_settings(ledger, settings, out)
        log = stack.enter_context((folder / LOG).open("ab"))
        parts = folder / PARTS
        if ledger.state != "finished":
            parts.mkdir(exist_ok=True)
            force(folder)
            force(folder.parent)
            setup = Setup(extractor, Reading(chosen, parts), memory_limit)
            pool = Pool(setup, workers, _limit(time_limit), in_order=out == "-", log=log, on_tick=course.show)
            _read(course, ledger, pool, parts, shard_size, stream=out == "-")
            if out != "-":
                course.show(finishing=True)
                _finish(ledger, chosen, folder, Path(out))
        else:
            if not Path(out).exists():
                raise BatchError(f"{out} was finished, but is gone: overwrite begins anew")
            course.before = ledger.totals().documents
        shutil.rmtree(parts, ignore_errors=True)
        totals = ledger.totals()
        return Summary(
            documents=totals.documents,
            failed=totals.failed,
            errors=totals.errors,
            before=course.before,
            code_points=totals.code_points,
            seconds=time.monotonic() - begun,
            peak=course.peak,
            passed_over=dict(archive.passed_over),
            out=out,
        )


def _limit(seconds: float | None) -> Callable[[Document], float] | None:
    return None if seconds is None else lambda document: seconds * (1 + document.length / 100_000)


def _check_settings(ledger: Ledger, settings: dict[str, object], out: str) -> None:
    known = ledger.settings()
    if not known:
        ledger.begin(settings)
        return
    for name in sorted({*known, *settings}):
        if known.get(name) != settings.get(name):
            raise BatchError(
                f"{out} was begun with {name} {known.get(name)!r}, not {settings.get(name)!r}: "
                "go on with what it was begun with, or overwrite it"
            )


def _read(course: _Course, ledger: Ledger, pool: Pool, parts: Path, size: int, *, stream: bool) -> None:
    """Read all shards that are not in the ledger yet, and enter each when its part is safe."""
    done = ledger.digests()
    digests: dict[int, str] = {}
    totals = ledger.totals()
    course.documents = course.before = totals.documents
    course.failed = totals.failed

    def jobs() -> Iterator[Job]:
        ahead = 0
        for shard in shards(course.archive.unread(), size=size):
            ahead += 1
            course.read += len(shard.documents)
            if (known := done.get(shard.number)) is None:
                digests[shard.number] = shard.digest
                yield Job(shard.number, shard.documents, {})
            elif known != shard.digest:
                first = shard.documents[0].id
                raise BatchError(f"the archive has changed since the run began, at or after {first}")
        if any(number >= ahead for number in done):
            raise BatchError("the archive has changed since the run began: documents at its end are gone")

    for finished in pool.run(jobs()):
        entry: Entry = finished.result
        if stream:
            copy_lines(part_of(parts, finished.number), sys.stdout.buffer)
            sys.stdout.buffer.flush()
            shutil.rmtree(part_of(parts, finished.number))
        ledger.enter(finished.number, digests.pop(finished.number), entry)
        course.documents += entry.documents
        course.failed += len(entry.failures)
        course.resident = finished.resident
        course.peak = max(course.peak, finished.peak)


def _finish(ledger: Ledger, form: Form, folder: Path, out: Path) -> None:
    """Put the parts together and into their place; done again from the start if it is stopped."""
    ledger.state = "finishing"
    for begun in folder.glob(f"{WHOLE}*"):
        if begun.is_dir():
            shutil.rmtree(begun)
        else:
            begun.unlink()
    made = folder / WHOLE
    form.write_whole([part_of(folder / PARTS, number) for number in range(ledger.totals().shards)], made)
    put(made, out)
    ledger.state = "finished"


@contextmanager
def _clear_errors(out: str, *, resumable: bool) -> Iterator[None]:
    """Errors of the system as ours, with what to do about them."""
    try:
        yield
    except sqlite3.Error as error:  # of the ids of documents, which lie on the disk too
        raise BatchError(f"{out}: {error}") from error
    except OSError as error:
        if isinstance(error, BrokenPipeError) and not resumable:
            raise BatchError("standard output was closed before all was written") from error
        reason = error.strerror or str(error)
        place = error.filename or out
        more = "; what is done is kept, and resume goes on from there" if resumable else ""
        raise BatchError(f"{place}: {reason}{more}") from error
