"""`make scale`: the roll-up of usage by DuckDB, by Sail and by real Apache Spark of three workers, on the same files.

Each must come to the same rows; then what it took. Spark is no dependency: it lives in an environment of its own
(`.venv/spark`, and Java), and is asked as a company's cluster would be, through Spark Connect."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from benchmarks.measure import line
from steward.warehouse.loading.engine.portable import Readings, readings_of
from steward.warehouse.loading.engine.pull import columns_of
from steward.warehouse.loading.engine.settings import Engine
from steward.warehouse.loading.engine.spark import spark

MILLIONS = (10, 30, 100)
FIRST, UNTIL = date(2023, 10, 1), date(2026, 10, 1)
LAST_MONTH = date(2026, 9, 1)
DAYS = 1_096
WORKERS = os.environ.get("SPARK_MASTER_URL", "local-cluster[3,1,1024]")
SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"
MINUTES = 60
Answer = Callable[[str], pa.Table]


def main(millions: tuple[int, ...]) -> None:
    """Measure each size, the small ones first."""
    with tempfile.TemporaryDirectory(prefix="steward-scale-") as made:
        _measure("Odd readings", make_odd(Path(made) / "odd"))
        for size in millions:
            _measure(f"{size} million readings", make_usage(Path(made) / f"usage-{size}", size * 1_000_000))


def make_usage(folder: Path, rows: int) -> Path:
    """Daily readings of three years as Parquet: the more rows, the more services there are, day after day."""
    services = rows // DAYS
    duckdb.execute(f"""copy (
        select 'A-' || (s % 1000) as account_id, 'P-' || (s % 5) as product_id, 'S-' || s as site_id,
            date '{FIRST}' + (i // {services})::int as day, (hash(i) % 100000) / 100 as used,
            case when s % 3 = 0 then 500.0 end as committed
        from (select i, i % {services} as s from range({rows // services * services}) t(i))
    ) to '{folder}' (format parquet, per_thread_output true)""")
    return folder


def make_odd(folder: Path) -> Path:
    """Readings without an id or a number, that are none, negative, tiny or too large, of leap days and month ends."""
    ids = "([null, 'A-1', 'a-1', 'Ä 1', '', ' A-1'])"
    numbers = "([null, 0, -0.0, 0.000001, 0.9, 90, 99.9, -3.25, 'nan', 'inf', 1e30, -1e19, 123456.654321]::double[])"
    days = "(['2024-02-29', '2024-02-28', '2024-03-01', '2023-12-31', '2024-01-31', null, '2025-02-28']::date[])"
    duckdb.execute(f"""copy (
        select {ids}[1 + i % 6] as account_id, {ids}[1 + (hash(i) % 6)::int] as product_id,
            {ids}[1 + (hash(-i) % 6)::int] as site_id, {days}[1 + i % 7] as day, {numbers}[1 + i % 13] as used,
            {numbers}[1 + (hash(i + 7) % 13)::int] as committed
        from range(20000) t(i)) to '{folder}' (format parquet, per_thread_output true)""")
    return folder


def _measure(what: str, folder: Path) -> None:
    table = f"parquet.`{folder}`"
    held = sum(path.stat().st_size for path in folder.iterdir())
    line(what, f"{held / 1e6:,.1f} MB of Parquet")
    with duckdb.connect() as connection:
        connection.execute(f"create view told as from '{folder}/*.parquet'")
        columns = columns_of(connection.sql("from told limit 0").to_arrow_table())
        here = readings_of(Engine("spark", "", "told"), columns, "UTC")
        here = Readings("told", "duckdb", here.columns)
        expected = _timed("DuckDB", os.getpid(), lambda sql: connection.sql(sql).to_arrow_table(), here)
    for name, server in (("Sail", _sail), ("Spark, three workers", _spark)):
        with server() as (pid, address), spark(Engine("spark", address, table, minutes=MINUTES)) as session:
            there = readings_of(Engine("spark", address, table), columns, "UTC")
            found = _timed(name, pid, session.table, there)
            line(f"  {name}: rows equal to DuckDB's", "yes" if the_same(found, expected) else "NO")


def _timed(name: str, pid: int, answer: Answer, readings: Readings) -> pa.Table:
    """The roll-up of everything, twice, as the first warms an engine up, then of the last month. Its rows."""
    rows = answer(readings.rows(FIRST))
    for what, first in (("first", FIRST), ("again", FIRST), ("last month alone", LAST_MONTH)):
        began, spent = time.perf_counter(), processor_seconds(pid)
        found = answer(readings.months(first, UNTIL))
        seconds, spent = time.perf_counter() - began, processor_seconds(pid) - spent
        line(f"  {name}, {what}", f"{seconds:,.1f} s, {spent:,.1f} s of processor, {found.num_rows:,} rows")
        rows = found if first == FIRST else rows
    return rows


def the_same(one: pa.Table, other: pa.Table) -> bool:
    """Whether two answers have the same rows, each as often."""
    with duckdb.connect() as connection:
        connection.register("one", one)
        connection.register("other", other)
        sql = "select count(*) from ((from one except all from other) union all (from other except all from one))"
        return connection.sql(sql).fetchall() == [(0,)]


def processor_seconds(leader: int) -> float:
    """What a process and those that it began, with those that ended, have taken. They share its group."""
    ticks, group = 0, os.getpgid(leader)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[2]) == group and (group != os.getpgid(os.getpid()) or int(stat.parent.name) == leader):
            ticks += int(told[11]) + int(told[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def _sail() -> Iterator[tuple[int, str]]:
    port = _free_port()
    code = f"from pysail.spark import SparkConnectServer as S; S('127.0.0.1', {port}).start(background=False)"
    with _serving([sys.executable, "-c", code], {"RUST_LOG": "off"}, port) as pid:
        yield pid, f"sc://127.0.0.1:{port}"


@contextmanager
def _spark() -> Iterator[tuple[int, str]]:
    port, home = _free_port(), _spark_home()
    command = [
        str(home / "bin" / "spark-submit"), "--class", SERVER, "--master", WORKERS, "--driver-memory", "4g",
        "--conf", "spark.executor.memory=1g", "--conf", "spark.sql.shuffle.partitions=12",
        "--conf", f"spark.connect.grpc.binding.port={port}", "--conf", "spark.ui.enabled=false",
        "--conf", "spark.connect.grpc.maxInboundMessageSize=268435456",
        "--conf", "spark.driver.bindAddress=127.0.0.1", "--conf", "spark.driver.host=127.0.0.1",
    ]  # fmt: skip
    with _serving(command, {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}, port) as pid:
        yield pid, f"sc://127.0.0.1:{port}"


def _spark_home() -> Path:
    """Where the package `pyspark` of the environment beside ours has Spark itself."""
    python = os.environ.get("SPARK_PYTHON", ".venv/spark/bin/python")
    said = "import pathlib, pyspark; print(pathlib.Path(pyspark.__file__).parent)"
    return Path(subprocess.run([python, "-c", said], capture_output=True, text=True, check=True).stdout.strip())


@contextmanager
def _serving(command: list[str], more: dict[str, str], port: int) -> Iterator[int]:
    """A server while it is needed, in a group of its own, with a folder for what it leaves behind."""
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **more}, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait_for(port, server, Path(folder) / "log")
            yield server.pid
        finally:
            os.killpg(server.pid, 15)
            server.wait(60)


def _wait_for(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 600
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(1)
    raise SystemExit(f"The server did not begin:\n{log.read_text(encoding='utf-8')[-3000:]}")


def _free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or MILLIONS)
