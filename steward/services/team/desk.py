"""Teams, regions and the company: what every topic says of the book, added up along who reports to whom."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from steward.briefings.internal.commitments.ratings import answers, mean_known
from steward.briefings.internal.reviews.year import ReviewState
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.team.branch import Branch, Branches
from steward.briefings.internal.team.risks import risk_lines
from steward.briefings.internal.team.source import Reviewed, TeamSaid, TeamSource
from steward.briefings.internal.team.team import TeamBrief, team_brief
from steward.domain.access.scope import Scope
from steward.errors import PersonNotFound
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal import strategy as ours
from steward.plans.internal.debrief import Debrief, file_of
from steward.plans.internal.strategy import Risk, Strategy
from steward.services import actions, commitments, decisions, health, maps, orders, renewals
from steward.services.forecast import desk as forecast
from steward.services.requests import desk as requests
from steward.services.reviews import year
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.owners import owner_quarters
from steward.warehouse.rows.internal.team import members

__all__ = [
    "COMPANY_FILES",
    "Branch",
    "Branches",
    "TeamBrief",
    "TeamSource",
    "branch_named",
    "brief",
    "said_of",
    "source",
    "team_brief",
    "written",
]  # fmt: skip

Said = TypeVar("Said")
TOPICS = (commitments, health, renewals, maps, requests, orders, actions, forecast)
COMPANY_FILES: tuple[str, ...] = tuple(
    dict.fromkeys((*decisions.COMPANY_FILES, *(file for topic in TOPICS for file in topic.COMPANY_FILES)))
)
"""What else of the company's own it rests on."""


class AskTopic(Protocol):
    """How a topic is asked for what it says: at once, or through what a door keeps of it."""

    def __call__(self, topic: Any, say: Callable[[Book, Filters, PlanCache], Said], /) -> Said: ...


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Takes from the plan cache all that `source` will, and reads nothing yet."""
    for topic in TOPICS:
        topic.written(plan_cache, account_ids, book)
    year.written(plan_cache, account_ids, book)
    _agreed(plan_cache, ())
    _strategies(plan_cache, ())
    plan_cache.of(Debrief, file_of(book.quarter), "rating")


def said_of(book: Book, ask: AskTopic) -> TeamSaid:
    """What the topics say, each as it is asked; what is told of today alone is not asked of a past quarter."""
    past = book.is_past
    return TeamSaid(
        ask(commitments, commitments.brief),
        ask(health, health.brief),
        ask(renewals, renewals.brief),
        None if past else ask(maps, maps.brief),
        None if past else ask(requests, requests.brief),
        None if past else ask(orders, orders.brief),
        None if past else ask(actions, actions.brief),
        None if past else ask(forecast, forecast.brief),
    )


def source(book: Book, plan_cache: PlanCache, said: TeamSaid | None = None) -> TeamSource:
    """Everything that any branch is told from. `said`: where it is known already."""

    def at_once(topic: Any, say: Callable[[Book, Filters, PlanCache], Said], /) -> Said:
        return say(book, EVERYTHING, plan_cache)

    told, scope = said or said_of(book, at_once), plan_cache.plans.scope
    rows = tuple(book_rows.book(book.warehouse, str(book.quarter)))
    ids = [row.account_id for row in rows]
    strategies = _strategies(plan_cache, ids)
    risks: Mapping[str, Sequence[Risk]] = {key: one.risks for key, one in strategies.items()}
    return TeamSource(
        book=book,
        branches=Branches.of(members(book.warehouse), rows, whole=scope.sees_all, seen=_seen_whole(book, scope)),
        rows=rows,
        said=told,
        reviews=_reviews(book, rows, plan_cache),
        planned=None if book.is_past else _planned(_agreed(plan_cache, ids), strategies),
        risks=risk_lines(
            book, rows, told.health.lines, told.renewals.ahead, {} if book.is_past else risks, told.actions
        ),
        decisions=decisions.of_book(book, plan_cache),
    )


def brief(book: Book, key: str, plan_cache: PlanCache) -> TeamBrief:
    """Brief on one branch, by its key, a person's id or name, or a region. Raises PersonNotFound."""
    found = source(book, plan_cache)
    return team_brief(found, branch_named(found.branches, key))


def _seen_whole(book: Book, scope: Scope) -> frozenset[str]:
    """Those of whom every account is seen, also those that were theirs when a quarter ended and are another's by now:
    without these their past would be told as less than it was."""
    if scope.sees_all or not scope.people:
        return scope.people
    seen = set(owner_quarters(book.warehouse, sorted(scope.read.ids), book.as_of))
    every = owner_quarters(book.warehouse, None, book.as_of)
    return scope.people - {one.owner_id for one in every if one not in seen and (one.opening or one.closing)}


def branch_named(branches: Branches, said: str) -> Branch:
    """The branch that is meant: by its key, by its name, by the id or name of who leads it. Raises PersonNotFound."""
    every = list(branches.every())
    asked = said.strip().casefold()
    tried = (asked, f"team:{asked}", f"person:{asked}", f"region:{asked}")
    for key in tried:
        if found := next((one for one in every if one.key.casefold() == key), None):
            return found
    for name in (asked, f"team of {asked}"):
        if found := next((one for one in every if one.name.casefold() == name), None):
            return found
    raise PersonNotFound(f"There is no team, person or region “{said[:60]}” with accounts.")


def _agreed(plan_cache: PlanCache, ids: Sequence[str]) -> Mapping[str, SuccessPlan]:
    return plan_cache.of(SuccessPlan, agreed.FILE, "goals").all_of(ids)


def _strategies(plan_cache: PlanCache, ids: Sequence[str]) -> Mapping[str, Strategy]:
    return plan_cache.of(Strategy, ours.FILE, "risks", "objectives").all_of(ids)


def _planned(success: Mapping[str, SuccessPlan], strategies: Mapping[str, Strategy]) -> frozenset[str]:
    """Whoever has a goal that is agreed, or an objective of ours."""
    goals = {key for key, one in success.items() if one.goals}
    return frozenset(goals | {key for key, one in strategies.items() if one.objectives})


def _reviews(book: Book, rows: Sequence[BookRow], plan_cache: PlanCache) -> Mapping[str, Reviewed]:
    """The review of each customer in the book's quarter. Of a past one: held by the end of the quarter after it."""
    customers = [row for row in rows if row.customer]
    rated = plan_cache.of(Debrief, file_of(book.quarter), "rating").all_of([row.account_id for row in customers])
    by = book.quarter.shifted(1).end if book.is_past else book.now
    found: dict[str, Reviewed] = {}
    for one in year.account_years(book, customers, plan_cache):
        cell = next((cell for cell in one.cells if cell.quarter == book.quarter), None)
        if cell is None or cell.state in (ReviewState.NONE, ReviewState.COMING):
            continue
        key = one.row.account_id
        held = cell.state is ReviewState.HELD and _by(cell.day, by)
        rating = mean_known(answers(rated[key].rating)) if held and key in rated else None
        found[key] = Reviewed(True, held, rating)
    return found


def _by(day: date | None, until: date) -> bool:
    return day is not None and day <= until
