"""From when to when the data reaches."""

from dataclasses import dataclass
from datetime import date

import duckdb

from steward.domain.quarters import last_complete_month, month_end
from steward.errors import NothingToLoad, SourcesUnreadable
from steward.workspace import Settings

EVENTS = {
    "charges": "last_day(month)",
    "usage": "day",
    "tickets": "opened_at::date",
    "incidents": "started_at::date",
    "nps_responses": "coalesce(answered_on, sent_on)",
    "activities": "happened_at::date",
}
MONEY = {"charges": "month", "subscriptions": "starts_on"}


@dataclass(frozen=True)
class DataSpan:
    """The first month of the data and the day its figures are true for."""

    first_month: date
    as_of: date


def data_span(connection: duckdb.DuckDBPyConnection, settings: Settings, today: date) -> DataSpan:
    """To `as_of` of the settings, an unfinished month left out; without one, to the last month that is complete in the
    data and over today. Raises SourcesUnreadable where `as_of` lies outside the data."""
    if settings.as_of and settings.as_of > today:
        raise SourcesUnreadable(f"workspace.toml: as_of = {settings.as_of} lies in the future.")
    earliest = min(day for day in _days(connection, "min", {**EVENTS, **MONEY}, today) if day)
    as_of = last_complete_month(settings.as_of) if settings.as_of else _last_month(connection, today)
    first_month = earliest.replace(day=1)
    if month_end(first_month) > as_of:
        raise _too_early(settings, first_month, as_of)
    return DataSpan(first_month, as_of)


def _last_month(connection: duckdb.DuckDBPyConnection, today: date) -> date:
    """Subscriptions say when something began, not that time went on: they count only where nothing else does, and then
    to the end of the month in which the last of them began. Without them money is known as far as charges reach,
    however far the other feeds do: a ledger that is late is no customer lost."""
    found = dict(zip(EVENTS, _days(connection, "max", EVENTS, today), strict=True))
    events = [day for day in found.values() if day]
    charged, (_, began_last) = found["charges"], _days(connection, "max", MONEY, today)
    if charged and began_last is None:
        return last_complete_month(charged)
    if events:
        return last_complete_month(max(events))
    began = max(day for day in _days(connection, "max", MONEY, today) if day)
    return min(month_end(began), last_complete_month(today))


def _days(connection: duckdb.DuckDBPyConnection, extreme: str, feeds: dict[str, str], today: date) -> list[date | None]:
    """The first or last day of each feed, none after today."""
    found = (
        connection.execute(f"select {extreme}({day}) from staging.{table}").fetchall()[0][0]
        for table, day in feeds.items()
    )
    return [day and min(day, today) for day in found]


def _too_early(settings: Settings, first_month: date, as_of: date) -> Exception:
    if settings.as_of:
        return SourcesUnreadable(
            f"workspace.toml: as_of = {as_of} is before the first month of the data, {first_month:%Y-%m}."
        )
    return NothingToLoad(f"The data begins in {first_month:%B %Y} and has no complete month yet.")
