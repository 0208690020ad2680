"""Account reviews of the book or of one account: what is read, and the briefing made of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from steward.briefings.internal.account_reviews.book import AccountReviewBook, account_review_book
from steward.briefings.internal.account_reviews.listed import ListedReview
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.domain.account_reviews.words import AccountReviewState
from steward.domain.identifiers import slug
from steward.plans.files.cached_files import CachedFiles
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Opened, Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.account_review_rules import FILE as RULES
from steward.plans.internal.account_review_rules import account_review_rules
from steward.plans.internal.account_review_states import FOLDER, file_of, standing
from steward.plans.internal.account_reviews import FILE, AccountReview, AccountReviews
from steward.plans.internal.strategy import Action, Strategy
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.quoting import CompanyColleague, colleagues
from steward.workflow import ledger
from steward.workflow.ledger import Ledger

__all__ = ["COMPANY_FILES", "AccountReviewBook", "ListedReview", "brief", "colleagues", "opened", "written"]

COMPANY_FILES: tuple[str, ...] = (RULES,)
"""What else of the company's own it rests on."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Has every file of a review count, and reads nothing yet."""
    del account_ids, book
    _caches(plan_cache)


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> AccountReviewBook:
    """Brief on the reviews of the accounts that pass the filters, and on whose turn it is: beside all others of their
    account managers, which pass or not."""
    everyone = book_rows.book(book.warehouse, str(book.quarter))
    shown = frozenset(row.account_id for row in everyone if filters.keeps(row))
    owners = {row.owner_id for row in everyone if row.account_id in shown}
    rows = [row for row in everyone if row.owner_id in owners]
    ids = frozenset(plan_cache.plans.begun(row.account_id for row in rows))
    begun = [row for row in rows if row.account_id in ids]
    reviews, strategies = _caches(plan_cache)
    said, plans = reviews.all_of(ids), strategies.all_of(ids)
    us = colleagues(book.warehouse)
    found = tuple(_listed(plan_cache.plans, begun, said, plans, us, book.as_of if book.is_past else None))
    rules = account_review_rules(plan_cache.plans.folder)
    return account_review_book(book, rows, shown, plans, found, rules)


def opened(plans: Plans, account_id: str) -> Opened[AccountReviews]:
    """The file of an account's reviews, as it is now."""
    return plans.open(AccountReviews, FILE, account_id)


def _listed(
    plans: Plans, rows: Sequence[BookRow], said: Mapping[str, AccountReviews], strategies: Mapping[str, Strategy],
    us: Sequence[CompanyColleague], until: date | None,
) -> Iterator[ListedReview]:  # fmt: skip
    """Every review of these accounts; `until`: of a past quarter, with what had happened by its last day."""
    for row in rows:
        file = said.get(row.account_id) or AccountReviews(account_id=row.account_id)
        named = {one.id for one in file.reviews}
        strategy = strategies.get(row.account_id)
        actions = _by_id(strategy.actions if strategy else ())
        for one in (*file.reviews, *_taken_out(plans, row.account_id, named)):
            held = _known_by(ledger.read(plans.of(row.account_id) / file_of(one.id)), until) if one.id else None
            if held is not None:
                found = standing(one, file.found_in(one.id), held)
                if one.id in named or found.state is AccountReviewState.CLOSED:
                    yield ListedReview(row=row, standing=found, actions=actions, us=us)


def _known_by(found: Ledger, until: date | None) -> Ledger | None:
    """What had happened by a day; None where nothing had."""
    if until is None:
        return found
    events = tuple(one for one in found.events if one.at.date() <= until)
    return Ledger(events, found.broken, found.numbers[: len(events)]) if events else None


def _taken_out(plans: Plans, account_id: str, named: Collection[str]) -> Iterator[AccountReview]:
    """Reviews that have a ledger and that the file names no more: what was closed is told all the same."""
    folder = plans.of(account_id) / FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in {slug(one) for one in named}:
            yield AccountReview(id=path.name)


def _by_id(actions: Sequence[Action]) -> Mapping[str, Action]:
    return {one.id: one for one in actions if one.id}


def _caches(plan_cache: PlanCache) -> tuple[CachedFiles[AccountReviews], CachedFiles[Strategy]]:
    plan_cache.watch(FOLDER)
    return (
        plan_cache.of(AccountReviews, FILE, "reviews", "vulnerabilities"),
        plan_cache.of(Strategy, ours.FILE, "position", "actions"),
    )
