"""What the README says is true: its commands, its sample output, its code and its figures."""

from __future__ import annotations

import re
import shlex
from collections import defaultdict
from pathlib import Path

import pytest

import pressextract as px
from gate import SAMPLE, figures_block, sample_block, with_block
from scoring import Tally, score


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "README.md").read_text("utf-8")


def block(page: str, name: str) -> str:
    """What stands between the two marks of this name."""
    found = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", page, re.S)
    assert found, f"README.md has no block {name}"
    return found.group(1)


def commands(page: str) -> list[str]:
    """The commands that a reader is told to run, in order."""
    return re.findall(r"```bash\n(.+?)\n```", page)


def test_the_first_command_runs_the_main_job(page: str, root: Path):
    first = commands(page)[0]
    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert shlex.split(first)[-2:] == ["extract", f"fixtures/{SAMPLE.name}"]
    assert (root / "fixtures" / SAMPLE.name).exists()


def test_ci_calls_the_second_command(page: str, root: Path):
    second = commands(page)[1]
    assert second == "bash scripts/check"
    assert f"exec {second}\n" in (root / ".ci" / "run").read_text("utf-8")
    assert (root / ".ci" / "run").stat().st_mode & 0o111
    script = (root / "scripts" / "check").read_text("utf-8")
    for tool in ("ruff", "mypy", "lint-imports", "pytest", "benchmark/gate.py"):
        assert tool in script


def test_the_sample_output_is_what_is_printed(page: str):
    assert block(page, "sample") == sample_block(), "run: python benchmark/gate.py --raise"


def test_the_figures_are_what_is_measured(page: str, samples):
    sums: defaultdict[str, Tally] = defaultdict(Tally)
    for sample in samples:
        for name, tally in score(sample.gold, sample.release.model_dump(mode="json")).items():
            sums[name] += tally
    tables = (block(page, "figures"), figures_block(sums))
    said, measured = (re.findall(r"(?m)^\| (\w+) \| (.+) \|$", table) for table in tables)
    assert [name for name, _ in said] == [name for name, _ in measured] == list(sums)
    for (name, old), (_, new) in zip(said, measured, strict=True):
        pairs = zip(old.split(" | "), new.split(" | "), strict=True)
        # A hundredth of play: another processor may round the recogniser's sums another way.
        far = [pair for pair in pairs if abs(float(pair[0]) - float(pair[1])) > 0.011]
        assert not far, f"{name}: run: python benchmark/gate.py --raise"


def test_only_the_block_is_rewritten():
    page = "# A\n<!-- a -->\n<!-- /a -->\nkept\n<!-- b -->\nold\n<!-- /b -->\nend"
    once = with_block(with_block(page, "a", "new"), "b", "new")
    assert once == "# A\n<!-- a -->\nnew\n<!-- /a -->\nkept\n<!-- b -->\nnew\n<!-- /b -->\nend"
    assert with_block(once, "a", "new") == once
    with pytest.raises(ValueError, match="one block c"):
        with_block(page, "c", "new")


def test_the_code_runs(page: str, capsys: pytest.CaptureFixture[str]):
    for code in re.findall(r"```python\n(.+?)```", page, re.S):
        exec(compile(code, "README.md", "exec"), {})
    assert "林致遠 董事長 青禾集團 current" in capsys.readouterr().out


def test_every_call_it_names_exists(page: str):
    for name in re.findall(r"`px\.(\w+)", page):
        assert name in px.__all__


def test_nothing_leads_to_a_place_that_is_not_there(page: str, root: Path):
    for link in re.findall(r"\]\(([^)]+)\)", page):
        assert (root / link).exists(), link
    for path in re.findall(r"`((?:src|benchmark|fixtures|scripts)/[\w./]*)`", page):
        assert (root / path).exists(), path
