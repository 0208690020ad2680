"""Every figure of the areas that keep and grow the book, for the whole of it or for one account."""

from steward.areas.health import account_health, health_of
from steward.areas.pipeline import pipeline_of
from steward.areas.renewals import written
from steward.areas.whitespace import whitespace_of
from steward.briefings.book import Book
from steward.briefings.figures import internal_figures
from steward.briefings.internal.health_account import health_of_one
from steward.briefings.internal.nps import nps_figures
from steward.briefings.internal.nps_sources import voice_plans
from steward.briefings.internal.portfolio import EVERYTHING, Filters
from steward.briefings.internal.renewal_figures import renewals_figures
from steward.briefings.internal.retention_book import retention_figures
from steward.briefings.internal.service_watch import service_figures
from steward.briefings.internal.targets import target_figures
from steward.briefings.internal.targets_people import results
from steward.briefings.subject import Subject
from steward.exhibits import Figure
from steward.plans.shelves import Shelves
from steward.warehouse import internal_rows


def book_figures(book: Book, shelves: Shelves) -> tuple[Figure, ...]:
    """The figures of the whole book."""
    rows = internal_rows.customers(book.warehouse, str(book.quarter))
    return (*_areas(book, shelves, EVERYTHING), *health_of(book, rows, shelves).figures)


def account_figures(subject: Subject, shelves: Shelves) -> tuple[Figure, ...]:
    """All that we see of one account: its own figures first, then those of every area; each once."""
    book = Book(subject.warehouse, subject.quarter, subject.as_of)
    areas = _areas(book, shelves, Filters(accounts=(subject.account_id,)))
    health = health_of_one(book, subject.account_id, account_health(subject, shelves.plans).history)
    found = (*internal_figures(subject), *(health.figures if health else ()), *areas)
    return tuple({figure.id: figure for figure in reversed(found)}.values())[::-1]


def _areas(book: Book, shelves: Shelves, filters: Filters) -> tuple[Figure, ...]:
    everyone = internal_rows.book(book.warehouse, str(book.quarter))
    rows = [row for row in everyone if filters.keeps(row) and (row.active or row.active_before)]
    ids = [row.account_id for row in rows]
    return (
        *retention_figures(book, everyone, filters),
        *renewals_figures(book, rows, written(shelves, ids)),
        *nps_figures(book, rows, voice_plans(shelves, ids)),
        *service_figures(book, rows),
        *pipeline_of(book, shelves, filters).figures,
        *whitespace_of(book, shelves, filters).figures,
        *target_figures(book, results(book, everyone, filters), filters),
    )
