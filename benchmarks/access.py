"""What a scope costs: opening the connection of a manager with 200 accounts, and what its views add to a query."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.measure import line
from steward.domain.access.scope import Accounts, Scope
from steward.warehouse.files import warehouse_to_read
from steward.warehouse.reader import Warehouse
from steward.warehouse.scoped import scoped
from steward.workspace import Workspace

OPENINGS, ASKED, MANY = 5, 9, 200
QUERIES = {
    "MRR by quarter": "select quarter, sum(mrr) from internal.book group by 1 order by 1",
    "usage by product": "select product_id, avg(used_of_committed) from customer.usage_monthly group by 1 order by 1",
    "stage rates": "from internal.stage_conversion order by stage",
    "opportunities": "select status, sum(amount) from internal.opportunities group by 1 order by 1",
}


def main(home: Path) -> None:
    """Measure over a big home."""
    path = warehouse_to_read(Workspace.whole(home))
    whole = Warehouse(path)
    ids = [str(row[0]) for row in _asked(whole, "select account_id from customer.accounts order by account_id")][:MANY]
    scope = Scope(read=Accounts(frozenset(ids)))
    opened = median(_seconds(lambda: scoped(path, scope)) for _ in range(OPENINGS))
    plain = median(_seconds(lambda: Warehouse(path)) for _ in range(OPENINGS))
    line(f"scope of {len(ids)} accounts: opened (aim ≤ 0.3 s)", f"{opened:.3f} s; the whole file {plain:.3f} s")
    mine = scoped(path, scope)
    for name, sql in QUERIES.items():
        ours = median(_seconds(lambda sql=sql: _asked(mine, sql)) for _ in range(ASKED))  # type: ignore[misc]
        all_of_it = median(_seconds(lambda sql=sql: _asked(whole, sql)) for _ in range(ASKED))  # type: ignore[misc]
        line(f"  {name}", f"{ours * 1000:.1f} ms; over every account {all_of_it * 1000:.1f} ms")


def _asked(warehouse: Warehouse, sql: str) -> list[tuple[object, ...]]:
    return warehouse.rows(lambda *row: row, sql)  # type: ignore[arg-type]


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
