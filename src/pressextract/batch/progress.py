"""What a run says on standard error: one live line on a terminal, a line now and then elsewhere, a summary at the end."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TextIO

from pressextract.batch.standing import Standing, Summary

_LIVE, _QUIET = 0.25, 30.0  # seconds between two lines
_CLEAR = "\r\x1b[2K"


class Reporter:
    """Shows how far a run is; the time left and the rate are those of this run alone.

    A stream that is closed or full is no reason to stop a run: what cannot be shown is not shown.

    Args:
        stream: Where to write.
        live: Write one line again and again, as on a terminal; else a new line each half minute.
    """

    def __init__(self, stream: TextIO, *, live: bool) -> None:
        self._stream, self._live = stream, live
        self._begun = time.monotonic()
        self._shown = self._begun if not live else 0.0
        self._first: Standing | None = None
        self._finishing = False

    def __call__(self, standing: Standing) -> None:
        """Show this, if it is time."""
        now = time.monotonic()
        self._first = self._first or standing
        turned = standing.finishing and not self._finishing
        self._finishing = standing.finishing
        if not turned and now - self._shown < (_LIVE if self._live else _QUIET):
            return
        self._shown = now
        line = _line(standing, self._first, now - self._begun)
        self._write(f"{_CLEAR}{line}" if self._live else f"pressextract: {line}\n")

    def close(self) -> None:
        """Take the live line away."""
        if self._live:
            self._write(_CLEAR)

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(text)
            self._stream.flush()


def _line(now: Standing, first: Standing, seconds: float) -> str:
    """How far a run is, in one line of fewer than 80 columns.

    >>> _line(Standing(2200, 3, 0.5, 200 * 2**20), Standing(200, 0, 0.1), 40.0)
    '2,200 documents · 50%, 50 s left · 50/s · 3 failed · 200 MB a worker'
    """
    pieces = [f"{now.documents:,} documents"]
    if now.finishing:
        return f"{pieces[0]} · {now.failed:,} failed · writing the output"
    rate = (now.documents - first.documents) / seconds if seconds else 0.0
    if now.fraction is not None:
        gone = now.fraction - (first.fraction or 0.0)
        left = f", {duration(seconds / gone * (1 - now.fraction))} left" if gone > 0 and seconds > 2 else ""
        pieces.append(f"{now.fraction:.0%}{left}")
    pieces += [f"{rate:.0f}/s", f"{now.failed:,} failed"]
    if now.resident:
        pieces.append(f"{now.resident // 2**20} MB a worker")
    return " · ".join(pieces)


def summary_lines(summary: Summary) -> list[str]:
    """What a run came to, for people.

    >>> summary_lines(Summary(100, 2, {"SourceError": 2}, 0, 50000, 4.0, 200 * 2**20, {".pdf": 3}, "表格"))[0]
    '100 documents in 4 s (25 a second, 12,500 characters a second), 2 of them failed'
    """
    new = summary.documents - summary.before
    lines = [f"{summary.documents:,} documents"]
    if summary.before:
        lines[0] += f", {summary.before:,} of them done before"
    if new and summary.seconds:
        pace = f"{new / summary.seconds:,.0f} a second"
        if not summary.before:
            pace += f", {summary.code_points / summary.seconds:,.0f} characters a second"
        lines[0] += f" in {duration(summary.seconds)} ({pace})"
    lines[0] += f", {summary.failed:,} of them failed" if summary.failed else ", none failed"
    lines += [f"  {count:,} {error}" for error, count in summary.errors.items()]
    if summary.passed_over:
        kinds = ", ".join(f"{count:,} {suffix or 'without suffix'}" for suffix, count in summary.passed_over.items())
        lines.append(f"  files of other kinds passed over: {kinds}")
    if summary.peak:
        lines.append(f"  the largest worker took {summary.peak // 2**20:,} MB")
    if summary.out != "-":
        failures = f"; what failed and why also stands in {summary.out.rstrip('/')}.run/ledger.sqlite"
        lines.append(f"  written to {summary.out}{failures if summary.failed else ''}")
    return lines


def duration(seconds: float) -> str:
    """A stretch of time as people say it.

    >>> duration(4.2), duration(75), duration(3 * 3600 + 125)
    ('4 s', '1 min 15 s', '3 h 2 min')
    """
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
