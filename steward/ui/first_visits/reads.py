"""What the pages of the book read when they are opened and nothing is chosen yet, in pieces of a moment each.

The pieces are the calls of the pages themselves, so that what is kept of them is what a page asks for. That none is
missing, tests/server/test_first_visits.py asks every page."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.services import actions, commitments, education, families, health, maps, nps, orders, renewals, targets
from steward.services.account_reviews import desk as account_reviews
from steward.services.books import desk as books
from steward.services.channel import book as channel
from steward.services.forecast import desk as forecast
from steward.services.handover import desk as handovers
from steward.services.quotes import desk as quotes
from steward.services.requests import desk as requests
from steward.services.scope import acting_book, book_of
from steward.services.targets import Who
from steward.services.team import desk as team
from steward.services.touches import desk as touches
from steward.services.week import topic_briefs
from steward.ui.books.cache import briefed_books
from steward.ui.kit.cache import warehouse, workspace
from steward.ui.kit.filters import accounts_of, briefed_book, team_regions
from steward.ui.kit.labels import account_labels, colleague_labels
from steward.ui.kit.reader import eyes_there, known, reader
from steward.ui.kit.turned_down import rows_turned_down
from steward.ui.nps.of_book import surveys_of
from steward.ui.opportunities.page import pipeline_of_page
from steward.ui.plans.cache import TopicService, briefed, files_of, quietly_told
from steward.ui.retention.page import retention_of
from steward.ui.reviews.checked import check_most_urgent
from steward.ui.service.page import service_of
from steward.ui.team.page import brief_of, files_of_team, source_of
from steward.ui.week.page import everything_to_do, files_of_week
from steward.ui.whitespace.page import lay_out_grid, whitespace_of_page

Read = Callable[[], object]
OF_TODAY = (
    actions, renewals, orders, channel, requests, education, touches, commitments, account_reviews, handovers, forecast,
)  # fmt: skip
"""Whose pages open on the quarter that runs."""
OF_THE_LAST = (commitments, renewals, nps, health, maps, families)
"""Whose pages open on the last quarter that is over."""


def first_reads() -> Iterator[Read]:
    """Each once the ones before are done, what most people open first. Raises NoWarehouse."""
    now, last = acting_book(warehouse()), book_of(warehouse())
    yield from (known, eyes_there, account_labels, colleague_labels, rows_turned_down)
    yield from _told(topic_briefs, now)
    yield from files_of_week(now)
    yield partial(_weeks, now)
    yield partial(briefed_book, last)
    yield partial(accounts_of, last)
    for topic in OF_THE_LAST:
        yield from _topic(topic, last)
    yield partial(surveys_of, last)
    yield from _told(partial(team.said_of, last), last)
    yield from files_of_team(last)
    yield partial(source_of, last)
    yield lambda: brief_of(source := source_of(last), source.branches.company)
    yield partial(briefed_book, now)
    yield partial(accounts_of, now)
    for topic in OF_TODAY:
        yield from _topic(topic, now)
    yield partial(pipeline_of_page, now)
    yield partial(briefed, quotes, now, EVERYTHING, who="")
    yield partial(whitespace_of_page, last)
    yield lambda: lay_out_grid(whitespace_of_page(last))
    yield partial(retention_of, last, EVERYTHING)
    yield partial(service_of, last, EVERYTHING)
    yield partial(team_regions, last)
    yield partial(briefed, targets, last, EVERYTHING, who=Who.PERSON)
    yield lambda: briefed_books(now, books.years(now, workspace())[0])
    yield from check_most_urgent(last, [row for row in briefed_book(last).rows if row.active])


def reads_after_saves() -> Iterator[Read]:
    """What rests on every file of plans, so that any save touches it. Raises NoWarehouse."""
    now, last = acting_book(warehouse()), book_of(warehouse())
    yield from _told(topic_briefs, now, files=False)
    yield partial(_weeks, now)
    yield from _told(partial(team.said_of, last), last, files=False)
    yield lambda: brief_of(source := source_of(last), source.branches.company)


def _weeks(book: Book) -> None:
    """Whom a week can be asked of, everybody's, and that of whoever looks."""
    found, you = everything_to_do(book), reader().person_id
    found.week()
    if you in found.busy:
        found.week(you)


def _told(
    ask_all: Callable[[Callable[[Any, Any], Any]], object], book: Book, *, files: bool = True
) -> Iterator[Read]:  # fmt: skip
    """What topics tell where they are parts of something larger. `ask_all`: asks each of them; `files`: of which none
    was read yet."""
    asked: list[tuple[Any, Any]] = []
    ask_all(lambda topic, tells: asked.append((topic, tells)))
    for topic, tells in asked:
        if files:
            yield from files_of(topic, book)
        yield partial(quietly_told, topic, tells, book)


def _topic(topic: TopicService[Any], book: Book) -> Iterator[Read]:
    """The page of a topic."""
    yield from files_of(topic, book)
    yield partial(briefed, topic, book, EVERYTHING)
