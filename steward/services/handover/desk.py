"""What a door asks of handovers: every account that changes hands, with what is known of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Protocol

from steward.briefings.customer.subject import subject
from steward.briefings.internal.commitments.book import CommitmentsBook
from steward.briefings.internal.commitments.rows import AccountCommitments
from steward.briefings.internal.handover.book import HandoverBook, handover_book
from steward.briefings.internal.handover.facts import TopicsSaid, ahead_of, facts_of
from steward.briefings.internal.handover.listed import Handover
from steward.briefings.internal.handover.people import to_meet
from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.maps.source import map_source
from steward.briefings.internal.opportunities.book import PipelineBook
from steward.briefings.internal.quotes.book import QuoteBook
from steward.briefings.internal.renewals.renewals import Renewals
from steward.briefings.internal.requests.book import RequestBook
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.domain.handover.introductions import TiedPerson
from steward.domain.handover.triage import triaged
from steward.errors import PlanNotFound
from steward.plans.company.handover_questions import FILE as QUESTIONS
from steward.plans.company.handover_questions import open_questions
from steward.plans.company.moves import Moving, moving
from steward.plans.customer.success_plan import Kept, Side
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal import handover as files
from steward.plans.internal.account import account_plan
from steward.plans.internal.handover import HandoverFile
from steward.plans.internal.handover_states import passport_standing
from steward.services import commitments, health, logged, maps, opportunities, renewals
from steward.services.quotes import desk as quotes
from steward.services.requests import desk as requests
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import handover as rows
from steward.warehouse.rows.internal.book import BookRow
from steward.workflow.booking import FOLDER as BOOKS
from steward.workflow.signing import stand_in

__all__ = ["COMPANY_FILES", "Handover", "HandoverBook", "beside", "brief", "listed", "of_account", "written"]

OTHERS = (commitments, health, maps, opportunities, quotes, renewals, requests)
COMPANY_FILES: tuple[str, ...] = tuple(
    dict.fromkeys((QUESTIONS, *(file for topic in OTHERS for file in topic.COMPANY_FILES)))
)
"""What else of the company's own it rests on; its books are watched."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Has every file of a handover, and every plan of books, count, and reads nothing yet."""
    for topic in OTHERS:
        topic.written(plan_cache, account_ids, book)
    logged.files(plan_cache)  # the joint meeting
    plan_cache.watch(files.FOLDER)
    plan_cache.watch_company(BOOKS)


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> HandoverBook:
    """Brief on the accounts that change hands and pass the filters, or go to or from whom they are of."""
    found = moving(plan_cache.plans, book.warehouse.today)
    rows_of = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if row.account_id in found]
    shown = [row for row in rows_of if _keeps(filters, row, found[row.account_id])]
    return handover_book(book, listed(book, shown, found, plan_cache, partial(_asked, book, plan_cache)))


class Briefed(Protocol):
    """What the topics say of the whole book, where it is known already."""

    @property
    def health(self) -> Sequence[AccountHealth]: ...
    @property
    def renewals(self) -> Renewals: ...
    @property
    def opportunities(self) -> PipelineBook: ...
    @property
    def quotes(self) -> QuoteBook: ...
    @property
    def requests(self) -> RequestBook: ...
    @property
    def commitments(self) -> CommitmentsBook: ...


def beside(book: Book, shown: Sequence[BookRow], plan_cache: PlanCache, said: Briefed) -> tuple[Handover, ...]:
    """Those of these accounts that change hands, beside what the topics say of the book: nothing is asked twice."""
    found = moving(plan_cache.plans, book.warehouse.today)
    rows_of = [row for row in shown if row.account_id in found]
    return listed(book, rows_of, found, plan_cache, partial(_topics, book, said))


def _keeps(filters: Filters, row: BookRow, one: Moving) -> bool:
    """An account is also on the list of who gets it."""
    theirs = one.move.to_id in filters.owners
    return filters.keeps(row) or (theirs and replace(filters, owners=()).keeps(row))


