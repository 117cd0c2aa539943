"""One browser for all tests of what a reader sees, and the payloads as the library reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import pressextract as px
from tests.browser import Browser, why_not
from tests.payloads import PAYLOADS, extracted


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser; tests that ask for it are skipped where there is none, and say why."""
    missing = why_not()
    if missing:
        pytest.skip(missing)
    with Browser(tmp_path_factory.mktemp("browser")) as one:
        yield one


@pytest.fixture(scope="session")
def readings() -> dict[str, px.PressRelease]:
    """What is read in a release in whose sentences the payload stands, for each."""
    return {payload: extracted(payload) for payload in PAYLOADS}
