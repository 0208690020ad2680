"""Feeds and files on a quarter's forecast brought together: what is open by whose it is, and every call."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from steward.briefings.internal.forecast.source import ForecastSource, PersonForecast
from steward.briefings.internal.opportunities.past import known_until
from steward.briefings.internal.renewals.renewal import Renewal, joined
from steward.briefings.internal.scope.book import Book
from steward.domain.access.scope import Scope
from steward.domain.forecasting.hygiene import committed, untidy
from steward.domain.forecasting.items import NOBODY, CallItem, as_called
from steward.domain.forecasting.making import contract_item, opportunity_item
from steward.domain.identifiers import slug
from steward.domain.quarters import Quarter
from steward.domain.reporting import Reporting
from steward.domain.requests.claims import cents_of
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal.forecast import CallFile
from steward.plans.internal.forecast_files import ForecastFiles
from steward.plans.internal.forecast_states import CallState
from steward.services import renewals
from steward.services import targets as target_service
from steward.services.forecast.evidence import facts_of
from steward.services.forecast.records import CallRecords, held_call
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import forecast as rows
from steward.warehouse.rows.internal.forecast import ForecastOpportunity
from steward.warehouse.rows.internal.team import members

BEFORE = 92
"""Days before a quarter from which what ended is still told: a call for it may have been made ahead."""


def running(book: Book) -> Quarter:
    """The quarter that is forecast: the one that runs today, whatever the data is complete to."""
    return Quarter.containing(book.now, book.quarter.year_starts)


def gathered(book: Book, plan_cache: PlanCache) -> ForecastSource:
    """All that is known of the quarter that runs."""
    quarter, plans = running(book), plan_cache.plans
    files, us = ForecastFiles(plans.folder, plans.scope), members(book.warehouse)
    found = rows.forecast_opportunities(book.warehouse, quarter.start - timedelta(days=BEFORE))
    contracts = _contracts(book, plan_cache, quarter)
    live: dict[str, list[CallItem]] = defaultdict(list)
    for opportunity in found:
        live[opportunity.owner_id or NOBODY].append(_opportunity(opportunity, quarter))
    for contract in contracts:
        live[contract.account.owner_id or NOBODY].append(_contract(contract, quarter))
    targets = {
        person: cents_of(goal.new_mrr)
        for (person, named), goal in target_service.goals(book, plan_cache).all.items()
        if named == str(quarter) and goal.new_mrr is not None
    }
    seen = seen_people(plans.scope)
    callers = set(files.called_by())
    wanted = {*live, *targets, *(one for one in us if slug(one) in callers)}
    records = CallRecords(book, files, quarter)
    people = {
        key: _person(files, key, us[key].name if key in us else key or "No owner",
                     us[key].region or "" if key in us else "", live[key], targets.get(key), quarter, records)
        for key in sorted(wanted)
        if seen is None or key in seen
    }  # fmt: skip
    atr: dict[str, int] = defaultdict(int)
    for contract in contracts:
        if contract.row.due_in == str(quarter) and contract.due is not None:
            atr[contract.account.owner_id or NOBODY] += cents_of(contract.due.atr)
    names = {**{key: one.name for key, one in us.items()}, NOBODY: "No owner"}
    opportunities = [(one, item) for one in people.values() for item in committed(one.now)]
    facts = facts_of(book, plan_cache, opportunities)
    return ForecastSource(
        quarter=quarter, today=book.now, known=known_until(book), people=people,
        tree=Reporting.of({key: one.manager_id or "" for key, one in us.items()}),
        names=names, sees_all=plans.scope.sees_all, seen=plans.scope.people, atr=atr, facts=facts,
        untidy={item.key: tuple(untidy(item, facts[item.key], book.now)) for _, item in opportunities},
        put_off={one.opportunity_id: one.put_off for one in found},
        crm=[one for one in rows.crm_forecasts(book.warehouse, str(quarter)) if one.person_id in people],
    )  # fmt: skip


def seen_people(scope: Scope) -> frozenset[str] | None:
    """Whose forecasts somebody may see, by id; None: everybody's."""
    return None if scope.sees_all else scope.people


def _opportunity(row: ForecastOpportunity, quarter: Quarter) -> CallItem:
    return opportunity_item(
        row.opportunity_id, quarter, row.status, row.amount, row.forecast_category, name=row.name,
        day=row.close_on if row.status == "open" else row.ended_on, opened_on=row.opened_on,
        account_id=row.account_id or "", account=row.account or "", stage=row.stage, next_step=row.next_step or "",
    )  # fmt: skip


def _contract(one: Renewal, quarter: Quarter) -> CallItem:
    return contract_item(
        one.row.contract_id, one.row.due_in == str(quarter), one.state, one.due, one.category, ends_on=one.row.ends_on,
        starts_on=one.row.starts_on, account_id=one.row.account_id, account=one.account.name,
    )  # fmt: skip


def _contracts(book: Book, plan_cache: PlanCache, quarter: Quarter) -> Sequence[Renewal]:
    """What ends in the quarter or the one after it: what is put off leaves the first for the second."""
    all_rows = book_rows.book(book.warehouse, str(book.quarter))
    said = renewals.written(plan_cache, [row.account_id for row in all_rows], book)
    return joined(book, all_rows, said, (str(quarter), str(quarter.shifted(1))))


def _person(
    files: ForecastFiles, person_id: str, name: str, region: str, live: Sequence[CallItem], target: int | None,
    quarter: Quarter, records: CallRecords,
) -> PersonForecast:  # fmt: skip
    if person_id == NOBODY:
        return PersonForecast(person_id=NOBODY, name=name, region=region, live=tuple(live))
    held = (held_call(files, one) for one in files.calls(person_id, str(quarter)))
    calls = [one for one in held if one.standing.state is not CallState.NEW]
    locked = tuple(one for one in calls if one.standing.state is CallState.LOCKED)
    current = calls[-1] if calls and calls[-1].standing.state in (CallState.OPEN, CallState.SUBMITTED) else None
    file = files.open(CallFile, calls[-1].ref.file, person_id) if calls else None
    said = {one.opportunity: one.category for one in file.plan.opportunities} if file else {}
    return PersonForecast(
        person_id=person_id, name=name, region=region,
        live=tuple(as_called(one, said.get(one.key)) for one in live),
        current=current, locked=locked, file=file.plan if file else None, target=target,
        records=records.of(person_id),
        problems=(
            *(one.said for one in (file.problems if file else ())),
            *(f"{one.ref.person_id} {one.ref.name}: {one.problem}" for one in calls if one.problem),
            *(f"{one.ref.person_id} {one.ref.name}: lines of its ledger were changed by hand." for one in calls
              if one.standing.broken),
        ),
    )  # fmt: skip
