"""An opportunity and a contract as items of a call for a quarter."""

from datetime import date
from decimal import Decimal

from steward.domain.forecasting.items import (
    CallItem,
    CallKind,
    ItemState,
    Numbers,
    category_of,
    opportunity_counts,
    renewal_counts,
    renewal_state,
)
from steward.domain.quarters import Quarter
from steward.domain.renewals import Category, ContractState, Due
from steward.domain.requests.claims import cents_of

_ENDS = {"won": ItemState.WON, "lost": ItemState.LOST}


def opportunity_item(
    key: str, quarter: Quarter, status: str, worth: Decimal, category: str | None, *, day: date | None,
    opened_on: date | None = None, name: str = "", account_id: str = "", account: str = "", stage: str = "",
    next_step: str = "",
) -> CallItem:  # fmt: skip
    """An opportunity. `category`: as the CRM calls it; `day`: when it is to close, of one that ended when it did."""
    state, amount, told = _ENDS.get(status, ItemState.OPEN), cents_of(worth), category_of(category)
    is_open, due = state is ItemState.OPEN, day is not None and quarter.start <= day <= quarter.end
    counts = opportunity_counts(told, amount, due) if is_open else _ended(state, amount)
    return CallItem(
        key=key, kind=CallKind.PIPELINE, state=state, category=told.value if told and is_open else "", amount=amount,
        due=due, counts=counts, name=name, account_id=account_id, account=account, close_on=day, since=opened_on,
        stage=stage, next_step=next_step, overdue=is_open and day is not None and day < quarter.start,
    )  # fmt: skip


def contract_item(
    key: str, mine: bool, state: ContractState, part: Due | None, category: Category | None, *, ends_on: date,
    starts_on: date | None = None, account_id: str = "", account: str = "",
) -> CallItem:  # fmt: skip
    """A contract, by its part in the renewal range. `mine`: whether it ends in the quarter that is forecast."""
    became = renewal_state(state)
    won = cents_of(part.won) if part else 0
    is_open = became is ItemState.OPEN
    still = renewal_counts(part, category) if part and mine else Numbers()
    return CallItem(
        key=key, kind=CallKind.RENEWALS, state=became, amount=cents_of(part.atr) if part else 0, due=mine,
        counts=still if is_open else _ended(became, won), category=category.value if category and is_open else "",
        name=f"Renewal {key}", account_id=account_id, account=account, close_on=ends_on, since=starts_on,
    )  # fmt: skip


def _ended(state: ItemState, amount: int) -> Numbers:
    """What it counts that is decided: each of the numbers counts what is won."""
    return Numbers(amount, amount, amount) if state is ItemState.WON else Numbers()
