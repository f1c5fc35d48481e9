"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dragoman import Coder

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of read-only material beside the repository: a must in CI, skipped where a checkout stands alone."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail("../shared is missing, and CI must have it")
        pytest.skip("../shared isn't beside this checkout")
    return folder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder with its default settings; loading it takes a second, so that all tests share one."""
    return Coder()
