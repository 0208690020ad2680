"""The aggregations behind the pages, by DuckDB at load and by pandas on the same rows in memory, side by side."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import duckdb
import numpy as np
import pandas as pd

from benchmarks.measure import line
from steward.warehouse.files import SQL, current_warehouse
from steward.workspace import Workspace

ROUNDS = 3


def main(home: Path) -> None:
    """Each relation from its staging tables, and the same numbers from frames that are read already."""
    path = current_warehouse(Workspace(home))
    if path is None:
        raise SystemExit(f"Nothing is loaded in {home}.")
    with duckdb.connect(str(path), read_only=True) as warehouse:
        for name, relations, tables, by_pandas in (
            (
                "MRR bridge by account and month",
                ("account_months", "mrr_bridge"),
                ("subscriptions", "calendar"),
                bridge,
            ),
            ("use by product, site and month", ("usage_monthly",), ("usage", "subscriptions"), usage),
            ("pipeline by stage and quarter", ("open_pipeline",), ("opportunities", "quarters"), pipeline),
        ):
            frames = {table: warehouse.sql(f"select * from staging.{table}").df() for table in tables}
            ours = _timed(lambda relations=relations: _built(warehouse, relations))  # type: ignore[misc]
            theirs = _timed(lambda by_pandas=by_pandas, frames=frames: by_pandas(frames))  # type: ignore[misc]
            line(name, f"DuckDB {ours * 1000:,.0f} ms, pandas {theirs * 1000:,.0f} ms, ratio {ours / theirs:.2f}")


def _timed(run: Callable[[], object]) -> float:
    seconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return median(seconds)


def _built(warehouse: duckdb.DuckDBPyConnection, relations: tuple[str, ...]) -> None:
    """Each made anew beside the one there is."""
    for name in relations:
        text = next(SQL.rglob(f"{name}.sql")).read_text(encoding="utf-8")
        warehouse.execute(f"create or replace temp table {name}_again as {text}")


def bridge(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """MRR of every account at every month's end, and its steps."""
    months = pd.DatetimeIndex(frames["calendar"]["month_end"]).sort_values().to_numpy()
    subscriptions = frames["subscriptions"]
    starts, ends = (pd.to_datetime(subscriptions[name]).to_numpy() for name in ("starts_on", "ends_on"))
    active = (starts[:, None] <= months) & (np.isnat(ends)[:, None] | (ends[:, None] > months))
    amounts = pd.DataFrame(active * subscriptions["mrr"].astype(float).to_numpy()[:, None], columns=months)
    closing = amounts.groupby(subscriptions["account_id"].to_numpy()).sum()
    opening = closing.shift(axis=1, fill_value=0.0)
    change, seen = closing - opening, closing.shift(axis=1, fill_value=0.0).cummax(axis=1) > 0
    found = {
        "new": change.where((opening <= 0) & (closing > 0) & ~seen, 0.0),
        "reactivation": change.where((opening <= 0) & (closing > 0) & seen, 0.0),
        "expansion": change.where((opening > 0) & (change > 0), 0.0),
        "contraction": change.where((closing > 0) & (change < 0), 0.0),
        "churn": change.where((closing <= 0) & (change < 0), 0.0),
    }
    return pd.concat({name: frame.stack() for name, frame in found.items()}, axis=1)


def usage(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Use and commitment by account, product, site and month."""
    rows = frames["usage"]
    month = rows["day"].to_numpy().astype("datetime64[M]")
    keys = [rows["account_id"], rows["product_id"], rows["site_id"], month]
    return rows[["used", "committed"]].groupby(keys, dropna=False).agg(["sum", "count", "max"])


def pipeline(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """What was open at the end of each quarter, by stage."""
    pairs = frames["opportunities"].merge(frames["quarters"], how="cross")
    opened = pairs["opened_on"].isna() | (pairs["opened_on"] <= pairs["ends_on"])
    open_then = opened & ((pairs["status"] == "open") | (pairs["ends_on"] < pairs["closed_on"]))
    kept = pairs[open_then].assign(amount=lambda found: found["amount"].astype(float))
    return kept.groupby(["quarter", "stage"])["amount"].agg(["sum", "count"]).reset_index()
