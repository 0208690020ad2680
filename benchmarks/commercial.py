"""Orders, requests, touches, education, partners and actions with 200,000 order lines and 500,000 tickets: the load,
each page's script, and the page beside a bare one: `python -m benchmarks.commercial` makes its company first."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from benchmarks.app import chromium, serving
from benchmarks.bare import bare_app
from benchmarks.measure import line, python
from benchmarks.pages import beside_bare, scripts
from steward.warehouse.rows.internal.book import choices
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace

LINES, TICKETS = 200_000, 500_000
OF_LINES: Mapping[str, Sequence[str]] = {
    "orders": ("order_id",), "order_lines": ("order_line_id", "order_id", "pon"),
    "order_date_changes": ("order_line_id",), "order_milestones": ("order_line_id",),
}  # fmt: skip
"""The tables that grow with the lines of orders, and their ids; charges that name a line do, too."""
PAGES = (
    "orders", "requests", "touches", "education", "partners", "actions", "my_week", "account_orders",
    "account_requests", "account_education", "account_actions", "delivery", "your_requests",
)  # fmt: skip


def main(home: Path) -> None:
    """Let a sample company grow, load it, and open each page warm, several times."""
    grown(home)
    run = python("-m", "steward", "load", "--quiet", "--home", str(home))
    told = f"{run.seconds:.1f} s, peak {run.megabytes:,.0f} MB"
    line(f"load with {LINES:,} order lines and {TICKETS:,} tickets", told)
    account = choices(open_warehouse(Workspace.whole(home)))[0].account_id
    scripts(home, account, PAGES)
    with serving(home) as served, bare_app() as plain, chromium() as browser:
        beside_bare(browser, served, plain, account, PAGES)
        line("  peak memory of the app's server", f"{served.megabytes:,.0f} MB")


def grown(home: Path) -> None:
    """Every order, its charges and every ticket as often as there are to be so many, under ids of their own."""
    with duckdb.connect() as connection:
        lines = _times(connection, home, "order_lines", LINES)
        for table, ids in OF_LINES.items():
            _copied(connection, home, table, ids, lines)
        _copied(connection, home, "charges", ("charge_id", "order_line_id"), lines, where="order_line_id is not null")
        _copied(connection, home, "tickets", ("ticket_id",), _times(connection, home, "tickets", TICKETS))


def _times(connection: duckdb.DuckDBPyConnection, home: Path, table: str, wanted: int) -> int:
    [(found,)] = connection.execute(f"select count(*) from {_rows(home, table)}").fetchall()
    return -(-wanted // int(found))


def _copied(
    connection: duckdb.DuckDBPyConnection, home: Path, table: str, ids: Sequence[str], times: int, where: str = "true"
) -> None:
    """The rows of a table as they are, and those of the condition again under other ids."""
    renamed = ", ".join(f"case when copy > 0 then {one} || '~' || copy else {one} end as {one}" for one in ids)
    sql = f"""select * exclude (copy) replace ({renamed}) from {_rows(home, table)}, range({times}) as t(copy)
        where copy = 0 or ({where})"""
    path = home / "data" / f"{table}.csv"
    grown_to = path.with_suffix(".grown")
    connection.execute(f"copy ({sql}) to '{grown_to}' (header)")
    grown_to.replace(path)


def _rows(home: Path, table: str) -> str:
    return f"read_csv('{home / 'data' / f'{table}.csv'}', all_varchar = true)"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_in:
        python("-m", "steward", "sample", "--accounts", "1000", "--home", made_in)
        main(Path(made_in))
