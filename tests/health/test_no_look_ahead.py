"""Health of a past month, computed from data that ends with it, is what the history says: signals, score and colour."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steward.briefings.internal.health.history import HealthState, history
from steward.briefings.internal.scope.book import Book, book_of
from steward.domain.health import Colour, Group, Signal
from steward.plans.internal.health import shipped
from steward.plans.internal.health_rules import rules_of
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.examples import times
from tests.homes import opened_once

SOME = [f"NW-{number}" for number in (1002, 1003, 1005, 1006, 1008, 1013, 1021, 1033, 1039)]
"""Accounts with outages, churn, silence, tickets and renewals; few, so that a load is quick."""
MONTHS = [day.date() for day in pd.date_range("2024-03-31", "2026-08-31", freq="ME")]
RULES = replace(rules_of(shipped()), amber_from=82, green_from=90)
"""Those that come with Steward, but with bands in which these accounts are of every colour."""

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
    usage = pd.read_parquet(data / "usage.parquet")
    found["usage"] = usage[usage["account_id"].isin(SOME)].astype(str).replace({"None": "", "nan": ""})
    return {
        name: rows[rows["account_id"].isin(SOME)] if "account_id" in rows and name != "service_levels" else rows
        for name, rows in found.items()
    }


def book_on(folder: Path, sample: Path, tables: dict[str, pd.DataFrame], until: date) -> Book:
    """A company whose data ends with a month."""
    data = folder / "data"
    shutil.rmtree(folder, ignore_errors=True)
    data.mkdir(parents=True)
    settings_text = (sample / "data" / "workspace.toml").read_text()
    kept = [line for line in settings_text.splitlines() if not line.startswith("as_of")]
    (data / "workspace.toml").write_text("\n".join([f"as_of = {until}", *kept]))
    for name, rows in tables.items():
        cut = CUTS.get(name, lambda rows, _: rows)(rows, until.isoformat())
        cut.to_csv(data / f"{name}.csv", index=False)
    load(Workspace.whole(folder))
    warehouse = opened_once(Workspace.whole(folder))
    return Book(warehouse, warehouse.quarter(None), until)


class Scored(NamedTuple):
    """What health says of an account at a month's end: what was measured, what it gave, and what it is called."""

    signals: tuple[float | None, ...]
    groups: tuple[float | None, ...]
    score: float | None
    colour: Colour | None


def scored_by(book: Book, until: date) -> dict[tuple[str, date], Scored]:
    """Every account and month up to one."""
    found = history(book, RULES)
    states = found.states(found.accounts, [month for month in found.months if month <= until])
    return {(state.account_id, state.month_end): _scored(state) for state in states}


def _scored(state: HealthState) -> Scored:
    return Scored(
        signals=tuple(_rounded(state.signals[signal]) for signal in Signal),
        groups=tuple(_rounded(state.groups[group]) for group in Group),
        score=_rounded(state.score),
        colour=state.colour,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 9)


def test_what_is_cut_away_was_there(tables: dict[str, pd.DataFrame]) -> None:
    """The test would say nothing if the sample had no answers, repairs, closings or signatures after a month's end."""
    until = "2026-03-31"
    assert all(len(cut(tables[name], until)) < len(tables[name]) for name, cut in CUTS.items())
    assert (tables["opportunities"]["closed_on"] > until).any()


@pytest.fixture(scope="module")
def stored(sample_home: Path) -> dict[tuple[str, date], Scored]:
    """What the history says today of every month."""
    found = scored_by(book_of(opened_once(Workspace.whole(sample_home))), date(2026, 9, 30))
    return {key: row for key, row in found.items() if key[0] in SOME}


@settings(max_examples=times(8))
@given(st.sampled_from(MONTHS))
def test_a_past_month_is_as_it_was_known(
    sample_home: Path,
    tables: dict[str, pd.DataFrame],
    stored: dict[tuple[str, date], Scored],
    tmp_path_factory: pytest.TempPathFactory,
    until: date,
) -> None:
    book = book_on(tmp_path_factory.getbasetemp() / "cut", sample_home, tables, until)
    assert scored_by(book, until) == {key: row for key, row in stored.items() if key[1] <= until}


def test_the_months_compared_are_of_every_colour(stored: dict[tuple[str, date], Scored]) -> None:
    """The test would say little if the accounts chosen had no scores, or all the same."""
    counts = Counter(row.colour for row in stored.values())
    assert all(counts[colour] > 20 for colour in Colour)
    assert len({row.score for row in stored.values()}) > 100
