"""What one of us should do next, ranked, and whom to call who has not heard from us."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo, ranked
from steward.briefings.internal.week.attention import Attention, attention, attention_table
from steward.briefings.internal.week.calendar import Dated, ReviewMeeting, calendar_table, dated
from steward.domain.attention import AttentionRules
from steward.exhibits import COUNT, DAYS, Better, Cell, Column, Figure, Table, Unit, listed
from steward.exhibits.wording import HEADLINE, capital, counted
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.week import LastTouch

FIRST = 3
"""As many accounts stand in the headline."""
ASKED = {
    "contracts": "renewals that enter a window, and notice dates",
    "nps_responses": "detractors nobody answered",
    "activities": "whom nobody has called for a while",
    "opportunities": "opportunities that stall",
    "incidents": "breaches and near misses of what was agreed",
}
"""The feeds that tell of things to do."""


@dataclass(frozen=True, kw_only=True)
class MyWeek(InternalBriefing):
    """The week of one of us, of somebody with all who report to them, or everybody's. `todos` stand in the order of the
    rows of `ranking`; `several`: whether each line has to say whose it is."""

    person: str
    several: bool
    today: date
    """What everything is counted from."""
    running: bool
    """Whether the quarter that it is of is not over: pages about a quarter open on another by themselves."""
    money: Unit
    todos: tuple[Todo, ...]
    attention: tuple[Attention, ...]
    accounts: Table | None
    dates: tuple[Dated, ...]
    """What falls on the next days; `calendar` is the same as a table."""
    calendar: Table | None
    ranking: Table | None
    outreach: Table | None


def my_week(
    book: Book, rows: Sequence[BookRow], todos: Iterable[Todo], touches: Mapping[str, LastTouch], rules: AttentionRules,
    meetings: Sequence[ReviewMeeting] = (), person: str = "", several: bool = True,
) -> MyWeek:  # fmt: skip
    """Brief on what is to be done. `rows`: the accounts looked after; `rules`: how they are ranked; `meetings`: their
    reviews that have a day; `person`: whose week, empty for everybody's."""
    found = ranked(todos, book.now)
    first = attention(book, rows, found, rules)
    dates = dated(book, found, meetings)
    return MyWeek(
        quarter=book.quarter,
        as_of=book.as_of,
        today=book.now,
        person=person,
        several=several,
        running=not book.is_over,
        money=book.money,
        headline=_headline(book, first, found),
        figures=_figures(book, rows, found),
        missing=book.missing(**ASKED),
        todos=found,
        attention=first,
        accounts=attention_table(book, first, named=several),
        dates=dates,
        calendar=calendar_table(book, dates, named=several),
        ranking=_ranking(book, found, named=several),
        outreach=_outreach(book, rows, touches),
    )


def _headline(book: Book, first: Sequence[Attention], found: Sequence[Todo]) -> str:
    if not found:
        return (
            "Nothing presses, as far as the loaded feeds tell" if book.missing(**ASKED) else "Nothing presses this week"
        )
    if first:
        needing = f"{counted(len(first), 'account')} {'needs' if len(first) == 1 else 'need'} you"
        names = [one.row.name for one in first[:FIRST]]
        said = (capital(f"{needing}, first {listed(names[:count])}") for count in range(len(names), 0, -1))
        return next((one for one in said if len(one) <= HEADLINE), capital(needing))
    pressing = [one for one in found if one.due and (one.due - book.now).days <= 7]
    money = f", {book.money.compact(whole)} a month behind them" if (whole := _behind(found)) else ""
    due = f", {len(pressing)} of them due now" if pressing else ""
    return capital(f"{counted(len(found), 'thing')} to do{due}{money}")


def _behind(found: Sequence[Todo]) -> Decimal:
    """The MRR behind all of it: of each account the most that hangs on one line, because one line may hold another."""
    stakes: dict[str, Decimal] = {}
    for one in found:
        stakes[one.account_id] = max(stakes.get(one.account_id, Decimal()), one.at_stake or Decimal())
    return sum(stakes.values(), Decimal())


