"""The quotes of a book: how old each is, whom it waits for, and what is mine to decide."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.quotes.asked import AskedApproval, asked, is_asked, overdue_at
from steward.briefings.internal.quotes.figures import percent_of
from steward.briefings.internal.quotes.imported.beside import imported_table
from steward.briefings.internal.quotes.imported.quote import ImportedQuote
from steward.briefings.internal.quotes.offered import cents_offered, foreign_note, left_out, mrr_of
from steward.briefings.internal.quotes.orders import order_table, to_place
from steward.briefings.internal.quotes.quote import EXPIRED, OpenedQuote
from steward.briefings.internal.quotes.still_open import OPEN, deep_discounts, receipt, state_table
from steward.briefings.internal.quotes.who import name_of
from steward.briefings.internal.quotes.words import STATES
from steward.briefings.internal.scope.book import Book
from steward.domain.labels import told_apart
from steward.exhibits import COUNT, PERCENT, Cell, Column, Figure, Table, listed, without
from steward.exhibits.wording import counted
from steward.plans.internal.quote_record import APPROVED, DRAFT, IN_APPROVAL, PRESENTED

SOON_DAYS = 7


@dataclass(frozen=True)
class ListedQuote:
    """A quote in a list. `since`: the day it came into its state; `asked`: who must approve it."""

    quote: OpenedQuote
    account: str
    since: date
    asked: tuple[AskedApproval, ...]
    label: str
    """Its title, and its reference where its account has another of that title."""

    @property
    def key(self) -> str:
        """What tells it from every other of the book."""
        return f"{self.quote.account_id}/{self.quote.quote_id}"

    @property
    def waits_for(self) -> str:
        """Whose turn it is, and since how many days."""
        turns = [one for one in self.asked if one.is_open]
        if turns:
            who = listed(
                [", ".join(name_of(self.quote, each) for each in one.holders) or one.need.role for one in turns]
            )
            return f"{who}, {self.how_long}"
        if self.quote.state == PRESENTED:
            return f"the customer, {self.how_long}"
        return "us" if self.quote.state in (DRAFT, APPROVED, EXPIRED) or to_place(self.quote) else ""

    @property
    def days(self) -> int:
        """For how many days it has been in its state."""
        return max(0, (self.quote.today - self.since).days)

    @property
    def how_long(self) -> str:
        """The same in words."""
        return counted(self.days, "day") if self.days else "since today"

    @property
    def days_left(self) -> int | None:
        """How many days it may still be accepted on; None where no day is said, or it is closed."""
        until = self.quote.offer.plan.offer.valid_until
        return (until - self.quote.today).days if until and self.quote.state in OPEN else None

    def is_for(self, who: str) -> tuple[AskedApproval, ...]:
        """What somebody is to decide of it now."""
        return tuple(one for one in self.asked if is_asked(self.quote, one, who))


@dataclass(frozen=True, kw_only=True)
class QuoteBook(InternalBriefing):
    """The quotes of some accounts. `listed`: all of them; `mine`: what whoever looks is to decide; `imported`: those of
    the CPQ."""

    listed: tuple[ListedQuote, ...]
    mine: tuple[ListedQuote, ...]
    by_state: Table | None
    open_quotes: Table | None
    with_money: str
    """The headline, with what all that is open offers a month."""
    to_decide: Table | None
    closed_quotes: Table | None
    imported_quotes: Table | None = None
    imported: tuple[ImportedQuote, ...] = ()
    orders: Table | None = None

    @property
    def changes_at(self) -> tuple[datetime, ...]:
        """The moments at which it says something else, though no file changes: hours of an approver that end."""
        return tuple(moment for one in self.listed for moment in overdue_at(one.quote, one.asked))


def quote_book(
    book: Book, quotes: Sequence[OpenedQuote], accounts: Mapping[str, str], who: str, *, alone: bool = False,
    imported: Sequence[ImportedQuote] = (),
) -> QuoteBook:  # fmt: skip
    """Brief on the quotes of these accounts, by their names; `who` looks; `alone`: it is of one account's page."""
    labels = _labels(quotes, accounts)
    found = sorted((_listed(one, accounts, labels[one.reference]) for one in quotes), key=_urgency)
    mine = tuple(one for one in found if one.is_for(who))
    still = [one for one in found if one.quote.state in OPEN]
    return QuoteBook(
        quarter=book.quarter,
        as_of=book.warehouse.today,
        headline=_headline(still, mine),
        with_money=_headline(still, mine, _money(book, still)),
        figures=_figures(book, still, mine),
        listed=tuple(found),
        mine=mine,
        by_state=state_table(book, [one.quote for one in still]),
        open_quotes=_table(book, "quotes.open", f"{counted(len(still), 'quote')} open", still, alone=alone),
        to_decide=_table(book, "quotes.mine", f"{counted(len(mine), 'quote')} to decide", mine, alone=alone),
        closed_quotes=_table(
            book, "quotes.closed", "Closed", [one for one in found if one.quote.state not in OPEN], alone=alone
        ),
        imported_quotes=imported_table(book, imported, labels, alone=alone),
        imported=tuple(imported),
        orders=_orders(found, alone=alone),
    )


