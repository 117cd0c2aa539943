"""Workers: what kills one costs nobody else anything, and none outlives the one it works for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pressextract as px
from faults import Faulty, texts
from pressextract.errors import BatchError, DocumentError
from pressextract.workers.job import Done, Job, Setup
from pressextract.workers.pool import Pool


class Naming:
    """A task that says of each document what became of it, in one word."""

    def read(self, extractor: px.Extractor, document: str) -> str:
        """The error, or the length."""
        try:
            return str(len(extractor.extract(document).text))
        except (Exception, MemoryError) as error:
            return type(error).__name__

    def refuse(self, extractor: px.Extractor, document: str, error: DocumentError) -> str:
        """The error."""
        return f"{type(error).__name__}: {error}"

    def finish(self, number: int, results: list[str]) -> list[str]:
        """The words as they are."""
        if number == 99:
            raise OSError("no room")
        return results


@pytest.fixture(scope="module")
def extractor() -> px.Extractor:
    return px.Extractor(recogniser=Faulty())


def jobs(documents: list[str], size: int = 2, first: int = 0) -> Iterator[Job]:
    for number in range(0, len(documents), size):
        yield Job(first + number // size, tuple(documents[number : number + size]), {})


def by_document(done: list[Done]) -> list[str]:
    return [result for one in sorted(done) for result in one.result]


def pool(extractor: px.Extractor, **options: Any) -> Pool:
    return Pool(Setup(extractor, Naming(), options.pop("memory_limit", None)), **options)


def test_a_document_that_kills_its_worker_is_one_document(extractor):
    documents = [*texts(3), "kill", *texts(2), "raise", "甲"]
    results = by_document(list(pool(extractor, workers=2).run(jobs(documents))))
    assert [index for index, result in enumerate(results) if not result.isdecimal()] == [3, 6]
    assert results[3] == "WorkerLostError: its worker died 3 times (signal 9)"
    assert results[6] == "RuntimeError"


def test_a_document_that_hangs_is_one_document(extractor):
    documents = ["hang", *texts(3)]
    results = by_document(list(pool(extractor, time_limit=lambda document: 1.5).run(jobs(documents))))
    assert results[0] == "TimeLimitError: it took longer than 1.5 seconds"
    assert all(result.isdecimal() for result in results[1:])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to its memory")
def test_a_document_that_devours_memory_is_one_document(extractor):
    documents = [*texts(1), "devour", *texts(2)]
    results = by_document(list(pool(extractor, memory_limit=300).run(jobs(documents, size=4))))
    assert [result.isdecimal() for result in results] == [True, False, True, True]
    assert results[1] == "MemoryError"


def test_a_worker_that_somebody_kills_costs_no_document(extractor):
    documents = list(texts(1500))
    killed: list[int] = []

    def kill_three(under_way: int) -> None:
        if len(killed) < 3 and whole.processes:
            killed.append(whole.processes[0])
            os.kill(killed[-1], signal.SIGKILL)

    whole = pool(extractor, workers=2, on_tick=kill_three)
    results = by_document(list(whole.run(jobs(documents, size=50))))
    assert len(set(killed)) == 3
    assert len(results) == 1500
    assert all(result.isdecimal() for result in results)


def test_in_order_and_not_far_ahead(extractor):
    taken = []

    def watched() -> Iterator[Job]:
        for job in jobs(list(texts(60)), size=1):
            taken.append(job.number)
            yield job

    running = pool(extractor, workers=2, in_order=True).run(watched())
    first = next(running)
    assert first.number == 0
    assert len(taken) < 15
    assert [done.number for done in running] == list(range(1, 60))


def test_what_cannot_be_written_ends_the_run(extractor):
    with pytest.raises(OSError, match="no room"):
        list(pool(extractor).run(jobs(list(texts(1)), first=99)))


def test_what_cannot_be_handed_over_is_said():
    local = pool(px.Extractor(recogniser=lambda fold: ()))
    with pytest.raises(BatchError, match="cannot be handed to a worker"):
        list(local.run(jobs(list(texts(1)))))


def test_workers_that_cannot_start_end_the_run(extractor, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(BatchError, match="die before they do anything"):
        list(pool(extractor).run(jobs(list(texts(1)))))


def test_nothing_to_do_starts_nobody(extractor):
    assert list(pool(extractor).run(iter(()))) == []


def test_no_worker_outlives_its_parent(tmp_path, root):
    """The parent is killed while its workers hang in a document, deaf to everything."""
    script = textwrap.dedent(
        f"""
        import sys; sys.path[:0] = [{str(root)!r}, {str(root / "benchmark")!r}]
        import pressextract as px
        from faults import Faulty
        from pressextract.workers.job import Job, Setup
        from pressextract.workers.pool import Pool
        from pressextract.many import _Attempts
        def tell(under_way):
            print(*pool.processes, flush=True)
        pool = Pool(Setup(px.Extractor(recogniser=Faulty()), _Attempts()), 2, on_tick=tell)
        list(pool.run(iter([Job(0, ("hang",), {{}}), Job(1, ("hang",), {{}})])))
        """
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = next(line.split() for line in parent.stdout if len(line.split()) == 2)
        parent.kill()
    deadline = time.monotonic() + 5
    while any(alive(int(worker)) for worker in workers):
        assert time.monotonic() < deadline, "workers are still there"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    """Whether a process runs; one that is dead but not yet buried does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_many_survives_what_kills_a_process(extractor):
    found = list(extractor.extract_many([*texts(1), "kill", *texts(2)], workers=2, batch_size=1))
    assert [isinstance(item, px.Failure) for item in found] == [False, True, False, False]
    assert (found[1].index, found[1].error) == (1, "WorkerLostError")
