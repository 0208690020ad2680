"""Where a customer stands beside others of their size: quartiles alone, and only of enough."""

from pathlib import Path

import numpy as np
import pytest

from steward.briefings.customer.peers.peers import BEST, MIDDLE, WORST, Peers, peers
from steward.briefings.customer.subject import subject
from steward.warehouse.rows.customer.peers import beside_others
from tests.homes import loaded

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-03-31\n'


def _peers(folder: Path, tickets: list[int], account_id: str = "A0", **more: str) -> Peers:
    """So many customers, each with one line; tickets in the first quarter by their number."""
    tables = {
        "accounts": "account_id | name\n" + "\n".join(f"A{n} | Customer {n}" for n in range(len(tickets))),
        "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\n"
        + "\n".join(f"s{n} | A{n} | wan | {100 + n} | 2025-01-01" for n in range(len(tickets))),
        "tickets": "ticket_id | account_id | opened_at\n"
        + "\n".join(f"t{n}-{k} | A{n} | 2026-02-01 08:00:00" for n, many in enumerate(tickets) for k in range(many)),
    }
    warehouse = loaded(folder, SETTINGS, **{**tables, **more})
    told = peers(subject(warehouse, account_id, "2026-Q1"))
    found = beside_others(warehouse, account_id, "2026-Q1")
    if len(tickets) > 1 and found:
        [row] = [one for one in found if one.measure == "tickets"]
        near = [[0.2, 0.25, 0.3], [0.45, 0.5, 0.55], [0.7, 0.75, 0.8]]
        means = [np.quantile([10 * one for one in tickets], each).mean() for each in near]
        assert [row.lower, row.middle, row.upper] == pytest.approx(means)
    return told


@pytest.mark.parametrize(
    ("own", "place", "said"),
    [(1, BEST, "in the best fourth"), (5, MIDDLE, "in the middle half"), (30, WORST, "in the weakest fourth")],
)
def test_less_is_better_and_the_title_says_where_they_stand(own: int, place: str, said: str, tmp_path: Path) -> None:
    found = _peers(tmp_path, [own, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    assert found.table and [row[-1] for row in found.table.rows] == [place]
    assert found.headline == f"You are {said} of 10 customers in tickets"
    assert found.table.rows[0][0] == "Tickets of ten lines"


def test_seven_others_are_too_few_to_stay_unknown(tmp_path: Path) -> None:
    found = _peers(tmp_path, [1, 2, 3, 4, 5, 6, 7, 8])
    assert found.table is None and "too few" in found.headline


def test_where_all_are_alike_nobody_is_best(tmp_path: Path) -> None:
    found = _peers(tmp_path, [1] * 10)
    assert found.table and [row[-1] for row in found.table.rows] == [MIDDLE]


def test_customers_of_another_size_are_not_compared(tmp_path: Path) -> None:
    """Of thirty the twelve or more that pay alike."""
    warehouse = loaded(
        tmp_path, SETTINGS,
        accounts="account_id | name\n" + "\n".join(f"A{n:02d} | Customer {n}" for n in range(30)),
        subscriptions="subscription_id | account_id | product_id | mrr | starts_on\n"
        + "\n".join(f"s{n} | A{n:02d} | wan | {100 + n} | 2025-01-01" for n in range(30)),
        tickets="ticket_id | account_id | opened_at\n"
        + "\n".join(f"t{n} | A{n:02d} | 2026-02-01 08:00:00" for n in range(20, 30)),
    )  # fmt: skip
    small, large = (beside_others(warehouse, key, "2026-Q1")[-1] for key in ("A00", "A29"))
    assert (small.customers, large.customers) == (15, 15)
    assert (small.sizes, large.sizes) == (2, 2)
    assert small.upper == 0 and large.middle == 10


def test_accounts_of_one_family_are_one_customer(tmp_path: Path) -> None:
    """Nine accounts, of which three are of one family: six strangers are too few."""
    family = "account_id | name | parent_id\n" + "\n".join(
        f"A{n} | Customer {n} | {'A0' if n in (1, 2) else ''}" for n in range(9)
    )
    found = _peers(tmp_path, [1, 2, 3, 4, 5, 6, 7, 8, 9], accounts=family)
    assert found.table is None


def test_what_is_not_recorded_is_not_compared(tmp_path: Path) -> None:
    """Without a feed of outages nobody lost a minute, and nobody knows."""
    found = _peers(tmp_path, [1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert found.table and len(found.table.rows) == 1
    assert [one.feed for one in found.missing] == ["incidents"]
