"""One account for our own eyes: money, retention, renewal, pipeline, and how the customer sees us."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.briefings.customer.adoption.adoption import adoption
from steward.briefings.customer.material.summary import Summary, summarise
from steward.briefings.customer.nps.nps import customer_nps
from steward.briefings.customer.service.service import service
from steward.briefings.customer.spend.spend import quarters_comparable
from steward.briefings.customer.subject import Subject
from steward.briefings.customer.unread import OF_MONEY
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.opportunities.pipeline import Pipeline, pipeline
from steward.briefings.internal.renewals.dates import RenewalDates, renewal_dates
from steward.briefings.internal.retention.retention import ONLY_CHARGES
from steward.briefings.internal.scope.book import Book
from steward.domain.quarters import months_back
from steward.domain.retention import Cohort
from steward.exhibits import (
    DAYS,
    PERCENT,
    Better,
    Figure,
    Lines,
    Missing,
    Series,
    Table,
    day_text,
    month_text,
    picked,
    without,
)
from steward.exhibits.wording import counted, grew, in_a_line
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.renewals import next_renewal

ELSEWHERE = ("voice.nps", "pipeline.open", "pipeline.weighted")
"""The figures of other topics that stand with the account's own."""


@dataclass(frozen=True, kw_only=True)
class AccountBriefing(InternalBriefing):
    """The internal summary of one account; it holds the customer's."""

    account_name: str
    summary: Summary
    trend: Lines | None
    opportunities: Table | None
    contracts: Table | None
    renews_on: date | None = None
    """When the next contract that is open ends."""
    notice_by: date | None = None
    """Its last day for notice."""


def account(subject: Subject) -> AccountBriefing:
    """Brief on one account."""
    book = Book(subject.warehouse, subject.quarter, subject.as_of)
    row = book_rows.book_row(book.warehouse, subject.account_id, str(book.quarter))
    heard = customer_nps(subject)
    sold = pipeline(book, subject.account_id)
    renewals = renewal_dates(book, subject.account_id, horizon=None)
    last = subject.quarter if subject.is_past else max(book.warehouse.quarters)
    following = next_renewal(book.warehouse, subject.account_id, str(last))
    row = row._replace(
        renews_on=following.ends_on if following else None, notice_by=following.notice_by if following else None
    )
    figures = (
        *_money(subject, book, row),
        *_relations(subject, book, row),
        *picked((*heard.figures, *sold.figures), *ELSEWHERE),
    )
    return AccountBriefing(
        quarter=book.quarter,
        as_of=book.as_of,
        account_name=row.name,
        headline=_unread(subject) or _headline(subject, row, book.now),
        figures=figures,
        missing=_missing(subject, sold, renewals),
        summary=summarise(subject, service(subject), adoption(subject), heard),
        trend=_trend(subject, book),
        opportunities=_without_account(sold.opportunities),
        contracts=_without_account(renewals.contracts),
        renews_on=row.renews_on,
        notice_by=row.notice_by,
    )


def _without_account(table: Table | None) -> Table | None:
    """The table without what the page already says: whose account it is."""
    return without(table, "Account", "Owner") if table else None


def _unread(subject: Subject) -> str:
    """That what it pays is not known, where rows of this quarter could not be read."""
    said = subject.unread(OF_MONEY, subject.quarter.start, subject.as_of)
    return f"What {subject.account.name} pays is not known: {said}" if said else ""


def _headline(subject: Subject, row: BookRow, now: date) -> str:
    if not row.active:
        return f"{row.name} was not a customer at the end of {subject.quarter.spoken}"
    if not subject.has("subscriptions"):
        return f"{row.name} spent {subject.money.compact(row.spend)} in {subject.period(subject.paid_by)}"
    money = subject.money.compact(row.mrr)
    due = row.renews_on and ("next renewal on" if row.renews_on >= now else "a renewal is late since")
    renews = f", {due} {day_text(row.renews_on)}" if row.renews_on else ""
    kind = "A strategic account" if row.strategic else "An account"
    said = f"{kind} (by its family)" if row.strategic_by_family else kind
    return in_a_line(f"{said} at {money} a month{renews}", f"{kind} at {money} a month{renews}")


