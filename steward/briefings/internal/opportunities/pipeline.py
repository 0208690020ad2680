"""What is being sold to one account, or in the whole book."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.opportunities.charts import raw
from steward.briefings.internal.opportunities.coverage import RENEWAL
from steward.briefings.internal.opportunities.figures import NEEDS, pipeline_figures
from steward.briefings.internal.opportunities.past import as_it_stood
from steward.briefings.internal.scope.book import Book
from steward.domain.forecasting.items import category_of
from steward.exhibits import PERCENT, Column, Missing, Table, day_text
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.warehouse.rows.internal.opportunities import Opportunity


@dataclass(frozen=True, kw_only=True)
class Pipeline(InternalBriefing):
    """What is open at a quarter's end; amounts are monthly values."""

    opportunities: Table | None


def pipeline(book: Book, account_id: str | None = None) -> Pipeline:
    """Brief on what is open in the book, or at one account."""
    found = opportunity_rows.open_opportunities(book.warehouse, str(book.quarter), book.as_of)
    opportunities = [opportunity for opportunity in found if account_id in (None, opportunity.account_id)]
    return Pipeline(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=pipeline_headline(book, opportunities),
        figures=pipeline_figures(book, opportunities, lambda row: account_id in (None, row.account_id), account_id),
        missing=pipeline_missing(book),
        opportunities=opportunity_table(book, opportunities),
    )


def pipeline_missing(book: Book) -> tuple[Missing, ...]:
    """What a feed would show."""
    shown = {
        "opportunities": "open pipeline by stage, kind and month",
        "targets": "what the pipeline has to cover",
        "partners": "what partners bring",
    }
    return book.missing(**shown)


def pipeline_headline(book: Book, opportunities: Sequence[Opportunity]) -> str:
    """How much is open, growth apart from renewals."""
    if lacking := book.lacking(NEEDS):
        return lacking
    said = _open(book, opportunities)
    return book.and_what_is_left_out(said, *NEEDS)


def _open(book: Book, opportunities: Sequence[Opportunity]) -> str:
    said = f"{capital(counted(len(opportunities), 'opportunity', 'opportunities'))} open"
    if not opportunities:
        return said
    renewals = raw([opportunity for opportunity in opportunities if opportunity.kind == RENEWAL])
    growth = f"{book.money.compact(raw(opportunities) - renewals)} a month of growth"
    return f"{said}: {growth}" + (f" and {book.money.compact(renewals)} of renewals" if renewals else "")


def _next_to_close(opportunities: Sequence[Opportunity], day: date) -> str:
    """`4 open opportunities, the next to close on 15 Nov 2026`."""
    many = capital(counted(len(opportunities), "open opportunity", "open opportunities"))
    days = [one.close_on for one in opportunities if one.close_on and one.close_on >= day]
    return f"{many}, the next to close on {day_text(min(days))}" if days else many


def opportunity_table(book: Book, opportunities: Sequence[Opportunity]) -> Table | None:
    """Each of them, the next to close first; the key is the opportunity."""
    if not opportunities:
        return None
    return Table(
        id="pipeline.opportunities",
        title=_next_to_close(opportunities, book.as_of),
        alt=f"Table of {len(opportunities)} open opportunities.",
        receipt=book.quarterly("open pipeline", "internal.open_pipeline", "opportunities"),
        note=as_it_stood(book),
        keys=tuple(opportunity.opportunity_id for opportunity in opportunities),
        columns=(
            Column("Opportunity", wide=True), Column("Account"), Column("Owner"), Column("Kind"), Column("Stage"),
            Column("A month", book.money), Column("Likely", PERCENT), Column("Forecast"), Column("Closes"),
            Column("Next step", wide=True),
        ),
        rows=tuple(
            (
                one.name, one.account, one.owner, one.kind, one.stage, one.amount,
                None if one.share is None else one.share * 100, _category(one), one.close_on, one.next_step,
            )
            for one in opportunities
        ),
    )  # fmt: skip


def _category(one: Opportunity) -> str | None:
    """What the CRM expects of it in its quarter, in our words where it says one of them."""
    known = category_of(one.forecast_category)
    return known.label if known else one.forecast_category
