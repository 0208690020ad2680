"""One family: what its accounts come to, each beside the others, and how that changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from steward.briefings.customer.plans.commitment_states import CommitmentState
from steward.briefings.customer.unread import OF_MONEY
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.book.book import BookBriefing
from steward.briefings.internal.families.family import Family
from steward.briefings.internal.families.tables import accounts_table, share
from steward.briefings.internal.families.together import Together
from steward.briefings.internal.scope.book import Book
from steward.domain.health import Colour
from steward.exhibits import (
    COUNT,
    PERCENT,
    Better,
    Figure,
    Series,
    StackedBars,
    Table,
    day_text,
    month_text,
    picked,
)
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted, few, grew, moved
from steward.warehouse.rows.internal import book as book_rows

MOST_DRAWN = 7
"""Accounts with a colour of their own."""


@dataclass(frozen=True, kw_only=True)
class FamilyBriefing(InternalBriefing):
    """One family. `together`: its accounts, with what the topics of the book say of each."""

    family: Family
    together: Together
    accounts: Table
    months: StackedBars | None


def family_briefing(
    book: Book, family: Family, found: Together, of_book: BookBriefing, whole: Decimal
) -> FamilyBriefing:
    """Brief on one family. `of_book`: the book filtered on its accounts; `whole`: what all of the book brings."""
    return FamilyBriefing(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=book.of(family.accounts).and_what_is_left_out(_headline(book, of_book, found)),
        figures=(
            *picked(of_book.figures, "book.mrr"),
            _share(book, found, whole),
            *picked(of_book.figures, "book.nrr", "book.nps"),
            _health(book, found),
            _renewal(book, found),
            _commitments(book, found),
            *picked(of_book.figures, "book.open_pipeline"),
        ),
        missing=of_book.missing,
        family=family,
        together=found,
        accounts=accounts_table(book, family, found),
        months=months_chart(book, found),
    )


def _headline(book: Book, of_book: BookBriefing, found: Together) -> str:
    if not found.paying or not book.has_subscriptions:
        return of_book.brought if found.paying else "None of its accounts pays now"
    mrr = of_book.figure("book.mrr")
    verb, change = "brings" if len(found.paying) == 1 else "bring", moved(mrr.value, mrr.previous)
    said = f"{capital(counted(len(found.paying), 'account'))} {verb} {mrr.text} a month"
    return f"{said}, {change}" if change else said


def _share(book: Book, found: Together, whole: Decimal) -> Figure:
    return book.figure(
        "family.share", "Of the book", share(found.mrr, whole), PERCENT,
        book.quarterly("family", "internal.book", "accounts", *OF_MONEY), why="The book brings nothing.",
        note=f"{book.money.compact(found.mrr)} of {book.money.compact(whole)} a month", better=Better.NEITHER,
    )  # fmt: skip


def _health(book: Book, found: Together) -> Figure:
    """How many are not green, as somebody set it or as computed, and whose health is worst."""
    known, worst = found.known_health, found.worst
    behind = [one for one in known if one.health is not Colour.GREEN]
    note = f"of {len(known)}"
    if worst and behind:
        who = leaders(((one.row.name, one.rank[:2]) for one in known), worst.rank[:2], "account")
        note += f"; worst {few(who.names)}: {worst.health}"
    return book.figure(
        "family.not_green", "Not green", len(behind) if known else None, COUNT,
        book.receipt("health", "internal.health_months", month_end=book.as_of),
        why="The health of none of them is known.", note=note, better=Better.LOWER,
    )  # fmt: skip


def _renewal(book: Book, found: Together) -> Figure:
    first = found.renews_first
    return book.figure(
        "family.up_for_renewal", "Up for renewal", found.up_for_renewal, book.money,
        book.quarterly("ATR", "internal.renewals", "contracts", "subscriptions"), needs=("contracts", "subscriptions"),
        note=f"next {first.name}, {day_text(first.renews_on)}" if first and first.renews_on else "no contract to come",
        better=Better.NEITHER,
    )  # fmt: skip


def _commitments(book: Book, found: Together) -> Figure:
    overdue = found.ours.of[CommitmentState.OVERDUE]
    said = (
        f"{overdue:,} overdue" if overdue else "none overdue",
        f"{found.open_theirs:,} of theirs",
    )
    return book.figure(
        "family.open_commitments", "Open commitments of ours", found.open_ours, COUNT,
        book.receipt("kept rate", "success_plan.toml, commitments"), note="; ".join(said), better=Better.NEITHER,
    )  # fmt: skip


def months_chart(book: Book, found: Together) -> StackedBars | None:
    """MRR by account, month by month; None where nothing was paid, or one month is known."""
    ids = [row.account_id for row in found.rows]
    months = book_rows.month_totals(book.warehouse, ids, *book.year)
    if len(months) < 2 or not any(month.mrr for month in months):
        return None
    trends = book_rows.trends(book.warehouse, *book.year)
    each = [(row.name, trends[row.account_id]) for row in found.rows if any(trends.get(row.account_id, ()))]
    drawn, others = (each, []) if len(each) <= MOST_DRAWN + 1 else (each[:MOST_DRAWN], each[MOST_DRAWN:])
    rest = [("The others", _sums([values for _, values in others]))] if others else []
    first, last = months[0], months[-1]
    return StackedBars(
        id="family.months",
        title=f"MRR {grew(book.money, first.mrr, last.mrr)} since {month_text(first.month_end)}",
        alt=f"Stacked bars of MRR by account and month, together {book.money.text(last.mrr)} at the end.",
        receipt=book.receipt("MRR at E", "internal.account_months", "subscriptions", "charges"),
        categories=tuple(month_text(month.month_end) for month in months),
        series=tuple(Series(name, values) for name, values in (*drawn, *rest)),
        unit=book.money,
    )


def _sums(values: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(sum(month) for month in zip(*values, strict=True))
