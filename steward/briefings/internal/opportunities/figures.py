"""The figures of a pipeline: open, weighted, late-stage, and the win rate of the quarter."""

from collections.abc import Callable, Sequence

from steward.briefings.internal.opportunities.charts import late_stage, raw, weighted
from steward.briefings.internal.scope.book import Book
from steward.domain.selling import win_rate
from steward.exhibits import PERCENT, Figure, Number
from steward.exhibits.wording import counted
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import Closed
from steward.warehouse.rows.internal.opportunities import Opportunity

NEEDS = ("opportunities",)


def known(book: Book) -> bool:
    """Whether opportunities are loaded."""
    return book.has(*NEEDS)


def pipeline_figures(
    book: Book, opportunities: Sequence[Opportunity], keeps: Callable[[Closed], bool], account_id: str | None = None
) -> tuple[Figure, ...]:
    """Of these opportunities; the win rate of those closed ones that `keeps` keeps."""
    where = {"account_id": account_id} if account_id else {}
    unweighted = sum(opportunity.weighted is None for opportunity in opportunities)
    without = f"{counted(unweighted, 'opportunity', 'opportunities')} without a probability left out"

    def made(key: str, label: str, value: Number | None, metric: str, note: str = "", why: str = "") -> Figure:
        receipt = book.quarterly(metric, "internal.open_pipeline", "opportunities", **where)
        return book.figure(f"pipeline.{key}", label, value, book.money, receipt, needs=NEEDS, why=why, note=note)

    count = counted(len(opportunities), "opportunity", "opportunities")
    late = late_stage(opportunities)
    return (
        made("open", "Open pipeline", raw(opportunities), "open pipeline", f"{count}, renewals included"),
        made(
            "weighted", "Weighted pipeline", weighted(opportunities), "weighted pipeline",
            without if unweighted else "",
            "No opportunity has a probability, and no stage a win rate.",
        ),
        made("late_stage", "Late-stage pipeline", late, "weighted pipeline", "at least as likely as not"),
        win_rate_figure(book, keeps, "pipeline.win_rate"),
    )  # fmt: skip


def win_rate_figure(book: Book, keeps: Callable[[Closed], bool], identifier: str) -> Figure:
    """Won of won and lost in the quarter, by count; by amount in the note."""
    ended = book_rows.closed_opportunities(book.warehouse, book.quarter.start, book.as_of)
    closed = [row for row in ended if keeps(row)]
    won = [row for row in closed if row.status == "won"]
    rate, by_amount = win_rate(len(won), len(closed)), win_rate(_amount(won), _amount(closed))
    return book.figure(
        identifier,
        f"Win rate in {book.quarter.spoken}",
        None if rate is None else rate * 100,
        PERCENT,
        book.receipt("win rate", "internal.opportunities", "opportunities"),
        needs=NEEDS,
        why=f"No opportunity was won or lost in {book.quarter.spoken}.",
        note=f"{len(won)} of {len(closed)}; {PERCENT.text(by_amount * 100)} by amount" if by_amount is not None else "",
    )


def _amount(opportunities: Sequence[Closed]) -> float:
    return sum(float(one.amount) for one in opportunities)
