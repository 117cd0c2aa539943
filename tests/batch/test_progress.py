"""What a run says: seldom and in lines, or in one live line, and never at the cost of the run."""

from __future__ import annotations

import io

import pytest

from pressextract.batch.progress import Reporter, summary_lines
from pressextract.batch.standing import Standing, Summary


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test sets."""
    now = [1000.0]
    monkeypatch.setattr("pressextract.batch.progress.time.monotonic", lambda: now[0])
    return now


def told(clock, *, live: bool) -> str:
    stream = io.StringIO()
    reporter = Reporter(stream, live=live)
    for second in range(101):
        clock[0] = 1000.0 + second
        reporter(Standing(second * 10, 0, second / 200, 2**28))
    reporter(Standing(1010, 1, 1.0, 2**28, finishing=True))
    reporter.close()
    return stream.getvalue()


def test_quietly(clock):
    lines = told(clock, live=False).splitlines()
    assert lines == [
        "pressextract: 300 documents · 15%, 2 min 50 s left · 10/s · 0 failed · 256 MB a worker",
        "pressextract: 600 documents · 30%, 2 min 20 s left · 10/s · 0 failed · 256 MB a worker",
        "pressextract: 900 documents · 45%, 1 min 50 s left · 10/s · 0 failed · 256 MB a worker",
        "pressextract: 1,010 documents · 1 failed · writing the output",
    ]


def test_live(clock):
    shown = told(clock, live=True).split("\r\x1b[2K")
    assert len(shown) == 104
    assert shown[-1] == "", "the line is taken away at the end"
    assert all(len(line) < 80 for line in shown)


class Closed(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError


@pytest.mark.parametrize("live", [True, False])
def test_a_closed_stream_stops_nothing(clock, live: bool):
    reporter = Reporter(Closed(), live=live)
    clock[0] += 100
    reporter(Standing(1, 0))
    reporter.close()


def test_summary():
    summary = Summary(
        1000, 12, {"SourceError": 2, "TimeLimitError": 10}, 400, 5000, 60.0, 2**29, {".pdf": 3, "": 1}, "表"
    )
    assert summary_lines(summary) == [
        "1,000 documents, 400 of them done before in 1 min 0 s (10 a second), 12 of them failed",
        "  2 SourceError",
        "  10 TimeLimitError",
        "  files of other kinds passed over: 3 .pdf, 1 without suffix",
        "  the largest worker took 512 MB",
        "  written to 表; what failed and why also stands in 表.run/ledger.sqlite",
    ]
