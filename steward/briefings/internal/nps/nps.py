"""NPS of the book or of one account: how sure it is, who is not heard, what they say, and what we do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.nps.coverage import band_table, mrr_heard, role_table
from steward.briefings.internal.nps.detractors import (
    Waiting,
    detractor_table,
    detractors_figure,
    unhappy,
    waiting_for_us,
)
from steward.briefings.internal.nps.silent import Silent, silent_decision_makers, silent_figure, silent_table
from steward.briefings.internal.nps.sources import NO_PLANS, Heard, NpsPlans
from steward.briefings.internal.nps.surveys import change_in_short, nps_figure
from steward.briefings.internal.nps.tables import account_table, answers_table, quarter_table, trend
from steward.briefings.internal.nps.themes import comments_by_theme, theme_table, themes_of
from steward.briefings.internal.nps.walk import nps_walk
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.briefings.internal.walk import Walk
from steward.domain.nps import NOBODY, Survey
from steward.exhibits import COUNT, PERCENT, POINTS, Better, Exhibit, Figure, Lines, Missing, Table
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow

MOST_ON_A_PAGE_OF_MORE = 10


@dataclass(frozen=True, kw_only=True)
class Nps(InternalBriefing):
    """NPS over some accounts. `waiting` stand in the order of the rows of `detractors`; `comments` are the tables
    behind the rows of `themes`, by their key; `walks`: why the score is another than a quarter before; `problem`: why
    a company's own rules for themes are not used."""

    walks: tuple[Walk, ...]
    trend: Lines | None
    quarters: Table | None
    accounts: Table | None
    roles: Table | None
    bands: Table | None
    silent: Table | None
    detractors: Table | None
    themes: Table | None
    answers: Table | None
    unhappy: tuple[Waiting, ...]
    comments: tuple[tuple[str, Table], ...]
    problem: str = ""

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """Why NPS is another than a quarter before goes first."""
        return (*(one for walk in self.walks for one in walk.exhibits), *super().exhibits)


def nps(book: Book, rows: Sequence[BookRow], plans: NpsPlans = NO_PLANS) -> Nps:
    """Brief on the surveys of the accounts that pass the filters."""
    heard = Heard(book, rows, plans)
    waiting, silent, told = waiting_for_us(heard), silent_decision_makers(heard), themes_of(heard)
    score = nps_figure(book, heard.rows, "nps.score", heard.now, _before(heard))
    return Nps(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(heard),
        figures=(score, *_figures(heard, waiting, silent)),
        walks=(nps_walk(heard, score),),
        missing=_missing(book),
        trend=trend(heard),
        quarters=quarter_table(heard),
        accounts=account_table(book, rows),
        roles=role_table(heard),
        bands=band_table(heard),
        silent=silent_table(heard, silent),
        detractors=detractor_table(heard, waiting),
        themes=theme_table(heard, told),
        answers=answers_table(heard),
        unhappy=unhappy(heard),
        comments=comments_by_theme(heard, told),
        problem=plans.themes.problem,
    )


def nps_exhibits(book: Book, filters: Filters) -> dict[str, Exhibit | None]:
    """The trend and the accounts with the lowest scores, for a page about more than NPS: by what each tells."""
    rows = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)]
    heard = Heard(book, rows, NO_PLANS)
    return {
        "NPS over time": trend(heard),
        "accounts by their NPS": account_table(book, rows, MOST_ON_A_PAGE_OF_MORE),
    }


def _missing(book: Book) -> tuple[Missing, ...]:
    shown = {
        "nps_responses": "NPS with its margin, what people wrote, and whom to call",
        "contacts": "who answered and who did not",
    }
    return book.missing(**shown)


def _headline(heard: Heard) -> str:
    book, now = heard.book, heard.now
    if not book.has("nps_responses"):
        return "No survey is loaded"
    if not now.answered:
        return f"Nobody {'answered' if now.asked else 'was asked'} in {book.quarter.spoken}"
    if now.score is None:
        return f"{capital(counted(now.answered, 'person', 'people'))} answered: too few for a score"
    said = f"NPS is {POINTS.text(round(now.score))} ± {now.margin:.0f} from {counted(now.answered, 'answer')}"
    change = change_in_short(now, heard.before, book.quarter.previous.spoken)
    return f"{said}; {change}" if change else said


def _why_no_coverage(now: Survey) -> str:
    return "The feed holds answers alone, not who was asked." if now.answered else "Nobody was asked in this quarter."


def _before(heard: Heard) -> Survey:
    """What the quarter is held against; one that still runs against nothing."""
    return heard.before if heard.book.is_over else NOBODY


def _figures(heard: Heard, waiting: Sequence[Waiting], silent: Sequence[Silent] | None) -> tuple[Figure, ...]:
    """Those beside the score."""
    book, now, before = heard.book, heard.now, _before(heard)
    receipt = book.quarterly("NPS coverage", "internal.nps_quarterly", "nps_responses")
    return (
        book.figure(
            "nps.answered",
            "Answers",
            now.answered,
            COUNT,
            receipt,
            needs=("nps_responses",),
            previous=before.answered or None,
            note=f"of {now.asked:,} asked" if now.asked is not None else "who was asked is not in the feed",
            better=Better.NEITHER,
        ),
        book.figure(
            "nps.coverage",
            "Response rate",
            now.coverage,
            PERCENT,
            receipt,
            needs=("nps_responses",),
            why=_why_no_coverage(now),
            previous=before.coverage,
        ),
        mrr_heard(heard),
        detractors_figure(heard, waiting),
        silent_figure(heard, silent),
    )
