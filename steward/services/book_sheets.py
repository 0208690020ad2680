"""The sheets of the book's workbook: the lists one would otherwise build by hand, of what each topic says already."""

from collections.abc import Mapping
from dataclasses import replace

from steward.briefings.internal.book.book import BookBriefing
from steward.briefings.internal.commitments.ledger import written_table
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.exhibits import Column, Table
from steward.exhibits.tables import Cell
from steward.plans.files.plan_cache import PlanCache
from steward.services import commitments, health, nps, opportunities, renewals, service

NOTICE = Column("Notice by")


def book_sheets(book: Book, brief: BookBriefing, plan_cache: PlanCache) -> tuple[Table, ...]:
    """Accounts, renewals, pipeline, NPS, service and commitments; a list of which nothing is known is left out."""
    asked, served = nps.brief(book, EVERYTHING, plan_cache), service.brief(book)
    owed = commitments.brief(book, EVERYTHING, plan_cache)
    found = (
        _accounts(book, brief, plan_cache),
        _renewals(book, plan_cache),
        opportunities.brief(book, EVERYTHING, plan_cache).opportunities,
        asked.accounts,
        asked.detractors,
        served.burn,
        served.credits,
        served.tickets,
        written_table(book, tuple(owed.written.values())),
    )
    return tuple(table for table in found if table)


def _accounts(book: Book, brief: BookBriefing, plan_cache: PlanCache) -> Table:
    """Every account with its health, a person's override before the computed one, and the day notice is due by."""
    lines = {one.row.account_id: one for one in health.lines(book, EVERYTHING, plan_cache)}
    leading = {key: str(one.health) if one.health else None for key, one in lines.items()}
    computed = {key: str(one.colour) if one.colour else None for key, one in lines.items()}
    notice = {row.account_id: row.notice_by for row in brief.rows}
    table = _with(brief.accounts, "MRR", Column("Computed"), computed)
    return _with(_with(table, "MRR", Column("Health"), leading), "Renews", NOTICE, notice)


def _renewals(book: Book, plan_cache: PlanCache) -> Table | None:
    """The contracts up for renewal, with the day notice is due by."""
    found = renewals.brief(book, EVERYTHING, plan_cache)
    notice = {one.row.contract_id: one.row.notice_by for one in found.ahead}
    return _with(found.contracts, "Ends", NOTICE, notice) if found.contracts else None


def _with(table: Table, after: str, column: Column, cells: Mapping[str, Cell]) -> Table:
    """The table with one more column, by the keys of its rows, behind the one of a name; else behind the second."""
    names = [one.name for one in table.columns]
    place = names.index(after) + 1 if after in names else 2
    return replace(
        table,
        columns=(*table.columns[:place], column, *table.columns[place:]),
        rows=tuple(
            (*row[:place], cells.get(key), *row[place:]) for row, key in zip(table.rows, table.keys, strict=True)
        ),
    )
