"""What is open in a book of quotes: what each state offers, and what of it is at a discount to be approved."""

from collections.abc import Mapping, Sequence

from steward.briefings.internal.quotes.asked import undone
from steward.briefings.internal.quotes.offered import cents_offered, foreign_note
from steward.briefings.internal.quotes.quote import EXPIRED, OpenedQuote
from steward.briefings.internal.quotes.words import STATES
from steward.briefings.internal.scope.book import Book
from steward.domain.quoting.policy import Metric
from steward.exhibits import COUNT, PERCENT, Better, Cell, Column, Figure, Receipt, Table
from steward.exhibits.wording import counted
from steward.plans.internal.quote_record import APPROVED, DRAFT, IN_APPROVAL, PRESENTED

OPEN = (DRAFT, IN_APPROVAL, APPROVED, PRESENTED, EXPIRED)


def receipt(book: Book, metric: str) -> Receipt:
    """Where what is told of all of them comes from."""
    return Receipt(metric, book.warehouse.today, "offer.toml, pricing.toml, events.jsonl", ())


def deep_discounts(book: Book, still: Sequence[OpenedQuote]) -> Figure:
    """How many are open at a discount that somebody has yet to approve by the rules, and the deepest a rule reads."""
    deep = [max(read) for one in still if (read := _to_be_approved(one))]
    return book.figure(
        "quotes.deep_discounts", "Discounts to approve", len(deep), COUNT, receipt(book, "discount of a quote"),
        note=f"the deepest {PERCENT.text(max(deep) * 100)}" if deep else "", better=Better.LOWER,
    )  # fmt: skip


def _to_be_approved(quote: OpenedQuote) -> list[float]:
    """The discounts, of 1, that somebody has yet to approve: of the quote or of a line, as each rule reads them. One in
    another currency is held against no list of ours."""
    reasons = (reason for need in undone(quote) for reason in need.reasons)
    read = (reason.reading.value for reason in reasons if reason.rule.metric is Metric.DISCOUNT)
    return [] if quote.foreign else [value for value in read if value is not None]


def state_table(book: Book, still: Sequence[OpenedQuote]) -> Table | None:
    """What is offered in each state that is open."""
    if not still:
        return None
    found = {state: [one for one in still if one.state == state] for state in OPEN}
    states = {state: some for state, some in found.items() if some}
    return Table(
        id="quotes.by_state",
        title=_state_title(book, states),
        alt="Table of open quotes by state, with how many there are and what they bring.",
        receipt=receipt(book, "MRR of a quote"),
        note=foreign_note(still),
        keys=tuple(states),
        columns=(Column("State"), Column("Quotes", COUNT), Column("MRR", book.money), Column("TCV", book.money)),
        rows=tuple(
            (STATES[state], len(some), *_sums([one for one in some if not one.foreign]))
            for state, some in states.items()
        ),
    )


def _state_title(book: Book, states: Mapping[str, Sequence[OpenedQuote]]) -> str:
    """The state in which most is offered, of all that is."""
    offered = {state: cents_offered(some) / 100 for state, some in states.items() if state != EXPIRED}
    if not offered:
        return f"{counted(len(states[EXPIRED]), 'quote')} expired, and nothing is offered"
    most = max(offered, key=lambda state: offered[state])
    whole = book.money.compact(sum(offered.values()))
    return f"{STATES[most]}: {book.money.compact(offered[most])} a month, of {whole} offered"


def _sums(quotes: Sequence[OpenedQuote]) -> tuple[Cell, Cell]:
    """MRR and TCV; not known where there is none in our currency."""
    found = [one.worth.schedule for one in quotes]
    return (sum(one.mrr for one in found) / 100, sum(one.tcv for one in found) / 100) if found else (None, None)
