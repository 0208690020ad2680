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
Span = tuple[date | None, date | None]
"""First and last."""


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
    spans = _spans(connection, today)
    earliest = min(first for (table, day), (first, _) in spans.items() if first and {**EVENTS, **MONEY}[table] == day)
    as_of = last_complete_month(settings.as_of) if settings.as_of else _last_month(spans, today)
    first_month = earliest.replace(day=1)
    if month_end(first_month) > as_of:
        raise _too_early(settings, first_month, as_of)
    return DataSpan(first_month, as_of)


def _last_month(spans: dict[tuple[str, str], Span], today: date) -> date:
    """Subscriptions say when something began, not that time went on: they count only where nothing else does, and then
    to the end of the month in which the last of them began. Without them money is known as far as charges reach,
    however far the other feeds do: a ledger that is late is no customer lost."""
    found = {feed: last for feed in EVENTS.items() if (last := spans[feed][1])}
    charged = found.get(("charges", EVENTS["charges"]))
    began_last = spans["subscriptions", MONEY["subscriptions"]][1]
    if charged and began_last is None:
        return last_complete_month(charged)
    if found:
        return last_complete_month(max(found.values()))
    began = max(last for feed in MONEY.items() if (last := spans[feed][1]))
    return min(month_end(began), last_complete_month(today))


def _spans(connection: duckdb.DuckDBPyConnection, today: date) -> dict[tuple[str, str], Span]:
    """The first and the last day of each feed, none after today; of very many rows both are asked at once."""
    feeds = {*EVENTS.items(), *MONEY.items()}
    found = {
        (table, day): connection.execute(f"select min({day}), max({day}) from staging.{table}").fetchall()[0]
        for table, day in feeds
    }
    return {feed: (first and min(first, today), last and min(last, today)) for feed, (first, last) in found.items()}


def _too_early(settings: Settings, first_month: date, as_of: date) -> Exception:
    if settings.as_of:
        return SourcesUnreadable(
            f"workspace.toml: as_of = {as_of} is before the first month of the data, {first_month:%Y-%m}."
        )
    return NothingToLoad(f"The data begins in {first_month:%B %Y} and has no complete month yet.")
