"""What Steward knows beside what is committed: steps, approvals, orders, the map, the last talk with who pays."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from steward.briefings.internal.actions.sources import AccountFiles, OpenAction, open_actions
from steward.briefings.internal.forecast.source import PersonForecast
from steward.briefings.internal.maps.rows import MapRow
from steward.briefings.internal.quotes.beside import by_opportunity, in_words
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.domain.forecasting.hygiene import OpportunityFacts
from steward.domain.forecasting.items import CallItem
from steward.domain.stakeholders import BuyingRole
from steward.exhibits.wording import counted
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal import strategy as ours
from steward.plans.internal.quote_record import IN_APPROVAL
from steward.plans.internal.strategy import Strategy
from steward.services import maps
from steward.services.quotes import desk as quotes
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import orders as order_rows
from steward.warehouse.rows.internal.forecast import Talk, talks

LONGEST = 90
"""Letters of why a map is red, before it is told without names."""
SUCCESS, STRATEGY = ("commitments", "joint_plan", "people"), ("actions", "risks", "objectives")


def watched(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Has every file count that the facts rest on."""
    quotes.written(plan_cache, account_ids, book)
    maps.written(plan_cache, account_ids, book)
    plan_cache.of(SuccessPlan, agreed.FILE, *SUCCESS).all_of(account_ids)
    plan_cache.of(Strategy, ours.FILE, *STRATEGY).all_of(account_ids)


def facts_of(
    book: Book, plan_cache: PlanCache, opportunities: Iterable[tuple[PersonForecast, CallItem]]
) -> Mapping[str, OpportunityFacts]:  # fmt: skip
    """Of each of these opportunities, by its id."""
    held = list(opportunities)
    ids = sorted({item.account_id for _, item in held if item.account_id})
    if not held:
        return {}
    filters = Filters(accounts=tuple(ids) or ("",))
    offered = by_opportunity(quotes.brief(book, filters, plan_cache).listed)
    drawn = {one.row.account_id: one for one in maps.brief(book, filters, plan_cache).rows}
    _, strategies = maps.written(plan_cache, ids, book)
    payers = {key: _buyers(one) for key, one in strategies.items()}
    steps, heard, coming = _steps(book, plan_cache, ids), _last(book, ids), _coming(book, ids)
    orders = {one.account_id: one for one in order_rows.accounts_orders(book.warehouse, book.now)} if ids else {}
    found = {}
    for person, item in held:
        key = item.account_id
        row, order = drawn.get(key), orders.get(key)
        mapped = row is not None and row.status is not None
        buyers = payers.get(key, ()) if mapped else None
        step = min((one for one in (steps.get(key), coming.get(key)) if one), default=None)
        found[item.key] = OpportunityFacts(
            step=step[1] if step else "", step_on=step[0] if step else None,
            approvals=tuple(in_words(one) for one in offered.get(item.key, ()) if one.quote.state == IN_APPROVAL),
            delivery=_delivery(order.open, order.late) if order and order.open else "",
            buyers=buyers,
            talked_on=max((heard[key, one] for one in buyers or () if (key, one) in heard), default=None),
            map_status=_map_words(row), answered=person.file.said_of(item.key).answered if person.file else 0,
        )  # fmt: skip
    return found


def _buyers(strategy: Strategy) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(one.person for one in strategy.readings if BuyingRole.ECONOMIC_BUYER in one.roles and one.person)
    )


def _map_words(row: MapRow | None) -> str:
    if row is None or row.status is None:
        return ""
    return f"{row.status.status}: {row.status.reason_within(LONGEST)}"


def _delivery(still: int, late: int) -> str:
    said = f"{counted(still, 'order line')} still to come"
    return f"{said}, {late} late" if late else f"{said}, none late"


def _steps(book: Book, plan_cache: PlanCache, ids: Sequence[str]) -> Mapping[str, tuple[date, str]]:
    """Of each account the next dated step that somebody owes."""
    success = plan_cache.of(SuccessPlan, agreed.FILE, *SUCCESS).all_of(ids)
    strategies = plan_cache.of(Strategy, ours.FILE, *STRATEGY).all_of(ids)
    wanted = frozenset(ids)
    rows = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if row.account_id in wanted]
    files = [AccountFiles(row, success.get(row.account_id), strategies.get(row.account_id)) for row in rows]
    found: dict[str, tuple[date, str]] = {}
    for one in sorted(
        _dated(open_actions(files, book.now), book.now), key=lambda each: (each.due or date.max, each.key)
    ):
        found.setdefault(one.row.account_id, (one.due or date.max, one.words))
    return found


def _dated(actions: Iterable[OpenAction], today: date) -> Iterable[OpenAction]:
    return (one for one in actions if one.due is not None and one.due >= today)


def _last(book: Book, ids: Sequence[str]) -> Mapping[tuple[str, str], date]:
    """The last call or meeting with each contact, up to today."""
    found: dict[tuple[str, str], date] = {}
    for one in talks(book.warehouse, ids):
        if one.happened_at.date() <= book.now:
            found[one.account_id, one.contact_id] = one.happened_at.date()
    return found


def _coming(book: Book, ids: Sequence[str]) -> Mapping[str, tuple[date, str]]:
    """The next meeting of each account."""
    ahead: dict[str, list[Talk]] = defaultdict(list)
    for one in talks(book.warehouse, ids):
        if one.happened_at.date() > book.now:
            ahead[one.account_id].append(one)
    return {key: (those[0].happened_at.date(), those[0].subject or "Meeting") for key, those in ahead.items()}
