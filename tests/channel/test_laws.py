"""The laws of partners: shares, who is of record, commission that adds up, two parts that are the whole."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.channel.commission import (
    Basis,
    Billed,
    Commission,
    CommissionPlan,
    base_of,
    commissions,
    split,
)
from steward.domain.channel.compared import Ended, Paying, side_by_side, sourced_share
from steward.domain.channel.registering import (
    AccountNow,
    Against,
    Claim,
    OpenSale,
    RegistrationState,
    conflicts,
    two_approvals,
)
from steward.domain.channel.roles import PartnerRole, RoleSpan, clashes, held_on, of_record, shares_on
from steward.domain.channel.statements import Stated, StatementVerdict, held_against

DAY = date(2026, 1, 1)
days = st.dates(DAY, DAY + timedelta(days=40))
partners = st.sampled_from("ABCD")
money = st.decimals(0, 1_000_000, places=2)


@st.composite
def spans(draw: st.DrawFn) -> RoleSpan:
    begins, ends = sorted((draw(st.none() | days), draw(st.none() | days)), key=lambda one: one or date.min)
    return RoleSpan(
        partner_id=draw(partners), role=draw(st.sampled_from(PartnerRole)), share=draw(st.none() | st.floats(1, 100)),
        from_on=begins, to_on=ends, imported=draw(st.booleans()),
    )  # fmt: skip


roles = st.lists(spans(), max_size=12)


@given(roles, days)
def test_the_shares_of_a_role_on_a_day_come_to_a_hundred_at_most(found: list[RoleSpan], day: date) -> None:
    for role in PartnerRole:
        assert sum(shares_on(found, role, day).values()) <= 100 + 1e-9


@given(roles, days)
def test_an_account_has_one_partner_of_record_on_a_day_or_none(found: list[RoleSpan], day: date) -> None:
    held = [one for one in found if one.role is PartnerRole.OF_RECORD and one.holds(day)]
    assert len(held_on(found, PartnerRole.OF_RECORD, day)) == min(len(held), 1)
    first = of_record(found, day)
    assert (first is None) == (not held)
    assert first is None or first.imported or not any(one.imported for one in held)


@given(roles)
def test_what_no_clash_is_told_of_is_so_on_every_day(found: list[RoleSpan]) -> None:
    told = {one.role for one in clashes(found)}
    for number in range(-1, 42):
        day = DAY + timedelta(days=number)
        for role in PartnerRole:
            held = [one for one in found if one.role is role and one.holds(day)]
            over = len({one.partner_id for one in held}) > 1 if role is PartnerRole.OF_RECORD else False
            assert role in told or not over
            shares = sum(one.percent for one in held)
            assert role in told or role is PartnerRole.OF_RECORD or shares <= 100 + 1e-9


@pytest.mark.parametrize(("last", "clash"), [(0.4, 0), (0.5, 1)])
def test_shares_are_added_as_the_decimals_that_were_written(last: float, clash: int) -> None:
    """97.4, 2.2 and 0.4 are 100, and as binary fractions a little more."""
    found = [
        RoleSpan(partner_id=one, role=PartnerRole.SOURCED, share=share)
        for one, share in (("a", 97.4), ("b", 2.2), ("c", last))
    ]
    assert len(clashes(found)) == clash
    assert (shares_on(found, PartnerRole.SOURCED, DAY)["a"] == 97.4) is (not clash)


@given(money, st.dictionaries(partners, st.integers(1, 100), max_size=4))
def test_the_parts_of_a_commission_and_what_is_left_are_the_commission_to_the_cent(
    amount: Decimal, told: dict[str, int]
) -> None:
    whole = sum(told.values())
    shares = {key: one * 100 / whole if whole > 100 else float(one) for key, one in told.items()}
    parts, rest = split(amount, shares)
    assert sum(parts.values(), rest) == amount
    assert all(one == one.quantize(Decimal("0.01")) and one >= 0 for one in parts.values())
    if whole >= 100:
        assert abs(rest) <= Decimal("0.01")


PLAN = CommissionPlan(plan_id="p", basis=Basis.MRC, percent=Decimal("12.5"))


@given(roles, st.lists(money, min_size=1, max_size=4), st.sampled_from(PartnerRole))
def test_what_partners_of_a_role_get_together_is_the_percentage_of_what_was_billed_and_no_more(
    found: list[RoleSpan], amounts: list[Decimal], role: PartnerRole
) -> None:
    plan = CommissionPlan(plan_id="p", basis=Basis.MRC, percent=Decimal("12.5"), role=role)
    billed = [Billed(date(2026, 1 + number, 1), amount) for number, amount in enumerate(amounts)]
    paid = list(commissions(found, [plan], {}, billed))
    for one in billed:
        got = sum((each.amount for each in paid if each.month == one.month), Decimal())
        shares = sum(shares_on(found, role, one.month).values())
        whole = (one.recurring * Decimal("0.125")).quantize(Decimal("0.01"))
        assert got <= whole + Decimal("0.01")
        assert abs(got - whole * Decimal(str(shares)) / 100) <= Decimal("0.02")


@given(roles, money)
def test_where_nothing_was_billed_nothing_is_paid(found: list[RoleSpan], one_off: Decimal) -> None:
    assert not any(one.amount for one in commissions(found, [PLAN], {}, [Billed(DAY, Decimal(), one_off)]))
    assert not list(commissions(found, [PLAN], {}, []))


def of(
    partner: str, role: PartnerRole = PartnerRole.OF_RECORD, since: date | None = None, share: float | None = None
) -> RoleSpan:
    return RoleSpan(partner_id=partner, role=role, from_on=since, share=share)


@pytest.mark.parametrize(
    ("plan", "billed", "amount"),
    [
        ({"basis": Basis.MRC}, Billed(DAY, Decimal(1000), Decimal(500)), "100.00"),
        ({"basis": Basis.MRC}, Billed(DAY, Decimal(1000), credits=Decimal(-200)), "80.00"),
        ({"basis": Basis.MRC}, Billed(DAY, Decimal(100), credits=Decimal(-200)), "0.00"),
        ({"basis": Basis.NRC}, Billed(DAY, Decimal(1000), Decimal(500)), "50.00"),
        ({"basis": Basis.MARGIN, "margin": Decimal(40)}, Billed(DAY, Decimal(1000)), "40.00"),
        ({"basis": Basis.MARGIN}, Billed(DAY, Decimal(1000)), "0.00"),
        ({"basis": Basis.MRC, "evergreen": False, "months": 3}, Billed(date(2026, 3, 1), Decimal(1000)), "100.00"),
        ({"basis": Basis.MRC, "evergreen": False, "months": 2}, Billed(date(2026, 3, 1), Decimal(1000)), "0.00"),
        ({"basis": Basis.MRC, "ends_on": date(2025, 12, 31)}, Billed(DAY, Decimal(1000)), None),
    ],
)
def test_ten_percent_of_what_was_billed(plan: dict[str, object], billed: Billed, amount: str | None) -> None:
    made = CommissionPlan(**{"plan_id": "p", "percent": Decimal(10), **plan})  # type: ignore[arg-type]
    found = [one.amount for one in commissions([of("A", since=DAY)], [made], {}, [billed])]
    assert found == ([Decimal(amount)] if amount else [])


def test_months_upfront_are_paid_with_the_first_month_billed_under_a_role_and_never_again() -> None:
    plan = CommissionPlan(plan_id="p", basis=Basis.MRC, percent=Decimal(10), upfront_months=Decimal(2))
    billed = [Billed(date(2026, month, 1), Decimal(amount)) for month, amount in ((1, 100), (2, 0), (3, 100), (4, 100))]
    found = {one.month.month: one.amount for one in commissions([of("A", since=date(2026, 1, 15))], [plan], {}, billed)}
    assert found == {2: 0, 3: 210, 4: 10}
    since_always = commissions([of("A")], [plan], {}, billed)
    assert [one.amount for one in since_always] == [10, 0, 10, 10]


def test_a_partners_own_plan_goes_before_its_programs_and_that_before_everybodys() -> None:
    plans = [
        CommissionPlan(plan_id="all", basis=Basis.MRC, percent=Decimal(1)),
        CommissionPlan(plan_id="select", basis=Basis.MRC, percent=Decimal(2), program="Select"),
        CommissionPlan(plan_id="own", basis=Basis.MRC, percent=Decimal(3), partner_id="A"),
    ]
    programs = {"A": "Select", "B": "Select"}
    paid = {key: [one.plan_id for one in commissions([of(key)], plans, programs, [Billed(DAY, Decimal(1))])]
            for key in "ABC"}  # fmt: skip
    assert paid == {"A": ["own"], "B": ["select"], "C": ["all"]}


def test_credits_take_off_what_a_percentage_is_of_and_never_below_nothing() -> None:
    assert base_of(PLAN, Billed(DAY, Decimal(10), credits=Decimal(-30))) == 0


def paid(amount: str, base: str = "1000", percent: str = "10") -> Commission:
    return Commission(
        partner_id="A", month=DAY, plan_id="p", base=Decimal(base), percent=Decimal(percent), share=100,
        amount=Decimal(amount),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        (paid("100"), Stated("A", "N", DAY, Decimal(100), Decimal(1000)), StatementVerdict.MATCHED),
        (paid("100"), Stated("A", "N", DAY, Decimal("100.04")), StatementVerdict.MATCHED),
        (paid("100"), Stated("A", "N", DAY, Decimal(80), Decimal(1000)), StatementVerdict.RATE),
        (paid("100"), Stated("A", "N", DAY, Decimal(80), Decimal(800)), StatementVerdict.BASE),
        (paid("100"), Stated("A", "N", DAY, Decimal(80)), StatementVerdict.AMOUNT),
        (paid("100"), None, StatementVerdict.MISSING),
        (None, Stated("A", "N", DAY, Decimal(80)), StatementVerdict.UNEXPECTED),
    ],
)
def test_why_a_statement_differs(ours: Commission | None, theirs: Stated | None, verdict: StatementVerdict) -> None:
    (found,) = held_against([("N", ours)] if ours else [], [theirs] if theirs else [], {("A", DAY)})
    assert found.verdict is verdict


def test_a_month_without_any_statement_is_not_missed() -> None:
    assert held_against([("N", paid("100"))], [], set()) == ()


@given(st.lists(st.tuples(partners, money), max_size=8), st.lists(st.tuples(partners, money), max_size=8))
def test_the_differences_add_up_to_what_is_stated_less_what_is_estimated(
    ours: list[tuple[str, Decimal]], theirs: list[tuple[str, Decimal]]
) -> None:
    estimates = [(account, paid(str(amount))) for account, amount in ours]
    stated = [Stated("A", account, DAY, amount) for account, amount in theirs]
    found = held_against(estimates, stated, {("A", DAY)})
    whole = sum((one for _, one in theirs), Decimal()) - sum((one for _, one in ours), Decimal())
    assert sum((one.difference for one in found), Decimal()) == whole


S = RegistrationState
claims = st.builds(
    Claim,
    st.text("123", min_size=1, max_size=3),
    partners,
    st.sampled_from(["", "Voice", "voice", "Data"]),
    st.sampled_from(S),
    st.none() | days,
)


@given(st.lists(claims, max_size=8, unique_by=lambda one: one.registration_id), days)
def test_approving_what_nothing_forbids_never_has_two_protect_one_family(asked: list[Claim], day: date) -> None:
    live: list[Claim] = []
    for one in asked:
        now = AccountNow(claims=tuple(live))
        found = conflicts(one.registration_id, one.partner_id, one.family, "", now, day)
        if not any(each.against.forbids for each in found):
            live.append(Claim(one.registration_id, one.partner_id, one.family, S.APPROVED, one.protected_until))
    assert two_approvals(live, day) == ()


DEAL = OpenSale("O1", "Voice for all", "Voice", "", Decimal(500), DAY)


@pytest.mark.parametrize(
    ("now", "against"),
    [
        (AccountNow(), []),
        (AccountNow(of_record="A", customer=True), []),
        (AccountNow(of_record="B", customer=True), [Against.OF_RECORD]),
        (AccountNow(customer=True), [Against.DIRECT]),
        (AccountNow(sales=(DEAL,)), [Against.SELLING]),
        (AccountNow(sales=(OpenSale("O1", "x", "Data", "", Decimal(1), DAY),)), []),
        (AccountNow(sales=(OpenSale("O1", "x", "Voice", "A", Decimal(1), DAY),)), []),
        (AccountNow(sales=(OpenSale("MINE", "x", "Voice", "", Decimal(1), DAY),)), []),
        (AccountNow(sales=(OpenSale("MINE", "x", "Voice", "B", Decimal(1), DAY),)), [Against.SELLING]),
        (AccountNow(of_record="A", bought=(("Voice", Decimal(9)),)), []),
        (AccountNow(of_record="B", bought=(("Voice", Decimal(9)),)), [Against.OF_RECORD, Against.BUYING]),
        (AccountNow(claims=(Claim("2", "B", "Voice", S.APPROVED, DAY),)), [Against.PROTECTED]),
        (AccountNow(claims=(Claim("2", "B", "Voice", S.APPROVED, DAY - timedelta(days=1)),)), []),
        (AccountNow(claims=(Claim("2", "B", "", S.UNDER_REVIEW),)), [Against.WAITING]),
        (AccountNow(claims=(Claim("2", "A", "", S.UNDER_REVIEW), Claim("1", "B", "", S.SUBMITTED))), []),
        (AccountNow(claims=(Claim("2", "B", "Voice", S.REJECTED),)), []),
    ],
)
def test_what_speaks_against_a_registration(now: AccountNow, against: list[Against]) -> None:
    assert [one.against for one in conflicts("1", "A", "voice", "MINE", now, DAY)] == against


ended = st.lists(
    st.builds(Ended, st.none() | partners, st.booleans(), money, st.just(DAY), st.just(DAY + timedelta(9)))
)
paying = st.lists(
    st.builds(Paying, st.none() | partners, money, st.none() | money, st.none() | money, money, st.booleans())
)


@given(ended, paying)
def test_direct_and_channel_are_the_total(sales: list[Ended], accounts: list[Paying]) -> None:
    found = side_by_side(sales, accounts)
    for counted in ("accounts", "mrr", "won", "listed"):
        parts = getattr(found.direct, counted) + getattr(found.channel, counted)
        assert parts == getattr(found.total, counted), counted
    assert len(found.direct.ended) + len(found.channel.ended) == len(found.total.ended)
    share = sourced_share(accounts)
    assert share is None or 0 <= share <= 100


def test_each_figure_of_a_side_by_hand() -> None:
    sales = [
        Ended("A", won, Decimal(10), DAY, DAY + timedelta(days)) for won, days in ((True, 10), (True, 30), (False, 5))
    ]
    accounts = [
        Paying("A", Decimal(80), Decimal(100), Decimal(100), Decimal(80), sourced=True),
        Paying("A", Decimal(120), Decimal(100), None, None),
        Paying(None, Decimal(200), None, Decimal(400), Decimal(200)),
    ]
    found = side_by_side(sales, accounts).channel
    assert (found.win_rate, found.cycle, found.discount, found.churn) == (pytest.approx(200 / 3), 20, 20, 10)
    assert sourced_share(accounts) == 20
