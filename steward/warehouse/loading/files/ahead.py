"""Large text files looked through ahead of their turn, while the database is at work on those before them: a load has
two kinds of work, of which each alone leaves a processor idle."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from steward.warehouse.loading.files.encodings import Text, read_as_utf8

LARGE = 1_000_000
"""Bytes. What is smaller is looked through sooner than handed over."""


class Ahead:
    """What is found of the files that were named beforehand. `work`: a folder for copies of its own."""

    def __init__(self, work: Path, pool: ThreadPoolExecutor) -> None:
        self._work = work
        self._pool = pool
        self._begun: dict[tuple[Path, str | None], Future[Text]] = {}

    def begin(self, path: Path, name: str, encoding: str | None) -> None:
        """Look through a file as soon as those that were begun before it are done."""
        if (path, encoding) not in self._begun and path.is_file() and path.stat().st_size >= LARGE:
            self._begun[path, encoding] = self._pool.submit(read_as_utf8, path, name, self._work, encoding)

    def read(self, path: Path, name: str, encoding: str | None) -> Text:
        """What `read_as_utf8` finds, and raises."""
        begun = self._begun.get((path, encoding))
        return begun.result() if begun else read_as_utf8(path, name, self._work, encoding)


@contextmanager
def looking_ahead(work: Path) -> Iterator[Ahead]:
    """For one load; what was not begun by the end is left."""
    work.mkdir()
    pool = ThreadPoolExecutor(1, "looks ahead")
    try:
        yield Ahead(work, pool)
    finally:
        pool.shutdown(cancel_futures=True)
