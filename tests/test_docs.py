"""What the pages of ``docs/`` show runs as it stands there, and prints what they say it prints.

A page is run in a folder with a small archive called ``news``, its blocks in order. A ``text`` block directly behind a
block of code is what that prints, on both streams: ``...`` stands for anything in a line, alone in a line for any
lines or none, and a number between 0 and 1 may be off by a hundredth or two, as another processor may round a
confidence another way.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
RUNNER = Path(__file__).with_name("page_blocks.py")
_BLOCK = re.compile(r"^```(bash|python)\n(.+?)^```$(?:\n+^```text\n(.*?)^```$)?", re.M | re.S)
_LOOSE = re.compile(r"(?P<lines>^\.\.\.\n)|(?P<rest>\.\.\.)|(?<![\d.])(?P<number>0\.\d+|1\.0+)(?![\d.])", re.M)
_MEANS = {"lines": r"(?:.*\n)*?", "rest": ".*?", "number": r"([01]\.\d+)"}
_PLAY = 0.021


def blocks_of(page: str) -> list[tuple[str, str, str | None]]:
    """Language, code and, where the page shows it, output of every block that is run."""
    return [(found[1], found[2], found[3]) for found in _BLOCK.finditer(page)]


def agree(shown: str, printed: str) -> bool:
    """Whether a program printed what a page shows."""
    shown, printed = ("\n".join(line.rstrip() for line in text.strip("\n").splitlines()) for text in (shown, printed))
    pattern, numbers, at = "", [], 0
    for found in _LOOSE.finditer(shown):
        pattern += re.escape(shown[at : found.start()]) + _MEANS[found.lastgroup or ""]
        numbers += [float(found["number"])] if found["number"] else []
        at = found.end()
    same = re.fullmatch(pattern + re.escape(shown[at:]), printed)
    return same is not None and all(
        abs(float(read) - number) < _PLAY for read, number in zip(same.groups(), numbers, strict=True)
    )


PAGES = [page for page in sorted(DOCS.glob("*.md")) if blocks_of(page.read_text("utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_every_block_runs_and_prints_what_is_shown(page: Path, root: Path, tmp_path: Path):
    shutil.copytree(root / "fixtures", tmp_path / "news", ignore=shutil.ignore_patterns("*.json", "*.md", "varied"))
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYTHONPATH": os.pathsep.join([str(root / "src"), os.environ.get("PYTHONPATH", "")]),
        "PYTHONIOENCODING": "utf-8",
        "MPLBACKEND": "Agg",
    }
    blocks = blocks_of(page.read_text("utf-8"))
    if shutil.which("java") is None:  # what Spark needs is not there; tests/test_spark.py says so
        blocks = [block for block in blocks if "pyspark" not in block[1]]
    done = subprocess.run(
        [sys.executable, RUNNER],
        input=json.dumps([(language, code) for language, code, _ in blocks]),
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for (_, code, shown), (printed, well) in zip(blocks, json.loads(done.stdout), strict=False):
        assert well, f"{code}\n{printed}{done.stderr}"
        assert shown is None or agree(shown, printed), f"{code}\nis shown to print\n{shown}\nand prints\n{printed}"


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("林致遠  主席\n", "林致遠  主席  \n\n", True),
        ("林致遠", "林致远", False),
        ("林致遠", "林致遠 主席", False),
        ("35 documents in ... s", "35 documents in 3 s", True),
        ("35 documents in ... s", "34 documents in 3 s", False),
        ("(0.97)", "(0.98)", True),
        ("(0.97)", "(0.93)", False),
        ("10.97", "10.98", False),
        ("...\nwritten", "reading\nwritten", True),
        ("...\nwritten", "written", True),
        ("a ... b", "a\nb", False),
    ],
)
def test_what_is_shown_is_held_against_what_is_printed(shown: str, printed: str, same: bool):
    assert agree(shown, printed) is same


def test_a_block_is_a_program_of_its_own_and_its_output_the_block_behind_it():
    page = "```python\na = 1\n```\n\n```text\n1\n```\n\nso\n\n```bash\nls\n```\nand\n\n```text\n2\n```\n"
    assert blocks_of(page) == [("python", "a = 1\n", "1\n"), ("bash", "ls\n", None)]


@pytest.mark.parametrize("code", ["a", "import sys; sys.exit(0)", "raise ValueError"])
def test_a_block_that_fails_or_leaves_is_seen(code: str):
    blocks = [("python", "a = 1\nprint('甲')"), ("python", code), ("python", "print(2)")]
    done = subprocess.run(
        [sys.executable, RUNNER], input=json.dumps(blocks), capture_output=True, text=True, check=True
    )
    first, second = json.loads(done.stdout)
    assert first == ["甲\n", True]
    assert second[1] is False