def _money(subject: Subject, book: Book, row: BookRow) -> tuple[Figure, ...]:
    receipt = subject.quarterly("MRR at E", "internal.book", "subscriptions", "charges")
    spent = subject.quarterly("spend of a quarter", "internal.book", "subscriptions", "charges")
    start = months_back(book.as_of, 12)
    before = book.before
    earlier = book_rows.book_row(book.warehouse, subject.account_id, str(before.quarter)) if before else None
    nrr = _nrr(book, row)
    return (
        subject.compared(
            "account.mrr",
            "MRR" if book.has_subscriptions else f"Recurring charges of {month_text(book.as_of)}",
            row.mrr,
            row.mrr_before,
            subject.money,
            receipt,
        ),
        subject.compared(
            "account.spend",
            f"Spend in {subject.period(subject.paid_by)}",
            row.spend,
            earlier.spend if earlier and quarters_comparable(subject) else None,
            subject.money,
            spent,
            better=Better.NEITHER,
        ),
        subject.figure(
            "account.nrr",
            "NRR",
            nrr,
            PERCENT,
            subject.receipt("NRR", "internal.account_months", "subscriptions"),
            why=f"No MRR on {day_text(start)}." if book.has_subscriptions else ONLY_CHARGES,
            note="of its MRR a year before",
            previous=_nrr(book, earlier) if earlier and book.is_over and nrr is not None else None,
        ),
    )


def _nrr(book: Book, row: BookRow) -> float | None:
    return Cohort.of([(row.mrr_year_before or Decimal(), row.mrr)]).nrr if book.has_subscriptions else None


def _relations(subject: Subject, book: Book, row: BookRow) -> tuple[Figure, ...]:
    last = book_rows.last_activity(book.warehouse, subject.account_id, book.now)
    days = (book.now - last.happened_on).days if last.happened_on else None
    return (
        subject.figure(
            "account.days_to_renewal",
            "Days to renewal",
            (row.renews_on - book.now).days if row.renews_on else None,
            DAYS,
            subject.receipt("renewal windows", "staging.contracts", "contracts"),
            needs=("contracts",),
            why="No contract is still to be decided.",
            note=_notice(row),
            better=Better.NEITHER,
        ),
        subject.figure(
            "account.days_since_contact",
            "Days since last contact",
            days,
            DAYS,
            subject.receipt("relationship strength", "known.activities", "activities"),
            needs=("activities",),
            why="No call, mail or meeting is recorded.",
            note=f"{counted(last.ninety_days, 'activity', 'activities')} in 90 days" if days is not None else "",
            better=Better.LOWER,
        ),
    )


def _notice(row: BookRow) -> str:
    dates = [f"renews {day_text(row.renews_on)}" if row.renews_on else ""]
    dates.append(f"notice by {day_text(row.notice_by)}" if row.notice_by else "")
    return ", ".join(filter(None, dates))


def _missing(subject: Subject, sold: Pipeline, renewals: RenewalDates) -> tuple[Missing, ...]:
    other = subject.missing(
        nps_responses="NPS with its margin", activities="when we were last in touch", usage="how much is used"
    )
    return (*sold.missing, *renewals.missing, *other)


def _trend(subject: Subject, book: Book) -> Lines | None:
    months = book_rows.month_totals(book.warehouse, [subject.account_id], *book.year)
    if not any(month.mrr for month in months):
        return None
    first, last = months[0], months[-1]
    return Lines(
        id="account.mrr_trend",
        title=f"MRR {grew(subject.money, first.mrr, last.mrr)} since {month_text(first.month_end)}",
        alt=f"Line of MRR by month from {subject.money.text(first.mrr)} to {subject.money.text(last.mrr)}.",
        receipt=subject.receipt("MRR at E", "internal.account_months", "subscriptions", "charges"),
        categories=tuple(month_text(month.month_end) for month in months),
        series=(Series("MRR", tuple(month.mrr for month in months)),),
        unit=subject.money,
    )
