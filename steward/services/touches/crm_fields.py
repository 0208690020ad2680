"""What Steward knows of accounts, people and contracts, as fields of the CRM: which of them, `crm_fields` in
`workspace.toml` says. They are as they are on the day; whoever imports them again has the newer ones.

Reviews go along as meetings, under ids of their own, so that an import of them twice makes none twice."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.domain.clocks import time_of_day
from steward.exhibits import listed
from steward.plans.customer.review import Review
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal import renewals as forecasts
from steward.plans.internal import strategy as ours
from steward.plans.internal.activities import steward_id
from steward.plans.internal.renewals import Renewals
from steward.plans.internal.strategy import Strategy
from steward.reproducible_zip import timeless
from steward.services import health
from steward.services.reviews.follow_up import reviews_of
from steward.services.touches import desk
from steward.services.touches.crm_files import csv_of
from steward.warehouse.rows.internal import renewals as renewal_rows
from steward.workspace import CRM_FIELDS, Settings, Workspace

OF_ACCOUNTS = ("health_score", "health_band", "last_contact", "touch_debt")
OF_CONTRACTS = ("renewal_forecast", "renewal_expected", "renewal_note")
OF_PEOPLE = ("contact_roles",)
UNMAPPED = (
    "Which fields of your CRM hold health, renewal forecasts and roles is said in data/workspace.toml, under "
    f"crm_fields: any of {', '.join(CRM_FIELDS)}."
)
EVENT_COLUMNS = ("Steward_Id__c", "Subject", "WhatId", "StartDateTime", "EndDateTime", "IsAllDayEvent")
USUAL_MINUTES = 60


def mapping(settings: Settings) -> Mapping[str, str]:
    """What of ours goes into which field."""
    return dict(settings.crm_fields)


def told(mapped: Mapping[str, str]) -> str:
    """The mapping in words."""
    return (
        f"{listed([f'{name} → {said}' for name, said in mapped.items()])}. Reviews that were held go along as events."
    )


def cache(workspace: Workspace) -> PlanCache:
    """The plans that they are made from."""
    return PlanCache(Plans.within(workspace))


def files(book: Book, plan_cache: PlanCache, settings: Settings, accounts: Sequence[str]) -> bytes:
    """`Account.csv`, `Contract.csv`, `Contact.csv` and `Event.csv` in one zip, of these accounts; without rows none."""
    mapped = mapping(settings)
    tables: Mapping[str, tuple[Sequence[str], list[Mapping[str, str]]]] = {
        "Account": (("Id", *_named(mapped, OF_ACCOUNTS)), list(_accounts(book, plan_cache, mapped, accounts))),
        "Contract": (("Id", *_named(mapped, OF_CONTRACTS)), list(_contracts(book, plan_cache, mapped, accounts))),
        "Contact": (("Id", *_named(mapped, OF_PEOPLE)), list(_people(plan_cache, mapped, accounts))),
        "Event": (EVENT_COLUMNS, list(_reviews(book, plan_cache, settings, accounts))),
    }
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, (columns, found) in tables.items():
            if found:
                packed.writestr(f"{name}.csv", csv_of(columns, found))
    return timeless(package.getvalue())


def _named(mapped: Mapping[str, str], ours_: Sequence[str]) -> list[str]:
    return [mapped[name] for name in ours_ if name in mapped]


def _row(key: str, mapped: Mapping[str, str], said: Mapping[str, str]) -> Mapping[str, str]:
    return {"Id": key, **{mapped[name]: value for name, value in said.items() if name in mapped}}


def _accounts(
    book: Book, plan_cache: PlanCache, mapped: Mapping[str, str], accounts: Sequence[str]
) -> Iterator[Mapping[str, str]]:
    if not _named(mapped, OF_ACCOUNTS) or not accounts:
        return
    filters = Filters(accounts=tuple(accounts))
    felt = {one.row.account_id: one for one in health.lines(book, filters, plan_cache)}
    touched = desk.brief(book, filters, plan_cache)
    signs = renewal_rows.account_signs(book.warehouse, str(book.quarter), book.now)
    for account_id in accounts:
        line, last = felt.get(account_id), signs[account_id].last_contact if account_id in signs else None
        score = line.state.score if line and line.state else None
        yield _row(
            account_id, mapped,
            {
                "health_score": "" if score is None else f"{score:.0f}",
                "health_band": str(line.health) if line and line.health else "",
                "last_contact": last.isoformat() if last else "", "touch_debt": f"{touched.debt_of(account_id):.0f}",
            },
        )  # fmt: skip


def _contracts(
    book: Book, plan_cache: PlanCache, mapped: Mapping[str, str], accounts: Sequence[str]
) -> Iterator[Mapping[str, str]]:
    if not _named(mapped, OF_CONTRACTS):
        return
    for found in plan_cache.of(Renewals, forecasts.FILE, "calls", "plays").all_of(accounts).values():
        for one in found.calls:
            expected = "" if one.expected_mrr is None else f"{one.expected_mrr:g}"
            said = {"renewal_forecast": str(one.category or ""), "renewal_expected": expected, "renewal_note": one.note}
            yield _row(one.contract, mapped, said)


def _people(
    plan_cache: PlanCache, mapped: Mapping[str, str], accounts: Sequence[str]
) -> Iterator[Mapping[str, str]]:  # fmt: skip
    """As several at once, the way Salesforce takes them: a semicolon between two."""
    if not _named(mapped, OF_PEOPLE):
        return
    for found in plan_cache.of(Strategy, ours.FILE, "readings").all_of(accounts).values():
        for one in found.readings:
            if one.roles and not one.map:
                yield _row(one.person, mapped, {"contact_roles": ";".join(map(str, one.roles))})


def _reviews(
    book: Book, plan_cache: PlanCache, settings: Settings, accounts: Sequence[str]
) -> Iterator[Mapping[str, str]]:  # fmt: skip
    """Those that were held."""
    for account_id in plan_cache.plans.begun(accounts):
        for quarter, review in reviews_of(plan_cache.plans, account_id).items():
            held = review.meeting.held_on
            if held and held <= book.now:
                yield _review(account_id, quarter, review, ZoneInfo(review.meeting.zone or settings.timezone))


def _review(account_id: str, quarter: str, review: Review, zone: ZoneInfo) -> Mapping[str, str]:
    year, _, name = quarter.partition("-")
    meeting = review.meeting
    at = time_of_day(meeting.starts_at)
    row = {
        "Steward_Id__c": steward_id(account_id, f"review/{quarter}"), "Subject": f"Business review {name} {year}",
        "WhatId": account_id,
    }  # fmt: skip
    if at is None or meeting.held_on is None:
        day = f"{meeting.held_on}T00:00:00Z"
        return {**row, "StartDateTime": day, "EndDateTime": day, "IsAllDayEvent": "true"}
    begins = datetime.combine(meeting.held_on, at, zone).astimezone(UTC)
    ends = begins + timedelta(minutes=meeting.minutes or USUAL_MINUTES)
    said = {"StartDateTime": f"{begins:%Y-%m-%dT%H:%M:%SZ}", "EndDateTime": f"{ends:%Y-%m-%dT%H:%M:%SZ}"}
    return {**row, **said, "IsAllDayEvent": "false"}
