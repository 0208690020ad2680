"""What quotes ask of somebody: approvals of who is asked, and of who made a quote what it waits for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from steward.briefings.internal.quotes.book import SOON_DAYS, ListedQuote
from steward.briefings.internal.quotes.figures import money_of, receipt_of
from steward.briefings.internal.quotes.orders import accepted_on, to_place
from steward.briefings.internal.quotes.quote import EXPIRED, OpenedQuote
from steward.briefings.internal.quotes.who import name_of
from steward.briefings.internal.todo import Reason, Todo
from steward.exhibits import day_text
from steward.exhibits.wording import inside
from steward.plans.internal.quote_record import APPROVED, DRAFT, PRESENTED, Verdict
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import StaffMember

PLACE_WITHIN = 7
"""Days after a quote was accepted by which its order should be placed."""


def quote_todos(
    quotes: Sequence[ListedQuote], rows: Mapping[str, BookRow], us: Mapping[str, StaffMember]
) -> Iterator[Todo]:  # fmt: skip
    """Every quote that waits for one of us."""
    for listed in quotes:
        row = rows.get(listed.quote.account_id)
        if row is not None:
            yield from _approvals(listed, row, us)
            yield from _of_owner(listed, row, us)
            yield from _order(listed, row, us)


def _approvals(listed: ListedQuote, row: BookRow, us: Mapping[str, StaffMember]) -> Iterator[Todo]:
    """A line in the week of everybody who may decide now."""
    quote = listed.quote
    for asked in listed.asked:
        if asked.is_open:
            for who in asked.holders or ("",):
                words = f"“{listed.label}” ({_worth(quote)}) waits for {asked.need.role}"
                due = asked.due.date() if asked.due else None
                yield _todo(quote, row, Reason.APPROVAL, words, due, us.get(who), who)


def _of_owner(listed: ListedQuote, row: BookRow, us: Mapping[str, StaffMember]) -> Iterator[Todo]:
    """What whoever made it is to do."""
    quote, until = listed.quote, listed.quote.offer.plan.offer.valid_until
    owner = quote.offer.plan.offer.owner
    for words, due in _words(listed, until):
        yield _todo(quote, row, Reason.QUOTE, f"“{listed.label}” ({_worth(quote)}) {words}", due, us.get(owner), owner)


def _order(listed: ListedQuote, row: BookRow, us: Mapping[str, StaffMember]) -> Iterator[Todo]:
    """The order of what was accepted, until it is placed or the data has its contract."""
    quote = listed.quote
    if to_place(quote):
        day, owner = accepted_on(quote), quote.offer.plan.offer.owner
        words = f"Place the order for “{listed.label}” ({_worth(quote)}), accepted on {day_text(day)}"
        due = day + timedelta(days=PLACE_WITHIN)
        yield _todo(quote, row, Reason.ORDER, words, due, us.get(owner), owner)


def _words(listed: ListedQuote, until: date | None) -> Iterator[tuple[str, date | None]]:
    quote, left = listed.quote, listed.days_left
    decisions = quote.record.decisions
    if quote.state == DRAFT and decisions and decisions[-1].verdict is not Verdict.APPROVE:
        said = f": {decisions[-1].comment}" if decisions[-1].comment else ""
        yield f"was {decisions[-1].verdict} by {decisions[-1].role}{said}", None
    if quote.state == APPROVED:
        yield "is approved and not sent", until
    if quote.state == EXPIRED and until:
        yield f"expired on {day_text(until)}", until
    if quote.state == PRESENTED and left is not None and left <= SOON_DAYS:
        yield f"expires on {day_text(until)}" if until else "expires", until
    if quote.state == PRESENTED and quote.signed_otherwise:
        yield f"was signed otherwise: {inside(quote.signed_otherwise)}", None


def _todo(
    quote: OpenedQuote, row: BookRow, reason: Reason, words: str, due: date | None, doer: StaffMember | None, who: str
) -> Todo:
    return Todo(
        reason=reason, account_id=row.account_id, account=row.name, owner_id=row.owner_id, owner=row.owner, words=words,
        at_stake=row.mrr, due=due, receipt=receipt_of(quote, "quotes"), quote=quote.quote_id,
        doer_id=doer.person_id if doer else who or None, doer=doer.name if doer else name_of(quote, who) or None,
    )  # fmt: skip


def _worth(quote: OpenedQuote) -> str:
    return f"{money_of(quote).compact(quote.worth.schedule.mrr / 100)} a month"
