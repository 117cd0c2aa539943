"""What the runner over archives promises, shown at full size: ``python benchmark/archive.py [NAME ...]``.

``releases``   the archives of ../shared with two workers: rows, offsets, pace, memory
``workers``    two workers against one, and every span
``overhead``   one worker against ``extract`` in a plain loop
``faults``     10,000 documents of which one in a hundred is bad in one of seven ways
``kills``      30 times kill -9 of the run, 30 times of a worker, at random moments
``full``       no room at 20 points of writing, a folder that cannot be written, a pipe that is closed

Each prints what it measured and fails where a promise is not kept. ``tests/batch`` shows the same on a small scale.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from faults import Faulty, texts
from pressextract.batch.run import run_batch
from pressextract.batch.standing import Standing, Summary
from pressextract.pipeline import Extractor
from pressextract.sources.archive import Archive

ARCHIVES = Path(__file__).resolve().parents[2] / "shared" / "data" / "releases"
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
MANY, BAD, KILLS, POINTS = 10_000, 100, 30, 20
_MARK = "PRESSEXTRACT_BENCHMARK"


def command(*arguments: str | Path) -> list[str]:
    """The shell's ``pressextract batch`` with these arguments."""
    return [sys.executable, "-m", "pressextract.cli", "batch", *map(str, arguments)]


