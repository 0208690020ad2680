"""The slide of incidents says what, why, what we do, who and by when, and its title what there is to learn."""

from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.material.material import Material, material
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.reviews.slide_library import offers
from steward.briefings.customer.story.outages import TO_AGREE
from steward.briefings.customer.subject import subject
from steward.exhibits import Table
from steward.plans.customer.success_plan import Goal, JointStep, SuccessPlan
from tests.examples import first
from tests.homes import ACCOUNTS, loaded

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-03-31\n'
LINES = """
    subscription_id | account_id | product_id | site_id | mrr | starts_on
    s1              | A1         | wan        | hull    | 100 | 2024-01-01
"""
SITES = "site_id | account_id | name\nhull | A1 | Hull\nleeds | A1 | Leeds"
PLAN = SuccessPlan(
    account_id="A1",
    goals=(Goal(id="g", title="Hull on line"),),
    joint_plan=(JointStep(id="s", what="A second path", goal="g", due=date(2026, 6, 1), our_owner="Ben Hall"),),
)
HEAD = "incident_id | account_id | started_at | restored_at | site_id | product_id | cause\n"


def _outage(number: int, ended: str, site: str, cause: str) -> str:
    return f"i{number} | A1 | 2026-02-0{number} 10:00 | 2026-02-0{number} {ended} | {site} | wan | {cause}\n"


def _material(folder: Path, plan: SuccessPlan, *outages: str) -> Material:
    tables = {"subscriptions": LINES, "sites": SITES, "incidents": HEAD + "".join(outages)}
    return material(PlanSubject(subject(loaded(folder, SETTINGS, accounts=ACCOUNTS, **tables), "A1", "2026-Q1"), plan))


def _table(found: Material) -> Table:
    slide = offers(found)["incidents"].slide
    assert slide
    (table,) = slide.exhibits
    assert isinstance(table, Table) and slide.title == table.title
    return table


def test_each_cause_has_what_is_done_against_it_by_whom_and_by_when(tmp_path: Path) -> None:
    table = _table(
        _material(
            tmp_path, PLAN, _outage(1, "11:00", "hull", "Cable cut"), _outage(2, "12:00", "hull", "Cable cut"),
            _outage(3, "10:30", "leeds", "Power"),
        )
    )  # fmt: skip
    assert [column.name for column in table.columns] == ["What", "Why", "What we do", "Who", "By when"]
    first, second = table.rows
    assert first[0] == "2 times at Hull: wan, 180\N{NO-BREAK SPACE}min"
    assert first[1:] == ("Cable cut", "A second path", "Ben Hall (us)", date(2026, 6, 1))
    assert second[1:] == ("Power", None, None, None)
    assert table.title == "2 of 3 incidents had one cause, all at Hull: cable cut"


def test_what_came_again_without_a_step_is_to_be_agreed_on(tmp_path: Path) -> None:
    outages = (_outage(1, "11:00", "hull", "Cable cut"), _outage(2, "12:00", "hull", "CABLE cut"))
    table = _table(_material(tmp_path, SuccessPlan(account_id="A1"), *outages))
    assert [column.name for column in table.columns] == ["What", "Why", "What we do"]
    assert [row[1:] for row in table.rows] == [("CABLE cut", TO_AGREE)]


@pytest.mark.parametrize(
    ("outages", "title"),
    first(
        3,
        [
            ([("11:00", "hull", "Cable cut")], "The only incident, at Hull, took 60 min: cable cut"),
            (
                [("11:00", "hull", "Cable cut"), ("12:00", "leeds", "Power")],
                "The longest of 2 incidents, at Leeds, took 120 min: power",
            ),
            (
                [("11:00", "hull", "Cable cut"), ("12:00", "hull", "Power"), ("12:30", "leeds", "Water")],
                "3 incidents in Q1 2026, 2 of them at Hull",
            ),
            ([("11:00", "hull", "")], "1 incident in Q1 2026, repaired in 60 min"),
            (
                [("11:00", "hull", "Cable cut"), ("12:00", "leeds", "Cable cut")],
                "Both incidents had one cause: cable cut",
            ),
        ],
    ),
)
def test_the_title_is_the_cause_of_most_else_the_longest(
    outages: list[tuple[str, str, str]], title: str, tmp_path: Path
) -> None:
    made = [_outage(number, *one) for number, one in enumerate(outages, start=1)]
    table = _table(_material(tmp_path, SuccessPlan(account_id="A1"), *made))
    assert table.title.replace("\N{NO-BREAK SPACE}", " ") == title
