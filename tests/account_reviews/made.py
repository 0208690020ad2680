"""A small company whose plans are tested: what tests of account reviews begin with."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from steward.briefings.internal.account_reviews.listed import ListedReview
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.domain.colleagues import OneOfUs
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.account_reviews import acting, desk
from steward.services.account_reviews.acting import AccountReview, AccountReviewAct
from steward.services.account_reviews.desk import AccountReviewBook
from steward.services.scope import acting_book, subject
from steward.services.vulnerabilities import Proposals, of_account
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once

SETTINGS = 'company = "Us"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = 2026-10-08\nfiscal_year_starts = 1\n'
TODAY = date(2026, 10, 8)
NOON = datetime(2026, 10, 8, 12, tzinfo=UTC)
TABLES = {
    "people": "person_id|name|manager_id\nP1|Ida Falk|P2\nP2|Bo Desk|\nP3|Eva Engel|P2",
    "accounts": "account_id|name|owner_id\nA1|Alpha|P1\nA2|Beta|P1\nA3|Gamma|P2",
    "contacts": "contact_id|account_id|name\nK1|A1|Anna\nK2|A1|Bert",
    "subscriptions": "subscription_id|account_id|product_id|mrr|starts_on|contract_id\n"
    "s1|A1|wan|1000|2025-01-01|C1\ns2|A2|wan|900|2025-01-01|C2\ns3|A3|wan|800|2025-01-01|C3",
    "contracts": "contract_id|account_id|starts_on|ends_on|notice_days\nC1|A1|2025-01-01|2026-12-31|30\n"
    "C2|A2|2025-01-01|2028-12-31|30\nC3|A3|2025-01-01|2028-12-31|30",
    "activities": "activity_id|account_id|happened_at|kind|contact_id|person_id\nv1|A1|2026-09-20|call|K2|P1",
}
STRATEGY = """
[position]
kind = "{kind}"
[[competitors]]
name = "Rival"
footing = "challenger"
[[risks]]
id = "price"
risk = "Price is compared"
[[actions]]
id = "figures"
action = "Ask for their figures"
owner = "P1"
due = 2026-11-02
"""
KINDS = {"A1": "strategic", "A2": "growth", "A3": "at risk"}
A = AccountReviewAct


def company(folder: Path) -> Workspace:
    """It, loaded, with a plan of each account."""
    workspace = loaded_once(home(folder, SETTINGS, **TABLES))
    for account_id, kind in KINDS.items():
        place = Plans.within(workspace).of(account_id)
        place.mkdir(parents=True)
        text = f'account_id = "{account_id}"\n{STRATEGY.format(kind=kind)}'
        (place / "strategy.toml").write_text(text, encoding="utf-8")
    return workspace


def briefed(workspace: Workspace, filters: Filters = EVERYTHING) -> AccountReviewBook:
    """What is told of its reviews."""
    cache = PlanCache(Plans.within(workspace), lambda: NOON)
    return desk.brief(acting_book(opened_once(workspace)), filters, cache)


def planned(workspace: Workspace, account_id: str = "A1", held_on: date = date(2026, 10, 7)) -> str:
    """A review of it: its key in the book."""
    new = AccountReview(id="", held_on=held_on, presenter="P1", coach="P2", reviewers=("P3",))
    return f"{account_id}/{acting.begin(Plans.within(workspace), account_id, new, 'Ida Falk', us(workspace))}"


def us(workspace: Workspace) -> Sequence[OneOfUs]:
    """All of us."""
    return desk.colleagues(opened_once(workspace))


def seen(workspace: Workspace, key: str) -> ListedReview:
    """It as it is now."""
    return briefed(workspace).listed[key]


def proposals(workspace: Workspace, account_id: str = "A1") -> Proposals:
    """What the rules see of an account."""
    warehouse = opened_once(workspace)
    about = subject(warehouse, account_id, str(acting_book(warehouse).quarter))
    return of_account(about, PlanCache(Plans.within(workspace), lambda: NOON))


def step(workspace: Workspace, key: str, *acts: AccountReviewAct) -> ListedReview:
    """It after these steps."""
    for act in acts:
        found = proposals(workspace, key.partition("/")[0]).found if act is A.TEST else ()
        acting.take_step(Plans.within(workspace), seen(workspace, key), act, "Bo Desk", TODAY, proposed=found)
    return seen(workspace, key)
