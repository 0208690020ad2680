"""Weak spots of one account's plan, as the plan, the map and the figures suggest them."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import Subject
from steward.briefings.internal.account_reviews.proposed import AccountFacts, Proposed, proposed
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal.account import account_plan
from steward.services import maps, week
from steward.services.scope import acting_book

__all__ = ["COMPANY_FILES", "Proposals", "Proposed", "of_account", "written"]

COMPANY_FILES = week.COMPANY_FILES
"""What else of the company's own it rests on."""


@dataclass(frozen=True)
class Proposals:
    """What the rules propose for one account."""

    found: tuple[Proposed, ...]


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Takes from the plan cache all that `of_account` will, and reads nothing yet."""
    week.written(plan_cache, account_ids, book)


def of_account(about: Subject, plan_cache: PlanCache) -> Proposals:
    """Every weak spot that the rules see in an account's plan today."""
    book, alone = acting_book(about.warehouse), Filters(accounts=(about.account_id,))
    said = week.said_of(book, alone, plan_cache)
    plan = account_plan(plan_cache.plans, about.account_id)
    facts = AccountFacts(
        book=book,
        todos=week.everything(book, plan_cache, alone, said).week().todos,
        renewals=said.renewals.found,
        agreed=PlanSubject(about, plan.success.plan),
        strategy=plan.strategy.plan,
        network=maps.source(about, plan).network,
    )
    return Proposals(proposed(facts))
