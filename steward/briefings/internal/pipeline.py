"""Open opportunities: by stage, kind and month, raw, weighted and late-stage."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from steward.briefings.book import Book
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.wording import capital, counted
from steward.exhibits import (
    PERCENT,
    Bars,
    Column,
    Figure,
    Missing,
    Number,
    Series,
    StackedBars,
    Table,
    month_text,
)
from steward.warehouse import internal_rows
from steward.warehouse.internal_rows import Closed, Opportunity

MONTHS_SHOWN = 12
RENEWAL = "renewal"
NO_FEED = "No opportunities feed is loaded."


@dataclass(frozen=True, kw_only=True)
class Pipeline(InternalBriefing):
    """What is open at a quarter's end; amounts are monthly values."""

    by_stage: Bars | None
    by_kind: Bars | None
    by_month: StackedBars | None
    opportunities: Table | None


def pipeline(book: Book, account_id: str | None = None, *, owners: Sequence[str] = ()) -> Pipeline:
    """Brief on the pipeline of the book, of one account, or of some owners."""
    found = internal_rows.open_opportunities(book.warehouse, str(book.quarter), account_id)
    rows = [row for row in found if not owners or (row.owner or "No owner") in owners]
    return Pipeline(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(book, rows),
        figures=_figures(book, rows, account_id),
        missing=() if _known(book) else (Missing("opportunities", "open pipeline by stage, kind and month"),),
        by_stage=_by(book, rows, "stage", lambda row: row.stage, _likely),
        by_kind=_by(book, rows, "kind", lambda row: row.kind, _smallest_last),
        by_month=_by_month(book, rows),
        opportunities=_table(book, rows),
    )


def owners_of(book: Book) -> list[str]:
    """Whose opportunities are open."""
    found = internal_rows.open_opportunities(book.warehouse, str(book.quarter))
    return sorted({row.owner or "No owner" for row in found})


def _known(book: Book) -> bool:
    return "opportunities" in book.warehouse.feeds


def _headline(book: Book, rows: list[Opportunity]) -> str:
    if not _known(book):
        return NO_FEED
    renewals = _raw([row for row in rows if row.kind == RENEWAL])
    said = f"{capital(counted(len(rows), 'opportunity', 'opportunities'))} open"
    if not rows:
        return said
    growth = f"{book.money.compact(_raw(rows) - renewals)} a month of growth"
    return f"{said}: {growth}" + (f" and {book.money.compact(renewals)} of renewals" if renewals else "")


def _raw(rows: Sequence[Opportunity]) -> Decimal:
    return sum((row.amount for row in rows), Decimal())


def _weighted(rows: Sequence[Opportunity]) -> float | None:
    """None where something is open and nothing of it can be weighted."""
    known = [row.weighted for row in rows if row.weighted is not None]
    return sum(known) if known or not rows else None


def _late(rows: Sequence[Opportunity]) -> Decimal:
    return sum((row.amount for row in rows if row.late_stage), Decimal())


def _figures(book: Book, rows: list[Opportunity], account_id: str | None) -> tuple[Figure, ...]:
    where = {"account_id": account_id} if account_id else {}
    unweighted = sum(row.weighted is None for row in rows)
    known = _known(book)
    opportunities = counted(len(rows), "opportunity", "opportunities")
    without = f"{counted(unweighted, 'opportunity', 'opportunities')} without a probability left out"

    def made(
        key: str, label: str, value: Number | None, why: str = "", note: str = "", metric: str = "weighted pipeline"
    ) -> Figure:
        shown = value if known else None
        said = why if known and shown is None else "" if known else NO_FEED
        receipt = book.quarterly(metric, "internal.open_pipeline", "opportunities", **where)
        return Figure(
            id=f"pipeline.{key}", label=label, value=shown, unit=book.money, receipt=receipt, why=said, note=note
        )

    return (
        made("open", "Open pipeline", _raw(rows), note=f"{opportunities}, renewals included", metric="open pipeline"),
        made(
            "weighted",
            "Weighted pipeline",
            _weighted(rows),
            why="No opportunity has a probability, and no stage a win rate.",
            note=without if unweighted else "",
        ),
        made("late_stage", "Late-stage pipeline", _late(rows), note="at least as likely as not"),
        win_rate_figure(book, {account_id} if account_id else None, identifier="pipeline.win_rate"),
    )