def write_archive(path: Path, documents: Iterable[str]) -> Path:
    """A JSONL file with these texts."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in documents)
    return path


def real_texts(number: int) -> Iterator[str]:
    """Releases of ``fixtures/``, again and again, each with a number of its own."""
    originals = [path.read_text("utf-8") for path in sorted(FIXTURES.glob("*.txt"))]
    for index in range(number):
        yield f"{originals[index % len(originals)]}\n第{index}號\n"


def releases(folder: Path) -> None:
    """The archives of ``../shared``: every row accounted for, no offset wrong, and what it took."""
    inputs = sorted(ARCHIVES.glob("*.jsonl.gz"))
    if not inputs:
        print("releases: ../shared/data/releases is not there; nothing to show")
        return
    standings: list[Standing] = []
    out = folder / "tables"
    summary = run_batch(Archive(inputs), out, workers=2, on_progress=standings.append)
    _show("28,447 releases, two workers", summary)
    rows, wrong = check_offsets(out)
    print(f"  rows {rows:,}; offsets wrong {wrong:,}")
    print(f"  memory of a worker: {_growth(standings)}")
    assert rows == summary.documents == 28_447, "rows are missing"
    assert wrong == 0, "offsets are wrong"
    size = sum(path.stat().st_size for path in out.iterdir())
    print(f"  tables: {size / 2**20:.0f} MB")


def two_against_one(folder: Path) -> None:
    """Two workers and one on releases from all over the archives, and every span of theirs."""
    inputs = sorted(ARCHIVES.glob("*.jsonl.gz"))
    paces = {}
    some = write_archive(folder / "some.jsonl", _some_of(inputs, 1500))
    for workers in (1, 2):
        once = run_batch(Archive([some]), folder / f"some{workers}.jsonl", workers=workers)
        paces[workers] = once.documents / once.seconds
    print(
        f"  1,500 of them: {paces[1]:.1f}/s with one worker, {paces[2]:.1f}/s with two: {paces[2] / paces[1]:.2f} times"
    )
    seen, wrong = check_spans(folder / "some2.jsonl")
    print(f"  {seen:,} spans of theirs at whatever depth, wrong {wrong:,}")
    assert seen > 0
    assert wrong == 0, "spans are wrong"
    assert paces[2] / paces[1] >= 1.7, "two workers are not 1.7 times one"


def _some_of(inputs: list[Path], number: int) -> Iterator[str]:
    """Releases from all over the archives."""
    whole = (document.text or "" for document in Archive(inputs))
    return islice(islice(whole, 0, None, 28_447 // number), number)


def check_offsets(out: Path) -> tuple[int, int]:
    """The number of releases in a folder of Parquet tables, and how many spans do not say what stands there."""
    from pyarrow import parquet

    def rows(name: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        for batch in parquet.ParquetFile(out / f"{name}.parquet").iter_batches(columns=list(columns)):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    texts_of: dict[str, str] = dict(rows("releases", "id", "text"))
    wrong = 0
    for name, span in (("mentions", ""), ("events", "trigger"), ("events", "evidence")):
        columns = (span, f"{span}_start", f"{span}_end") if span else ("text", "start", "end")
        wrong += sum(texts_of[of][start:end] != said for of, said, start, end in rows(name, "release_id", *columns))
    for of, said, start, end in rows("statements", "release_id", "text", "start", "end"):
        # Two quotations with the speaker between them are one statement: its words stand in its span, in this order.
        there = iter(texts_of[of][start:end])
        wrong += not all(character in there for character in said if not character.isspace())
    return len(texts_of), wrong


def check_spans(out: Path) -> tuple[int, int]:
    """The number of all spans in a file of JSON lines, at whatever depth, and how many do not say what stands there."""
    seen = wrong = 0
    for outcome in map(json.loads, out.open(encoding="utf-8")):
        text = outcome["release"]["text"]
        waiting: list[Any] = list(outcome["release"].values())
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                waiting += value.values()
                if {"start", "end", "text"} <= value.keys():
                    seen += 1
                    wrong += text[value["start"] : value["end"]] != value["text"]
    return seen, wrong


def _growth(standings: list[Standing]) -> str:
    settled = [one for one in standings if one.documents > 2000 and one.resident and not one.finishing]
    if not settled:
        return "too few documents"
    thirds = [settled[: len(settled) // 4], settled[-len(settled) // 4 :]]
    early, late = (sum(one.resident for one in part) / len(part) for part in thirds)
    documents = (
        thirds[1][0].documents + thirds[1][-1].documents - thirds[0][0].documents - thirds[0][-1].documents
    ) / 2
    per = (late / early - 1) * 10_000 / documents
    return f"{early / 2**20:.0f} MB early, {late / 2**20:.0f} MB late: {per:+.1%} for each 10,000 documents"


def overhead(folder: Path) -> None:
    """One worker against a plain loop in a process of its own, in turns, twice."""
    file = write_archive(folder / "o.jsonl", real_texts(800))
    loop = "\n".join(
        [
            "import json, sys, time",
            "from pressextract import Extractor",
            "extractor = Extractor()",
            "extractor.extract('主席林致遠致辭。')",
            "begun = time.perf_counter()",
            "for line in open(sys.argv[1], encoding='utf-8'): extractor.extract(json.loads(line)['text'])",
            "print(time.perf_counter() - begun)",
        ]
    )
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    ratios = []
    for turn in range(3):
        done = subprocess.run([sys.executable, "-c", loop, file], env=alone, capture_output=True, text=True, check=True)
        once = run_batch(Archive([file]), folder / f"o{turn}.jsonl")
        ratios.append(once.seconds / float(done.stdout))
        print(f"  loop {float(done.stdout):.1f} s, run {once.seconds:.1f} s: {ratios[-1]:.3f}")
    print(f"overhead of the runner over a loop: {min(ratios) - 1:.1%} to {max(ratios) - 1:.1%}, its start included")
    assert sorted(ratios)[1] <= 1.10, "the runner costs more than a tenth"


def faults(folder: Path, many: int = MANY, bad: int = BAD, time_limit: float = 1.5) -> None:
    """Bad documents among good ones: typed errors for the bad, and for the good what a plain loop gives."""
    extractor = Extractor(recogniser=Faulty(), max_length=5000)
    kinds = _kinds(bad)
    places = dict(zip(random.Random(7).sample(range(many), bad), kinds, strict=True))
    file = folder / "bad.jsonl"
    good: dict[str, str] = {}
    with file.open("wb") as lines:
        for index, text in enumerate(texts(many)):
            kind = places.get(index)
            if kind == "bytes":
                lines.write(b'{"text": "' + text[:20].encode() + b"\xff\xfe" + b'"}\n')
                continue
            if kind is None:
                good[f"bad.jsonl:{index + 1}"] = text
            said = text * 100 if kind == "long" else f"{text}{kind}" if kind else text
            lines.write(json.dumps({"text": said}, ensure_ascii=False).encode() + b"\n")
    out = folder / "bad-out.jsonl"
    summary = run_batch(
        Archive([file]), out, workers=2, extractor=extractor, time_limit=time_limit, memory_limit=400, shard_size=16
    )
    _show(f"{many:,} documents, {bad} of them bad", summary)
    expected = Counter(_ERROR_OF[kind] for kind in kinds)
    assert summary.errors == expected, (summary.errors, expected)
    ids = []
    with out.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            ids.append(row["id"])
            if row["error"] is None:
                assert row["release"] == extractor.extract(good.pop(row["id"])).model_dump(mode="json"), row["id"]
    assert ids == [f"bad.jsonl:{number}" for number in range(1, many + 1)], "rows lost, doubled or out of order"
    assert not good, "good documents failed"
    print(f"  {len(ids):,} rows, {len(ids) - bad:,} well and as a plain loop has them, {bad} typed errors")


_ERROR_OF = {
    "bytes": "SourceError",
    "raise": "RuntimeError",
    "long": "TextTooLongError",
    "hang": "TimeLimitError",
    "kill": "WorkerLostError",
    "devour": "MemoryLimitError",
}


def _kinds(bad: int) -> list[str]:
    shares = {"bytes": 20, "raise": 20, "long": 20, "hang": 20, "kill": 10, "devour": 10}
    return [kind for kind, share in shares.items() for _ in range(share * bad // BAD)]


def kills(folder: Path, number: int = KILLS, documents: int = 700) -> None:
    """``kill -9`` of the run and of workers, resumed until the run is through; the output is that of a clean run."""
    file = write_archive(folder / "k.jsonl", real_texts(documents))
    clean = folder / "clean.jsonl"
    begun = time.monotonic()
    subprocess.run(command(file, "-o", clean, "--workers", "2"), check=True, capture_output=True)
    whole = time.monotonic() - begun
    chance = random.Random(11)
    for victim in ("run", "worker"):
        left, rounds = number, 0
        while left:
            out = folder / f"{victim}{rounds}.jsonl"
            rounds += 1
            while True:
                killed, ended = _killed_once(file, out, victim if left else "", chance.uniform(0.2, whole / 3))
                left -= killed
                if ended:
                    break
            assert sorted(out.open("rb")) == sorted(clean.open("rb")), f"not the same after kills of the {victim}"
            assert out.read_bytes() == clean.read_bytes(), "the same rows in another order"
        print(f"  kill -9 of the {victim} {number} times over {rounds} runs: the same bytes, no orphan after 5 s")


def _killed_once(file: Path, out: Path, victim: str, after: float) -> tuple[bool, bool]:
    """Go on with a run and kill something after a while; whether there was something to kill, and whether it ended."""
    mark = f"{os.getpid()}-{time.monotonic_ns()}"
    with subprocess.Popen(
        command(file, "-o", out, "--workers", "2", "--resume"),
        stderr=subprocess.PIPE,
        env={**os.environ, _MARK: mark},
    ) as run:
        killed = False
        if victim:
            try:
                run.wait(after)
            except subprocess.TimeoutExpired:
                if victim == "run":
                    run.kill()
                    killed = True
                else:
                    workers = [pid for pid in marked(mark) if pid != run.pid]
                    if workers:
                        os.kill(random.Random(after).choice(workers), signal.SIGKILL)
                        killed = True
        _, errors = run.communicate()
        if run.returncode == 0:
            return killed, True
        assert run.returncode == -signal.SIGKILL, (run.returncode, errors)
    deadline = time.monotonic() + 5
    while orphans := marked(mark):
        assert time.monotonic() < deadline, f"orphans {orphans}"
        time.sleep(0.05)
    return killed, False


def marked(mark: str) -> list[int]:
    """The processes that were started with this mark in their environment and still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"{_MARK}={mark}".encode() in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
        except OSError:  # it ended, or is not ours
            continue
    return found


