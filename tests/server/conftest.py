"""What a server tells its pages by the environment is not told to the next test."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def told_nothing() -> Iterator[None]:
    """Whatever a test tells, the environment is as before afterwards."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
