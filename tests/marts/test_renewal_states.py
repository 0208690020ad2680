"""Which contract was renewed, at what, and which renewal opportunity belongs to it: given rows, expected states."""

from decimal import Decimal
from pathlib import Path

import pytest

from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import renewals as renewal_rows
from steward.warehouse.rows.internal.renewals import RenewalRow
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.homes import loaded

ACCOUNTS = """
    account_id | name
    follows    | Followed By Another
    shrinks    | Renewed At Less
    itself     | Renews By Itself
    billed     | Billed Without One
    left       | Gone For Good
    deal       | Won In The CRM
    two        | Two Chains
    merged     | Two Into One
    early      | Renewed Before Its Time
    unlinked   | Services Name No Contract
    later      | Still Running
"""
CONTRACTS = """
    contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews | signed_on
    F1          | follows    | 2024-06-01 | 2026-05-31 | 90          | false       | 2024-05-01
    F2          | follows    | 2026-06-01 | 2028-05-31 | 90          | false       | 2026-05-20
    S1          | shrinks    | 2024-06-01 | 2026-05-31 | 90          | false       |
    S2          | shrinks    | 2026-06-20 | 2028-05-31 | 90          | false       |
    I1          | itself     | 2024-06-01 | 2026-05-31 | 90          | true        |
    B1          | billed     | 2024-06-01 | 2026-05-31 | 90          | false       |
    L1          | left       | 2024-06-01 | 2026-05-31 | 90          | true        |
    D1          | deal       | 2024-06-01 | 2026-12-31 | 90          | false       |
    T1          | two        | 2024-06-01 | 2026-05-31 | 90          | false       |
    T2          | two        | 2026-05-15 | 2028-05-31 | 90          | false       |
    M1          | merged     | 2024-06-01 | 2026-05-31 | 90          | false       |
    M2          | merged     | 2024-06-01 | 2026-06-30 | 90          | false       |
    M3          | merged     | 2026-06-01 | 2029-05-31 | 90          | false       |
    E1          | early      | 2024-06-01 | 2026-05-31 | 90          | false       |
    E2          | early      | 2026-04-01 | 2029-03-31 | 90          | false       |
    U1          | unlinked   | 2024-06-01 | 2026-05-31 | 90          | false       |
    G1          | later      | 2025-01-01 | 2026-12-31 | 90          | false       |
    G10         | later      | 2025-01-01 | 2027-03-31 | 30          | false       |
"""
SUBSCRIPTIONS = """
    subscription_id | account_id | product_id | mrr | starts_on  | ends_on    | contract_id | quantity
    f1              | follows    | wan        | 100 | 2024-06-01 | 2026-06-01 | F1          | 10
    f2              | follows    | wan        | 104 | 2026-06-01 |            | F2          | 10
    s1              | shrinks    | wan        | 100 | 2024-06-01 | 2026-05-31 | S1          | 10
    s2              | shrinks    | wan        | 80  | 2026-06-20 |            | S2          | 10
    i1              | itself     | wan        | 100 | 2024-06-01 |            | I1          | 10
    b1              | billed     | wan        | 100 | 2024-06-01 |            | B1          | 10
    l1              | left       | wan        | 100 | 2024-06-01 | 2026-06-01 | L1          | 10
    d1              | deal       | wan        | 100 | 2024-06-01 |            | D1          | 10
    t1              | two        | wan        | 100 | 2024-06-01 | 2026-06-01 | T1          | 10
    t2              | two        | voice      | 50  | 2026-05-15 |            | T2          | 10
    m1              | merged     | wan        | 100 | 2024-06-01 | 2026-06-01 | M1          | 10
    m2              | merged     | wan        | 300 | 2024-06-01 | 2026-07-01 | M2          | 10
    m3              | merged     | wan        | 420 | 2026-06-01 |            | M3          | 10
    e1              | early      | wan        | 100 | 2024-06-01 | 2026-04-01 | E1          | 10
    e2              | early      | wan        | 100 | 2026-04-01 |            | E2          | 10
    u1              | unlinked   | wan        | 100 | 2024-06-01 |            |             | 10
    g1              | later      | wan        | 100 | 2025-01-01 |            | G1          | 10
    g2              | later      | wan        | 30  | 2026-02-01 |            | G1          | 10
    g10             | later      | wan        | 700 | 2025-01-01 |            | G10         | 10
"""
OPPORTUNITIES = """
    opportunity_id | name        | kind    | stage | status | amount | account_id | opened_on  | close_on   | closed_on
    o1             | Renew “D1”  | renewal | won   | won    | 96     | deal       | 2026-06-01 |            | 2026-08-20
    o2             | Renewal G10 | renewal | offer | open   | 720    | later      | 2026-08-01 | 2026-12-20 |
    o3             | Next term   | renewal | offer | open   | 133    | later      | 2026-09-01 | 2027-01-10 |
    o5             | Renew T14   | renewal | offer | open   | 50     | two        | 2026-09-01 | 2028-04-01 |
    o4             | More of it  | upsell  | offer | open   | 50     | follows    | 2026-09-01 | 2026-05-20 |
"""
PRODUCTS = "product_id | name | list_mrr\nwan | WAN | 12\nvoice | Voice |"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(
        tmp_path_factory.mktemp("ends"),
        accounts=ACCOUNTS,
        contracts=CONTRACTS,
        subscriptions=SUBSCRIPTIONS,
        opportunities=OPPORTUNITIES,
        products=PRODUCTS,
    )


