"""Availability, SLA budget, repair times and tickets: given rows, expected figures."""

from pathlib import Path

import pytest

from steward.briefings.customer.material.behind import behind
from steward.briefings.customer.service.exhibits import folded
from steward.briefings.customer.service.service import service
from steward.briefings.customer.subject import Subject, subject
from steward.exhibits import Figure, Table
from steward.plans.customer.review import Repeat
from steward.warehouse.as_one import as_one
from tests.homes import ACCOUNTS, loaded

AS_OF = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-03-31\n'
ONE_LINE = """
    subscription_id | account_id | product_id | mrr | starts_on  | site_id
    s1              | A1         | wan        | 100 | 2025-01-01 | hq
"""
TARGET = "product_id | availability_target\nwan | 99.9"
QUARTER_MINUTES = 90 * 1440


def _figures(folder: Path, **tables: str) -> dict[str, Figure]:
    warehouse = loaded(folder, AS_OF, **{"accounts": ACCOUNTS, "subscriptions": ONE_LINE, **tables})
    return {figure.id: figure for figure in service(subject(warehouse, "A1", "2026-Q1")).figures}


def _outage(start: str, end: str) -> str:
    heading = "incident_id | account_id | started_at | restored_at | site_id | product_id"
    return f"{heading}\ni1 | A1 | {start} | {end} | hq | wan"


def test_an_outage_costs_its_minutes(tmp_path: Path) -> None:
    found = _figures(tmp_path, incidents=_outage("2026-02-10 10:00:00", "2026-02-10 11:00:00"), service_levels=TARGET)
    assert found["service.availability"].value == pytest.approx((QUARTER_MINUTES - 60) / QUARTER_MINUTES * 100)
    assert found["service.sla_budget_used"].value == pytest.approx(60 / (QUARTER_MINUTES * 0.001) * 100)
    assert found["service.mttr"].value == 60


def test_an_outage_over_the_turn_of_the_quarter_counts_what_fell_in_it(tmp_path: Path) -> None:
    found = _figures(tmp_path, incidents=_outage("2025-12-31 23:00:00", "2026-01-01 00:30:00"), service_levels=TARGET)
    assert found["service.availability"].value == pytest.approx((QUARTER_MINUTES - 30) / QUARTER_MINUTES * 100)
    assert found["service.incidents"].value == 0


def test_an_outage_without_an_end_is_counted_but_its_minutes_are_not_invented(tmp_path: Path) -> None:
    found = _figures(tmp_path, incidents=_outage("2026-02-10 10:00:00", ""), service_levels=TARGET)
    assert found["service.incidents"].value == 1
    assert found["service.availability"].value == 100
    assert "1 incident that has no recorded end" in found["service.availability"].note
    assert found["service.mttr"].value is None


def test_a_product_of_which_an_outage_has_no_end_has_not_met_what_was_agreed(tmp_path: Path) -> None:
    targets = "product_id | availability_target\nwan | 99.9\nlan | 99.9\nsip | 99.9"
    lines = f"{ONE_LINE}s2 | A1 | lan | 100 | 2025-01-01 | hq\ns3 | A1 | sip | 100 | 2025-01-01 | hq\n"
    warehouse = loaded(
        tmp_path, AS_OF, accounts=ACCOUNTS, subscriptions=lines, incidents=_outage("2026-02-10 10:00:00", ""),
        service_levels=targets,
    )  # fmt: skip
    told = service(subject(warehouse, "A1", "2026-Q1"))
    assert told.headline.endswith(" but for 1 incident with no recorded end")
    score = told.scorecard
    assert score is not None and score.title == "2 of 3 products met their agreed availability; of 1 it is not known"
    assert ("wan", 99.9, None, None, None) in score.rows
    assert folded(score).title == f"{score.title}; 2 lost no time"
    missing = "Not counted: 1 incident that has no recorded end."
    assert [told.figure(f"service.{one}").note for one in ("availability", "sla_budget_used")] == [missing, missing]


