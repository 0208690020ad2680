"""The table, bubbles and bridge of My book."""

from collections.abc import Sequence
from decimal import Decimal

from steward.briefings.internal.nps.surveys import survey
from steward.briefings.internal.retention.mrr_steps import spoken_since, steps_bridge, steps_receipt
from steward.briefings.internal.scope.book import Book
from steward.exhibits import DAYS, POINTS, Bridge, Bubbles, Column, Point, Table, listed, month_text
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow

RENEWAL_HORIZON = 730
SOON = 180
MOST_NAMED = 6
MOST_BUBBLES = 150
"""As many as can be told apart; the unhappy that renew soon are always drawn."""
UNHAPPY = "Renews soon, unhappy"


def account_table(book: Book, rows: Sequence[BookRow], elsewhere: Decimal | None) -> Table:
    """Every account of the book, with its id as key. `elsewhere`: open pipeline that is with none of them."""
    trends = book_rows.trends(book.warehouse, *book.year)
    known = book.has("opportunities")
    beside = f"{book.money.text(elsewhere)} more of open pipeline is with no account here." if elsewhere else ""
    return Table(
        id="book.table",
        title="Every account of the book",
        alt=f"Table of {len(rows)} accounts with MRR, spend, NPS, renewal and pipeline.",
        receipt=book.quarterly("MRR at E", "internal.book", "accounts"),
        note=" ".join(filter(None, ("Tick a row to open the account; click a heading to sort.", beside))),
        keys=tuple(row.account_id for row in rows),
        columns=(
            Column("Account", wide=True),
            Column("MRR" if book.has_subscriptions else month_text(book.as_of), book.money),
            Column("12 months", book.money, trend=True),
            Column("NPS", POINTS),
            Column("Renews"),
            Column("Open pipeline", book.money),
            Column(f"Spend {book.period(book.paid_by)}", book.money),
            Column("Owner"),
            Column("Region"),
        ),
        rows=tuple(
            (
                row.name,
                row.mrr,
                trends.get(row.account_id, ()),
                survey([row]).score,
                row.renews_on,
                (row.open_pipeline or Decimal()) if known else None,
                row.spend,
                row.owner,
                row.region,
            )
            for row in rows
        ),
    )


def renewal_bubbles(book: Book, rows: Sequence[BookRow]) -> Bubbles | None:
    """MRR as area over days to renewal and NPS, of the accounts that have all three."""
    known = [row for row in rows if row.renews_on and survey([row]).score is not None and row.mrr > 0]
    if not known:
        return None
    soon = {row.account_id: row.name for row in known if _days(book, row) <= SOON and (survey([row]).score or 0) <= 0}
    drawn = [row for at, row in enumerate(known) if at < MOST_BUBBLES or row.account_id in soon]
    title = (
        f"{counted(len(soon), 'account')} with an NPS of zero or less "
        f"{'renews' if len(soon) == 1 else 'renew'} within {SOON} days"
    )
    return Bubbles(
        id="book.bubbles",
        title=title[:1].upper() + title[1:],
        alt=f"Bubble chart of {len(drawn)} accounts: days to renewal, NPS, and MRR as area.",
        receipt=book.quarterly("MRR at E", "internal.book", "contracts", "nps_responses"),
        note=_bubbles_note(list(soon.values()), len(rows) - len(known), len(known) - len(drawn)),
        points=tuple(
            Point(
                row.account_id,
                row.name,
                min(_days(book, row), RENEWAL_HORIZON),
                round(survey([row]).score or 0, 1),
                row.mrr,
                UNHAPPY if row.account_id in soon else "Strategic" if row.strategic else "Other",
            )
            for row in sorted(drawn, key=lambda row: (row.account_id in soon, not row.strategic))
        ),
        x_label="Days to renewal",
        y_label="NPS",
        size_label="MRR",
        x_unit=DAYS,
        y_unit=POINTS,
        size_unit=book.money,
    )


def _bubbles_note(unhappy: list[str], unknown: int, small: int) -> str:
    """Who they are, and how many are not drawn."""
    named = unhappy[:MOST_NAMED] + ([f"{len(unhappy) - MOST_NAMED} more"] if len(unhappy) > MOST_NAMED else [])
    without = [f"{counted(unknown, 'account')} without a score or a renewal date"] if unknown else []
    without += [f"the {counted(small, 'smallest account')}"] if small else []
    said = f"{capital(listed(without))} left out." if without else ""
    return " ".join(filter(None, [f"{listed(named)}." if named else "", said]))


def _days(book: Book, row: BookRow) -> int:
    return (row.renews_on - book.now).days if row.renews_on else RENEWAL_HORIZON


def mrr_bridge(book: Book, chosen: list[str] | None) -> Bridge | None:
    """MRR from the quarter's opening to its closing, of the chosen accounts or (None) of all. Steps of charges need
    the explanation they have on the page of retention."""
    if not book.has_subscriptions:
        return None
    parts = book_rows.bridge(book.warehouse, chosen, book.quarter.start, book.as_of)
    if not parts.opening and not parts.closing:
        return None
    receipt = steps_receipt(book, quarter=str(book.quarter))
    return steps_bridge(
        book, "book.bridge", parts, spoken_since(book, book.quarter.start, book.quarter.spoken), receipt
    )
