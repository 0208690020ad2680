"""What is counted of requests: how many wait, how late they are, and what is disputed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from steward.briefings.internal.requests.listed import ListedRequest
from steward.briefings.internal.scope.book import Book
from steward.domain.requests.claims import Claim, share_credited
from steward.domain.requests.rates import credit_cycle, met_share, quantile, reopened_share
from steward.domain.requests.words import RequestAct
from steward.exhibits import COUNT, DAYS, PERCENT, Better, Figure, Receipt, Unit
from steward.exhibits.wording import capital, counted
from steward.plans.customer.requests import FILE
from steward.warehouse.rows.internal import requests as request_rows

FINE = replace(PERCENT, decimals=2)
NONE_WAITS = "No request waits."


def figures_of(book: Book, found: Sequence[ListedRequest], account_ids: Sequence[str]) -> tuple[Figure, ...]:
    """Of these requests, and of those of their accounts that were closed in the quarter."""
    still = [one for one in found if one.is_open]
    waiting = [one for one in still if one.turn is not None]
    return (
        _open(book, still, waiting),
        _at_risk(book, still),
        *_ages(book, waiting),
        *_closed(book, found, account_ids),
        *_money(book, found, account_ids),
    )


def receipt(book: Book, metric: str) -> Receipt:
    """Of what people wrote and the tickets feed says."""
    return Receipt(metric, book.now, f"{FILE}, requests", (), ("tickets", "people"))


def _open(book: Book, still: Sequence[ListedRequest], waiting: Sequence[ListedRequest]) -> Figure:
    here = sum(one.written is not None for one in still)
    parts = [
        f"{counted(here, 'request')} raised here" if here else "",
        f"{len(still) - len(waiting):,} only to be confirmed" if len(still) > len(waiting) else "",
    ]
    return book.figure(
        "requests.open", "Open requests", len(still), COUNT, receipt(book, "open requests"),
        note=capital(", ".join(filter(None, parts))), better=Better.LOWER,
    )  # fmt: skip


def _at_risk(book: Book, still: Sequence[ListedRequest]) -> Figure:
    late = sum(one.late for one in still)
    return book.figure(
        "requests.at_risk", "At risk", sum(one.at_risk for one in still), COUNT, receipt(book, "requests at risk"),
        note=f"{late:,} of them late" if late else "none of them late", better=Better.LOWER,
    )  # fmt: skip


def _ages(book: Book, waiting: Sequence[ListedRequest]) -> tuple[Figure, ...]:
    """How long they have waited, on the customer's clock."""
    days = [one.waited_days for one in waiting]
    return tuple(
        book.figure(
            f"requests.age_p{round(100 * share)}", label, quantile(days, share), DAYS, receipt(book, "backlog age"),
            why=NONE_WAITS, note=f"of {counted(len(days), 'request')} that wait" if days else "", better=Better.LOWER,
        )
        for share, label in ((0.5, "Median age"), (0.9, "90th percentile age"))
    )  # fmt: skip


def _closed(book: Book, found: Sequence[ListedRequest], account_ids: Sequence[str]) -> tuple[Figure, ...]:
    there = request_rows.closed_tickets(book.warehouse, str(book.quarter), list(account_ids))
    ended = [one for one in found if one.written and _in_quarter(book, one.ended_at) and not one.is_open]
    judged = [one for one in ended if one.clock.level.resolve is not None]
    met = sum((one.clock.used or 0) <= 1 for one in judged) + there.met
    closed, of = there.told_reopened + len(ended), there.judged + len(judged)
    reopened = there.reopened + sum(one.reopened > 0 for one in ended)
    all_closed = there.ended + len(ended)
    return (
        book.figure(
            "requests.met", "Resolved in time", met_share(met, of), PERCENT, receipt(book, "requests met"),
            why=f"Nothing with a time to be resolved in was closed in {book.quarter.spoken}.",
            note=f"{met:,} of {of:,}; of {all_closed:,} closed" if of else "",
        ),
        book.figure(
            "requests.reopened", "Taken up again", reopened_share(reopened, closed), PERCENT,
            receipt(book, "requests reopened"), why=f"Of nothing closed in {book.quarter.spoken} is it known.",
            note=f"{reopened:,} of {closed:,} closed" if closed else "", better=Better.LOWER,
        ),
    )  # fmt: skip


def total_of(found: Sequence[ListedRequest]) -> Claim:
    """All that is claimed with some requests in the reporting currency, and what became of it."""
    return sum((one.claim for one in found if not one.currency), Claim())


def _money(book: Book, found: Sequence[ListedRequest], account_ids: Sequence[str]) -> tuple[Figure, ...]:
    disputed = [one for one in found if one.is_open and one.claim.claimed]
    decided = [days for one in found if (days := _credit_days(book, one)) is not None]
    credited = sum(_credited(book, one) for one in found if not one.currency)
    foreign = sum(bool(one.currency) for one in disputed)
    billed = request_rows.billed(book.warehouse, str(book.quarter), list(account_ids))
    money = receipt(book, "disputes")
    return (
        book.figure(
            "requests.disputed", "Disputed and open", total_of(disputed).open / 100, cents(book), money,
            note=f"{counted(len(disputed), 'dispute')}{f', {foreign} of them in another currency' if foreign else ''}"
            if disputed
            else "",
            better=Better.LOWER,
        ),
        book.figure(
            "requests.credit_days", "Days to decide a claim", credit_cycle(decided), DAYS,
            receipt(book, "credit cycle"), why=f"No claim was decided in {book.quarter.spoken}.",
            note=f"of {counted(len(decided), 'claim')} decided in {book.quarter.spoken}" if decided else "",
            better=Better.LOWER,
        ),
        book.figure(
            "requests.credit_share", "Credits of what was billed", share_credited(credited, billed), FINE,
            receipt(book, "credit share"), why="What was billed is not known: no charges are loaded.",
            note=f"{cents(book).text(credited / 100)} in {book.quarter.spoken}" if credited else "",
            better=Better.LOWER,
        ),
    )  # fmt: skip


def cents(book: Book) -> Unit:
    """The reporting currency to the cent: parts of a claim add up as they are written."""
    return replace(book.money, decimals=2)


def _credit_days(book: Book, one: ListedRequest) -> float | None:
    """Days from the claim to its decision, on the wall, where that was in the quarter."""
    at = one.written.record.decided_at if one.written else None
    if at is None or one.opened_at is None or not _in_quarter(book, at):
        return None
    return (at - one.opened_at).total_seconds() / 86_400


def _credited(book: Book, one: ListedRequest) -> int:
    happened = one.written.record.happened if one.written else ()
    return sum(
        each.cents or 0 for each in happened if each.act is RequestAct.CREDIT and _in_quarter(book, each.at)
    )  # fmt: skip


def _in_quarter(book: Book, at: datetime | date | None) -> bool:
    """Whether a moment is of the quarter; of the last one also what people wrote since the data ends."""
    if at is None:
        return False
    day = at.date() if isinstance(at, datetime) else at
    until = max(book.quarter.end, book.now) if book.is_latest else book.quarter.end
    return book.quarter.start <= day <= until
