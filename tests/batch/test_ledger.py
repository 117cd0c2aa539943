"""The ledger: what is entered is there, also for the next process, and for one run at a time."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pressextract.batch.ledger import Entry, Failed, Ledger, Totals
from pressextract.errors import BatchError

FAILED = Failed("a:3", "a", 3, "SourceError", "壞了")


def test_what_is_entered_is_there_later(tmp_path):
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as ledger:
        assert ledger.settings() == {}
        ledger.begin({"config": "c", "inputs": ["甲"], "shard_size": 4})
        ledger.enter(1, "d1", Entry(4, (FAILED,), 100))
        ledger.enter(0, "d0", Entry(4, (), 120))
        assert ledger.state == "reading"
        ledger.state = "finishing"
    with Ledger(path) as ledger:
        assert ledger.settings() == {"config": "c", "inputs": ["甲"], "shard_size": 4}
        assert ledger.digests() == {0: "d0", 1: "d1"}
        assert ledger.totals() == Totals(2, 8, 1, 220, {"SourceError": 1})
        assert list(ledger.failures()) == [FAILED]
        assert ledger.state == "finishing"


def test_a_shard_is_entered_whole_or_not_at_all(tmp_path):
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.begin({})
        ledger.enter(0, "d", Entry(1, (), 1))
        with pytest.raises(BatchError, match="UNIQUE"):
            ledger.enter(0, "d", Entry(1, (FAILED,), 1))


def test_two_runs_in_one_place(tmp_path):
    path = tmp_path / "ledger.sqlite"
    script = (
        "import sys; from pathlib import Path; from pressextract.batch.ledger import Ledger; Ledger(Path(sys.argv[1]))"
    )
    with Ledger(path):
        done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=False)
    assert "another run is writing here" in done.stderr
    subprocess.run([sys.executable, "-c", script, path], check=True)


def test_what_is_no_ledger_is_said(tmp_path):
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(BatchError, match="not a database"):
        Ledger(path)