def full(folder: Path, points: int = POINTS, documents: int = 160) -> None:
    """No room: a clear error each time, and after it a resume that ends with the bytes of a clean run."""
    file = write_archive(folder / "f.jsonl", real_texts(documents))
    for form in ("jsonl", "parquet"):
        clean = folder / f"clean-{form}"
        subprocess.run(command(file, "-o", clean, "--format", form), check=True, capture_output=True)
        largest = max(path.stat().st_size for path in ([clean] if clean.is_file() else clean.iterdir()))
        met = 0
        for point in range(points):
            out = folder / f"full-{form}-{point}"
            limit = 2048 + int(largest * 1.1 * (point / points) ** 2)
            done = subprocess.run(
                command(file, "-o", out, "--format", form, "--workers", "2"),
                capture_output=True,
                text=True,
                preexec_fn=_limiting(limit),
            )
            if done.returncode:
                met += 1
                assert done.returncode == 1, done
                assert done.stderr.startswith("pressextract: "), done.stderr
                assert "resume goes on" in done.stderr, done.stderr
                assert "Traceback" not in done.stderr, done.stderr
            subprocess.run(command(file, "-o", out, "--format", form, "--resume"), check=True, capture_output=True)
            assert _bytes_of(out) == _bytes_of(clean), f"not the same after no room at {limit}"
        print(f"  {form}: no room in {met} of {points} runs, each said so, each resumed to the same bytes")
        assert met >= points * 3 // 4, "the limits were too wide to show anything"
    _closed_pipe(write_archive(folder / "p.jsonl", texts(400)))
    _no_folder(file)


