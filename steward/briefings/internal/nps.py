"""NPS of the book over the quarters, and where it is weakest."""

from dataclasses import dataclass

from steward.briefings.book import Book
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.surveys import nps_figure, survey
from steward.exhibits import COUNT, POINTS, Column, Lines, Missing, Series, Table
from steward.warehouse import internal_rows

QUARTERS = 8


@dataclass(frozen=True, kw_only=True)
class Nps(InternalBriefing):
    """NPS over all accounts."""

    trend: Lines | None
    weakest: Table | None


def nps(book: Book) -> Nps:
    """Brief on NPS."""
    rows = internal_rows.book(book.warehouse, str(book.quarter))
    figure = nps_figure(book, rows, "nps.score")
    said = f"NPS of the book is {figure.text} ({figure.note})" if figure.value is not None else figure.why
    return Nps(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=said,
        figures=(figure,),
        missing=()
        if "nps_responses" in book.warehouse.feeds
        else (Missing("nps_responses", "NPS by quarter and account"),),
        trend=_trend(book),
        weakest=_weakest(book, rows),
    )


def _trend(book: Book) -> Lines | None:
    quarters = [book.quarter.shifted(-back) for back in reversed(range(QUARTERS))]
    known = [quarter for quarter in quarters if quarter in book.warehouse.quarters]
    scores = {q: survey(internal_rows.book(book.warehouse, str(q))).score for q in known}
    scored = {quarter: score for quarter, score in scores.items() if score is not None}
    if len(scored) < 2:
        return None
    first, last = next(iter(scored)), list(scored)[-1]
    return Lines(
        id="nps.trend",
        title=f"NPS went from {POINTS.text(scored[first])} to {POINTS.text(scored[last])} since {first.spoken}",
        alt="Line of NPS by quarter.",
        receipt=book.receipt("NPS", "customer.nps_quarterly", "nps_responses"),
        categories=tuple(quarter.spoken for quarter in scored),
        series=(Series("NPS", tuple(scored.values())),),
        unit=POINTS,
    )


def _weakest(book: Book, rows: list[internal_rows.BookRow]) -> Table | None:
    scored = sorted((s.score, row.name, s, row) for row in rows if (s := survey([row])).score is not None)[:10]
    if not scored:
        return None
    return Table(
        id="nps.weakest",
        title=f"{scored[0][1]} has the lowest NPS: {POINTS.text(scored[0][0])}",
        alt="Table of the ten accounts with the lowest NPS.",
        receipt=book.quarterly("NPS", "internal.book", "nps_responses"),
        keys=tuple(row.account_id for *_, row in scored),
        columns=(
            Column("Account", wide=True),
            Column("Owner"),
            Column("NPS", POINTS),
            Column("Answers", COUNT),
            Column("MRR", book.money),
        ),
        rows=tuple((row.name, row.owner, score, answers.answered, row.mrr) for score, _, answers, row in scored),
    )
