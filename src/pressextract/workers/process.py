"""One worker as the pool sees it: the process, the line to it, and what it says."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from pressextract.errors import BatchError
from pressextract.workers.job import Job, Setup

# The child gets our module path first, so that it finds what we find (a user's own recogniser, say).
_BOOT = (
    "import pickle, sys; parent, main, sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from pressextract.workers.child import serve; serve(parent, of_main_thread=main)"
)
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@dataclass(eq=False)
class Worker:
    """A process and what the pool knows of it.

    Attributes:
        process: The process.
        ready: It has said that it is.
        job: What it was handed and has not handed back.
        at: The document of it that it reads, by its place; None between jobs.
        since: When it began with that document.
        overdue: The document over which it was killed.
    """

    process: subprocess.Popen[bytes]
    ready: bool = False
    job: Job | None = None
    at: int | None = None
    since: float = 0.0
    overdue: int | None = None

    def send(self, thing: object) -> None:
        """Hand over something; a dead worker is noticed when its line closes, not here."""
        line = self.process.stdin
        assert line is not None
        with suppress(OSError):
            pickle.dump(thing, line)
            line.flush()

    def end(self) -> int:
        """Kill it, if it is not dead, and say how it ended."""
        self.process.kill()  # one that says what cannot be read is as good as dead
        status = self.process.wait()
        for line in (self.process.stdin, self.process.stdout):
            if line is not None:
                with suppress(OSError):
                    line.close()
        return status


# A worker, the moment, what it says, and the value that comes with that.
News = tuple[Worker, float, str, Any]


def greeting(setup: Setup) -> bytes:
    """What a worker is told first: whose it is, where our modules lie, and its setup.

    Raises:
        BatchError: The setup cannot be pickled.
    """
    try:
        main = threading.current_thread() is threading.main_thread()
        return pickle.dumps((os.getpid(), main, sys.path)) + pickle.dumps(setup)
    except Exception as error:
        raise BatchError(f"the extractor cannot be handed to a worker: {error}") from error


def start(log: IO[bytes] | None) -> Worker:
    """A new worker; what it has to say on standard error goes into the log."""
    environment = {**dict.fromkeys(_ONE_THREAD, "1"), **os.environ}
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-c", _BOOT],  # -P: no modules out of the current folder
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        env=environment,
    )
    return Worker(process)


def listen(worker: Worker, greeted: bytes, news: queue.SimpleQueue[News]) -> None:
    """Greet a worker, and put into ``news`` what it says, in the end ``gone``; in a thread of its own."""
    threading.Thread(target=_listen, args=(worker, greeted, news), daemon=True).start()


def _listen(worker: Worker, greeted: bytes, news: queue.SimpleQueue[News]) -> None:
    line = worker.process.stdout
    assert line is not None
    assert worker.process.stdin is not None
    with suppress(OSError):
        worker.process.stdin.write(greeted)
        worker.process.stdin.flush()
    while True:
        try:
            what, value = pickle.load(line)  # noqa: S301, from our own child
        except Exception:  # the end of the line, perhaps in the middle of a message
            news.put((worker, time.monotonic(), "gone", None))
            return
        news.put((worker, time.monotonic(), what, value))


def in_words(status: int) -> str:
    """How a process ended.

    >>> in_words(-9), in_words(1)
    ('signal 9', 'exit status 1')
    """
    return f"signal {-status}" if status < 0 else f"exit status {status}"
