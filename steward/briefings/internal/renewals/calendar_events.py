"""The dates of renewals as entries for a calendar."""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from steward.briefings.internal.renewals.calendar import RenewalDate
from steward.briefings.internal.scope.book import Book
from steward.exhibits import day_text, listed
from steward.exhibits.calendar_events import Task


def calendar_tasks(book: Book, dates: Sequence[RenewalDate]) -> tuple[Task, ...]:
    """The dates as entries for a calendar; the same date of the same contract keeps its uid from file to file."""
    return tuple(_task(book, one) for one in dates)


def _task(book: Book, date_of: RenewalDate) -> Task:
    one, row = date_of.renewal, date_of.renewal.row
    kind = str(date_of.window.days) if date_of.window else "notice"
    subject = f"{row.contract_id}: {date_of.window.asks if date_of.window else 'last day to give notice'}"
    told = [f"It ends on {day_text(row.ends_on)}", f"and brings {book.money.text(row.atr)} a month" if row.atr else ""]
    said = [" ".join(filter(None, told)) + ".", f"Forecast: {one.category.label}." if one.category else ""]
    against = f"Against it: {listed(one.signal.against)}." if one.signal.against else ""
    return Task(
        uid=str(uuid5(NAMESPACE_URL, f"steward:renewal:{row.account_id}:{row.contract_id}:{kind}")),
        subject=subject,
        description="\n".join(filter(None, [*said, against])),
        due=date_of.day,
        overdue=False,
        account_id=row.account_id,
        account=one.account.name,
        owner_id=one.account.owner_id or "",
        owner=one.account.owner or "",
        owner_email="",
        as_of=book.now,
    )
