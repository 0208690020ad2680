"""How right calls of renewals were: what a locked call held of them, against what was kept of the contracts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from steward.domain.access.scope import Accounts, Scope
from steward.domain.forecasting.accuracy import CalledQuarter
from steward.domain.forecasting.items import CallItem, CallKind
from steward.domain.forecasting.making import contract_item
from steward.domain.quarters import Quarter
from steward.domain.renewals import Category, ContractState, Due
from steward.services.forecast import acting, desk
from steward.services.forecast.desk import Look
from steward.workspace import Workspace
from tests.forecasting.company import ANN, MAX, book_of, briefed, company, person

RENEWALS = CallKind.RENEWALS
TABLES = {
    # Both contracts of Q2 were Ann's; that of Q3 ended with the last day of which anything is known.
    "contracts": """
        contract_id | account_id | starts_on  | ends_on
        C0          | X1         | 2025-01-01 | 2026-06-30
        D0          | X1         | 2025-01-01 | 2026-05-31
        C1          | X1         | 2026-07-01 | 2026-09-30
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on  | ends_on    | contract_id
        S0              | X1         | VOI        | 600 | 2025-01-01 | 2026-07-01 | C0
        S1              | X1         | VOI        | 800 | 2026-07-01 |            | C1
        S2              | X1         | LAN        | 200 | 2025-01-01 | 2026-06-01 | D0
        """,
    "products": "product_id | name\nVOI | Voice\nLAN | Network",
    "accounts": "account_id | name | owner_id\nX1 | Acme | P2\nX2 | Bolt | P2",
    "account_owners": """
        account_id | owner_id | from_on
        X1         | P1       | 2025-01-01
        X1         | P2       | 2026-07-01
        """,
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Ann called both contracts of Q2 as sure; one of them was renewed. By now the account is Bo's."""
    here = company(tmp_path_factory.mktemp("called"), **TABLES)
    lock_call(here, "2026-Q2", ("C0", 600, date(2026, 6, 30)), ("D0", 200, date(2026, 5, 31)))
    lock_call(here, "2026-Q3", ("C1", 800, date(2026, 9, 30)))
    return here


def lock_call(workspace: Workspace, label: str, *contracts: tuple[str, int, date]) -> None:
    """A call of Ann's with contracts as sure renewals, made and locked early in a quarter."""
    files, quarter = acting.files_of(workspace), Quarter.parse(label)
    day = quarter.start.replace(day=8)
    call = acting.begin(files, "P1", quarter, ANN, day)
    seen = acting.submit(files, call, files.standing(call), [sure(*one) for one in contracts], ANN, day)
    acting.lock(files, call, seen, MAX, briefed(workspace).source.tree, day)


def sure(contract: str, mrr: int, ends_on: date) -> CallItem:
    """A contract that is expected to renew."""
    worth = Decimal(mrr)
    part = Due(worth, ContractState.OPEN, swing=worth, expected=worth)
    return contract_item(
        contract, True, ContractState.OPEN, part, Category.WILL_RENEW, ends_on=ends_on, account_id="X1", account="Acme"
    )


def test_what_was_kept_of_contracts_is_held_against_what_was_called(workspace: Workspace) -> None:
    """800 called, 600 of it kept though 800 is paid by now, and one of two contracts lost. What became of a contract
    that ended with the last day known of, nobody knows yet."""
    (told,) = person(workspace, "P1").record(RENEWALS).quarters
    assert told == CalledQuarter("2026-Q2", 80000, 60000, opportunities=2, slipped=1)


def test_a_call_without_renewals_tells_nothing_of_them(workspace: Workspace) -> None:
    record = person(workspace, "P1").record(CallKind.PIPELINE)
    assert [one.quarter for one in record.quarters] == ["2026-Q2", "2026-Q3"] and record.n == 0


def test_an_account_that_is_anothers_by_now_leaves_what_was_called_and_kept(workspace: Workspace) -> None:
    """Ann sees the account no more: her quarter is told as before, only not which contract was lost."""
    hers = replace(workspace, scope=Scope(Accounts(frozenset({"X2"})), people=frozenset({"P1"})))
    (told,) = person(hers, "P1").record(RENEWALS).quarters
    assert told == CalledQuarter("2026-Q2", 80000, 60000)


def test_the_table_is_of_what_is_looked_at(workspace: Workspace) -> None:
    looked_at = desk.looked_at(book_of(workspace), briefed(workspace), Look(kind=RENEWALS))
    found = looked_at.accuracy
    assert found is not None and found.note.startswith("Renewals: the first call")
    assert [row[:1] + row[4:6] for row in found.rows] == [("Ann Owner", 2, 50.0)]
    whole = {one.id for one in briefed(workspace).figures}
    assert {"forecast.accuracy", "forecast.accuracy_renewals"} <= whole


def test_a_contract_below_zero_is_taken_off_what_was_kept(tmp_path: Path) -> None:
    """600 kept of 800 gross with 80 off: 800 − 80 was up, of which 540 was kept, as on the page of renewals."""
    off = {
        "contracts": TABLES["contracts"] + "E0 | X1 | 2025-01-01 | 2026-06-30\n",
        "subscriptions": TABLES["subscriptions"] + "S3 | X1 | VOI | -80 | 2025-01-01 | 2026-07-01 | E0\n",
    }
    here = company(tmp_path, **{**TABLES, **off})
    lock_call(here, "2026-Q2", ("C0", 540, date(2026, 6, 30)))
    assert [one.actual for one in person(here, "P1").record(RENEWALS).quarters] == [54000]


def test_words_above_renewals_are_of_renewals(tmp_path: Path) -> None:
    """Nobody has said what comes of the 800 that end in Q4: nothing is committed, by no region more than by another."""
    here = company(tmp_path)
    found = desk.looked_at(book_of(here), briefed(here), Look(kind=RENEWALS))
    assert found.regions is not None and found.tree is not None
    assert found.headline == "Q4 2026: €0 committed of €800 up for renewal"
    assert found.regions.title == "No region commits anything in renewals"
    assert found.tree.columns[-1].name == "Up for renewal"
