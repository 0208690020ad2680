"""The runway to the next renewals: what ends when, until when notice may be given, and what happens if nobody acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import Covered
from steward.exhibits import COUNT, DAYS, Better, Column, Figure, Span, Table, Timeline, day_text, listed
from steward.exhibits.states import RUNNING, SETTLED, TO_DECIDE
from steward.exhibits.wording import capital, counted, few, in_a_line, inside
from steward.warehouse.rows.customer.contracts import Contract, running

SOON = 180
"""Days before its end from which a contract is on the table in a review."""
DECIDED_BY = ", to be decided by "
NOT_NAMED, NAMED = "Services without a product", 2


@dataclass(frozen=True, kw_only=True)
class Runway(CustomerBriefing):
    """The contracts of one account that run on the day of the review. `soon`: one ends within 180 days of it and
    nothing follows yet; then `asks` says what there is to decide."""

    timeline: Timeline | None = None
    contracts: Table | None = None
    soon: bool = False
    days: int | None = None
    """Days from the review to the first end that nothing follows."""
    days_to_act: int | None = None
    """Days to its last day for notice, else to its end."""
    asks: str = ""
    otherwise: str = ""
    """What happens to that contract if nobody acts."""
    urges: str = ""
    """How long is left to decide on it."""
    decide_by: date | None = None
    """The last day to decide on it: that for notice, else its end."""


def runway(plan: PlanSubject) -> Runway:
    """Brief on what ends when."""
    subject, day = plan.subject, plan.meeting_day
    contracts = running(subject.warehouse, subject.account_id, day, subject.as_of)
    waiting = sorted(
        (_open_part(contract) for contract in contracts if not _settled(contract, day)),
        key=lambda one: _act_by(one, day),
    )
    first = waiting[0] if waiting else None
    days = (first.ends_on - day).days if first else None
    act = (_act_by(first, day) - day).days if first else None
    soon = act is not None and act <= SOON
    return Runway(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(contracts, waiting, day),
        figures=_figures(plan, days, act, waiting),
        missing=subject.missing(contracts="what ends when, and until when notice may be given"),
        timeline=_timeline(plan, contracts, day),
        contracts=_table(plan, contracts, day),
        soon=soon,
        days=days,
        days_to_act=act,
        asks=_asks(first, day) if first and soon else "",
        otherwise=_otherwise(first) if first and soon else "",
        urges=_urges(first, day) if first and soon else "",
        decide_by=_act_by(first, day) if first and soon else None,
    )


def _settled(contract: Contract, day: date) -> bool:
    """Whether it goes on whatever anybody does: another is signed for all of it, or it renews by itself and notice was
    not given."""
    return (contract.followed and not contract.left_over) or bool(
        contract.auto_renews and contract.notice_by and contract.notice_by < day
    )


def _open_part(contract: Contract) -> Contract:
    """What of a contract nothing follows: of one that another follows in part, the products that it does not hold."""
    return contract._replace(products=contract.left_over) if contract.followed else contract


def _headline(contracts: Sequence[Contract], waiting: Sequence[Contract], day: date) -> str:
    if not contracts:
        return "No contract is running"
    if not waiting:
        return "Every contract that runs goes on: none is waiting for a decision"
    return said_of(waiting[0], day)


def said_of(contract: Contract, day: date) -> str:
    """`Your contract for SD-WAN Edge ends on 20 Dec 2026; notice until 20 Nov 2026`: what happens, and by when to
    act."""
    what = f"The contract for {_in_short(contract)}" if contract.products else "Your contract"
    happens = "renews by itself" if contract.auto_renews else "ends"
    said = f"{what} {happens} on {day_text(contract.ends_on)}"
    if contract.notice_by is None:
        return in_a_line(said, _happens(contract))
    notice = day_text(contract.notice_by)
    if contract.notice_by < day:
        return in_a_line(
            f"{said}; the day for notice, {notice}, is over", f"{_happens(contract)}; the day for notice was {notice}"
        )
    unless = f" unless you give notice by {notice}" if contract.auto_renews else f"; notice until {notice}"
    return in_a_line(f"{said}; notice until {notice}", f"{_happens(contract)}{unless}")


def _happens(contract: Contract) -> str:
    """`10 services renew on 28 Feb 2029`: what is written beside it says that nobody has to do anything for it."""
    if not contract.products:
        return f"Your contract {'renews' if contract.auto_renews else 'ends'} on {day_text(contract.ends_on)}"
    verb = "renew" if contract.auto_renews else "end"
    number = len(contract.products)
    return f"{capital(counted(number, 'service'))} {verb}{'s' * (number == 1)} on {day_text(contract.ends_on)}"


def _named(contract: Contract) -> str:
    """Its products, the first by name where they are many."""
    return few(contract.products) if contract.products else NOT_NAMED


def _in_short(contract: Contract) -> str:
    """Its products by name, or how many where their names would fill a title; a table beside it has the names."""
    many = len(contract.products) > NAMED
    return counted(len(contract.products), "service") if many else _named(contract)


def _act_by(contract: Contract, day: date) -> date:
    """Until when it can be acted upon: the last day for notice while that is to come, else its end."""
    return contract.notice_by if contract.notice_by and contract.notice_by >= day else contract.ends_on


def _asks(contract: Contract, day: date) -> str:
    until = _act_by(contract, day)
    what = f"the contract for {_in_short(contract)}" if contract.products else "the contract"
    by = f"{DECIDED_BY}{day_text(until)}" if until < contract.ends_on else ""
    return f"How {what} goes on after {day_text(contract.ends_on)}{by}."


def _urges(contract: Contract, day: date) -> str:
    """`81 days left to decide on Dedicated Internet and SD-WAN Edge, which renew by themselves on 27 Feb 2027`."""
    left = (_act_by(contract, day) - day).days
    time = f"{counted(left, 'day')} left" if left else "Today is the last day"
    number = len(contract.products)
    happens = "end" if not contract.auto_renews else "renew by themselves"
    if number == 1:
        happens = "ends" if not contract.auto_renews else "renews by itself"
    what = f"{_in_short(contract)}, which {happens} on {day_text(contract.ends_on)}" if number else (
        f"the contract that ends on {day_text(contract.ends_on)}"
    )  # fmt: skip
    short = f"{counted(number, 'service')} {happens} on {day_text(contract.ends_on)}: {inside(time)} to decide"
    return in_a_line(f"{time} to decide on {what}", short if number else "")


def _otherwise(contract: Contract) -> str:
    after = _after(contract._replace(followed=False))
    return f"The contract for {_in_short(contract)} {after} on {day_text(contract.ends_on)}." if after else ""


def _by(waiting: Sequence[Contract], day: date) -> str:
    return f"Until {day_text(_act_by(waiting[0], day))}." if waiting else ""


def _figures(plan: PlanSubject, days: int | None, act: int | None, waiting: Sequence[Contract]) -> tuple[Figure, ...]:
    subject = plan.subject
    if not subject.has("contracts"):
        return ()
    receipt = subject.receipt("renewal runway", "customer.contracts", "contracts")
    within = [contract for contract in waiting if (_act_by(contract, plan.meeting_day) - plan.meeting_day).days <= SOON]
    known = [contract.per_month for contract in within if contract.per_month is not None]
    why = "No contract is running that nothing follows."
    return (
        subject.figure("renewal.days", "Days to the next renewal", days, DAYS, receipt, why=why, better=Better.NEITHER),
        subject.figure(
            "renewal.days_to_act",
            "Days left to decide",
            act,
            DAYS,
            receipt,
            why=why,
            note=_by(waiting, plan.meeting_day),
            better=Better.NEITHER,
        ),
        subject.figure(
            "renewal.per_month",
            f"Per month up for renewal within {SOON} days",
            sum(known, Decimal()) if known or not within else None,
            subject.money,
            receipt,
            needs=(subject.paid_by,),
            why="No service names its contract.",
            note=f"{capital(counted(len(within), 'contract'))}.",
            better=Better.NEITHER,
        ),
    )


def _timeline(plan: PlanSubject, contracts: Sequence[Contract], day: date) -> Timeline | None:
    """A row for each contract, from the day of the review to its end, full until the last day for notice; those of one
    account of a family below one another."""
    if not contracts:
        return None
    covered = plan.subject.covers
    return Timeline(
        id="renewal.runway",
        title="Time to decide, and the end, of each contract",
        alt="Timeline: " + "; ".join(f"{_whose(contract, covered)} {_dates(contract)}" for contract in contracts) + ".",
        receipt=plan.subject.receipt("renewal runway", "customer.contracts", "contracts"),
        spans=tuple(_span(contract, day, covered) for contract in by_account(contracts, covered)),
        today=day,
    )


def by_account(contracts: Sequence[Contract], covered: Sequence[Covered]) -> list[Contract]:
    """Those of one account together, in the order of the family; the first to end first."""
    order = {one.name: place for place, one in reversed(list(enumerate(covered)))}
    return sorted(contracts, key=lambda one: (order.get(one.account_name, len(order)), one.ends_on))


def _whose(contract: Contract, covered: Sequence[Covered]) -> str:
    return f"{contract.account_name}: {_named(contract)}" if covered and contract.account_name else _named(contract)


def _span(contract: Contract, day: date, covered: Sequence[Covered]) -> Span:
    """The time to decide, while there is any, and what comes after it."""
    decides = (
        contract.notice_by
        if not contract.followed and contract.notice_by and day <= contract.notice_by < contract.ends_on
        else None
    )
    notice = f"notice until {day_text(decides)}" if decides else ""
    after = _after(contract)
    return Span(
        label=_whose(contract, covered),
        start=day,
        end=contract.ends_on,
        state=SETTLED if contract.followed else TO_DECIDE if decides else RUNNING,
        detail=", then ".join(filter(None, (notice, after))),
        decide_by=decides,
    )


def _dates(contract: Contract) -> str:
    notice = f"notice until {day_text(contract.notice_by)}, " if contract.notice_by else ""
    return f"{notice}ends {day_text(contract.ends_on)}"


def _table(plan: PlanSubject, contracts: Sequence[Contract], day: date) -> Table | None:
    if not contracts:
        return None
    money, covered = plan.subject.money, plan.subject.covers
    columns = (
        *([Column("Account")] if covered else []),
        Column("Contract for", wide=True), Column("Per month", money), Column("Notice until"), Column("Ends"),
        Column("Days left", COUNT), Column("If nobody acts"),
    )  # fmt: skip
    return Table(
        id="renewal.contracts",
        title=f"{capital(counted(len(contracts), 'contract'))} running on {day_text(day)}",
        alt="Table of contracts with notice date and end.",
        receipt=plan.subject.receipt("renewal runway", "customer.contracts", "contracts", "subscriptions"),
        columns=columns,
        rows=tuple(
            (
                *([contract.account_name or None] if covered else []),
                _named(contract),
                contract.per_month,
                contract.notice_by,
                contract.ends_on,
                (contract.ends_on - day).days,
                _after(contract),
            )
            for contract in by_account(contracts, covered)
        ),
    )


def _after(contract: Contract) -> str | None:
    """What happens if nobody acts."""
    if contract.followed:
        return (
            f"the next contract holds all but {listed(contract.left_over)}"
            if contract.left_over
            else "the next contract is signed"
        )
    if contract.auto_renews is None:
        return None
    return "renews by itself" if contract.auto_renews else "ends"
