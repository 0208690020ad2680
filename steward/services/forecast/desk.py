"""What a door asks of the forecast: that of the quarter that runs, of a person, a team, a region or the company."""

from collections.abc import Sequence

from steward.briefings.internal.forecast.book import ForecastBook, Look, forecast_book
from steward.briefings.internal.forecast.bridges import Since
from steward.briefings.internal.forecast.call import call_table
from steward.briefings.internal.forecast.committed import facts_told
from steward.briefings.internal.forecast.source import HeldCall, PersonForecast, Whose, euros
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.domain.forecasting.items import CallItem, CallKind, CallNumber
from steward.errors import PersonNotFound
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal.forecast import FOLDER
from steward.services import renewals, targets
from steward.services.forecast.evidence import watched
from steward.services.forecast.gathered import gathered, running

__all__ = [
    "COMPANY_FILES", "CallItem", "CallKind", "CallNumber", "ForecastBook", "HeldCall", "Look", "PersonForecast",
    "Since", "Whose", "brief", "call_table", "euros", "facts_told", "looked_at", "of_whom", "running", "written",
]  # fmt: skip
COMPANY_FILES: tuple[str, ...] = tuple(dict.fromkeys((*renewals.COMPANY_FILES, *targets.COMPANY_FILES, FOLDER)))
"""What else of the company's own it rests on: every call lies in that folder."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Has every file count that it rests on."""
    renewals.written(plan_cache, account_ids, book)
    watched(plan_cache, account_ids, book)


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> ForecastBook:
    """Brief on everybody's forecast of the quarter that runs. It is of people: no filter of accounts narrows it."""
    del filters
    return forecast_book(book, gathered(book, plan_cache), Look())


def of_whom(book: Book, plan_cache: PlanCache, said: str) -> ForecastBook:
    """The forecast of whom an address names. Raises PersonNotFound where there is no forecast of theirs."""
    written(plan_cache, (), book)
    whole, whose = brief(book, EVERYTHING, plan_cache), Whose.parse(said)
    # The company always has one: without a feed it says what one would show.
    if whose.address != said or (whose.level != "company" and not whose.of(whole.source)):
        raise PersonNotFound(f"There is no forecast of “{said[:60]}”.")
    return looked_at(book, whole, Look(whose))


def looked_at(book: Book, found: ForecastBook, look: Look) -> ForecastBook:
    """The same of somebody, a team or a region, and of another number."""
    return forecast_book(book, found.source, look)
