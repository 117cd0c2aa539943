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

from pressextract.errors import BatchError, PressExtractError

if TYPE_CHECKING:
    from pressextract.workers.job import Job, Setup

_PR_SET_PDEATHSIG = 1
_LOOK_EVERY = 1.0


def serve(parent: int, *, of_main_thread: bool) -> None:
    """Serve the pool in the process with this number until it closes the line.

    Args:
        parent: The process.
        of_main_thread: Its main thread has started us; threads of others may end while it lives on.
    """
    jobs = sys.stdin.buffer
    # What a recogniser prints must not get between our messages: it goes where errors go.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _end_with(parent, of_main_thread=of_main_thread)
    try:
        setup: Setup = pickle.load(jobs)  # noqa: S301, from our own parent
        # Dictionaries and weights are loaded now, so that they count against no document's time or memory.
        with suppress(Exception):
            setup.extractor.extract("主席林致遠致辭。")
    except Exception as error:
        _tell(answers, "unfit", f"{type(error).__name__}: {error}")
        return
    _tell(answers, "ready", None)
    while True:
        try:
            job: Job = pickle.load(jobs)  # noqa: S301
        except EOFError:
            return
        results = _read(job, setup, answers)
        try:
            result = setup.task.finish(job.number, results)
        except (OSError, PressExtractError) as error:
            _tell(answers, "broken", error)
        except Exception as error:  # which might not come through as it is
            _tell(answers, "broken", BatchError(f"{type(error).__name__}: {error}"))
        else:
            _tell(answers, "done", (result, _resident(), _peak()))


def _read(job: Job, setup: Setup, answers: IO[bytes]) -> list[Any]:
    results = []
    for index, document in enumerate(job.documents):
        verdict = job.verdicts.get(index)
        if verdict is None:
            _tell(answers, "at", index)
            with _limited(setup.memory_limit):
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


def _end_with(parent: int, *, of_main_thread: bool) -> None:
    """Be killed when the parent dies: by the kernel where it can do that, else by a thread that looks.

    The kernel takes the end of the thread that started us for the end of the parent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    if sys.platform == "linux" and of_main_thread:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_EVERY)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()


@contextmanager
def _limited(megabytes: int | None) -> Iterator[None]:
    """Keep a document to so much more memory than its worker has when it begins; no limit where Linux is not.

    Only while a document is read: libraries that write reserve more than they use.
    """
    if megabytes is None or sys.platform != "linux":
        yield
        return
    import resource

    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * os.sysconf("SC_PAGE_SIZE") + megabytes * 1024 * 1024
    known = [limit for limit in (before, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([most, *known]), hard))
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
        # Not getrusage: that begins with what the parent had.
        lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
