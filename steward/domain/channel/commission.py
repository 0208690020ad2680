"""What partners are paid: of what is billed, never of what is booked, in whole cents, split exactly."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from steward.domain.channel.roles import WHOLE, PartnerRole, RoleSpan, held_on, shares_on
from steward.domain.labels import Labelled
from steward.domain.quarters import month_start

CENT = Decimal("0.01")


class Basis(Labelled):
    """What a percentage is of."""

    MRC = "mrc", "Recurring charges"
    NRC = "nrc", "One-off charges (NRC)"
    MARGIN = "margin", "Margin"


@dataclass(frozen=True, kw_only=True)
class CommissionPlan:
    """How partners are paid. `partner_id`, `program`: for whom, empty = everybody; `percent` of what is billed;
    `upfront_months`: so many months of the recurring charges at once, with the first month that is billed under a role;
    `margin`: the percentage of the recurring charges that is margin; `months`: how long after the beginning of a role
    where it is not evergreen."""

    plan_id: str
    basis: Basis
    percent: Decimal
    partner_id: str = ""
    program: str = ""
    role: PartnerRole = PartnerRole.OF_RECORD
    upfront_months: Decimal = Decimal()
    margin: Decimal | None = None
    evergreen: bool = True
    months: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def in_force(self, month: date) -> bool:
        """Whether it holds for a month."""
        return month_start(self.starts_on or date.min) <= month <= (self.ends_on or date.max)


@dataclass(frozen=True)
class Billed:
    """What an account was billed in a month, which begins on `month`. `credits` is below zero."""

    month: date
    recurring: Decimal
    one_off: Decimal = Decimal()
    credits: Decimal = Decimal()


@dataclass(frozen=True, kw_only=True)
class Commission:
    """What one account brings one partner in a month. `base`: what was billed of the basis; `why_not`: why nothing can
    be said, where that is so."""

    partner_id: str
    month: date
    plan_id: str
    base: Decimal
    percent: Decimal
    share: float
    amount: Decimal
    why_not: str = ""


def cents(amount: Decimal) -> Decimal:
    """An amount in whole cents, halves away from zero."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def split(amount: Decimal, shares: Mapping[str, float]) -> tuple[dict[str, Decimal], Decimal]:
    """An amount in cents by shares in percent, and what is left of it. Exact: the parts and the rest are the amount.

    | amount | shares       | parts        | rest |
    |--------|--------------|--------------|------|
    | 100.00 | a 50 b 50    | 50.00 50.00  | 0    |
    | 0.05   | a 50 b 50    | 0.03 0.02    | 0    |
    | 100.00 | a 60         | 60.00        | 40   |
    """
    parts: dict[str, Decimal] = {}
    reached, given = Decimal(), Decimal()
    for key, share in shares.items():
        reached += Decimal(str(share))
        parts[key] = cents(amount * reached / Decimal(str(WHOLE))) - given
        given += parts[key]
    return parts, amount - given


def plan_for(
    plans: Sequence[CommissionPlan], partner_id: str, program: str, month: date, role: PartnerRole | None = None
) -> CommissionPlan | None:  # fmt: skip
    """The plan of a partner in a month: its own before its program's before everybody's, of several the latest."""
    fitting = [
        one
        for one in plans
        if one.in_force(month)
        and one.partner_id in ("", partner_id)
        and one.program in ("", program)
        and role in (None, one.role)
    ]
    return max(fitting, key=_nearest, default=None)


def _nearest(plan: CommissionPlan) -> tuple[bool, bool, date, str]:
    return bool(plan.partner_id), bool(plan.program), plan.starts_on or date.min, plan.plan_id


def commissions(
    spans: Sequence[RoleSpan], plans: Sequence[CommissionPlan], programs: Mapping[str, str], billed: Sequence[Billed]
) -> Iterator[Commission]:  # fmt: skip
    """What one account brings its partners, month by month; of a role that pays nothing, nothing.

    A role counts from the month it is held on the first day of: who comes on the 2nd is paid from the next one."""
    begun = _first_billed(spans, billed)
    for one in billed:
        for role in PartnerRole:
            held = {span.partner_id: span for span in held_on(spans, role, one.month)}
            shares = shares_on(spans, role, one.month)
            for partner_id, span in held.items():
                plan = plan_for(plans, partner_id, programs.get(partner_id, ""), one.month, role)
                if plan is not None:
                    first = begun.get((span.partner_id, span.role)) == one.month
                    yield _commission(plan, span, one, shares, first=first)


def _commission(
    plan: CommissionPlan, span: RoleSpan, billed: Billed, shares: Mapping[str, float], *, first: bool
) -> Commission:  # fmt: skip
    why = _why_not(plan, span)
    base = Decimal() if why or _is_over(plan, span, billed.month) else base_of(plan, billed)
    whole = cents(base * plan.percent / 100)
    if first and base > 0 and plan.basis is not Basis.NRC:
        whole += cents(plan.upfront_months * billed.recurring)
    return Commission(
        partner_id=span.partner_id, month=billed.month, plan_id=plan.plan_id, base=base, percent=plan.percent,
        share=shares[span.partner_id], amount=split(whole, shares)[0][span.partner_id], why_not=why,
    )  # fmt: skip


def base_of(plan: CommissionPlan, billed: Billed) -> Decimal:
    """What a percentage is taken of: credits take off recurring charges, never below nothing."""
    if plan.basis is Basis.NRC:
        return cents(max(billed.one_off, Decimal()))
    recurring = max(billed.recurring + billed.credits, Decimal())
    return cents(recurring * (plan.margin or Decimal()) / 100 if plan.basis is Basis.MARGIN else recurring)


def _why_not(plan: CommissionPlan, span: RoleSpan) -> str:
    if plan.basis is Basis.MARGIN and plan.margin is None:
        return "the plan says no margin"
    if not plan.evergreen and plan.months is None:
        return "the plan is not evergreen and says no months"
    if not plan.evergreen and span.from_on is None:
        return "nobody knows when the role began"
    return ""


def _is_over(plan: CommissionPlan, span: RoleSpan, month: date) -> bool:
    """Whether a plan that is not evergreen has run out for a role."""
    if plan.evergreen or plan.months is None or span.from_on is None:
        return False
    return (month.year - span.from_on.year) * 12 + month.month - span.from_on.month >= plan.months


def _first_billed(spans: Sequence[RoleSpan], billed: Sequence[Billed]) -> dict[tuple[str, PartnerRole], date]:
    """The first month with recurring charges under each role whose beginning is known, where it is told of."""
    found: dict[tuple[str, PartnerRole], date] = {}
    if not billed:
        return found
    for span in spans:
        if span.from_on is not None and span.from_on > billed[0].month:
            months = (one.month for one in billed if one.recurring > 0 and span.holds(one.month))
            if (first := next(months, None)) is not None:
                found.setdefault((span.partner_id, span.role), first)
    return found
