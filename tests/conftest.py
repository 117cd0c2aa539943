"""What several tests share: the releases of ``fixtures/`` with their gold records, each extracted once a session."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

import pressextract as px

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = sorted((ROOT / "fixtures").glob("*.json"))


@dataclass
class Sample:
    """One release of ``fixtures/``: its text, its gold record and what is extracted from it."""

    name: str
    text: str
    gold: dict[str, Any]

    @cached_property
    def release(self) -> px.PressRelease:
        """The release as extracted, made when it is first wanted."""
        return px.extract(self.text)


def _read(path: Path) -> Sample:
    gold = json.loads(path.read_text("utf-8"))
    return Sample(path.stem, path.with_suffix(".txt").read_text("utf-8"), gold)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> list[Sample]:
    """All releases of ``fixtures/``."""
    return [_read(path) for path in FIXTURES]


@pytest.fixture
def sample(request: pytest.FixtureRequest, samples: list[Sample]) -> Sample:
    """One release of ``fixtures/``; a test that asks for it runs once for each."""
    return next(sample for sample in samples if sample.name == request.param)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "sample" in metafunc.fixturenames:
        metafunc.parametrize("sample", [path.stem for path in FIXTURES], indirect=True)
