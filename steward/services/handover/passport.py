"""The passport of one account: each section is what its topic says of the account, and nothing is worked out twice."""

from collections.abc import Sequence
from dataclasses import replace

from steward.briefings.customer.subject import Subject, subject
from steward.briefings.internal.actions.actions import ActionsBrief, action_table
from steward.briefings.internal.handover.passport import FromTopics, Passport, passport
from steward.briefings.internal.maps.relationship_map import relationship_map
from steward.briefings.internal.maps.source import map_source
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.domain.actions import ActionKind
from steward.errors import PlanNotFound
from steward.exhibits import RelationshipMap, SlideExhibit, Table, picked
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.account import account_plan
from steward.services import actions, health, opportunities, orders, renewals
from steward.services.handover import desk
from steward.services.handover.desk import Handover
from steward.services.quotes import desk as quotes
from steward.services.requests import desk as requests

__all__ = ["COMPANY_FILES", "Passport", "brief", "of_handover", "written"]

COMPANY_FILES: tuple[str, ...] = tuple(dict.fromkeys((*desk.COMPANY_FILES, *actions.COMPANY_FILES)))
"""What else of the company's own it rests on."""
AGREED = (ActionKind.COMMITMENT, ActionKind.JOINT_STEP, ActionKind.HEARD, ActionKind.DECISION)
"""What both sides promised each other: of all that is open, nothing that is ours alone."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Has every file that a passport is made of count, and reads nothing yet."""
    for topic in (desk, actions, renewals, quotes, requests, opportunities, health, orders):
        topic.written(plan_cache, account_ids, book)


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> Passport:
    """The passport of the one account asked for. Raises PlanNotFound where it does not change hands."""
    found = desk.brief(book, Filters(accounts=filters.accounts), plan_cache)
    one = next(iter(found.listed), None)
    if one is None:
        raise PlanNotFound("Nobody agreed that this account changes hands.")
    return of_handover(book, one, plan_cache)


def of_handover(book: Book, one: Handover, plan_cache: PlanCache) -> Passport:
    """The passport of an account that changes hands."""
    alone, key = Filters(accounts=(one.row.account_id,)), one.row.account_id
    about = subject(book.warehouse, key, str(book.quarter))
    ending, selling = renewals.brief(book, alone, plan_cache), opportunities.brief(book, alone, plan_cache)
    offered, asked = quotes.brief(book, alone, plan_cache), requests.brief(book, alone, plan_cache)
    felt = health.of_account(about, plan_cache.plans)
    line = felt.lines[0] if felt.lines else None
    one_health = health.health_of_one(book, line, felt.history) if line else None
    shown: tuple[SlideExhibit | None, ...] = (one_health.trend, one_health.groups) if one_health else ()
    return passport(
        book,
        one,
        FromTopics(
            map=_map(about, plan_cache.plans),
            commitments=_commitments(book, actions.brief(book, alone, plan_cache)),
            renewals=ending.found,
            quotes=offered.open_quotes,
            to_decide=offered.to_decide,
            opportunities=selling.opportunities,
            orders=orders.of_account(about, plan_cache.plans).open_lines,
            requests=asked.open_requests,
            claims=asked.claims,
            health=tuple(each for each in shown if each is not None),
            health_figures=picked(one_health.figures, "health.score") if one_health else (),
            health_said=line.said if line and line.measured else "",
            missing=(*ending.missing, *selling.missing, *asked.missing),
        ),
    )


def _commitments(book: Book, found: ActionsBrief) -> Table | None:
    """What is promised and open, on either side."""
    table = action_table(book, [one for one in found.all if one.kind in AGREED], found.names, alone=True)
    return replace(table, id="handover.promises") if table else None


def _map(about: Subject, plans: Plans) -> RelationshipMap | None:
    """The account's first map with what it says; None where nobody wrote how they read anybody."""
    source = map_source(about, account_plan(plans, about.account_id))
    if not source.network.people or not source.plan.strategy.plan.readings:
        return None
    found = relationship_map(source)
    return replace(found.picture, title=found.headline)
