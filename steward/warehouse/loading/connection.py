"""The connection a load works on: it reads the files it was given, and nothing else."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from steward.warehouse.loading.sqltext import literal
from steward.whole_files import only_for_us

WAREHOUSE = "warehouse"
LITTLE = 4_000_000
"""Bytes."""
LITTLE_BLOCK = 16_384
"""Bytes. A column of a small table takes a block or more, however few its rows: of DuckDB's usual ones, sixteen times
as large, 150 small tables fill seven megabytes."""
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
    paths = list(readable)
    options = [
        "recovery_mode no_wal_writes",
        f"row_group_size {ROWS_TOGETHER}",
        *([f"block_size {LITTLE_BLOCK}"] if _is_little(paths, maybe_much) else []),
    ]
    connection.execute(f"attach {literal(str(written))} as {WAREHOUSE} ({', '.join(options)})")
    connection.execute(f"use {WAREHOUSE}")
    know_amounts(connection)
    only_for_us(written)
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
        # Of every connection to it: what is set for one alone holds for none of its cursors.
        connection.execute(f"set global {setting}")
    return connection


def know_amounts(connection: duckdb.DuckDBPyConnection) -> None:
    """What presets may call is known to one connection alone."""
    connection.execute(AMOUNT_SHOWN)


def _threads(paths: Iterable[Path], maybe_much: bool) -> Iterator[str]:
    """Threads that wait for each other take longer than one alone where there is little to read."""
    if _is_little(paths, maybe_much):
        yield "threads = 1"


def _is_little(paths: Iterable[Path], maybe_much: bool) -> bool:
    return not maybe_much and sum(path.stat().st_size for path in paths if path.is_file()) < LITTLE
