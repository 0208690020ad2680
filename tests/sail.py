"""Sail: a server that speaks Spark Connect, in this process, for tests of what is asked of an engine."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from pysail.spark import SparkConnectServer


@contextmanager
def sail() -> Iterator[str]:
    """Its address while it runs."""
    with serving() as (address, _):
        yield address


@contextmanager
def serving() -> Iterator[tuple[str, Callable[[], None]]]:
    """Its address, and what ends it before its time."""
    os.environ.setdefault("RUST_LOG", "off")
    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    try:
        host, port = server.listening_address
        yield f"sc://{host}:{port}", server.stop
    finally:
        with suppress(RuntimeError):  # it was ended before its time
            server.stop()
