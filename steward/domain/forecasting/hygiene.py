"""What is to be put right of committed opportunities before the call: a call is no time to clean up a CRM."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from steward.domain.forecasting.items import CallItem, ForecastCategory
from steward.domain.labels import Labelled

SILENT_DAYS = 60
"""Days without a call or meeting with who pays, after which a commit is a hope."""


class Untidy(Labelled):
    """What is missing of a committed opportunity."""

    PAST = "close date past", "Its close date is past"
    NO_DATE = "no close date", "It has no close date"
    NO_STEP = "no next step", "It has no next step"
    NO_AMOUNT = "no amount", "It has no amount"
    NO_BUYER = "no economic buyer", "No economic buyer is on the map"
    SILENT = "buyer silent", f"No talk with the economic buyer for {SILENT_DAYS} days"


@dataclass(frozen=True, kw_only=True)
class OpportunityFacts:
    """What Steward knows beside a committed opportunity. `step_on`: of the next dated step; `buyers`: who pays, by the
    map, None where nobody has drawn one; `talked_on`: the last call or meeting with any of them; `answered`: how
    many of the four questions."""

    step: str = ""
    step_on: date | None = None
    approvals: tuple[str, ...] = ()
    delivery: str = ""
    buyers: tuple[str, ...] | None = None
    talked_on: date | None = None
    map_status: str = ""
    answered: int = 0


def untidy(item: CallItem, facts: OpportunityFacts, today: date) -> Iterator[Untidy]:
    """What is to be put right of an opportunity that is committed."""
    if item.close_on is None:
        yield Untidy.NO_DATE
    elif item.close_on < today:
        yield Untidy.PAST
    if not item.next_step and not facts.step:
        yield Untidy.NO_STEP
    if not item.amount:
        yield Untidy.NO_AMOUNT
    if not facts.buyers:
        yield Untidy.NO_BUYER
    elif facts.talked_on is None or facts.talked_on < today - timedelta(days=SILENT_DAYS):
        yield Untidy.SILENT


def committed(items: Iterable[CallItem]) -> tuple[CallItem, ...]:
    """The opportunities somebody stands in for, also those whose date is past or missing, the largest first."""
    found = [
        one
        for one in items
        if one.is_open and one.category == ForecastCategory.COMMIT and (one.due or _overdue(one)) and not one.is_beyond
    ]
    return tuple(sorted(found, key=lambda one: (-one.amount, one.key)))


def _overdue(item: CallItem) -> bool:
    return item.close_on is None or item.overdue
