"""The aggregations behind the pages, by DuckDB and by pandas on the same rows: first compared, then side by side."""

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

import duckdb
import numpy as np
import pandas as pd

from benchmarks import by_pandas
from benchmarks.measure import line
from steward.warehouse.files import SQL, current_warehouse
from steward.workspace import Workspace

ROUNDS = 3
CENT, EXACT = 0.005, 1e-9
DAILY, MONTHS = "staging.usage", "rollup/usage_month"

Frames = Mapping[str, pd.DataFrame]


class Case(NamedTuple):
    """One aggregation. `relations`: made anew, the last of them compared; `compared`: its rows, the keys first.

    `within`: how far two numbers may be apart, money to the cent and all else by its size."""

    name: str
    relations: tuple[str, ...]
    inputs: tuple[str, ...]
    by_pandas: Callable[[Frames], pd.DataFrame]
    keys: tuple[str, ...]
    compared: str
    within: float = EXACT


CASES = (
    Case(
        "MRR bridge by account and month",
        ("internal/account_months", "internal/mrr_bridge"),
        ("staging.subscriptions", "staging.calendar"),
        by_pandas.bridge,
        ("account_id", "month_end"),
        "new, reactivation, expansion, contraction, churn",
        CENT,
    ),
    Case(
        "use by product, site and month",
        (MONTHS, "customer/usage_monthly"),
        (DAILY, "staging.calendar"),
        by_pandas.usage,
        ("account_id", "product_id", "site_id", "month_end"),
        "used, committed, readings",
    ),
    Case(
        "pipeline by stage and quarter",
        ("internal/open_pipeline",),
        ("internal.opportunities", "internal.opportunity_changes", "staging.quarters"),
        by_pandas.pipeline,
        ("quarter", "stage"),
        "sum(amount) as amount, count(*) as opportunities",
        CENT,
    ),
    Case(
        "relationship signals by account and month",
        ("internal/health_relationship",),
        ("staging.activities", "internal.executives", "staging.accounts", "staging.calendar"),
        by_pandas.relationship,
        ("account_id", "month_end"),
        "days_since_contact, contacts_in_ninety_days, two_way_share, people_in_touch, executives_in_touch",
    ),
    Case(
        "NPS by account and quarter",
        ("staging/survey_counts", "internal/nps_quarterly"),
        ("staging.surveys",),
        by_pandas.nps,
        ("account_id", "quarter"),
        "asked, answered, promoters, passives, detractors",
    ),
)


def main(home: Path) -> None:
    """Each relation from its staging tables, and the same numbers from frames that are read already."""
    path = current_warehouse(Workspace.whole(home))
    if path is None:
        raise SystemExit(f"Nothing is loaded in {home}.")
    with duckdb.connect(str(path), read_only=True) as warehouse:
        daily = _daily(warehouse, Workspace.whole(home).data / "usage.parquet")
        for case in CASES:
            _beside(warehouse, case, daily)


def _daily(warehouse: duckdb.DuckDBPyConnection, file: Path) -> str:
    """The daily rows, of which a warehouse keeps very many by the month alone: then as they are in their file."""
    found = "select count(*) from duckdb_tables() where schema_name || '.' || table_name = ?"
    if warehouse.execute(found, [DAILY]).fetchall() == [(1,)]:
        return DAILY
    warehouse.execute(f"create temp table daily_usage as from read_parquet('{file}')")
    return "daily_usage"


def _beside(warehouse: duckdb.DuckDBPyConnection, case: Case, daily: str) -> None:
    frames = {name: _frame(warehouse, daily if name == DAILY else name) for name in case.inputs}
    built(warehouse, case.relations, daily)
    rows = the_same(case, compared(warehouse, case), case.by_pandas(frames))
    ours = _timed(lambda: built(warehouse, case.relations, daily))
    theirs = _timed(lambda: case.by_pandas(frames))
    told = f"DuckDB {ours * 1000:,.0f} ms, pandas {theirs * 1000:,.0f} ms, ratio {ours / theirs:.2f}"
    line(case.name, f"{told}; {rows:,} rows the same")


def _frame(warehouse: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    """A relation as pandas holds it. Through Arrow: a Python text for every cell of 25 million rows takes 10 GB."""
    found = warehouse.sql(f"select * from {name}").to_arrow_table().to_pandas(date_as_object=False)
    typed: pd.DataFrame = found.astype(dict.fromkeys(found.select_dtypes("datetime").columns, "datetime64[us]"))
    return typed


def the_same(case: Case, ours: pd.DataFrame, theirs: pd.DataFrame) -> int:
    """How many rows there are, all of them the same. Raises AssertionError where they are not."""
    mine, other = (_sorted(frame, case.keys) for frame in (ours, theirs))
    assert len(mine) > 0, f"{case.name}: there is nothing to compare"
    assert mine[list(case.keys)].equals(other[list(case.keys)]), f"{case.name}: not of the same rows"
    for column in ours.columns.difference(list(case.keys)):
        left, right = (frame[column].to_numpy(dtype=np.float64, na_value=np.nan) for frame in (mine, other))
        close = np.isclose(left, right, rtol=0 if case.within == CENT else EXACT, atol=case.within, equal_nan=True)
        assert close.all(), f"{case.name}: {column} differs in {(~close).sum():,} of {len(close):,} rows"
    return len(mine)


def _sorted(frame: pd.DataFrame, keys: tuple[str, ...]) -> pd.DataFrame:
    """By its keys as text, an unknown one as nothing."""
    found = frame.reset_index(drop=True)
    for key in keys:
        values = found[key]
        text = values.dt.strftime("%Y-%m-%d") if pd.api.types.is_datetime64_any_dtype(values) else values
        found[key] = text.astype(object).where(text.notna(), "").astype(str)
    return found.sort_values(list(keys)).reset_index(drop=True)


def compared(warehouse: duckdb.DuckDBPyConnection, case: Case) -> pd.DataFrame:
    """The rows of a relation that was made anew."""
    name = _again(case.relations[-1])
    found: pd.DataFrame = warehouse.sql(
        f"select {', '.join(case.keys)}, {case.compared} from {name} {_grouped(case)}"
    ).df()
    return found


def _grouped(case: Case) -> str:
    return "group by all" if "(" in case.compared else ""


def _again(relation: str) -> str:
    return f"{relation.partition('/')[2]}_again"


def _timed(run: Callable[[], object]) -> float:
    seconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return median(seconds)


def built(warehouse: duckdb.DuckDBPyConnection, relations: tuple[str, ...], daily: str = DAILY) -> None:
    """Each made anew beside the one there is. `daily`: where the daily rows are."""
    for name in relations:
        text = (SQL / f"{name}.sql").read_text(encoding="utf-8").replace("staging.usage_month", _again(MONTHS))
        text = text.replace(DAILY, daily)
        warehouse.execute(f"create or replace temp table {_again(name)} as {text}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
