"""A health set by hand: it counts with a reason, an author and an end, and the page says which of them is missing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.subject import subject
from steward.briefings.internal.health.health import HealthBook
from steward.briefings.internal.health.health_override import override_of
from steward.briefings.internal.health.todos import health_todos
from steward.briefings.internal.leadership.leadership import leadership
from steward.briefings.internal.scope.book import book_of
from steward.cli.as_json.topics import topics_json
from steward.domain.health import Colour
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import COMPANY, Plans
from steward.plans.internal.account import account_plan
from steward.plans.internal.strategy import FILE, HealthOverride, Strategy
from steward.services.health import of_account as account_health
from steward.services.health import written
from steward.services.topics import of_book
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.homes import home, opened_once

TODAY = date(2026, 9, 30)
WHOLE = HealthOverride(
    health=Colour.RED,
    reason="A tender is being written.",
    author="P104",
    set_on=date(2026, 8, 12),
    expires_on=date(2026, 11, 13),
)


def test_a_whole_one_counts_until_the_day_it_expires() -> None:
    assert WHOLE.holds(TODAY) and WHOLE.holds(date(2026, 11, 13))
    assert not WHOLE.holds(date(2026, 11, 14))


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        ({"reason": ""}, "the reason is missing"),
        ({"reason": "  "}, "the reason is missing"),
        ({"author": ""}, "who set it is missing"),
        ({"expires_on": None}, "the day it expires is missing"),
        (
            {"reason": "", "author": "", "expires_on": None},
            "the reason, who set it and the day it expires are missing",
        ),
    ],
)
def test_one_that_lacks_something_does_not_count_and_says_what(without: dict[str, str | None], missing: str) -> None:
    override = replace(WHOLE, **without)
    found = override_of(override, override.author, TODAY)
    assert found and not override.holds(TODAY) and not found.holds
    assert found.problem == found.said == f"Red was set by hand and does not count: {missing}."


def test_the_day_it_was_set_is_said_and_not_needed() -> None:
    undated = replace(WHOLE, set_on=None)
    assert undated.holds(TODAY)
    found, dated = override_of(undated, "Mary Vik", TODAY), override_of(WHOLE, "Mary Vik", TODAY)
    assert found and dated
    assert found.said == "Red by Mary Vik, until 13 Nov 2026: A tender is being written"
    assert dated.said == "Red by Mary Vik on 12 Aug 2026, until 13 Nov 2026: A tender is being written"


def test_one_that_ran_out_says_so() -> None:
    found = override_of(WHOLE, "Mary Vik", date(2026, 12, 1))
    assert found and not found.holds and not found.problem
    assert found.said == "Red by Mary Vik on 12 Aug 2026, expired on 13 Nov 2026: A tender is being written"


def test_without_a_health_nothing_is_set() -> None:
    assert HealthOverride(reason="Forgotten").lacking == ()
    assert override_of(HealthOverride(reason="Forgotten"), "", TODAY) is None


def test_every_health_set_by_hand_in_the_sample_counts(sample_home: Path) -> None:
    plans, accounts = Plans.whole(Workspace.whole(sample_home).plans), [f"NW-{number}" for number in range(1001, 1041)]
    book = book_of(opened_once(Workspace.whole(sample_home)))
    found = written(PlanCache(plans), accounts, book).values()
    overrides = [one.health_override for one in found if one.health_override.health]
    assert len(overrides) >= 3
    assert all(one.holds(TODAY) for one in overrides)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One account at 75 points by its MRR, which is set red by hand; one just as good which nobody set; and the rules:
    MRR alone is health."""
    workspace = home(
        tmp_path_factory.mktemp("by_hand"),
        accounts="account_id | name\nA1 | Alder\nB1 | Birch",
        people="person_id | name\nP104 | Mary Vik",
        subscriptions="""
            subscription_id | account_id | product_id | mrr | starts_on
            S1              | A1         | P          | 100 | 2024-01-01
            S2              | B1         | P          | 900 | 2024-01-01
        """,
    )
    load(workspace)
    rules = workspace.plans / COMPANY / "health.toml"
    rules.parent.mkdir(parents=True)
    rules.write_text('account_id = "_company"\n[bands]\nknown_from = 0\n')
    plans = Plans.whole(workspace.plans)
    base = plans.open(Strategy, FILE, "A1")
    plans.save(base, replace(base.plan, health_override=WHOLE), "Mary")
    return workspace


def test_what_a_person_set_leads_and_the_computed_one_stands_beside_it(company: Workspace) -> None:
    warehouse, plans = opened_once(company), Plans.whole(company.plans)
    about = subject(warehouse, "A1")
    brief = account_health(about, plans)
    said = "Alder is red, set by hand; computed: green, 75 of 100"
    assert brief.headline == said
    deck = leadership(about, account_plan(plans, "A1"), brief)
    slide = next(one for one in deck.slides if one.id == "health")
    assert slide.title == said
    score = next(one for one in slide.figures if one.id == "health.score")
    assert (score.text, score.note) == ("75", "computed green; set by hand: red")


def test_a_health_set_by_hand_counts_as_what_it_was_set_to_at_every_door(company: Workspace) -> None:
    warehouse, plan_cache = opened_once(company), PlanCache(Plans.whole(company.plans))
    book = book_of(warehouse)
    area = next(one for one in of_book(book, plan_cache) if one.key == "health")
    assert isinstance(area.brief, HealthBook)
    assert area.brief.headline == "1 account red, €100 a month; no green accounts worth a second look"
    counts = {one.id: one.value for one in area.figures}
    assert (counts["health.red_accounts"], counts["health.green_accounts"]) == (1, 1)
    accounts = {one["account_id"]: one for one in topics_json([area])["health"]["accounts"]}
    assert [(one["health"], one["colour"]) for one in accounts.values()] == [("red", "green"), ("green", "green")]
    assert accounts["A1"]["scores"][-1] == 75
    assert area.brief.accounts is not None
    assert [row[:5] for row in area.brief.accounts.rows] == [
        ("Alder", 75, "red", "green", "red"), ("Birch", 75, "green", "green", None)
    ]  # fmt: skip
    [todo] = health_todos(book, area.brief.lines)
    assert (todo.account, todo.words) == (
        "Alder", "Health is red, set by hand (“A tender is being written”); computed: green, 75 of 100",
    )  # fmt: skip
