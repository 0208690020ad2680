"""The connection a load works on: it reads the files it was given, and nothing else."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from steward.warehouse.loading.sqltext import literal
from steward.whole_files import only_for_us

WAREHOUSE = "warehouse"
LITTLE = 4_000_000
"""Bytes."""
ROWS_TOGETHER = 8 * 2048
"""Rows of a group. A full group is written by whoever fills it, at the same time as others; what fills none waits for
the checkpoint, which works alone. Of DuckDB's own size that is most relations."""
AMOUNT_SHOWN = r"""
create temp macro amount_shown(shown) as try_cast(
    case
        when regexp_matches(trim(shown::varchar), '^-?[\d. ]*,\d{2}$')
            then replace(translate(shown::varchar, '. ', ''), ',', '.')
        when regexp_matches(trim(shown::varchar), '^-?\d{1,3}(,\d{3})+(\.\d+)?$') then replace(shown::varchar, ',', '')
        else shown::varchar
    end as decimal(38, 6))"""
"""For presets of products that show money with two decimals, as whoever exports writes it: `1,200.00`, `1.200,00`.
Where `1.200` may be twelve hundred, the whole column has to tell, and this does not do."""


def connect(written: Path, work: Path, readable: Iterable[Path], maybe_much: bool = False) -> duckdb.DuckDBPyConnection:
    """A new warehouse file. SQL from `sources.toml` runs here, so the doors are closed first and for good.

    `maybe_much`: whether there may be more to read than the files show. It keeps no log, does not wait for the
    disk, and has one checkpoint, at its end: nobody uses the file before it is whole and was moved to its place, which
    has the disk hold it; one that was not finished is thrown away."""
    connection = duckdb.connect()
    options = f"recovery_mode no_wal_writes, row_group_size {ROWS_TOGETHER}"
    connection.execute(f"attach {literal(str(written))} as {WAREHOUSE} ({options})")
    connection.execute(f"use {WAREHOUSE}")
    connection.execute(AMOUNT_SHOWN)
    only_for_us(written)
    paths = list(readable)
    files = ", ".join(literal(str(path.resolve())) for path in paths)
    for setting in (
        *_threads(paths, maybe_much),
        f"temp_directory = {literal(str(work / 'spill'))}",
        "fsync_mode = 'NONE'",
        "checkpoint_threshold = '1TB'",
        "memory_limit = '50%'",
        "timezone = 'UTC'",
        f"allowed_directories = [{literal(str(work.resolve()))}]",
        f"allowed_paths = [{files}]",
        "python_enable_replacements = false",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"set {setting}")
    return connection


def _threads(paths: Iterable[Path], maybe_much: bool) -> Iterator[str]:
    """Threads that wait for each other take longer than one alone where there is little to read."""
    if not maybe_much and sum(path.stat().st_size for path in paths if path.is_file()) < LITTLE:
        yield "threads = 1"
