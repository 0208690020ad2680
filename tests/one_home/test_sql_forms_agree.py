"""A ratio that SQL needs for many rows is one macro; on any numbers it says what its Python form says."""

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as some

from steward.domain.nps import Survey, leaning
from steward.domain.renewals import ContractState, Due, kept_of, netted
from steward.domain.selling import win_rate
from steward.domain.service import budget_used, mean_rating, utilisation
from steward.warehouse.formulas import define_formulas

COUNTS = some.integers(0, 10_000)
MINUTES = some.floats(0, 1e7, allow_nan=False)


@pytest.fixture(scope="module")
def sql() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        define_formulas(connection)
        yield connection


def said(sql: duckdb.DuckDBPyConnection, macro: str, *values: float | None) -> float | None:
    row = sql.execute(f"select {macro}({', '.join('?' * len(values))})", list(values)).fetchone()
    assert row is not None
    return None if row[0] is None else float(row[0])


@pytest.mark.parametrize("score", range(11))
def test_what_an_answer_brings(sql: duckdb.DuckDBPyConnection, score: int) -> None:
    assert said(sql, "leaning", score) == leaning(score)


@given(promoters=COUNTS, passives=COUNTS, detractors=COUNTS)
def test_nps(sql: duckdb.DuckDBPyConnection, promoters: int, passives: int, detractors: int) -> None:
    survey = Survey(None, promoters, passives, detractors)
    assert said(sql, "nps", promoters, detractors, survey.answered) == survey.score


@given(promoters=some.integers(0, 3), passives=some.integers(0, 3), detractors=some.integers(0, 3))
def test_nps_of_few(sql: duckdb.DuckDBPyConnection, promoters: int, passives: int, detractors: int) -> None:
    survey = Survey(None, promoters, passives, detractors)
    assert said(sql, "nps", promoters, detractors, survey.answered) == survey.score


@given(answered=COUNTS, silent=COUNTS)
def test_nps_coverage(sql: duckdb.DuckDBPyConnection, answered: int, silent: int) -> None:
    survey = Survey(answered + silent, 0, answered, 0)
    assert said(sql, "nps_coverage", answered, survey.asked) == survey.coverage


@given(lost=MINUTES, allowed=some.one_of(some.none(), some.just(0.0), MINUTES))
def test_budget_used(sql: duckdb.DuckDBPyConnection, lost: float, allowed: float | None) -> None:
    assert said(sql, "budget_used", lost, allowed) == budget_used(lost, allowed)


@given(used=some.one_of(some.none(), MINUTES), committed=some.one_of(some.none(), some.just(0.0), MINUTES))
def test_utilisation(sql: duckdb.DuckDBPyConnection, used: float | None, committed: float | None) -> None:
    assert said(sql, "utilisation", used, committed) == utilisation(used, committed)


@given(stars=some.one_of(some.none(), some.floats(0, 50_000)), ratings=COUNTS)
def test_mean_rating(sql: duckdb.DuckDBPyConnection, stars: float | None, ratings: int) -> None:
    assert said(sql, "mean_rating", stars or 0, ratings) == mean_rating(stars, ratings)


@given(won=COUNTS, lost=COUNTS)
def test_win_rate(sql: duckdb.DuckDBPyConnection, won: int, lost: int) -> None:
    assert said(sql, "win_rate", won, won + lost) == win_rate(won, won + lost)


CENTS = some.decimals(-1_000_000, 1_000_000, places=2)


@given(atr=CENTS, renewed=some.one_of(some.none(), CENTS))
def test_what_counts_as_won_of_a_renewed_contract(
    sql: duckdb.DuckDBPyConnection, atr: Decimal, renewed: Decimal | None
) -> None:
    row = sql.execute("select renewal_kept(?::decimal(18, 2), ?::decimal(18, 2))", [atr, renewed]).fetchone()
    assert row == (kept_of(atr, renewed),)


@given(some.lists(some.tuples(CENTS, some.booleans()), min_size=1, max_size=5))
def test_what_an_account_kept(sql: duckdb.DuckDBPyConnection, contracts: list[tuple[Decimal, bool]]) -> None:
    """All that was won of its contracts, with those below zero taken off the others."""
    dues = [
        Due(atr, ContractState.WON, won=kept_of(atr, atr)) if won else Due(atr, ContractState.LOST)
        for atr, won in contracts
    ]
    kept, atr = sum((one.won for one in dues), Decimal()), sum((one.atr for one in dues), Decimal())
    gross = sum((max(one.atr, Decimal()) for one in dues), Decimal())
    found = said(sql, "in_proportion", float(kept), float(max(atr, Decimal())), float(gross))
    assert found == pytest.approx(float(sum((one.won for one in netted(dues)), Decimal())), abs=1e-6)
