"""What partners ask of somebody this week: a registration to decide, a protection that is about to end."""

from collections.abc import Iterator, Mapping

from steward.briefings.internal.channel.book import ChannelBook
from steward.briefings.internal.channel.registrations import ListedRegistration, conflict_words
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.exhibits import day_text
from steward.exhibits.wording import counted
from steward.plans.internal.channel import FILE
from steward.warehouse.rows.internal.book import BookRow


def channel_todos(book: Book, brief: ChannelBook, rows: Mapping[str, BookRow]) -> Iterator[Todo]:
    """A line for each registration that waits for us, and each approval that is about to lapse."""
    for one in brief.registrations.values():
        row = rows.get(one.account_id)
        if row is None:
            continue
        if one.to_decide:
            yield _todo(book, one, row, Reason.REGISTRATION, _waits(book, brief, one))
        elif one.ends_soon(book.now) and one.protected_until:
            left = (one.protected_until - book.now).days
            when = f"in {counted(left, 'day')}" if left else "today"
            words = f"{one.partner}: the protection of “{one.what}” ends {when}, on {day_text(one.protected_until)}"
            yield _todo(book, one, row, Reason.PROTECTION, words)


def _waits(book: Book, brief: ChannelBook, one: ListedRegistration) -> str:
    since = f" since {day_text(one.submitted_on)}" if one.submitted_on else ""
    said = f"{one.partner} waits{since} for a decision on “{one.what}”"
    if not one.conflicts:
        return said
    return f"{said}; against it: {conflict_words(one.conflicts[0], brief.source.names, book.money)}"


def _todo(book: Book, one: ListedRegistration, row: BookRow, reason: Reason, words: str) -> Todo:
    due = one.protected_until if reason is Reason.PROTECTION else one.decide_by.date() if one.decide_by else None
    return Todo(
        reason=reason, account_id=row.account_id, account=row.name, owner_id=row.owner_id, owner=row.owner, words=words,
        at_stake=one.value, due=due, receipt=book.receipt("registration", f"{FILE}, registrations"),
        doer_id=one.manager_id, doer=one.manager, registration=one.key,
    )  # fmt: skip
