"""The outside of the workers: hands out jobs, watches the clock, and buries and replaces the dead.

A document that hangs or kills its worker becomes a verdict; its job is begun anew by a fresh worker, which passes it
over. A worker may also be killed by somebody else, so a death is a document's fault only when it comes again.
"""

from __future__ import annotations

import queue
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from pressextract.errors import BatchError, TimeLimitError, WorkerLostError
from pressextract.workers.job import Ahead, Done, Job, Setup
from pressextract.workers.process import News, Worker, greeting, in_words, listen, start

_DEATHS = 3  # in the same document
_STARTS = 12  # in a row without one job done
_TICK = 0.25
_STILL = 2.0


@dataclass(eq=False)
class Pool:
    """Workers that read jobs; see ``run``.

    Attributes:
        setup: What every worker is given.
        workers: How many.
        time_limit: Seconds that a document may take; None for no limit.
        in_order: Jobs come back in the order in which they were handed out.
        log: Where workers write what they have to say on standard error; None for our own standard error.
        on_tick: Called a few times a second, with the number of documents read in jobs that are not finished.
    """

    setup: Setup
    workers: int = 1
    time_limit: Callable[[Any], float] | None = None
    in_order: bool = False
    log: IO[bytes] | None = None
    on_tick: Callable[[int], None] | None = None
    _alive: list[Worker] = field(default_factory=list)
    _news: queue.SimpleQueue[News] = field(default_factory=queue.SimpleQueue)
    _deaths: Counter[tuple[int, int]] = field(default_factory=Counter)
    _starts: int = 0
    _greeting: bytes = b""
    _looked: float = 0.0

    @property
    def processes(self) -> list[int]:
        """The numbers of the processes that are reading something now."""
        return [worker.process.pid for worker in self._alive if worker.at is not None]

    def run(self, jobs: Iterator[Job]) -> Iterator[Done]:
        """Read the jobs; each comes back once, when it is done.

        Raises:
            BatchError: Workers cannot be started, or cannot finish a job for a reason that lies in no document.
            Exception: What ``finish`` raised.
        """
        source = Ahead(jobs)
        again: deque[Job] = deque()
        finished: dict[int, Done] = {}
        awaited: deque[int] = deque()  # the numbers of jobs handed out, in order, while order matters
        self._greeting = greeting(self.setup)
        try:
            while True:
                self._hand_out(source, again, awaited)
                if not any(worker.job for worker in self._alive) and not again and source.empty:
                    return
                done = self._next(again)
                if done is None:
                    continue
                if not self.in_order:
                    yield done
                    continue
                finished[done.number] = done
                while awaited and awaited[0] in finished:
                    yield finished.pop(awaited.popleft())
        finally:
            self._end()

    def _hand_out(self, source: Ahead, again: deque[Job], awaited: deque[int]) -> None:
        while len(self._alive) < self.workers and (again or not source.empty):
            worker = start(self.log)
            self._alive.append(worker)  # from here on it is ended with the others
            listen(worker, self._greeting, self._news)
        for worker in self._alive:
            if not worker.ready or worker.job is not None:
                continue
            if again:
                job = again.popleft()
            elif source.empty or (self.in_order and len(awaited) >= 4 * self.workers):
                continue
            else:
                job = source.take()
                if self.in_order:
                    awaited.append(job.number)
            worker.job, worker.at = job, None
            worker.send(job)

    def _next(self, again: deque[Job]) -> Done | None:
        """Take one piece of news, or look at the clock when there is none."""
        # Only with all news taken in: who asks for the next release after an hour must not find everybody overdue.
        if self._news.empty() and time.monotonic() - self._looked > _TICK:
            self._look_at_the_clock()
        try:
            worker, moment, what, value = self._news.get(timeout=_TICK)
        except queue.Empty:
            return None
        if what == "ready":
            worker.ready = True
        elif what == "at":
            worker.at, worker.since = value, moment
        elif what == "gone":
            self._bury(worker, again)
        elif what == "unfit":
            raise BatchError(f"a worker cannot start: {value}")
        elif what == "broken":
            raise value
        else:
            assert worker.job is not None
            self._starts = 0
            number, worker.job, worker.at = worker.job.number, None, None
            for key in [key for key in self._deaths if key[0] == number]:
                del self._deaths[key]
            return Done(number, *value)
        return None

    def _look_at_the_clock(self) -> None:
        now = time.monotonic()
        # If we have stood still (Ctrl-Z, a machine asleep), so have the workers.
        still = now - self._looked - _STILL if self._looked else 0.0
        for worker in self._alive:
            worker.since = min(now, worker.since + max(0.0, still))
        self._looked = now
        under_way = 0
        for worker in self._alive:
            if worker.job is None or worker.at is None:
                continue
            under_way += worker.at
            if self.time_limit is None or worker.overdue is not None:
                continue
            if now - worker.since > self.time_limit(worker.job.documents[worker.at]):
                worker.overdue = worker.at
                worker.process.kill()
        if self.on_tick is not None:
            self.on_tick(under_way)

    def _bury(self, worker: Worker, again: deque[Job]) -> None:
        """Take leave of a dead worker, and decide what becomes of its job."""
        self._alive.remove(worker)
        status = worker.end()
        job, at = worker.job, worker.at
        if job is not None and at is None:
            self._deaths[job.number, -1] += 1
            if self._deaths[job.number, -1] >= _DEATHS:
                raise BatchError(
                    f"a worker died {_DEATHS} times over the same job, in none of its documents ({in_words(status)})"
                )
        if job is None or at is None:
            self._starts += 1
            if self._starts >= _STARTS:
                raise BatchError(f"workers die before they do anything ({in_words(status)})")
        elif at == worker.overdue:
            limit = self.time_limit(job.documents[at]) if self.time_limit else 0
            job.verdicts[at] = TimeLimitError(f"it took longer than {limit:.4g} seconds")
        else:
            self._deaths[job.number, at] += 1
            if self._deaths[job.number, at] >= _DEATHS:
                job.verdicts[at] = WorkerLostError(f"its worker died {_DEATHS} times ({in_words(status)})")
        if job is not None:
            again.append(job)

    def _end(self) -> None:
        for worker in self._alive:
            worker.process.kill()
        for worker in self._alive:
            worker.end()
        self._alive.clear()
