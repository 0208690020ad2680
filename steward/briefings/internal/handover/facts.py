"""What of each account that moves decides how much care it needs: counted from what every topic says of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from steward.briefings.internal.commitments.rows import Overdue
from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.opportunities.charts import late_stage
from steward.briefings.internal.opportunities.watch import Watched
from steward.briefings.internal.quotes.book import ListedQuote
from steward.briefings.internal.quotes.still_open import OPEN
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.requests.listed import ListedRequest
from steward.domain.handover.first_days import Ahead
from steward.domain.handover.introductions import TiedPerson
from steward.domain.handover.triage import MoveFacts
from steward.plans.customer.success_plan import Side
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.opportunities import Opportunity

Entry = TypeVar("Entry")


@dataclass(frozen=True, kw_only=True)
class TopicsSaid:
    """What the topics say of the accounts that move, or of more. `orders`: lines to come, by account."""

    health: Sequence[AccountHealth] = ()
    renewals: Sequence[Renewal] = ()
    opportunities: Sequence[Watched] = ()
    quotes: Sequence[ListedQuote] = ()
    requests: Sequence[ListedRequest] = ()
    late: Sequence[Overdue] = ()
    commitments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What we promised and is open, by account."""
    orders: Mapping[str, int] = field(default_factory=dict)


def facts_of(rows: Sequence[BookRow], said: TopicsSaid, day: date) -> Mapping[str, MoveFacts]:
    """The facts of each of these accounts, on a day."""
    colours = {one.row.account_id: one.health for one in said.health}
    selling = _count(said.opportunities, lambda one: one.opportunity.account_id, _is_late_stage)
    nearly_sold = _nearly_sold(said.opportunities)
    quotes = _count(said.quotes, lambda one: one.quote.account_id, lambda one: one.quote.state in OPEN)
    disputes = _count(said.requests, _account, lambda one: one.is_open and one.claim.open > 0)
    requests = _count(said.requests, _account, lambda one: one.is_open and one.late)
    late = _count(said.late, lambda one: one.row.account_id, lambda one: one.side is Side.OURS)
    decides = _decides(said.renewals, day)
    return {
        key: MoveFacts(
            strategic=row.strategic, health=colours.get(key), decides_in=decides.get(key), late_stage=selling[key],
            late_stage_share=float(nearly_sold.get(key, 0) / row.mrr) if row.mrr else None, quotes=quotes[key],
            disputes=disputes[key], late_requests=requests[key], orders=said.orders.get(key, 0),
            late_commitments=late[key],
        )
        for row in rows
        for key in [row.account_id]
    }  # fmt: skip


def ahead_of(row: BookRow, people: Sequence[TiedPerson], said: TopicsSaid) -> Ahead:
    """What is open at one account that the first days are made of."""
    key = row.account_id
    mine = [one for one in said.renewals if one.is_open and one.account.account_id == key]
    decided = [(one.row.contract_id, one.row.notice_by or one.row.ends_on) for one in mine]
    requests = [one for one in said.requests if one.account_id == key and one.is_open and one.claim.open > 0]
    return Ahead(
        people=[(one.person_id, one.name) for one in people],
        commitments=said.commitments.get(key, ()),
        contracts=sorted(decided, key=lambda one: (one[1], one[0])),
        disputes=[one.subject for one in requests],
        quotes=[one.label for one in said.quotes if one.quote.account_id == key and one.quote.state in OPEN],
        orders=said.orders.get(key, 0),
    )


def _decides(renewals: Iterable[Renewal], day: date) -> Mapping[str, int]:
    """Days to the first end or notice date of an open contract that is not past, by account."""
    found: dict[str, int] = {}
    for one in renewals:
        if one.is_open:
            days = [(each - day).days for each in (one.row.ends_on, one.row.notice_by) if each and each >= day]
            for ahead in days:
                found[one.account.account_id] = min(ahead, found.get(one.account.account_id, ahead))
    return found


def _nearly_sold(found: Iterable[Watched]) -> Mapping[str | None, Decimal]:
    """What the opportunities in a late stage would bring a month, by account."""
    by_account: defaultdict[str | None, list[Opportunity]] = defaultdict(list)
    for one in found:
        by_account[one.opportunity.account_id].append(one.opportunity)
    return {key: late_stage(some) for key, some in by_account.items()}


def _is_late_stage(one: Watched) -> bool:
    return bool(one.opportunity.late_stage)


def _account(one: ListedRequest) -> str:
    return one.account_id


def _count(
    found: Iterable[Entry], account: Callable[[Entry], str | None], counts: Callable[[Entry], bool]
) -> Counter[str | None]:  # fmt: skip
    """How many of some things count, by account."""
    return Counter(account(one) for one in found if counts(one))
