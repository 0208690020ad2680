"""Quotes beside what they are for: the contract that a quote renews, the opportunity it is of."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from steward.briefings.internal.quotes.book import ListedQuote
from steward.briefings.internal.quotes.offered import mrr_of
from steward.briefings.internal.quotes.quote import EXPIRED, OpenedQuote
from steward.briefings.internal.quotes.words import STATES
from steward.briefings.internal.scope.book import Book
from steward.exhibits import Cell, Column, Receipt, day_text
from steward.exhibits.wording import counted
from steward.plans.customer.offer import QuoteKind
from steward.plans.internal.quote_record import ACCEPTED, APPROVED, DRAFT, IN_APPROVAL, ORDERED, PRESENTED

TELLING = (ORDERED, ACCEPTED, PRESENTED, APPROVED, IN_APPROVAL, DRAFT, EXPIRED)
"""The states of a quote that says something of what becomes of its contract or opportunity, what counts most first."""
Quotes = Mapping[str, Sequence[ListedQuote]]


def by_contract(found: Iterable[ListedQuote]) -> Quotes:
    """The quotes that renew each contract, by what they end of it; the one that came furthest first."""
    return _by(found, _renewed)


def by_opportunity(found: Iterable[ListedQuote]) -> Quotes:
    """The quotes of each opportunity; none that names an opportunity of another account."""
    own = (one for one in found if not one.quote.is_of_another)
    return _by(own, lambda one: (one.quote.offer.plan.offer.opportunity,))


def columns(book: Book) -> tuple[Column, ...]:
    """How a quote stands, in a table of what it is for."""
    return (
        Column("Quote", wide=True), Column("State", state=True), Column("MRR offered", book.money),
        Column("Waits for", wide=True), Column("Valid until"),
    )  # fmt: skip


def cells(one: ListedQuote) -> tuple[Cell, ...]:
    """The same of one quote."""
    quote = one.quote
    return (
        one.label, STATES[quote.state], mrr_of(quote), one.waits_for or None,
        quote.offer.plan.offer.valid_until,
    )  # fmt: skip


def state_of(found: Sequence[ListedQuote]) -> str | None:
    """In a word, of the quote that counts."""
    return STATES[found[0].quote.state].lower() if found else None


def in_words(one: ListedQuote) -> str:
    """`Renewal of C1: in approval, waits for Pia Pricing, 2 days; valid until 30 Nov 2026`."""
    state, until = STATES[one.quote.state].lower(), one.quote.offer.plan.offer.valid_until
    waits = f", waits for {one.waits_for}" if one.waits_for else ""
    return f"{one.label}: {state}{waits}" + (f"; valid until {day_text(until)}" if until else "")


def told(found: Sequence[ListedQuote]) -> str:
    """`2 quotes, 1 in approval`, for a title or a note; a quote for two renewals is one."""
    each = {one.key: one.quote for one in found}.values()
    asked = sum(one.state == IN_APPROVAL for one in each)
    return counted(len(each), "quote") + (f", {asked} in approval" if asked else "")


def receipt(book: Book) -> Receipt:
    """Where it comes from: the files of the quotes, as they are today."""
    return Receipt("quotes", book.warehouse.today, "offer.toml, pricing.toml, events.jsonl", ())


def _renewed(one: ListedQuote) -> tuple[str, ...]:
    if one.quote.offer.plan.offer.kind is not QuoteKind.RENEWAL:
        return ()
    replaced = (name for line in one.quote.offer.plan.lines for name in line.replaces)
    ended = (one.quote.known.services.get(name) for name in replaced if not _is_of_a_term_before(one.quote, name))
    return tuple({service.contract_id: None for service in ended if service and service.contract_id})


def _is_of_a_term_before(quote: OpenedQuote, service: str) -> bool:
    """Whether its order is of a term that is over: the contract of the service was prolonged since, under its id."""
    lines = quote.order.lines if quote.order else ()
    then = [line.renewed_end for line in lines if line.renewed_end and service in line.replaces]
    now = quote.known.service_ends.get(service)
    return bool(then) and now is not None and now > max(then)


def _rank(one: ListedQuote) -> tuple[int, bool]:
    return TELLING.index(one.quote.state), bool(one.quote.foreign)


def _by(found: Iterable[ListedQuote], names: Callable[[ListedQuote], Sequence[str]]) -> Quotes:
    held: dict[str, list[ListedQuote]] = {}
    for one in found:
        for name in names(one) if one.quote.state in TELLING else ():
            held.setdefault(name, []).append(one)
    held.pop("", None)
    return {name: sorted(some, key=_rank) for name, some in held.items()}