def _figures(book: Book, rows: Sequence[BookRow], found: Sequence[Todo]) -> tuple[Figure, ...]:
    groups = (
        ("renewals", "Renewals and notices", (Reason.RENEWAL, Reason.NOTICE), ("contracts",)),
        ("promises", "Commitments overdue, both sides", (Reason.COMMITMENT,), ()),
        ("voices", "Detractors and silent executives", (Reason.DETRACTOR, Reason.SILENT), ("nps_responses",)),
        (
            "relations",
            "Single-threaded or no recent contact",
            (Reason.SINGLE_THREADED, Reason.CONTACT, Reason.TOUCH),
            ("activities",),
        ),
        ("deals", "Opportunities stalled or past their date", (Reason.STALLED,), ("opportunities",)),
        ("quotes", "Quotes, approvals and orders", (Reason.QUOTE, Reason.APPROVAL, Reason.ORDER), ()),
        ("orders", "Deliveries and first invoices", (Reason.DELIVERY, Reason.BILLING), ()),
        ("designs", "Designs that wait for something", (Reason.DESIGN,), ()),
        ("partners", "Registrations of partners", (Reason.REGISTRATION, Reason.PROTECTION), ()),
        ("forecast", "Forecast calls", (Reason.FORECAST,), ()),
        (
            "service",
            "Breaches, near misses and health",
            (Reason.BREACH, Reason.NEAR_MISS, Reason.HEALTH),
            ("incidents", "service_levels"),
        ),
        ("reviews", "Reviews to prepare or to close", (Reason.REVIEW, Reason.HOMEWORK, Reason.CLOSING), ()),
        ("account_reviews", "Account reviews", (Reason.ACCOUNT_REVIEW,), ()),
    )
    return tuple(
        _figure(book, key, label, sum(one.reason in reasons for one in found), feeds)
        for key, label, reasons, feeds in groups
    )


def _figure(book: Book, key: str, label: str, count: int, feeds: Sequence[str]) -> Figure:
    """Nothing found where a feed is not loaded is not known; what plans and maps tell without it still counts."""
    receipt = book.receipt("my week", "internal.book")
    return book.figure(f"week.{key}", label, count, COUNT, receipt, needs=() if count else feeds, better=Better.LOWER)


def _ranking(book: Book, found: Sequence[Todo], named: bool) -> Table | None:
    """A row each, with its account as key."""
    if not found:
        return None
    owner = (Column("Who"),) if named else ()
    return Table(
        id="week.ranking",
        title=f"{capital(counted(len(found), 'action'))}, first: {found[0].account}, {found[0].reason}",
        alt=f"Table of {counted(len(found), 'thing')} to do, the most pressing first.",
        receipt=book.receipt("my week", "internal.book"),
        note="What is due within a week comes first, then by the money at stake.",
        keys=tuple(one.account_id for one in found),
        columns=(
            Column("Account"), Column("Why"), Column("What", wide=True), Column("At stake", book.money),
            Column("Due"), *owner,
        ),
        rows=tuple(
            (one.account, capital(one.reason), one.words, one.at_stake, one.due, *([one.who] if named else []))
            for one in found
        ),
    )  # fmt: skip


def _outreach(book: Book, rows: Sequence[BookRow], touches: Mapping[str, LastTouch]) -> Table | None:
    """Every customer, whoever waited longest first; its key is the account."""
    paying = [row for row in rows if row.paying]
    if not paying or not touches:
        return None
    order = sorted(paying, key=lambda row: (_waited(book, touches.get(row.account_id)), row.mrr), reverse=True)
    longest = touches.get(order[0].account_id)
    waited = f"has waited {_waited(book, longest)} days" if longest else "has no contact on record"
    return Table(
        id="week.outreach",
        title=f"{order[0].name} {waited}",
        alt="Table of accounts by the day of the last contact.",
        receipt=book.receipt("last contact", "known.activities", "activities"),
        note="Tick a row for a draft agenda.",
        keys=tuple(row.account_id for row in order),
        columns=(
            Column("Account"), Column("Last contact"), Column("Days", DAYS), Column("With"), Column("About", wide=True),
            Column("MRR", book.money), Column("Owner"),
        ),
        rows=tuple((row.name, *_last(book, touches.get(row.account_id)), row.mrr, row.owner) for row in order),
    )  # fmt: skip


def _waited(book: Book, last: LastTouch | None) -> int:
    """Whoever was never spoken to waited longest."""
    return (book.now - last.day).days if last else 100_000


def _last(book: Book, last: LastTouch | None) -> tuple[Cell, ...]:
    if last is None:
        return None, None, None, None
    said = ": ".join(filter(None, (last.kind, last.subject)))
    return last.day, _waited(book, last), last.contact, said