def test_a_target_agreed_with_one_account_stands_before_the_products_own(tmp_path: Path) -> None:
    targets = "product_id | availability_target | account_id\nwan | 99.9 |\nwan | 99.0 | A1"
    found = _figures(tmp_path, incidents=_outage("2026-02-10 10:00:00", "2026-02-10 11:00:00"), service_levels=targets)
    assert found["service.sla_budget_used"].value == pytest.approx(60 / (QUARTER_MINUTES * 0.01) * 100)


FAMILY = "account_id | name | parent_id\nA1 | Alpha |\nA2 | Beta | A1"
TWO_LINES = """
    subscription_id | account_id | product_id | mrr | starts_on  | site_id
    s1              | A1         | wan        | 100 | 2025-01-01 | hq
    s2              | A2         | wan        | 100 | 2025-01-01 | plant
"""
OUTAGES = """
    incident_id | account_id | started_at       | restored_at      | site_id | product_id
    i1          | A1         | 2026-02-10 10:00 | 2026-02-10 11:00 | hq      | wan
    i2          | A2         | 2026-02-10 10:00 | 2026-02-10 14:00 | plant   | wan
"""


@pytest.mark.parametrize(
    ("levels", "lost", "allowed", "agreed", "note", "at_a_site"),
    [
        ("wan|99.9|A1", 60, 0.001, 99.9, "Not all lines of wan have a level agreed; ", 1),
        ("wan|99.9|A1\nwan|99|A2", 300, 0.011, None, "wan: 99.000\u202f% to 99.900\u202f% agreed, by line.", 2),
        ("wan|99.9|", 300, 0.002, 99.9, "", 2),
    ],
)  # fmt: skip
def test_only_what_lines_with_a_level_lost_is_held_against_it(
    levels: str, lost: int, allowed: float, agreed: float | None, note: str, at_a_site: int, tmp_path: Path
) -> None:
    """Of a family, whose accounts may have levels of their own."""
    tables = {"subscriptions": TWO_LINES, "accounts": FAMILY, "incidents": OUTAGES}
    levels = f"product_id|availability_target|account_id\n{levels}"
    about = subject(as_one(loaded(tmp_path, AS_OF, service_levels=levels, **tables), ("A1", "A2")), "A1", "2026-Q1")
    found = service(about)
    used = pytest.approx(lost / (QUARTER_MINUTES * allowed) * 100)
    assert found.figure("service.sla_budget_used").value == used
    assert found.scorecard is not None
    assert found.scorecard.rows == (("wan", agreed, pytest.approx((1 - 150 / QUARTER_MINUTES) * 100), 300.0, used),)
    assert found.scorecard.note.startswith(note) and bool(found.scorecard.note) is bool(note)
    told = [used for _, _, used in _behind_a_site(about) if used is not None]
    assert len(told) == at_a_site and told[-1] == pytest.approx(60 / (QUARTER_MINUTES * 0.001) * 100)


def _behind_a_site(about: Subject) -> list[tuple[object, ...]]:
    """What the site's own slide says of its products."""
    found = [one for one in behind(about) if (one.topic, one.by) == ("service", Repeat.SITE)]
    return [row for one in found for shown in one.exhibits if isinstance(shown, Table) for row in shown.rows]


def test_without_targets_the_budget_is_not_known_and_says_why(tmp_path: Path) -> None:
    found = _figures(tmp_path, incidents=_outage("2026-02-10 10:00:00", "2026-02-10 11:00:00"))
    assert found["service.sla_budget_used"].value is None
    assert "service levels" in found["service.sla_budget_used"].why


def test_tickets_count_when_opened_and_close_when_closed(tmp_path: Path) -> None:
    tickets = """
        ticket_id | account_id | opened_at           | closed_at           | priority | satisfaction
        t1        | A1         | 2025-12-31 22:00:00 | 2026-01-01 00:00:00 | high     | 1
        t2        | A1         | 2026-01-10 08:00:00 | 2026-01-10 12:00:00 | low      | 5
        t3        | A1         | 2026-03-30 08:00:00 |                     | low      |
    """
    found = _figures(tmp_path, tickets=tickets)
    assert found["service.tickets"].value == 2
    assert found["service.hours_to_close"].value == 3
    assert found["service.rating"].value == 5
