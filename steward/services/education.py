"""What customers know of all we offer, with what people wrote of it: warehouse and plan files brought together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from steward.briefings.internal.education.education import EducationBrief, education
from steward.briefings.internal.education.happened import Happened, at_review, showed_offerings
from steward.briefings.internal.education.ladder import Written, account_education
from steward.briefings.internal.education.tables import introductions_table
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters, narrowed
from steward.briefings.internal.whitespace.whitespace import Whitespace
from steward.exhibits import Table
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.changes import told_apart
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Opened, Plans
from steward.plans.internal import education as introduced
from steward.plans.internal import strategy as ours
from steward.plans.internal.education import Education, Introduction, add_introductions
from steward.plans.internal.strategy import Strategy
from steward.services import logged, offerings, whitespace
from steward.services.owed import reviews_of
from steward.services.reviews.opened import open_review, subject
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import AccountContact
from steward.warehouse.rows.internal.education import SpokenOf, spoken_of

__all__ = [
    "COMPANY_FILES",
    "add_introductions",
    "brief",
    "by_name",
    "happened",
    "introductions_of",
    "opened_education",
    "written",
]

COMPANY_FILES: tuple[str, ...] = (offerings.FILE,)
"""What else of the company's own it rests on."""

ReadPlans = tuple[Mapping[str, Strategy], Mapping[str, SuccessPlan], Mapping[str, Education]]


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> ReadPlans:
    """What is written of these accounts: who decides, their goals and people, who was introduced to what; what
    is logged counts, too."""
    whitespace.written(plan_cache, account_ids, book)
    logged.files(plan_cache)
    return (
        plan_cache.of(Strategy, ours.FILE, "readings", "whitespace").all_of(account_ids),
        plan_cache.of(SuccessPlan, agreed.FILE, "goals", "people").all_of(account_ids),
        plan_cache.of(Education, introduced.FILE, "introductions").all_of(account_ids),
    )


def brief(book: Book, filters: Filters, plan_cache: PlanCache, space: Whitespace | None = None) -> EducationBrief:
    """Brief on what the accounts that pass the filters know of our offer. `space`: what could be sold to them, where it
    is known already."""
    book = narrowed(book, filters)
    lines = (space or whitespace.brief(book, filters, plan_cache)).lines
    ids = [line.account.account_id for line in lines]
    strategies, success, told = written(plan_cache, ids, book)
    spoken: dict[str, list[SpokenOf]] = defaultdict(list)
    for said in spoken_of(book.warehouse, ids, book.now):
        spoken[said.account_id].append(said)
    people: dict[str, list[AccountContact]] = defaultdict(list)
    wanted = [key for key in ids if key in told or key in spoken or (key in strategies and strategies[key].readings)]
    for contact in book_rows.contacts_of(book.warehouse, wanted) if wanted else ():
        people[contact.account_id].append(contact)
    found = [
        account_education(
            book,
            line,
            Written(
                strategies.get(key) or Strategy(account_id=key),
                success.get(key) or SuccessPlan(account_id=key),
                told.get(key) or Education(account_id=key),
                tuple(spoken.get(key, ())),
            ),
            people[key],
        )
        for line in lines
        for key in [line.account.account_id]
    ]
    return education(book, found, offerings.offered(book.warehouse, plan_cache.plans.folder))


def opened_education(plans: Plans, account_id: str) -> Opened[Education]:
    """What is written of an account's introductions, as the file says it now."""
    return plans.open(Education, introduced.FILE, account_id)


def by_name(plan: Education) -> Mapping[str, Introduction]:
    """Each introduction of an account by what tells it apart."""
    return told_apart(plan.introductions)


def introductions_of(book: Book, plan: Education, names: Mapping[str, str]) -> Table | None:
    """What was written down of an account; `names`: by id."""
    return introductions_table(book, list(by_name(plan).items()), names)


def happened(warehouse: Warehouse, plans: Plans, account_id: str) -> tuple[Happened, ...]:
    """What reviews of an account showed and nobody wrote down, the latest first."""
    written, us = opened_education(plans, account_id).plan, book_rows.colleague_names(warehouse)
    known = {str(quarter) for quarter in warehouse.quarters}
    found: list[Happened] = []
    for quarter, review in reversed(reviews_of(plans, account_id).items()):
        if quarter in known and showed_offerings(review):
            table = open_review(subject(warehouse, account_id, quarter), plans).material.success.offerings
            found += at_review(quarter, review, table.keys if table else (), us, written)
    return tuple(found)
