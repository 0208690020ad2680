"""The laws of a change: one owner on every day, credit of 100 %, nothing held over twice."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.briefings.internal.targets.credit import credited
from steward.domain.books.moving import HELD_DAYS, OpenSale, credit_on, holdovers, shared, splits, uneven
from steward.domain.books.plan import Assignment, BookPlan, CreditSplit, Lock
from steward.domain.books.states import MOVES, PlanState, TransferState
from steward.warehouse.rows.internal.opportunities import WonSale

DAY = date(2027, 1, 1)
days = st.dates(DAY - timedelta(days=20), DAY + timedelta(days=120))
people = st.sampled_from("PQR")
accounts = st.sampled_from(["A1", "A2"])
written = st.lists(
    st.builds(
        CreditSplit, person_id=people, account_id=accounts, from_on=days, to_on=days,
        pct=st.sampled_from([0.0, 33.33, 33.34, 50.0, 100.0]),
    ),
    max_size=6,
)  # fmt: skip


def planned(states: dict[str, TransferState], state: PlanState, moves: tuple[Assignment, ...]) -> BookPlan:
    return BookPlan(fy="2027", effective_on=DAY, state=state, weights={}, assignments=moves, states=states)


@given(
    st.lists(
        st.builds(Assignment, account_id=accounts, from_id=people, to_id=people), max_size=2,
        unique_by=lambda one: one.account_id,
    ),
    st.dictionaries(accounts, st.sampled_from(TransferState)), st.sampled_from(PlanState), days, people,
)  # fmt: skip
def test_an_account_is_one_persons_on_every_day(
    moves: list[Assignment], states: dict[str, TransferState], state: PlanState, day: date, now: str
) -> None:
    plan = planned(states, state, tuple(moves))
    for key in ("A1", "A2"):
        one = plan.of(key)
        owner = plan.owner_on(key, now, day)
        assert owner in {now, one.to_id if one else now}
        if day < DAY or states.get(key, TransferState.PROPOSED) not in MOVES:
            assert owner == now


@given(written, accounts, people, days)
def test_credit_of_a_day_is_a_hundred_percent(found: list[CreditSplit], key: str, owner: str, day: date) -> None:
    assert sum(credit_on(found, key, owner, day).values()) == 100


cents = st.decimals(0, 90_000, places=4)
sales = st.lists(
    st.builds(
        WonSale, account_id=accounts, owner_id=people | st.none(), day=days, amount=cents,
        quarter=st.sampled_from(["2027-Q1", "2027-Q2"]),
    ),
    max_size=5,
)  # fmt: skip


@given(written, sales)
def test_split_credit_makes_nobody_together_win_more_or_less(found: list[CreditSplit], won: list[WonSale]) -> None:
    before = defaultdict[tuple[str, str], Decimal](Decimal)
    for sale in won:
        before[sale.owner_id or "", sale.quarter] += sale.amount
    after = credited(before, won, found)
    for quarter in ("2027-Q1", "2027-Q2"):
        assert sum(one for (_, each), one in after.items() if each == quarter) == sum(
            one for (_, each), one in before.items() if each == quarter
        )
    assert all(one >= 0 for one in after.values()), "nobody gives more than they won"


@given(st.integers(0, 10**9), written, accounts, days)
def test_each_share_is_its_percent_but_for_a_cent(amount: int, found: list[CreditSplit], key: str, day: date) -> None:
    parts = credit_on(found, key, "P", day)
    told = shared(amount, parts)
    assert sum(told.values()) == amount
    assert all(abs(told[one] - amount * part / 100) < 1 for one, part in parts.items())


@given(written)
def test_what_does_not_come_to_a_hundred_is_told_with_its_days(found: list[CreditSplit]) -> None:
    told = uneven(found)
    for key in ("A1", "A2"):
        for number in range(-21, 122):
            day = DAY + timedelta(days=number)
            on = [one for one in found if one.account_id == key and one.from_on <= day <= one.to_on]
            whole = sum((Decimal(str(one.pct)) for one in on), Decimal(0))
            named = any(one.account_id == key and one.from_on <= day <= one.to_on for one in told)
            assert named == (bool(on) and whole != 100)


SALES = [
    OpenSale("late", "A1", "P", 0.5), OpenSale("early", "A1", "P", 0.25), OpenSale("unsaid", "A1", "P", None),
    OpenSale("anothers", "A1", "R", 0.9), OpenSale("elsewhere", "A2", "P", 0.9), OpenSale("again", "A1", "P", 0.9),
]  # fmt: skip
MOVE = Assignment(account_id="A1", from_id="P", to_id="Q")


def test_late_opportunities_stay_ninety_days_and_none_twice() -> None:
    held = list(holdovers([MOVE], SALES, DAY, {"again"}))
    assert [(one.opportunity_id, one.owner_id) for one in held] == [("late", "P")]
    assert (held[0].until - DAY).days + 1 == HELD_DAYS
    shared = list(splits([MOVE], held, SALES, DAY))
    assert not uneven(shared)
    assert credit_on(shared, "A1", "Q", DAY) == credit_on(shared, "A1", "Q", held[0].until) == {"P": 50, "Q": 50}
    assert credit_on(shared, "A1", "Q", held[0].until + timedelta(days=1)) == {"Q": 100}


@pytest.mark.parametrize(
    "one",
    [
        Assignment(account_id="A1", from_id="P", to_id="P"),
        Assignment(account_id="A1", from_id="P", to_id="Q", lock=Lock.MANUAL),
    ],
)
def test_of_what_stays_nothing_is_held_over(one: Assignment) -> None:
    assert not one.moves and not list(holdovers([one], SALES, DAY, ()))
