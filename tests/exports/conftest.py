"""What every test of the exports shares: one release for each text."""

from __future__ import annotations

import pytest

import pressextract as px
from tests.exports.texts import TEXTS, released


@pytest.fixture(params=TEXTS)
def release(request: pytest.FixtureRequest) -> px.PressRelease:
    """One release; a test that asks for it runs once for each text."""
    return released(request.param)
