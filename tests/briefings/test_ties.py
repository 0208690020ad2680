"""Titles that name who leads: a tie is told as one, by names or by number."""

import doctest
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.customer.adoption.adoption import adoption
from steward.briefings.customer.plans import goals
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.service.service import service
from steward.briefings.customer.spend.spend import monthly_title
from steward.briefings.customer.subject import Subject, subject
from steward.briefings.internal.health.tables import backtest_table
from steward.briefings.internal.scope.book import book_of
from steward.domain.backtest import BacktestOutcome
from steward.domain.health import Rules
from steward.domain.shares import Share
from steward.exhibits import ties
from steward.exhibits.ties import leaders
from steward.plans.customer.success_plan import Goal, SuccessPlan
from steward.services import retention
from steward.services import service as service_topic
from tests.homes import loaded

ALIKE = {
    "accounts": "account_id|name\nA1|Alder\nA2|Birch\nA3|Cedar\nA4|Elm",
    "subscriptions": "subscription_id|account_id|product_id|mrr|starts_on\n"
    + "\n".join(f"s{n}|A{n}|wan|100|2024-01-01" for n in range(1, 5)),
}


def test_the_examples_are_true() -> None:
    assert doctest.testmod(ties).failed == 0


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Alder"], "Alder has"),
        (["Alder", "Elm"], "Alder and Elm have"),
        (["Alder", "Elm", "Oak"], "3 accounts have"),
    ],
)
def test_one_or_two_are_named_and_more_are_counted(names: list[str], said: str) -> None:
    told = [*((name, 1) for name in names), ("Yew", 2)]
    assert leaders(told, 1, "account").do("has", "have") == said


def test_quarters_in_which_nothing_moved_are_told_together(tmp_path: Path) -> None:
    table = retention.brief(book_of(loaded(tmp_path, **ALIKE))).quarters
    assert (
        table is not None and table.title == f"{len(table.rows)} of {len(table.rows)} quarters brought and lost nothing"
    )


EVERY_MONTH = range(1, 10)
TWICE = {
    "accounts": "account_id|name\nA1|Alder",
    "sites": "site_id|account_id|name\nS1|A1|Hull\nS2|A1|York",
    "products": "product_id|name\nwan|Link\nlan|Switch",
    "subscriptions": "subscription_id|account_id|product_id|mrr|starts_on|site_id\n"
    "s1|A1|wan|100|2024-01-01|S1\ns2|A1|lan|100|2024-01-01|S2",
    "service_levels": "product_id|availability_target\nwan|99.9\nlan|99.9",
    "incidents": "incident_id|account_id|started_at|restored_at|site_id|product_id|cause\n"
    + "\n".join(
        f"{site}{day}|A1|2026-09-{day:02} 10:00|2026-09-{day:02} 14:00|{site}|{product}|Power {site} {day}"
        for site, product in (("S1", "wan"), ("S2", "lan"))
        for day in (3, 9, 20)
    ),
    "usage": "account_id|product_id|site_id|day|used|committed\n"
    + "\n".join(
        f"A1|{product}|{site}|2026-{month:02}-15|{88 if month < 9 else 92}|100"
        for month in EVERY_MONTH
        for product, site in (("wan", "S1"), ("lan", "S2"))
    ),
}
"""Two sites and two products of which the same is true."""


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    return subject(loaded(tmp_path_factory.mktemp("alike"), **TWICE), "A1")


def test_of_two_products_and_sites_that_are_alike_none_is_told_as_the_worst(alike: Subject) -> None:
    told = service(alike)
    assert told.budget and told.budget.title.startswith("Link and Switch used ")
    assert told.over_said == "2 sites, Hull and York, were down for longer than"
    assert told.incidents and "longest" not in told.incidents.title
    used = next(one for one in told.figures if one.id == "service.sla_budget_used")
    assert used.note.startswith("Most: Link and Switch;")


def test_of_two_that_are_used_alike_none_is_told_as_the_fullest(alike: Subject) -> None:
    told = adoption(alike)
    assert told.by_site and told.by_site.title.endswith(
        "Link at Hull and Switch at York were used most: 89.3\u202f% each"
    )
    assert (
        told.near_limit and told.near_limit.title == "Link at Hull and Switch at York ran at 90 % or more on 1 day each"
    )


def test_chronic_sites_that_failed_as_often_are_told_together(alike: Subject) -> None:
    table = service_topic.brief(book_of(alike.warehouse)).chronic
    assert table and table.title == "2 chronic sites: Link at Hull and Switch at York failed 3 times in 180 days each"


def test_a_month_is_the_most_only_where_no_other_had_as_much(alike: Subject) -> None:
    ends = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    said = "Monthly spend was €300 in Mar 2026, as much as in any month since Jan 2026"
    assert monthly_title(alike.money, list(map(Decimal, (0, 300, 300))), ends) == said


def _goal(name: str, actual: float) -> Goal:
    return Goal(
        id=name, title=name, baseline=0, target=10, actual=actual, baseline_on=date(2026, 1, 1), due=date(2026, 12, 31)
    )


A_ALONE = "A, now 1 and not yet 10."


@pytest.mark.parametrize(
    ("actual", "said", "furthest"),
    [
        ((1, 2, 3), "All 3 of your goals are behind pace, “A” most", f"Furthest from its target: {A_ALONE}"),
        ((1, 1, 3), "All 3 of your goals are behind pace, “A” and “B” most", "Furthest from their targets: A and B."),
        ((1, 1, 1), "All 3 of your goals are behind pace", "Furthest from their targets: A, B and C."),
        ((1, 10, 10), "1 of your 3 goals is behind pace: “A”; 2 of 3 reached", f"Furthest from its target: {A_ALONE}"),
    ],
)  # fmt: skip
def test_of_goals_that_are_behind_alike_none_is_told_as_the_worst(
    actual: tuple[float, ...], said: str, furthest: str, alike: Subject
) -> None:
    plan = SuccessPlan(account_id="A1", goals=tuple(map(_goal, "ABC", actual)))
    table = goals.goals(PlanSubject(alike, plan))
    assert table is not None
    assert (table.title, goals.furthest(table)) == (said, furthest)


@pytest.mark.parametrize(
    ("hits", "said"),
    [
        ((9, 11, 12), "Under 75 points, 12 of 12 losses were warned of, 30 days ahead"),
        ((9, 12, 12), "Under 60 and 75 points, 12 of 12 losses were warned of each, 30 days ahead"),
    ],
)
def test_thresholds_that_warned_of_as_many_losses_are_told_together(
    hits: tuple[int, ...], said: str, alike: Subject
) -> None:
    held = [
        BacktestOutcome(threshold, Share(found, 12), 20.0, Share(found, 40), Share(0, 200), 30)
        for threshold, found in zip((50.0, 60.0, 75.0), hits, strict=True)
    ]
    assert backtest_table(book_of(alike.warehouse), Rules({}, {}), held).title == said
