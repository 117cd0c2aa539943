"""Runs the code blocks of a page one after another, each as a program of its own: ``python page_blocks.py < blocks``.

Standard input is a JSON list of pairs of language and code, standard output a JSON list of what each printed. The
blocks in Python share a process, so that the library is loaded once a page and not once a block; each begins with
nothing defined. The first block that fails ends the page.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import traceback
from contextlib import redirect_stdout


def run_python(code: str) -> tuple[str, bool]:
    """What the code prints, and whether it ran to its end; a traceback stands behind what it printed before."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        try:
            exec(compile(code, "<block>", "exec"), {"__name__": "__main__"})
        except BaseException:  # SystemExit too: a block that leaves early has not shown what the page says it shows
            traceback.print_exc(file=printed)
            return printed.getvalue(), False
    return printed.getvalue(), True


def run_bash(code: str) -> tuple[str, bool]:
    """What the commands print on both streams, and whether all of them ended well."""
    done = subprocess.run(
        ["bash", "-euc", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return done.stdout, done.returncode == 0


def main() -> None:
    """Run what stands on standard input."""
    blocks: list[tuple[str, str]] = json.load(sys.stdin)
    report = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library writes past Python's streams must not get between the lines of the report
    results: list[tuple[str, bool]] = []
    for language, code in blocks:
        results.append(run_python(code) if language == "python" else run_bash(code))
        if not results[-1][1]:
            break
    json.dump(results, report)
    report.close()


if __name__ == "__main__":
    main()
