"""Spark Connect: one question after the other, each within its time, and given up where somebody stops the load.

The client waits and tries again for ten minutes where a server is gone, and for ever where one is slow; so it works in
a thread of its own, which is left to itself when its time is over."""

import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pyarrow as pa

from steward.errors import LoadFailed
from steward.warehouse.loading.engine.settings import Engine

T = TypeVar("T")
TO_ANSWER, TO_END, TRIES = 30.0, 5.0, 3
"""Seconds, seconds, and how often what failed on the way is asked again."""
LOOKED, SHOWN = 0.2, 240
NOT_INSTALLED = (
    "To ask {} for usage Steward needs two more packages: pip install 'steward[spark]', or from a checkout"
    " pip install pyspark-client sqlglot, at the versions pyproject.toml names."
)


class Spark:
    """A session of the engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        address = engine.address()
        self._within(lambda: _reached(address), TO_ANSWER + 1)
        # A cluster that is only starting takes the call and answers when it is there.
        self._session: Any = self._within(lambda: _connected(address), 60 * engine.minutes)

    def table(self, sql: str) -> pa.Table:
        """The answer to a query. Raises LoadFailed."""
        found = self._within(lambda: self._session.sql(sql).toArrow(), 60 * self._engine.minutes)
        if not isinstance(found, pa.Table):
            raise self._failed("it answered something else than rows")
        return found

    def close(self) -> None:
        """Let the engine know that nobody waits any more, for as long as it listens."""
        ending = threading.Thread(target=_end, args=(self._session,), daemon=True)
        ending.start()
        ending.join(TO_END)

    def _within(self, work: Callable[[], T], seconds: float) -> T:
        """What the work comes to, if it is done in time."""
        done, found, failed = threading.Event(), list[T](), list[Exception]()
        faults = _faults(self._engine)

        def run() -> None:
            try:
                found.append(work())
            except faults as problem:
                failed.append(problem)
            finally:
                done.set()

        threading.Thread(target=run, daemon=True).start()
        until = time.monotonic() + seconds
        while not done.wait(LOOKED):
            if time.monotonic() > until:
                raise self._failed(f"it did not answer within {_spoken(seconds)}")
        if not found:
            raise self._failed(self._said(failed)) from None
        return found[0]

    def _said(self, failed: list[Exception]) -> str:
        """The first line of what was wrong."""
        text = str(failed[0]).strip() if failed else ""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return self._engine.without_secrets(lines[0])[:SHOWN].rstrip(".") if lines else "it ended without a word"

    def _failed(self, why: str) -> LoadFailed:
        engine = self._engine
        return LoadFailed(
            f"The usage in {engine.table} could not be read from {engine.spoken} {engine.where()}: {why}."
            " Nothing was changed; the last load stays in use."
        )


@contextmanager
def spark(engine: Engine) -> Iterator[Spark]:
    """A session, ended however it goes. Raises LoadFailed."""
    session = Spark(engine)
    try:
        yield session
    finally:
        session.close()


def _faults(engine: Engine) -> tuple[type[Exception], ...]:
    """What the client raises where the engine, or the way to it, fails."""
    try:
        _quiet()
        import grpc

        with _a_program_with_a_file():
            import pyspark.sql.connect.session  # noqa: F401
        from pyspark.errors import PySparkException
    except ImportError as problem:
        raise LoadFailed(NOT_INSTALLED.format(engine.spoken)) from problem
    return PySparkException, grpc.RpcError, grpc.FutureTimeoutError, OSError, ValueError, AssertionError


@contextmanager
def _a_program_with_a_file() -> Iterator[None]:
    """PySpark takes a program without a file, as a process is that another one begins, for its own tests, and ends it
    where there is no whole Spark beside it."""
    program = sys.modules["__main__"]
    if hasattr(program, "__file__"):
        yield
        return
    program.__file__ = __file__
    try:
        yield
    finally:
        del program.__file__


def _reached(address: str) -> bool:
    import grpc
    from pyspark.sql.connect.client import DefaultChannelBuilder

    channel = DefaultChannelBuilder(address).toChannel()
    try:
        grpc.channel_ready_future(channel).result(timeout=TO_ANSWER)
    except grpc.FutureTimeoutError:
        raise OSError("nobody answers there") from None
    finally:
        channel.close()
    return True


def _connected(address: str) -> Any:
    from pyspark.sql.connect.client import DefaultChannelBuilder
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.session import SparkSession

    session = SparkSession(connection=DefaultChannelBuilder(address))
    session.client.set_retry_policies([DefaultPolicy(max_retries=TRIES)])
    session.conf.set("spark.sql.session.timeZone", "UTC")
    return session


def _end(session: Any) -> None:
    """Best effort: whatever it runs is stopped, and the session is let go of there."""
    from pyspark.errors import PySparkException

    for ending in (session.interruptAll, session.stop):
        try:
            ending()
        except (PySparkException, OSError, ValueError, RuntimeError):
            continue


def _quiet() -> None:
    """The client says that pandas 3 is new to it, which is not used here, and that it tried often enough."""
    for said in ("PySpark does not yet fully support pandas", r"\[RETRIES_EXCEEDED\]"):
        warnings.filterwarnings("ignore", message=said)


def _spoken(seconds: float) -> str:
    return f"{seconds / 60:g} minutes" if seconds >= 60 else f"{seconds:g} seconds"
