"""What the pages of ``docs/`` show runs as it stands there, in a folder with a small archive called ``news``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parent.parent / "docs").glob("*.md"))
_BLOCK = re.compile(r"^```(bash|python)\n(.+?)^```$", re.M | re.S)


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_every_block_runs(page: Path, root: Path, tmp_path: Path):
    shutil.copytree(root / "fixtures", tmp_path / "news", ignore=shutil.ignore_patterns("*.json", "*.md", "varied"))
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYTHONPATH": os.pathsep.join([str(root / "src"), os.environ.get("PYTHONPATH", "")]),
    }
    blocks = _BLOCK.findall(page.read_text("utf-8"))
    assert blocks
    for language, code in blocks:
        if "pyspark" in code and shutil.which("java") is None:
            continue  # what Spark needs is not there; tests/test_spark.py says so
        command = [sys.executable, "-c", code] if language == "python" else ["bash", "-euc", code]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{code}\n{done.stdout}{done.stderr}"
