"""What loads saw before, where no feed tells it: how opportunities changed, which day an order was promised first,
and who owned which account.

Each history is a file beside the warehouse that holds a row for every value that was new at a load; it is only ever
added to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

import duckdb

from steward.warehouse.loading.report import Problem
from steward.warehouse.loading.sqltext import literal
from steward.whole_files import make_folder, move
from steward.workspace import Workspace

ASIDE = ".unreadable"


@dataclass(frozen=True)
class History:
    """What is remembered of one kind. `now`: SQL for what a load sees, a row a value, in the columns of `about` and
    `value`; `lost`: what is not known where the file cannot be read."""

    name: str
    table: str
    about: tuple[str, ...]
    now: str
    lost: str

    def path(self, workspace: Workspace) -> Path:
        """Where it is kept from load to load."""
        return workspace.history / f"{self.name}.parquet"

    def recall(self, connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
        """Fill its table with what was seen before; whether the file could be read."""
        columns = ", ".join(f"{one} varchar" for one in self.about)
        connection.execute(
            f"create or replace table {self.table} ({columns}, value varchar, seen_at timestamp, load bigint)"
        )
        return not path.exists() or self._filled(connection, path)

    def add_news(self, connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
        """Add what is new in this load. What follows what is told by the numbers of the loads, whatever the clock
        says."""
        about = ", ".join(self.about)
        connection.execute(
            f"""insert into {self.table}
            with now as ({self.now}),
            last as (
                select {about}, last(value order by load, seen_at) as value from {self.table} group by all)
            select {", ".join(f"n.{one}" for one in self.about)}, n.value, ?::timestamp,
                (select coalesce(max(load), 0) + 1 from {self.table})
            from now n left join last l using ({about})
            where l.{self.about[0]} is null or n.value <> l.value""",
            [now],
        )

    def damages(self, path: Path, sound: bool) -> Iterator[Problem]:
        """What is to be said of files that could not be read, now or at an earlier load, for as long as they lie
        there."""
        kept = [*sorted(path.parent.glob(f"{path.stem}{ASIDE}*")), *(() if sound else (_aside(path),))]
        if kept:
            why = (
                f"{self.lost}. What is left was kept as {' and '.join(one.name for one in kept)}. If you have a"
                f" backup, put it back as {path.name} and load again; then delete what was kept"
            )
            yield Problem(self.name, f"data/{path.parent.name}/{path.name}", None, "", why, "warning", 0)

    def write(self, connection: duckdb.DuckDBPyConnection, work: Path) -> Path | None:
        """Write it into a load's own folder, to be moved once the load is whole; None where there is nothing."""
        if connection.execute(f"select 1 from {self.table} limit 1").fetchone() is None:
            return None
        written = work / f"{self.name}.parquet"
        connection.execute(f"copy {self.table} to {literal(str(written))} (format parquet)")
        return written

    def _filled(self, connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
        """Whether the file could be read; one of before there were numbers has none, and its times tell the order."""
        held = f"select null::bigint as load where false union all by name from read_parquet({literal(str(path))})"
        try:
            connection.execute(f"""insert into {self.table} by name
                select * replace (coalesce(load, 0) as load) from ({held})""")
        except duckdb.Error:
            return False
        return True


def keep(written: Path | None, path: Path, sound: bool) -> None:
    """Put it in the place of what was remembered before, in one step; what is damaged is kept under another name."""
    make_folder(path.parent)
    if not sound:
        path.replace(_aside(path))
    if written:
        move(written, path)


def _aside(path: Path) -> Path:
    """A name that no earlier damaged file has."""
    names = (path.with_suffix(f"{ASIDE}{number or ''}") for number in count())
    return next(name for name in names if not name.exists())


OPPORTUNITIES = History(
    "opportunities",
    "staging.opportunity_memory",
    ("opportunity_id", "field"),
    """
        select o.opportunity_id, f.field, coalesce(f.value, '') as value
        from staging.opportunities o, lateral (
            values ('stage', o.stage), ('close date', o.close_on::varchar), ('amount', o.amount::varchar),
                   ('next step', o.next_step)) f (field, value)""",
    "what earlier loads saw of opportunities could not be read, so changes of before are not known",
)
ORDERS = History(
    "orders",
    "staging.order_memory",
    ("order_line_id",),
    """
        select order_line_id, committed_on::varchar as value from staging.order_lines where committed_on is not null""",
    "what earlier loads saw of orders could not be read, so the days promised before are not known",
)
FIRST_COMMITTED = History(
    "first_committed",
    "staging.order_first_memory",
    ("order_line_id",),
    """
        select order_line_id, first_committed_on::varchar as value from staging.order_lines
        where first_committed_on is not null""",
    "what earlier loads saw of orders could not be read, so a first promise that was written over is not known",
)
OWNERS = History(
    "owners",
    "staging.owner_memory",
    ("account_id",),
    "select account_id, coalesce(owner_id, '') as value from staging.accounts",
    "what earlier loads saw of who owns accounts could not be read, so owners of before are not known",
)
HISTORIES = (OPPORTUNITIES, ORDERS, FIRST_COMMITTED, OWNERS)
