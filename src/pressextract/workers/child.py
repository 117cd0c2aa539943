"""The inside of a worker: takes jobs from the pool, reads their documents, hands over what becomes of them.

A worker is a plain child process that talks over its own standard input and output, and so behaves alike in scripts,
notebooks and services. It ends with its parent, whatever ends that.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressextract.workers.job import Job, Setup

_PR_SET_PDEATHSIG = 1
_LOOK_EVERY = 1.0


def serve(parent: int) -> None:
    """Serve the pool with this process number until it closes the line."""
    jobs = sys.stdin.buffer
    # What a recogniser prints must not get between our messages: it goes where errors go.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _end_with(parent)
    try:
        setup: Setup = pickle.load(jobs)  # noqa: S301, from our own parent
        # Dictionaries and weights are loaded now, so that they count against no document's time or memory.
        with suppress(Exception):
            setup.extractor.extract("主席林致遠致辭。")
        memory = _Memory(setup.memory_limit)
    except Exception as error:
        _tell(answers, "unfit", f"{type(error).__name__}: {error}")
        return
    _tell(answers, "ready", None)
    while True:
        try:
            job: Job = pickle.load(jobs)  # noqa: S301
        except EOFError:
            return
        with memory.limited():
            results = _read(job, setup, answers)
        try:
            result = setup.task.finish(job.number, results)
        except Exception as error:
            _tell(answers, "broken", error)
        else:
            _tell(answers, "done", (result, _resident(), _peak()))


def _read(job: Job, setup: Setup, answers: IO[bytes]) -> list[Any]:
    results = []
    for index, document in enumerate(job.documents):
        verdict = job.verdicts.get(index)
        if verdict is None:
            _tell(answers, "at", index)
            results.append(setup.task.read(setup.extractor, document))
        else:
            results.append(setup.task.refuse(setup.extractor, document, verdict))
    _tell(answers, "at", None)
    return results


def _tell(answers: IO[bytes], what: str, value: Any) -> None:
    try:
        answers.write(pickle.dumps((what, value)))
        answers.flush()
    except BrokenPipeError:  # the parent is gone, and so is our work
        os._exit(1)


def _end_with(parent: int) -> None:
    """Be killed when the parent dies: by the kernel where it can do that, else by a thread that looks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_EVERY)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()


class _Memory:
    """Keeps documents to so much more memory than the extractor took to be made; no limit where Linux is not."""

    def __init__(self, megabytes: int | None) -> None:
        self._most: int | None = None
        if megabytes is not None and sys.platform == "linux":
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
            self._most = pages * os.sysconf("SC_PAGE_SIZE") + megabytes * 1024 * 1024

    @contextmanager
    def limited(self) -> Iterator[None]:
        """Hold the limit; what is written afterwards, by libraries that reserve much, is not held to it."""
        if self._most is None:
            yield
            return
        import resource

        before, hard = resource.getrlimit(resource.RLIMIT_AS)
        known = [limit for limit in (before, hard) if limit != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_AS, (min(self._most, *known), hard) if known else (self._most, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_AS, (before, hard))


def _resident() -> int:
    """The memory of this process now, in bytes; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _peak() -> int:
    """The most memory this process has had, in bytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