def _orders(found: Sequence[ListedQuote], *, alone: bool) -> Table | None:
    whole = order_table([(one.account, one.label, one.quote) for one in found])
    return without(whole, "Account") if whole and alone else whole


def _labels(quotes: Sequence[OpenedQuote], accounts: Mapping[str, str]) -> Mapping[str, str]:
    """By reference; titles are told apart among the quotes of accounts that are called the same."""
    by_name: dict[str, dict[str, str]] = defaultdict(dict)
    for one in quotes:
        by_name[accounts.get(one.account_id, "")][one.reference] = one.title
    return {key: label for titles in by_name.values() for key, label in told_apart(titles).items()}


def _listed(quote: OpenedQuote, accounts: Mapping[str, str], label: str) -> ListedQuote:
    last = quote.record.events[-1].at.date() if quote.record.events else quote.today
    return ListedQuote(quote, accounts.get(quote.account_id, quote.account_id), last, asked(quote), label)


def _urgency(one: ListedQuote) -> tuple[bool, int, str]:
    left = one.days_left
    return one.quote.state not in OPEN, 10_000 if left is None else left, one.key


def _money(book: Book, still: Sequence[ListedQuote]) -> str:
    cents = cents_offered(one.quote for one in still)
    return f", {book.money.compact(cents / 100)} a month" if cents else ""


def _headline(still: Sequence[ListedQuote], mine: Sequence[ListedQuote], money: str = "") -> str:
    if not still:
        return "No quote is open"
    soon = sum(one.days_left is not None and 0 <= one.days_left <= SOON_DAYS for one in still)
    parts = [
        f"{counted(len(mine), 'quote')} for you to decide" if mine else "",
        f"{soon} {'ends' if soon == 1 else 'end'} within {SOON_DAYS} days" if soon else "",
    ]
    said = listed([part for part in parts if part])
    return f"{counted(len(still), 'quote')} open{money}" + (f": {said}" if said else "")


def _figures(book: Book, still: Sequence[ListedQuote], mine: Sequence[ListedQuote]) -> tuple[Figure, ...]:
    in_approval = [one for one in still if one.quote.state == IN_APPROVAL]
    quotes = [one.quote for one in still]
    return (
        _figure(book, "open", "Open quotes", len(still), note=""),
        book.figure(
            "quotes.mrr", "MRR offered", cents_offered(quotes) / 100, book.money, receipt(book, "MRR of a quote"),
            note=left_out(quotes),
        ),
        _figure(book, "in_approval", "In approval", len(in_approval), note=""),
        deep_discounts(book, quotes),
        _figure(book, "mine", "For you to decide", len(mine), note=""),
    )  # fmt: skip


def _figure(book: Book, key: str, label: str, value: int, note: str) -> Figure:
    return book.figure(f"quotes.{key}", label, value, COUNT, receipt(book, "quotes"), note=note)


def _table(book: Book, key: str, title: str, found: Sequence[ListedQuote], *, alone: bool) -> Table | None:
    """`alone`: they are all of one account, whose page it stands on."""
    if not found:
        return None
    whole = Table(
        id=key, title=title, alt=f"Table of {len(found)} quotes with state, money, who is next and their last day.",
        receipt=receipt(book, "quotes"), note=foreign_note(one.quote for one in found),
        keys=tuple(one.key for one in found),
        columns=(
            Column("Account"), Column("State"), Column("MRR", book.money), Column("Quote"),
            Column("Waits for", wide=True), Column("Valid until"), Column("Discount", PERCENT),
            Column("TCV", book.money), Column("Version"),
        ),
        rows=tuple(_row(one) for one in found),
    )  # fmt: skip
    return without(whole, "Account") if alone else whole


def _row(one: ListedQuote) -> tuple[Cell, ...]:
    quote = one.quote
    tcv = None if quote.foreign else quote.worth.schedule.tcv / 100
    return (
        one.account, STATES[quote.state], mrr_of(quote), one.label, one.waits_for or None,
        quote.offer.plan.offer.valid_until, percent_of(quote.worth.discount), tcv, str(quote.record.version or "–"),
    )  # fmt: skip
