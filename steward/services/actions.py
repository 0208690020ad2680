"""Everything that somebody owes on one list: read from every place where people write it, done where it is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from steward.briefings.internal.actions.actions import ActionsBrief, actions_brief, of_people
from steward.briefings.internal.actions.sources import AccountFiles, OpenAction, open_actions
from steward.briefings.internal.actions.topics import TopicLists, topic_actions
from steward.briefings.internal.decisions.listed import decision_actions
from steward.briefings.internal.nps.detractors import waiting_for_us
from steward.briefings.internal.scope.book import Book, acting_book
from steward.briefings.internal.scope.filters import Filters
from steward.domain.actions import ActionState
from steward.domain.quarters import Quarter
from steward.exhibits.calendar_events import Task
from steward.plans.customer import review as reviews
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import Review
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.keys import Record
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Opened, Plans, Saved
from steward.plans.internal import action_places, debrief
from steward.plans.internal import renewals as renewal_file
from steward.plans.internal import strategy as ours
from steward.plans.internal.action_places import PLACES
from steward.plans.internal.debrief import Debrief
from steward.plans.internal.plays import (
    Playbook,
    begin_play,
    open_plays,
    open_risks,
    opened_plays,
    playbooks,
    plays_in_use,
)
from steward.plans.internal.renewals import Renewals
from steward.plans.internal.strategy import Strategy
from steward.services import decisions, first_days, nps, orders
from steward.services.channel import book as channel
from steward.services.quotes import desk as quotes
from steward.services.requests import desk as requests
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer import addresses
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.tasks import crm_tasks
from steward.workspace import Workspace

__all__ = [
    "COMPANY_FILES",
    "PLACES",
    "Playbook",
    "begin_play",
    "brief",
    "finish",
    "first_entry",
    "of_people",
    "open_plays",
    "open_risks",
    "opened",
    "opened_plays",
    "playbooks",
    "plays_in_use",
    "tasks",
    "tasks_of",
    "written",
]

COMPANY_FILES: tuple[str, ...] = tuple(
    dict.fromkeys(
        file
        for topic in (quotes, nps, requests, channel, orders, first_days, decisions)
        for file in topic.COMPANY_FILES
    )
)
"""What else of the company's own it rests on."""
AHEAD = 2
"""Quarters after the last of the data of which a review may be planned already."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> Sequence[Mapping[str, object]]:
    """What is written of these accounts in every place that an action may stand in."""
    for topic in (quotes, nps, requests, channel, orders, first_days):
        topic.written(plan_cache, account_ids, book)
    return (
        plan_cache.of(SuccessPlan, agreed.FILE, *_SUCCESS).all_of(account_ids),
        plan_cache.of(Strategy, ours.FILE, *_STRATEGY).all_of(account_ids),
        plan_cache.of(Renewals, renewal_file.FILE, "plays").all_of(account_ids),
        *(plan_cache.of(Review, reviews.file_of(one), *_REVIEW).all_of(account_ids) for one in _quarters(book)),
        *(plan_cache.of(Debrief, debrief.file_of(one), "homework").all_of(account_ids) for one in _quarters(book)),
    )


_SUCCESS, _STRATEGY = ("commitments", "joint_plan", "heard", "people"), ("actions", "risks", "objectives")
_REVIEW = ("meeting", "decisions", "questions")


def _quarters(book: Book) -> tuple[Quarter, ...]:
    """Every quarter of which there may be a review, the earliest first."""
    known = sorted(book.warehouse.quarters)
    return (*known, *(known[-1].shifted(step) for step in range(1, AHEAD + 1)))


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> ActionsBrief:
    """Brief on the open actions of the accounts that pass the filters, whosever they are."""
    rows = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)]
    ids = [row.account_id for row in rows]
    success = plan_cache.of(SuccessPlan, agreed.FILE, *_SUCCESS).all_of(ids)
    strategies = plan_cache.of(Strategy, ours.FILE, *_STRATEGY).all_of(ids)
    plays = plan_cache.of(Renewals, renewal_file.FILE, "plays").all_of(ids)
    held = {str(q): plan_cache.of(Review, reviews.file_of(q), *_REVIEW).all_of(ids) for q in _quarters(book)}
    asked = {str(q): plan_cache.of(Debrief, debrief.file_of(q), "homework").all_of(ids) for q in _quarters(book)}
    files = [
        AccountFiles(
            row, success.get(key), strategies.get(key), plays.get(key),
            {quarter: found[key] for quarter, found in held.items() if key in found},
            {quarter: found[key] for quarter, found in asked.items() if key in found},
        )
        for row in rows
        for key in [row.account_id]
    ]  # fmt: skip
    offered = quotes.brief(book, filters, plan_cache)
    plan_cache.changes_at(offered.changes_at)
    lists = TopicLists(
        waiting=waiting_for_us(nps.heard(book, [row for row in rows if row.customer], plan_cache)),
        quotes=offered.listed,
        requests=requests.raised_here(book, rows, plan_cache),
        registrations=channel.to_decide(book, rows, plan_cache),
        care=orders.cared_for(book, ids, plan_cache),
        first_days=first_days.received(book, ids, plan_cache),
    )
    by_id = {row.account_id: row for row in rows}
    decided = decision_actions(decisions.passing(book, filters, plan_cache), by_id)
    found = [*open_actions(files, book.now), *topic_actions(lists, by_id), *decided]
    known = crm_tasks(book.warehouse)
    told = [replace(one, in_crm=known[one.uid]) if one.uid in known else one for one in found] if known else found
    return actions_brief(book, told, _names(book.warehouse, found, success))


def _names(
    warehouse: Warehouse, found: Iterable[OpenAction], success: Mapping[str, SuccessPlan]
) -> Mapping[tuple[str, str], str]:
    """Who is meant by an id: one of us, a contact, somebody whom only the plan knows."""
    named = [one for one in found if one.doer]
    accounts = sorted({one.row.account_id for one in named})
    known = addresses.people(warehouse, accounts, {one.doer for one in named}) if named else {}
    us = {("", key): name for key, name in book_rows.colleague_names(warehouse).items()}
    theirs = {key: one.name for key, one in known.items() if one.account_id}
    own = {
        (account_id, person.id): person.name
        for account_id in accounts
        if account_id in success
        for person in success[account_id].people
        if person.id and person.name
    }
    return {**us, **theirs, **own}


def opened(plans: Plans, one: OpenAction) -> Opened[object]:
    """The file an action stands in, as it is now."""
    return action_places.opened_place(plans, one.kind, one.row.account_id, one.quarter)


def first_entry(one: OpenAction) -> Record | None:
    """What a form of it begins with where nothing is written yet."""
    begins = PLACES[one.kind].begins
    return begins(one.entry) if begins else None


def finish(plans: Plans, one: OpenAction, on: date, who: str, words: str = "") -> Saved[object]:
    """Done, where it is written. Raises PlanBroken or PlanNotSaved."""
    return action_places.finish(plans, one.kind, one.row.account_id, one.quarter, one.entry, on, who, words)


def tasks_of(workspace: Workspace, warehouse: Warehouse, account_ids: Iterable[str]) -> tuple[Task, ...]:
    """Every action that is open today at some accounts, as tasks."""
    found = brief(acting_book(warehouse), Filters(accounts=tuple(account_ids)), PlanCache(Plans.within(workspace)))
    return tasks(warehouse, found)


def tasks(warehouse: Warehouse, brief: ActionsBrief) -> tuple[Task, ...]:
    """The actions as tasks for a CRM and a calendar; what is theirs is followed up by whoever looks after it."""
    owners = addresses.owners(warehouse, sorted({one.row.account_id for one in brief.all}))
    us = addresses.people(warehouse, [], [one.whose for one in brief.all])
    return tuple(_task(brief, one, owners, us) for one in brief.all)


def _task(
    brief: ActionsBrief, one: OpenAction, owners: Mapping[str, addresses.Owner], us: addresses.People
) -> Task:  # fmt: skip
    account = one.row.account_id
    doer = addresses.who(us, account, one.whose)
    owner = owners.get(account)
    mine = doer if doer.key else None
    who = brief.who(one)
    return Task(
        uid=one.uid,
        subject=f"{who or one.row.name} owes us: {one.words}" if one.theirs else one.words,
        description="\n".join(filter(None, (f"From: {one.kind}.", one.more))),
        due=one.due,
        overdue=one.state(brief.now) is ActionState.OVERDUE,
        account_id=account,
        account=one.row.name,
        owner_id=mine.key if mine else owner.key if owner else "",
        owner=mine.name if mine else owner.name if owner else "",
        owner_email=mine.email if mine else owner.email if owner else "",
        as_of=brief.now,
    )
