"""First invoices as invoice systems send them: fees billed ahead, lines older than the data, in another currency, and
lines of which only the invoice says that they are billed."""

from collections.abc import Mapping
from datetime import date

import pytest

from steward.briefings.internal.orders.line import Line
from steward.briefings.internal.orders.words import invoices_of, wrong_in_words
from steward.warehouse.rows.internal.orders import AccountOrders, OrderLine, account_lines, accounts_orders
from tests.homes import ACCOUNTS, loaded

LINES = """
    order_line_id | order_id|product_id|mrc|nrc | state     | action     | currency | accepted_on| billing_started_on
    fee ahead     | o1 | NET | 100  | 500 | completed | add        |     | 2026-08-15 | 2026-08-15
    fee alone     | o1 | NET | 100  | 500 | completed | add        |     | 2026-08-15 |
    end of it     | o1 | NET | 100  | 500 | completed | disconnect |     | 2026-08-01 |
    end for free  | o1 | NET | 100  |     | completed | disconnect |     | 2026-08-01 |
    for nothing   | o1 | NET | 0    |     | completed | add        |     | 2026-08-15 | 2026-08-15
    old           | o1 | NET | 100  |     | completed | add        |     | 2024-02-01 | 2024-02-01
    old unbilled  | o1 | NET | 100  |     | completed | add        |     | 2024-02-01 | 2024-02-01
    not told      | o1 | NET | 100  |     | completed | add        |     | 2026-08-11 |
    in dollars    | o1 | NET | 1000 | 50  | completed | add        | USD | 2026-08-01 | 2026-08-01
    given back    | o1 | NET | 100  |     | completed | add        |     | 2026-07-01 | 2026-07-01
    all back      | o1 | NET | 100  |     | completed | add        |     | 2026-07-01 | 2026-07-01
    half back     | o1 | NET | 100  |     | completed | add        |     | 2026-07-01 | 2026-07-01
    never came    | o1 | NET | 100  |     | cancelled | add        |     |            |"""
CHARGES = """
    account_id | month | amount | charge_id | kind | order_line_id | currency
    A1 | 2026-07-01 | 500   | c1 | one-off   | fee ahead   |
    A1 | 2026-08-01 | 54.84 | c2 | recurring | fee ahead   |
    A1 | 2026-07-01 | 500   | c3 | one-off   | fee alone   |
    A1 | 2026-08-01 | 500   | c4 | one-off   | end of it   |
    A1 | 2026-07-01 | 100   | c5 | recurring | old         |
    A1 | 2026-08-01 | 100   | c6 | recurring | old         |
    A1 | 2026-08-01 | 67.74 | c7 | recurring | not told    |
    A1 | 2026-08-01 | 1050  | c8 | recurring | in dollars  | USD
    A1 | 2026-09-01 | 90    | c9 | recurring |             |
    A1 | 2026-07-01 | 150   | d1 | recurring | given back  |
    A1 | 2026-08-01 | 100   | d2 | recurring | given back  |
    A1 | 2026-08-01 | -50   | d3 | credit    | given back  |
    A1 | 2026-09-01 | -20   | d4 | credit    | given back  |
    A1 | 2026-07-01 | 150   | e1 | recurring | all back    |
    A1 | 2026-08-01 | 150   | e2 | recurring | all back    |
    A1 | 2026-09-01 | -100  | e3 | credit    | all back    |
    A1 | 2026-07-01 | 150   | f1 | recurring | half back   |
    A1 | 2026-08-01 | -25   | f2 | credit    | half back   |
    A1 | 2026-07-01 | 100   | g1 | recurring | never came  |
    A1 | 2026-09-01 | -100  | g2 | credit    | never came  | """
RATES = """
    currency | month | rate
    USD | 2026-08-01 | 0.92
    USD | 2026-09-01 | 0.80"""
CHECKED = {
    "fee ahead": ("matched", 554_84, 554_84),
    "fee alone": ("price", 500_00, 654_84),  # two months of it are billed by nobody
    "end of it": ("matched", 500_00, 500_00),
    "end for free": ("not due", None, 0),
    "for nothing": ("not due", None, 0),
    "old": ("not due", 100_00, 0),  # its first invoice is two years before the first that names a line
    "old unbilled": ("not due", None, 0),
    "not told": ("matched", 67_74, 67_74),
    "in dollars": ("matched", 966_00, 966_00),  # both at the rate of August
    "given back": ("corrected", 150_00, 100_00),  # what is credited later is for something else
    "all back": ("corrected", 150_00, 100_00),  # two months at once
    "half back": ("price", 150_00, 100_00),
    "never came": ("corrected", 100_00, 0),
}
CORRECTED = {
    "given back": (date(2026, 8, 31), "d3", -50_00), "all back": (date(2026, 9, 30), "e3", -100_00),
    "never came": (date(2026, 9, 30), "g2", -100_00),
}  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, OrderLine], AccountOrders]:
    """Every line, and what they come to on the last day of September."""
    warehouse = loaded(
        tmp_path_factory.mktemp("invoices"), accounts=ACCOUNTS, order_lines=LINES, charges=CHARGES,
        exchange_rates=RATES, orders="order_id | account_id | signed_on\no1 | A1 | 2026-07-01",
        subscriptions="subscription_id|account_id|product_id|mrr|starts_on\ns1|A1|NET|100|2026-01-01",
    )  # fmt: skip
    (sums,) = accounts_orders(warehouse, date(2026, 9, 30))
    return {one.order_line_id: one for one in account_lines(warehouse, "A1")}, sums


@pytest.mark.parametrize("line", CHECKED)
def test_a_first_invoice_is_held_against_what_it_should_be(
    line: str, found: tuple[Mapping[str, OrderLine], AccountOrders]
) -> None:
    row = found[0][line]
    assert (row.outcome, row.charged, row.expected) == CHECKED[line]


def test_the_credit_that_corrects_a_first_invoice_is_named(
    found: tuple[Mapping[str, OrderLine], AccountOrders],
) -> None:
    told = {key: (one.credited_in, one.credited_by, one.credited) for key, one in found[0].items() if one.credited_in}
    assert told == CORRECTED
    line = Line(found[0]["given back"], date(2026, 9, 30))
    assert wrong_in_words(line) == (
        "The first invoice charges 150.00 and should be 100.00: the credit on d3, with 50.00 in all, corrects it."
    )
    assert (line.outcome.wrong, line.wrong_by, invoices_of(line)) == (False, 0, "credit d3")


def test_what_an_invoice_bills_is_billed_though_the_order_system_does_not_say_so(
    found: tuple[Mapping[str, OrderLine], AccountOrders],
) -> None:
    """The day the contract bills from, where that is in the month; the price of a dollar is that of now."""
    lines, sums = found
    assert lines["not told"].billing_started_on == date(2026, 8, 11)
    assert lines["fee alone"].billing_started_on is None
    assert (lines["in dollars"].mrc, lines["in dollars"].nrc) == (800_00, 40_00)
    assert (sums.leaking, sums.not_billed, sums.booked) == (1, 100_00, 1_700_00)
    assert (sums.checked, sums.wrong) == (9, 2), "what is corrected is checked, and wrong no more"
