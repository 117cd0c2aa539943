"""``python -m training``, the whole way on little."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pressextract.mentions.recogniser import Recogniser
from training.labelled import CLASSES


def command(root: Path, *arguments: object, seed: str = "0") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(
        [sys.executable, "-m", "training", *map(str, arguments)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )


@pytest.fixture(scope="module")
def runs(root, tmp_path_factory) -> list[Path]:
    """Two runs on nothing but what lies in the repository, each well inside 90 seconds, with other hash seeds."""
    folders = []
    for seed in ("1", "2"):
        folder = tmp_path_factory.mktemp("weights")
        done = command(root, "--small", "--data", "/nowhere", "--out", folder, seed=seed)
        assert done.returncode == 0, done.stderr
        folders.append(folder)
    return folders


def test_a_small_run_writes_weights_that_the_recogniser_loads(runs, samples):
    recogniser = Recogniser(weights=runs[0] / "recogniser.npz")
    fold = "青禾集团董事长林致远致辞。"
    assert "".join(fold[word.start : word.end] for word in recogniser(fold).words) == fold
    assert {span.tag for sample in samples[:10] for span in recogniser(sample.text).spans} <= set(CLASSES)


def test_a_small_run_fits_confidences(runs):
    weights = json.loads((runs[0] / "calibration.json").read_text("utf-8"))["weights"]
    lengths = {kind: len(row) for kind, row in weights.items()}
    assert lengths == {"people": 6, "organisations": 6, "positions": 5, "events": 7, "statements": 6}


@pytest.mark.parametrize("name", ["recogniser.npz", "calibration.json"])
def test_the_same_seed_gives_the_same_bytes(runs, name):
    first, second = (folder / name for folder in runs)
    assert first.read_bytes() == second.read_bytes()


def test_without_the_archives_a_full_run_is_refused(root, tmp_path):
    done = command(root, "--data", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert not (tmp_path / "out").exists()


def test_wrong_archives_are_refused_by_name(root, tmp_path):
    (tmp_path / "data").mkdir()
    done = command(root, "--small", "--data", tmp_path / "data", "--out", tmp_path / "out")
    assert done.returncode != 0
    assert "president.jsonl.gz" in done.stderr
    assert not (tmp_path / "out").exists()
