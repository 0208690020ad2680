"""What quotes offer a month in all: each of them once, in our own currency, and only what can still be accepted."""

from collections.abc import Iterable, Sequence

from steward.briefings.internal.quotes.quote import EXPIRED, OpenedQuote
from steward.briefings.internal.scope.book import Book
from steward.exhibits import listed

WITHOUT_FOREIGN = "No rate holds for the length of a term: what is in another currency is in no sum."


def is_offered(quote: OpenedQuote) -> bool:
    """Whether its money may be added to that of others."""
    return not quote.foreign and quote.state != EXPIRED


def cents_offered(quotes: Iterable[OpenedQuote]) -> int:
    """MRR of all that are offered; one that stands twice among them is one."""
    return sum(one.worth.schedule.mrr for one in _once(quotes) if is_offered(one))


def left_out(quotes: Iterable[OpenedQuote]) -> str:
    """`without 1 expired and 1 in another currency`; empty where all are in the sum."""
    outside = [one for one in _once(quotes) if not is_offered(one)]
    expired = sum(one.state == EXPIRED for one in outside)
    foreign = len(outside) - expired
    parts = [f"{expired:,} expired" if expired else "", f"{foreign:,} in another currency" if foreign else ""]
    said = listed([part for part in parts if part])
    return f"without {said}" if said else ""


def foreign_note(quotes: Iterable[OpenedQuote]) -> str:
    """Why a table has no money of some; empty where it has that of all."""
    return WITHOUT_FOREIGN if any(one.foreign for one in quotes) else ""


def mrr_of(quote: OpenedQuote) -> float | None:
    """MRR in our currency; None where the quote is in another."""
    return None if quote.foreign else quote.worth.schedule.mrr / 100


def have_a_quote(groups: Iterable[Sequence[OpenedQuote]]) -> int:
    """How many of what quotes are for have one that did not expire."""
    return sum(any(one.state != EXPIRED for one in quotes) for quotes in groups)


def offered_in_words(book: Book, groups: Sequence[Sequence[OpenedQuote]]) -> str:
    """`€990 a month offered, without 1 expired`: of each group the first that is offered. A quote for two is one."""
    counting = [next((one for one in quotes if is_offered(one)), quotes[0]) for quotes in groups]
    sums = cents_offered(counting) / 100
    money = f"{book.money.compact(sums)} a month offered" if any(map(is_offered, counting)) else ""
    return ", ".join(filter(None, (money, left_out(counting))))


def _once(quotes: Iterable[OpenedQuote]) -> tuple[OpenedQuote, ...]:
    return tuple({(one.account_id, one.quote_id): one for one in quotes}.values())
