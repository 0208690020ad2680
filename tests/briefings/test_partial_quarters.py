"""Some months of a quarter are no quarter: they are named, and held against no whole one."""

from pathlib import Path

import pytest

from steward.briefings.customer.adoption.adoption import adoption
from steward.briefings.customer.material.behind import behind
from steward.briefings.customer.material.summary import summary
from steward.briefings.customer.service.service import service
from steward.briefings.customer.spend.spend import Spend, spend
from steward.briefings.customer.subject import Subject, subject
from steward.briefings.internal.book.account import account
from tests.examples import first
from tests.homes import ACCOUNTS, loaded

CHARGES = "account_id | month | amount\n" + "".join(f"A1 | 2026-{month:02}-01 | 100\n" for month in (1, 2, 3, 4, 5, 6))
TICKETS = "ticket_id | account_id | opened_at\nt1 | A1 | 2025-02-03 08:00:00\nt2 | A1 | 2026-05-03 08:00:00"


def _settings(as_of: str) -> str:
    return f'company = "Northwind"\ncurrency = "EUR"\nas_of = {as_of}\n'


def _subject(folder: Path, as_of: str, quarter: str, **tables: str) -> Subject:
    return subject(loaded(folder, _settings(as_of), **{"accounts": ACCOUNTS, **tables}), "A1", quarter)


def _spend(folder: Path, as_of: str, quarter: str, **tables: str) -> Spend:
    return spend(_subject(folder, as_of, quarter, **{"charges": CHARGES, **tables}))


@pytest.mark.parametrize(
    ("as_of", "said"),
    first(1, [("2026-05-31", "Q2 2026 (April–May)"), ("2026-04-30", "Q2 2026 (April)"), ("2026-06-30", "Q2 2026")]),
)
def test_the_months_of_an_unfinished_quarter_are_named(as_of: str, said: str, tmp_path: Path) -> None:
    found = _spend(tmp_path, as_of, "2026-Q2")
    assert found.headline.startswith(f"Spend in {said} was ")
    assert found.figure("spend.quarter").label == f"Spend in {said}"


def test_two_months_are_not_held_against_three(tmp_path: Path) -> None:
    found = _spend(tmp_path, "2026-05-31", "2026-Q2")
    assert found.figure("spend.quarter").previous is None
    assert found.change is None
    assert " on Q1" not in found.headline


def test_a_quarter_in_the_middle_of_which_the_money_begins_is_no_whole_one_either(tmp_path: Path) -> None:
    """Tickets are known from long before."""
    charges = "account_id | month | amount\n" + "".join(f"A1 | 2026-0{month}-01 | 100\n" for month in (2, 3, 4, 5, 6))
    tables = {"charges": charges, "tickets": TICKETS}
    began = _spend(tmp_path / "then", "2026-06-30", "2026-Q1", **tables)
    assert began.figure("spend.quarter").label == "Spend in Q1 2026 (February–March)"
    after = _spend(tmp_path / "after", "2026-06-30", "2026-Q2", **tables)
    assert after.figure("spend.quarter").label == "Spend in Q2 2026"
    assert after.figure("spend.quarter").previous is None
    assert after.figure("spend.year").note == "charges of the month, known since Feb 2026"


def test_every_sentence_about_a_part_of_a_quarter_says_so(tmp_path: Path) -> None:
    about = _subject(tmp_path, "2026-05-31", "2026-Q2", charges=CHARGES, tickets=TICKETS)
    assert service(about).headline == "1 ticket opened in Q2 2026 (April–May)"
    assert summary(about).headline == "Where we stand in Q2 2026 (April–May); there is no whole quarter to compare with"
    assert account(about).headline == "Steadily Growing spent €200 in Q2 2026 (April–May)"
    assert account(about).figure("account.spend").label == "Spend in Q2 2026 (April–May)"


SUBSCRIPTIONS = """
    subscription_id | account_id | product_id | mrr | starts_on  | site_id
    s1              | A1         | wan        | 100 | 2025-01-01 | {site}
    s2              | A1         | wan        | 100 | 2025-01-01 | {site}
"""
USAGE = """
    account_id | product_id | day        | used | committed | site_id
    A1         | wan        | 2026-05-04 | 95   | 100       | {site}
"""
OUTAGES = """
    incident_id | account_id | started_at          | restored_at         | site_id | product_id
    i1          | A1         | 2026-05-01 10:00:00 | 2026-05-01 14:00:00 | {site}  | wan
"""


@pytest.mark.parametrize("site", ["", "hq"])
def test_where_nobody_says_at_which_site_there_is_no_count_and_no_site(site: str, tmp_path: Path) -> None:
    tables = {"subscriptions": SUBSCRIPTIONS.format(site=site), "usage": USAGE.format(site=site)}
    outages = OUTAGES.format(site=site)
    about = _subject(tmp_path, "2026-06-30", "2026-Q2", **tables, incidents=outages)
    services, used = spend(about).services, adoption(about)
    assert services
    assert ("Sites" in [column.name for column in services.columns]) is bool(site)
    assert bool(used.by_site) is bool(site)
    assert used.near_limit
    where = "Wan at hq" if site else "Wan"
    assert used.near_limit.title == f"{where} ran at 90 % or more on 1 day"
    assert {one.by.value for one in behind(about)} == ({"product", "site"} if site else {"product"})
