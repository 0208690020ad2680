"""Programs that the tests run, and what is said where one is missing."""

import os
import shutil

import pytest

from steward.ui.server.haproxy import WHERE


def needs_haproxy() -> None:
    """Its absence is a failure in CI, elsewhere a skip that says what to install."""
    if shutil.which("haproxy", path=f"{os.environ['PATH']}:{WHERE}"):
        return
    missing = "no HAProxy: install Debian's haproxy to run these tests"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