def _limiting(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _bytes_of(out: Path) -> dict[str, bytes]:
    files = [out] if out.is_file() else sorted(out.iterdir())
    return {path.name if out.is_dir() else "": path.read_bytes() for path in files}


def _closed_pipe(file: Path) -> None:
    with subprocess.Popen(command(file, "-o", "-"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        said = run.stderr.read().decode()
    assert run.returncode == 1, run.returncode
    assert said == "pressextract: standard output was closed before all was written\n", said
    print("  a closed pipe: exit status 1 and one line")


def _no_folder(file: Path) -> None:
    done = subprocess.run(command(file, "-o", "/proc/nowhere/out"), capture_output=True, text=True)
    assert done.returncode == 1, done
    assert done.stderr.startswith("pressextract: /proc/nowhere"), done.stderr
    print("  a folder that cannot be written: exit status 1 and one line")


def _show(what: str, summary: Summary) -> None:
    print(
        f"{what}: {summary.seconds:.0f} s, {summary.documents / summary.seconds:.1f} documents/s, "
        f"{summary.code_points / summary.seconds:,.0f} characters/s, peak {summary.peak / 2**20:.0f} MB a worker, "
        f"{summary.failed} failed {dict(summary.errors)}"
    )


SHOWN: dict[str, Callable[[Path], None]] = {
    "overhead": overhead, "workers": two_against_one, "faults": faults, "kills": kills, "full": full,
    "releases": releases,
}  # fmt: skip


def main() -> None:
    """Show what is asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *SHOWN])
    parser.add_argument("--keep", type=Path, help="a folder for what is written, kept afterwards")
    options: Any = parser.parse_args()
    for name in options.names or SHOWN:
        folder = Path(tempfile.mkdtemp(prefix="archive-", dir=options.keep))
        print(f"{name}:", flush=True)
        SHOWN[name](folder)
        if options.keep is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
