"""Speed against what a user has today, in one process on one core: ``python benchmark/speed.py``.

Characters per second of ``extract`` and of ``jieba.posseg.cut`` over the same folded texts, by turns, best of several
rounds; the first call after the import against ``jieba.initialize()``; and the memory at the end. Absolute figures vary
from machine to machine; the ratios are what counts.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

# Set before numpy is loaded: one core is what is measured.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "evaluation.md"
_FIRST = "主席林致遠出席。"
_STARTS = 3


def best(work: Callable[[], object], rounds: int) -> float:
    """The shortest time, in seconds of this process, that the work took."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def seconds_to_start(script: str) -> float:
    """The shortest time that a script says it needed in a fresh process."""
    command = [sys.executable, "-c", script]
    return min(
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(_STARTS)
    )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "fixtures", help="releases to read, *.txt")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="write what is printed into docs/evaluation.md")
    chosen = parser.parse_args()

    import jieba.posseg

    import pressextract

    jieba.setLogLevel("ERROR")
    texts = [path.read_text(encoding="utf-8") for path in sorted(chosen.folder.glob("*.txt"))]
    folds = [pressextract.normalise(text).text for text in texts]
    size = sum(map(len, texts))
    pressextract.extract(texts[0])
    list(jieba.posseg.cut(folds[0]))
    tagged = best(lambda: [list(jieba.posseg.cut(fold)) for fold in folds], chosen.rounds)
    extracted = best(lambda: [pressextract.extract(text) for text in texts], chosen.rounds)
    clock = "import time; begin = time.perf_counter(); {work}; print(time.perf_counter() - begin)"
    quiet = "import jieba; jieba.setLogLevel('ERROR'); "
    initialised = seconds_to_start(quiet + clock.format(work="jieba.initialize()"))
    first = seconds_to_start("import pressextract; " + clock.format(work=f"pressextract.extract({_FIRST!r})"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = "\n".join(
        (
            f"{size} characters in {len(texts)} releases",
            f"jieba.posseg.cut   {size / tagged:10,.0f} characters/s",
            f"extract            {size / extracted:10,.0f} characters/s, {tagged / extracted:.2f} times posseg",
            f"jieba.initialize() {initialised:10.2f} s",
            f"first extract      {first:10.2f} s, {first / initialised:.2f} times jieba.initialize()",
            f"memory             {memory:10.0f} MiB, jieba's dictionary included",
        )
    )
    print(said)
    if chosen.write:
        from gate import with_block  # not before: it would bring in what is measured

        page = PAGE.read_text("utf-8")
        PAGE.write_text(with_block(page, "speed", f"```text\n{said}\n```"), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