def listed(
    book: Book, shown: Sequence[BookRow], found: Mapping[str, Moving], plan_cache: PlanCache,
    said: Callable[[Collection[str]], TopicsSaid],
) -> tuple[Handover, ...]:  # fmt: skip
    """Each of these accounts with what is known of it. `said`: asks what the topics say of some accounts."""
    if not shown:
        return ()
    plan_cache.changes_at(one.held.escalates_at for one in found.values() if one.held.escalates_at)
    ids = [row.account_id for row in shown]
    topics = said(ids)
    facts = facts_of(shown, topics, book.now)
    names = book_rows.colleague_names(book.warehouse)
    meetings = _met(book, ids, found, names)
    asked = open_questions(plan_cache.plans.folder).plan
    made = []
    for row in shown:
        one, degree = found[row.account_id], triaged(facts[row.account_id])
        file, people = opened(plan_cache.plans, one), _people(book, plan_cache.plans, one)
        made.append(
            Handover(
                row=row, move=one.move, standing=passport_standing(file, one.held), triaged=degree, file=file,
                asked=asked.of(degree.triage), people=people, names=names, ahead=ahead_of(row, people, topics),
                today=book.now, agreed_on=one.agreed_on, met_on=meetings.get(row.account_id),
                stands_in=stand_in(one.held.events),
            )
        )  # fmt: skip
    return tuple(made)


def of_account(book: Book, plans: Plans, account_id: str) -> Handover:
    """One account that changes hands, read anew. Raises PlanNotFound, AccountNotFound."""
    found = brief(book, Filters(accounts=(account_id,)), PlanCache(plans)).by_account
    if account_id not in found:
        raise PlanNotFound(f"Nobody agreed that “{account_id[:60]}” changes hands.")
    return found[account_id]


def opened(plans: Plans, one: Moving) -> HandoverFile:
    """What people wrote of a handover."""
    return plans.open(HandoverFile, files.file_of(one.move.fy), one.move.account_id).plan


@dataclass(frozen=True)
class _Asked:
    """What the topics say of some accounts, each as it is asked."""

    health: Sequence[AccountHealth]
    renewals: Renewals
    opportunities: PipelineBook
    quotes: QuoteBook
    requests: RequestBook
    commitments: CommitmentsBook


def _asked(book: Book, plan_cache: PlanCache, account_ids: Collection[str]) -> TopicsSaid:
    """What the topics say of some accounts."""
    some = Filters(accounts=tuple(account_ids))
    found = _Asked(
        health.lines(book, some, plan_cache), renewals.brief(book, some, plan_cache),
        opportunities.brief(book, some, plan_cache), quotes.brief(book, some, plan_cache),
        requests.brief(book, some, plan_cache), commitments.brief(book, some, plan_cache),
    )  # fmt: skip
    return _topics(book, found, account_ids)


def _topics(book: Book, said: Briefed, account_ids: Collection[str]) -> TopicsSaid:
    return TopicsSaid(
        health=said.health, renewals=said.renewals.found, opportunities=said.opportunities.watched,
        quotes=said.quotes.listed, requests=said.requests.listed, late=said.commitments.late,
        commitments={one.row.account_id: _open_commitments(one) for one in said.commitments.rows},
        orders=rows.lines_to_come(book.warehouse, list(account_ids)),
    )  # fmt: skip


def _open_commitments(one: AccountCommitments) -> tuple[str, ...]:
    """What we promised and did not do yet."""
    return tuple(
        each.promise for each in one.commitments if each.side is Side.OURS and each.status is Kept.OPEN
    )  # fmt: skip


def _people(book: Book, plans: Plans, one: Moving) -> tuple[TiedPerson, ...]:
    about = subject(book.warehouse, one.move.account_id, str(book.quarter))
    network = map_source(about, account_plan(plans, one.move.account_id)).network
    return to_meet(network, one.move.from_id)


def _met(
    book: Book, account_ids: Sequence[str], found: Mapping[str, Moving], names: Mapping[str, str]
) -> Mapping[str, date]:
    """The first day since the agreement on which both owners met each of these customers together; the new one alone
    where the one before is no longer with us."""
    there: dict[tuple[str, date], set[str]] = {}
    for one in rows.our_meetings(book.warehouse, account_ids, book.now):
        there.setdefault((one.account_id, one.day), set()).add(one.person_id)
    met: dict[str, date] = {}
    for (account_id, day), people in sorted(there.items()):
        move, since = found[account_id].move, found[account_id].agreed_on
        if {one for one in move.people if one in names or one == move.to_id} <= people and (
            since is None or day >= since
        ):
            met.setdefault(account_id, day)
    return met
