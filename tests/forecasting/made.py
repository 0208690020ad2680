"""Items, people and trees for the laws of forecast calls."""

from datetime import date, timedelta

from hypothesis import strategies as st

from steward.domain.forecasting.items import (
    CallItem,
    CallKind,
    ForecastCategory,
    ItemState,
    Numbers,
    opportunity_counts,
    renewal_counts,
)
from steward.domain.renewals import Category, ContractState, Due

DAY = date(2026, 10, 1)
PEOPLE = "ABCDEFG"
cents = st.integers(-500_000, 5_000_000)
numbers = st.builds(Numbers, cents, cents, cents)


@st.composite
def opportunities(draw: st.DrawFn, key: str) -> CallItem:
    state, due = draw(st.sampled_from(ItemState)), draw(st.booleans())
    category, amount = draw(st.sampled_from(ForecastCategory)), draw(cents)
    counts = opportunity_counts(category, amount, due) if state is ItemState.OPEN else Numbers(amount, amount, amount)
    return CallItem(
        key=key, kind=CallKind.PIPELINE, state=state, category=category.value, amount=amount, due=due,
        counts=counts if state is not ItemState.LOST else Numbers(),
        close_on=draw(st.none() | st.dates(DAY, DAY + timedelta(days=150))),
        since=draw(st.none() | st.dates(DAY - timedelta(days=60), DAY + timedelta(days=60))),
    )  # fmt: skip


@st.composite
def contracts(draw: st.DrawFn, key: str) -> CallItem:
    amount = draw(st.integers(0, 9_000)) * 100
    swing = draw(st.integers(0, amount // 100))
    expected = draw(st.none() | st.integers(0, amount // 100))
    category = draw(st.none() | st.sampled_from(Category))
    part = Due(amount / 100, ContractState.OPEN, swing=swing, expected=expected)  # type: ignore[arg-type]
    return CallItem(
        key=key, kind=CallKind.RENEWALS, state=ItemState.OPEN, category=category.value if category else "",
        amount=amount, due=True, counts=renewal_counts(part, category),
    )  # fmt: skip


@st.composite
def states(draw: st.DrawFn, keys: str = "abcdef") -> tuple[CallItem, ...]:
    """Some opportunities and contracts as one call knew them."""
    found = [draw(opportunities(one)) for one in keys if draw(st.booleans())]
    return (*found, *(draw(contracts(one.upper())) for one in keys[:3] if draw(st.booleans())))


managers = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from([*PEOPLE, "", "nobody"]), min_size=1)
