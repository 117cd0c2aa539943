"""The same text gives the same bytes: in any process, thread or hash seed, alone or among others."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import pressextract as px

SCRIPT = """
import hashlib, sys
from pathlib import Path
import pressextract as px
for name in sys.argv[1:]:
    release = px.extract(Path(name).read_text("utf-8"))
    print(hashlib.sha256(release.model_dump_json().encode()).hexdigest())
"""


def digest(release: px.PressRelease) -> str:
    return hashlib.sha256(release.model_dump_json().encode()).hexdigest()


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_processes_and_hash_seeds(samples, root, seed: str):
    some = samples[::4]
    names = [root / "fixtures" / f"{sample.name}.txt" for sample in some]
    # In the other order, so that what is remembered from one text to the next would show.
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *reversed(names)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split()[::-1] == [digest(sample.release) for sample in some]


def test_threads(samples):
    some = samples[::3]
    extractor = px.Extractor()
    with ThreadPoolExecutor(4) as pool:
        releases = list(pool.map(extractor.extract, [sample.text for sample in some * 3]))
    assert [digest(release) for release in releases] == [digest(sample.release) for sample in some * 3]


def test_threads_that_race_for_the_first_use():
    code = (
        "import pressextract as px\nfrom concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    made = set(pool.map(px.extract, ['主席林致遠表示，協會將繼續努力。'] * 16))\n"
        "assert len(made) == 1, made"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_stands_around_a_text_does_not_change_it(samples):
    """The recogniser works on sentences in batches; a batch must not change what a sentence gives."""
    one, other = samples[0], samples[1]
    alone = px.extract(one.text)
    px.extract(other.text * 3)
    assert px.extract(one.text) == alone == next(px.extract_many([one.text]))
