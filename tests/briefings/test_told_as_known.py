"""What is said is known: words of few, of nothing and of what is not loaded."""

from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.adoption.adoption import adoption
from steward.briefings.customer.material.summary import is_mean_of_few
from steward.briefings.customer.subject import subject
from steward.briefings.internal.scope.book import acting_book, book_of
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.charts.text import wrapped_apart
from steward.exhibits import COUNT, MINUTES, Figure, Receipt
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services import targets as target_service
from steward.services.week import week
from tests.homes import home, loaded, loaded_once, opened_once

RECEIPT = Receipt("incidents", date(2026, 9, 30), "customer.incidents")
ACCOUNTS = "account_id | name\nA1 | Alpha"
SUBSCRIPTIONS = "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2024-01-01"


@pytest.mark.parametrize(("then", "now", "few"), [(1, 1, True), (3, 3, False), (2, 9, True), (9, 2, True)])
def test_a_mean_of_fewer_than_three_is_no_news(then: int, now: int, few: bool) -> None:
    count = Figure(id="service.incidents", label="I", value=now, previous=then, unit=COUNT, receipt=RECEIPT)
    mean = Figure(id="service.mttr", label="M", value=78, previous=4, unit=MINUTES, receipt=RECEIPT)
    assert is_mean_of_few(mean, (count, mean)) is few


def test_names_that_are_cut_stay_apart() -> None:
    names = ["Brückhagen Maschinenbau", "Brückhagen Maschinenbau Polska", "Alpha"]
    whole, longer, short = wrapped_apart(names, 12)
    assert (whole, longer, short) == (
        "Brückhagen<br>Maschinenbau", "Brückhagen<br>Maschinenbau<br>Polska", "Alpha"
    )  # fmt: skip
    assert wrapped_apart(["One and Two and Three and Four"], 12) == ["One and Two<br>and Three a…"]


def test_usage_has_its_unit_and_what_is_used_no_more_has_no_headroom(tmp_path: Path) -> None:
    usage = ["account_id,product_id,day,used,committed"]
    usage += [f"A1,bb,2026-{month:02}-0{day},500," for month in range(1, 10) for day in range(1, 10)]
    usage += [f"A1,wan,2026-0{month}-0{day},5,10" for month in range(1, 6) for day in range(1, 10)]
    found = loaded(
        tmp_path, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS, usage="\n".join(usage),
        products="product_id | name | unit\nbb | Broadband | GB\nwan | WAN | Mbit/s",
    )  # fmt: skip
    told = adoption(subject(found, "A1"))
    assert (
        told.volumes is not None and told.volumes.title == "Daily usage of Broadband added up to 4,500 GB in Sep 2026"
    )
    assert told.utilisation is not None
    assert told.utilisation.title == "No use of what was committed is recorded in Sep 2026"


def test_near_misses_without_their_feeds_are_not_known(tmp_path: Path) -> None:
    workspace = loaded_once(home(tmp_path, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS))
    found = week(acting_book(opened_once(workspace)), PlanCache(Plans.within(workspace)))
    assert found.figure("week.service").value is None
    assert found.figure("week.service").why == "No incidents feed is loaded."


@pytest.mark.parametrize(
    ("today", "why"),
    [("2026-09-30", "Q4 2026 has not begun."), ("2026-10-08", "No day of Q4 2026 is loaded yet.")],
)
def test_a_quarter_that_runs_has_begun_though_no_day_of_it_is_loaded(today: str, why: str, tmp_path: Path) -> None:
    settings = f'company = "N"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = {today}\n'
    people = "person_id | name\nP1 | Ida"
    goals = "person_id | quarter | amount\nP1 | 2026-Q3 | 100\nP1 | 2026-Q4 | 100"
    found = loaded(tmp_path, settings, accounts=ACCOUNTS, subscriptions=SUBSCRIPTIONS, people=people, targets=goals)
    assert (
        target_service.brief(book_of(found), EVERYTHING, PlanCache(Plans.whole(tmp_path / "account_plans")))
        .figure("targets.pace")
        .why
        == why
    )