def of(warehouse: Warehouse, contract: str, quarter: str = "2026-Q3") -> RenewalRow:
    return next(row for row in renewal_rows.renewals(warehouse, quarter) if row.contract_id == contract)


@pytest.mark.parametrize(
    ("contract", "state", "atr", "renewed"),
    [
        ("F1", "won", 100, 104),
        ("S1", "won", 100, 80),
        ("I1", "won", 100, 100),
        ("B1", "open", 100, None),
        ("L1", "lost", 100, None),
        ("D1", "won", 100, 96),
        ("T1", "lost", 100, None),
        ("E1", "won", 0, None),
        ("U1", "not known", None, None),
        ("G1", "open", 130, None),
    ],
)
def test_what_became_of_a_contract(
    warehouse: Warehouse, contract: str, state: str, atr: int | None, renewed: int | None
) -> None:
    """F: another follows. S: three weeks later, at less. I, B: billed on, and only I renews by itself. L, T: nothing in
    their products follows. D: the CRM says so before its end. E: moved before its time, nothing was up for renewal."""
    found = of(warehouse, contract)
    assert (found.state, found.atr) == (state, atr)
    if contract != "E1":
        assert found.renewed == renewed


def test_two_contracts_that_become_one_share_what_it_brings(warehouse: Warehouse) -> None:
    """M3 brings 420; M1 brought 100 and M2 300 of the 400 before."""
    first, second = of(warehouse, "M1"), of(warehouse, "M2")
    assert (first.next_id, second.next_id) == ("M3", "M3")
    assert (first.renewed, second.renewed) == (Decimal(105), Decimal(315))


def test_an_earlier_quarter_knows_only_what_was_known_then(warehouse: Warehouse) -> None:
    """At the end of Q1 nothing of F2 (signed on 20 May) or of the deals was known; the ATR is that of the day."""
    then = of(warehouse, "F1", "2026-Q1")
    assert (then.state, then.next_id, then.atr) == ("open", None, 100)
    assert (of(warehouse, "D1", "2026-Q2").opportunity_status, of(warehouse, "D1", "2026-Q2").state) == ("open", "open")
    assert of(warehouse, "G1", "2025-Q4").atr == 100


def test_an_opportunity_belongs_to_the_contract_it_names_else_to_the_nearest_end(warehouse: Warehouse) -> None:
    """“Renewal G10” closes nearer to the end of G1, whose name begins its own; T14 is no contract."""
    assert of(warehouse, "G10").opportunity_id == "o2"
    assert of(warehouse, "G1").opportunity_id == "o3"
    assert of(warehouse, "F1").opportunity_id is None
    assert (of(warehouse, "T1").opportunity_id, of(warehouse, "T2").opportunity_id) == (None, "o5")


def test_what_is_billed_after_the_end_is_told(warehouse: Warehouse) -> None:
    assert of(warehouse, "B1").still_billed == 100
    assert of(warehouse, "L1").still_billed == 0


def test_list_price_and_the_first_mrr(warehouse: Warehouse) -> None:
    found = of(warehouse, "G1")
    assert (found.list_mrr, found.mrr_at_first) == (240, 100)
    assert of(warehouse, "T2").list_mrr is None


def test_a_contract_is_due_in_its_fiscal_quarter(tmp_path: Path) -> None:
    """A year that starts in February 2026 is 2027; it ends on 31 January 2027."""
    warehouse = loaded(
        tmp_path,
        'company = "N"\ncurrency = "EUR"\nas_of = 2026-09-30\nfiscal_year_starts = 2\n',
        accounts="account_id | name\nA | Alpha",
        subscriptions="subscription_id|account_id|product_id|mrr|starts_on\ns|A|wan|1|2025-01-01",
        contracts="contract_id|account_id|starts_on|ends_on\nC|A|2025-01-01|2027-01-31\nD|A|2025-01-01|2027-02-01",
    )
    found = {row.contract_id: row.due_in for row in renewal_rows.renewals(warehouse, str(warehouse.quarters[0]))}
    assert found == {"C": "2027-Q4", "D": "2028-Q1"}


def test_each_contract_is_due_once_and_the_quarters_add_up_to_all_of_them(sample_home: Path) -> None:
    """Of the latest quarter: the ATR of the quarters is the sum of what the contracts brought."""
    warehouse = open_warehouse(Workspace.whole(sample_home))
    rows = renewal_rows.renewals(warehouse, "2026-Q3")
    assert len({row.contract_id for row in rows}) == len(rows) > 50
    by_quarter: dict[str, Decimal] = {}
    for row in rows:
        by_quarter[row.due_in] = by_quarter.get(row.due_in, Decimal()) + (row.atr or 0)
    running = "select sum(mrr) from staging.subscriptions where contract_id is not null and ends_on is null"
    (total,) = warehouse._connection.cursor().execute(running).fetchone() or (None,)
    assert sum(row.atr or 0 for row in rows if row.ends_on > warehouse.facts.as_of) == total
    assert sum(by_quarter.values()) == sum(row.atr or 0 for row in rows)
    assert all(row.ends_on.isoformat()[:4] == row.due_in[:4] for row in rows)
