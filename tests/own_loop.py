"""A coroutine run to its end on a loop of its own, also where a browser's is already running in this thread: which
tests a process has had before is luck."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

Told = TypeVar("Told")


def run(work: Coroutine[Any, Any, Told]) -> Told:
    """What it returns; what it raises is raised here."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(copy_context().run, asyncio.run, work).result()
