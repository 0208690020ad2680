"""A chart of months has every month: one without rows is seen to have none."""

from pathlib import Path

from steward.briefings.customer.service.service import service
from steward.briefings.customer.spend.spend import spend
from steward.briefings.customer.subject import subject
from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.scope.book import book_of
from tests.homes import ACCOUNTS, SETTINGS, loaded

CHARGES = """
    account_id | month      | amount | charge_id
    A1         | 2026-01-01 | 100    | c1
    A1         | 2026-08-01 | 300    | c2
"""
LINE = """
    subscription_id | account_id | product_id | mrr   | starts_on
    s1              | A1         | wan        | 90000 | 2026-01-01
"""


def test_a_month_without_an_invoice_is_drawn_as_nothing(tmp_path: Path) -> None:
    brief = spend(subject(loaded(tmp_path, accounts=ACCOUNTS, charges=CHARGES), "A1"))
    assert brief.by_product
    assert len(brief.by_product.categories) == 9
    assert [float(value or 0) for value in brief.by_product.series[0].values] == [100, 0, 0, 0, 0, 0, 0, 300, 0]
    assert brief.figure("spend.month").value == 0
    assert brief.figure("spend.quarter").value == 300


def test_tickets_are_drawn_from_the_month_their_feed_begins(tmp_path: Path) -> None:
    tickets = """
        ticket_id | account_id | opened_at           | priority
        t1        | A1         | 2026-05-10 08:00:00 | low
        t2        | A1         | 2026-09-10 08:00:00 | low
    """
    brief = service(subject(loaded(tmp_path, accounts=ACCOUNTS, subscriptions=LINE, tickets=tickets), "A1"))
    assert brief.tickets
    assert brief.tickets.categories == ("May 2026", "Jun 2026", "Jul 2026", "Aug 2026", "Sep 2026")
    assert brief.tickets.series[0].values == (1, 0, 0, 0, 1)


def test_a_ledger_is_told_in_what_was_spent(tmp_path: Path) -> None:
    brief = book_briefing(book_of(loaded(tmp_path, accounts=ACCOUNTS, charges=CHARGES)))
    assert brief.headline == "1 account spent €300 in Q3 2026"


def test_lines_alone_reach_to_the_end_of_the_month_in_which_the_last_began(tmp_path: Path) -> None:
    settings = SETTINGS.replace("as_of = 2026-09-30\n", "")
    warehouse = loaded(tmp_path, settings, accounts=ACCOUNTS, subscriptions=LINE)
    assert warehouse.facts.as_of.isoformat() == "2026-01-31"
    assert book_briefing(book_of(warehouse)).headline.startswith("1 account brings €90k a month")
