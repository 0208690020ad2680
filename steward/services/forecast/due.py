"""Whose forecast call is to be made or locked, told of ledgers alone: a week reads no opportunities for it."""

from collections.abc import Sequence

from steward.briefings.internal.forecast.todos import CallDue
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.domain.identifiers import slug
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal.forecast import FOLDER
from steward.plans.internal.forecast_files import ForecastFiles
from steward.plans.internal.forecast_states import CallState
from steward.services.forecast.gathered import running, seen_people
from steward.warehouse.rows.internal.team import members

COMPANY_FILES: tuple[str, ...] = (FOLDER,)
"""What of the company's own it rests on: every call."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Nothing of any account."""
    del plan_cache, account_ids, book


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> tuple[CallDue, ...]:
    """The last call of everybody who ever made one; where nobody did, nobody is to. Of accounts alone nothing is due:
    a call is of a person."""
    if filters.accounts:
        return ()
    files = ForecastFiles(plan_cache.plans.folder, plan_cache.plans.scope)
    callers, seen = set(files.called_by()), seen_people(files.scope)
    us = [one for one in members(book.warehouse) if slug(one) in callers and (seen is None or one in seen)]
    return tuple(_last(files, one, book) for one in us)


def _last(files: ForecastFiles, person_id: str, book: Book) -> CallDue:
    quarter = running(book)
    calls = [files.standing(one) for one in files.calls(person_id, str(quarter))]
    handed = [one.on for one in calls if one.is_fixed and one.on]
    now = calls[-1] if calls else None
    return CallDue(
        person_id, quarter, now.state if now else CallState.NEW, now.on if now else None, max(handed, default=None)
    )
