"""Health of a past month, computed from data that ends with it, is what the history says."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steward.domain.health import Signal
from steward.warehouse.health_rows import HealthTable, health_table
from steward.warehouse.load import load
from steward.warehouse.reader import open_warehouse
from steward.workspace import Workspace

SOME = [f"NW-{number}" for number in (1002, 1003, 1005, 1006, 1008, 1013, 1021, 1033, 1039)]
"""Accounts with outages, churn, silence, tickets and renewals; few, so that a load is quick."""
MONTHS = [day.date() for day in pd.date_range("2024-03-31", "2026-08-31", freq="ME")]
NEXT = timedelta(days=1)

Cut = Callable[[pd.DataFrame, str], pd.DataFrame]


def hidden(rows: pd.DataFrame, until: str, happened: str, **later: str) -> pd.DataFrame:
    """The rows that had happened, without what was only known afterwards; `later`: a column and what tells its day."""
    kept = rows[rows[happened].str[:10] <= until].copy()
    for column, told_by in later.items():
        kept.loc[kept[told_by].str[:10] > until, column] = ""
    return kept


def _surveys(rows: pd.DataFrame, until: str) -> pd.DataFrame:
    return hidden(rows, until, "sent_on", score="answered_on", comment="answered_on", answered_on="answered_on")


def _opportunities(rows: pd.DataFrame, until: str) -> pd.DataFrame:
    kept = rows[rows["opened_on"] <= until].copy()
    later = kept["closed_on"] > until
    kept.loc[later, ["status", "closed_on"]] = ["open", ""]
    return kept


CUTS: dict[str, Cut] = {
    "subscriptions": lambda rows, until: hidden(rows, until, "starts_on", ends_on="ends_on"),
    "contracts": lambda rows, until: rows[rows[["signed_on", "starts_on"]].min(axis=1) <= until],
    "charges": lambda rows, until: hidden(rows, until, "month"),
    "usage": lambda rows, until: hidden(rows, until, "day"),
    "incidents": lambda rows, until: hidden(rows, until, "started_at", credit="restored_at", restored_at="restored_at"),
    "tickets": lambda rows, until: hidden(rows, until, "opened_at", satisfaction="closed_at", closed_at="closed_at"),
    "nps_responses": _surveys,
    "activities": lambda rows, until: hidden(rows, until, "happened_at"),
    "opportunities": _opportunities,
}


@pytest.fixture(scope="module")
def tables(sample_home: Path) -> dict[str, pd.DataFrame]:
    """The sample's tables for some accounts, as text."""
    data, found = sample_home / "data", {}
    for path in sorted(data.glob("*.csv")):
        found[path.stem] = pd.read_csv(path, dtype=str, keep_default_na=False)
    found["usage"] = pd.read_parquet(data / "usage.parquet").astype(str).replace({"None": "", "nan": ""})
    return {
        name: rows[rows["account_id"].isin(SOME)] if "account_id" in rows and name != "service_levels" else rows
        for name, rows in found.items()
    }


def scored_on(folder: Path, sample: Path, tables: dict[str, pd.DataFrame], until: date) -> HealthTable:
    """The signals of a company whose data ends with a month."""
    data = folder / "data"
    shutil.rmtree(folder, ignore_errors=True)
    data.mkdir(parents=True)
    settings_text = (sample / "data" / "workspace.toml").read_text()
    kept = [line for line in settings_text.splitlines() if not line.startswith("as_of")]
    (data / "workspace.toml").write_text("\n".join([f"as_of = {until}", *kept]))
    for name, rows in tables.items():
        cut = CUTS.get(name, lambda rows, _: rows)(rows, until.isoformat())
        cut.to_csv(data / f"{name}.csv", index=False)
    load(Workspace(folder))
    return health_table(open_warehouse(Workspace(folder)), until)


def by_month(table: HealthTable, until: date) -> dict[tuple[str, date], tuple[float | None, ...]]:
    columns = {signal: table.values[signal] for signal in Signal}
    return {
        key: tuple(None if np.isnan(columns[signal][place]) else round(columns[signal][place], 9) for signal in Signal)
        for place, key in enumerate(zip(table.account_ids, table.month_ends, strict=True))
        if key[1] <= until
    }


def test_what_is_cut_away_was_there(tables: dict[str, pd.DataFrame]) -> None:
    """The test would say nothing if the sample had no answers, repairs, closings or signatures after a month's end."""
    until = "2026-03-31"
    assert all(len(cut(tables[name], until)) < len(tables[name]) for name, cut in CUTS.items())
    assert (tables["opportunities"]["closed_on"] > until).any()


@settings(max_examples=5)
@given(st.sampled_from(MONTHS))
def test_a_past_month_is_as_it_was_known(
    sample_home: Path, tables: dict[str, pd.DataFrame], tmp_path_factory: pytest.TempPathFactory, until: date
) -> None:
    folder = tmp_path_factory.getbasetemp() / "cut"
    whole = health_table(open_warehouse(Workspace(sample_home)), date(2026, 9, 30))
    stored = {key: row for key, row in by_month(whole, until).items() if key[0] in SOME}
    assert by_month(scored_on(folder, sample_home, tables, until), until) == stored