def win_rate_figure(book: Book, account_ids: set[str] | None, identifier: str = "book.win_rate") -> Figure:
    """Won of won and lost in the quarter, by count; by amount in the note. `account_ids` None = all."""
    closed = [
        row
        for row in internal_rows.closed_opportunities(book.warehouse, book.quarter.start, book.as_of)
        if account_ids is None or row.account_id in account_ids
    ]
    rate = _won_share(closed, lambda row: 1)
    by_amount = _won_share(closed, lambda row: float(row.amount))
    won = sum(row.status == "won" for row in closed)
    return Figure(
        id=identifier,
        label=f"Win rate in {book.quarter.spoken}",
        value=rate,
        unit=PERCENT,
        receipt=book.receipt("win rate", "internal.opportunities", "opportunities"),
        why=""
        if rate is not None
        else f"No opportunity was won or lost in {book.quarter.spoken}."
        if _known(book)
        else NO_FEED,
        note=f"{won} of {len(closed)}; {PERCENT.text(by_amount)} by amount" if by_amount is not None else "",
    )


def _won_share(closed: list[Closed], weight: Callable[[Closed], float]) -> float | None:
    total = sum(weight(row) for row in closed)
    return sum(weight(row) for row in closed if row.status == "won") / total * 100 if total else None


def _likely(rows: list[Opportunity]) -> float:
    """How likely they are to be won, together: stages stand in the order of a sale."""
    known = [row.share for row in rows if row.share is not None]
    return sum(known) / len(known) if known else 0.0


def _smallest_last(rows: list[Opportunity]) -> float:
    return -float(_raw(rows))


def _by(
    book: Book,
    rows: list[Opportunity],
    name: str,
    of: Callable[[Opportunity], str],
    order: Callable[[list[Opportunity]], float],
) -> Bars | None:
    if not rows:
        return None
    groups: dict[str, list[Opportunity]] = defaultdict(list)
    for row in rows:
        groups[of(row)].append(row)
    ranked = sorted(groups, key=lambda group: (order(groups[group]), group))
    top = max(ranked, key=lambda group: _raw(groups[group]))
    share = float(_raw(groups[top]) / (_raw(rows) or 1) * 100)
    return Bars(
        id=f"pipeline.by_{name}",
        title=f"{top.capitalize()} holds {PERCENT.text(round(share))} of the open pipeline".replace(".0", ""),
        alt=f"Bars of open pipeline by {name}: "
        + "; ".join(f"{group} {book.money.text(_raw(groups[group]))}" for group in ranked)
        + ".",
        receipt=book.quarterly("weighted pipeline", "internal.open_pipeline", "opportunities"),
        categories=tuple(group.capitalize() for group in ranked),
        series=(
            Series("Raw", tuple(_raw(groups[group]) for group in ranked)),
            Series("Weighted", tuple(_weighted(groups[group]) for group in ranked)),
        ),
        unit=book.money,
        horizontal=True,
    )


def _by_month(book: Book, rows: list[Opportunity]) -> StackedBars | None:
    dated = [row for row in rows if row.close_on]
    if not dated:
        return None
    months = sorted({row.close_on.replace(day=1) for row in dated if row.close_on})[:MONTHS_SHOWN]
    kinds = sorted({row.kind for row in dated})
    overdue = sum(row.close_on is not None and row.close_on <= book.as_of for row in dated)
    sums: dict[tuple[str, object], Decimal] = defaultdict(Decimal)
    for row in dated:
        sums[row.kind, row.close_on and row.close_on.replace(day=1)] += row.amount
    best = max(months, key=lambda month: sum(sums[kind, month] for kind in kinds))
    undated = len(rows) - len(dated)
    return StackedBars(
        id="pipeline.by_month",
        title=f"The most should close in {month_text(best)}"
        + (f"; {counted(overdue, 'close date')} already past" if overdue else ""),
        alt="Stacked bars of open pipeline by month of closing and kind.",
        receipt=book.quarterly("open pipeline", "internal.open_pipeline", "opportunities"),
        note=f"{counted(undated, 'opportunity', 'opportunities').capitalize()} without a close date left out."
        if undated
        else "",
        categories=tuple(month_text(month) for month in months),
        series=tuple(Series(kind.capitalize(), tuple(sums[kind, month] for month in months)) for kind in kinds),
        unit=book.money,
    )


def _table(book: Book, rows: list[Opportunity]) -> Table | None:
    if not rows:
        return None
    return Table(
        id="pipeline.opportunities",
        title="Every open opportunity, the next to close first",
        alt=f"Table of {len(rows)} open opportunities.",
        receipt=book.quarterly("open pipeline", "internal.open_pipeline", "opportunities"),
        keys=tuple(row.account_id or "" for row in rows),
        columns=(
            Column("Opportunity", wide=True),
            Column("Account"),
            Column("Owner"),
            Column("Kind"),
            Column("Stage"),
            Column("A month", book.money),
            Column("Likely", PERCENT),
            Column("Closes"),
            Column("Next step", wide=True),
        ),
        rows=tuple(
            (
                row.name,
                row.account,
                row.owner,
                row.kind,
                row.stage,
                row.amount,
                None if row.share is None else row.share * 100,
                row.close_on,
                row.next_step,
            )
            for row in rows
        ),
    )
