"""Right-sizing: which services are used well below what is committed, which are close to it, and what each would save
or need. An advisor says so before procurement does."""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal

from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.subject import Subject
from steward.domain.quarters import months_back
from steward.domain.service import sized, utilisation
from steward.exhibits import PERCENT, Better, Cell, Column, Figure, Table, month_text
from steward.exhibits.wording import capital, counted, few, in_a_line
from steward.warehouse.rows.customer import account as customer_rows

LOW, HIGH = 50.0, 90.0
"""Percent of what is committed, in the fullest month of the year: below it is room to give back, from it on more is
needed."""
FEWEST_MONTHS = 3
GIVE_BACK, NEEDS_ROOM, RIGHT = "Give back", "Needs room", "Right"


@dataclass(frozen=True)
class Sized:
    """One product in its fullest month. `right`: what would be right, as a share of what is committed today."""

    product: str
    fullest: float
    month: str
    per_month: Decimal | None
    right: float
    full_days: int
    """Days of the quarter on which a site used 90 % or more: a mean that is low says nothing of these."""

    @property
    def state(self) -> str:
        """What to do about it."""
        if self.fullest >= HIGH:
            return NEEDS_ROOM
        return GIVE_BACK if self.fullest < LOW and not self.full_days else RIGHT

    @property
    def change(self) -> Decimal | None:
        """What it would change a month, at today's price a unit; None where no price is known."""
        if self.per_month is None or self.state == RIGHT:
            return None
        return self.per_month * Decimal(str(round(self.right - 1, 6)))


@dataclass(frozen=True, kw_only=True)
class RightSizing(CustomerBriefing):
    """What each committed service would save or need."""

    table: Table | None = None
    worth_telling: bool = False
    """Whether any service is used little, or needs room."""


def right_sizing(subject: Subject, sized: list[Sized] | None = None) -> RightSizing:
    """Brief on what is used against what is committed, of the year to the day of the figures; `sized`: that, where it
    is worked out already."""
    found = sizes(subject) if sized is None else sized
    return RightSizing(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(subject, found),
        figures=_figures(subject, found),
        missing=subject.missing(usage="which services are larger or smaller than they need to be"),
        table=_table(subject, found) if found else None,
        worth_telling=any(one.state != RIGHT for one in found),
    )


def sizes(subject: Subject) -> list[Sized]:
    """Products with a commitment in at least three months: one month alone shows no habit. Of several accounts that are
    told as one, none: what is full at one would hide what is empty at another."""
    if subject.covers:
        return []
    used, committed = _months(subject)
    full: dict[str, int] = defaultdict(int)
    for site in customer_rows.usage_by_site(subject.warehouse, subject.account_id, str(subject.quarter)):
        full[site.product] += site.readings_near_limit
    services = customer_rows.services(subject.warehouse, subject.account_id, subject.as_of)
    paid = {row.product: row.mrr for row in services}
    found = []
    for product, months in used.items():
        if len(months) >= FEWEST_MONTHS and product in paid and committed[product]:
            month = max(months, key=lambda name: months[name])
            fullest = utilisation(months[month], committed[product]) or 0.0
            found.append(Sized(product, fullest, month, paid[product], sized(fullest), full[product]))
    return sorted(found, key=lambda one: (one.state == RIGHT, -abs(one.change or Decimal()), one.product))


def _months(subject: Subject) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """What each product used a day in each of the last twelve months, and what of it is committed today."""
    _, until = subject.year
    since = months_back(until, 11)
    used: dict[str, dict[str, float]] = defaultdict(dict)
    committed: dict[str, float] = {}
    for row in customer_rows.usage_months(subject.warehouse, subject.account_id, since, until):
        if row.committed and row.readings:
            times = min(row.readings, row.days)  # of months, not days, there may be one reading
            used[row.product][month_text(row.month_end)] = _each_time(row.used_of_committed or 0, times)
            committed[row.product] = _each_time(row.committed, times)  # the months are in order: the last one stays
    return used, committed


def _each_time(amount: float, times: int) -> float:
    return amount / times


def _total(found: list[Sized], state: str) -> Decimal | None:
    """What all services of a state would change a month, as an amount; None where there is none."""
    changes = [one.change for one in found if one.state == state and one.change is not None]
    return abs(sum(changes, Decimal())) if changes else None


def _headline(subject: Subject, found: list[Sized]) -> str:
    less = [one for one in found if one.state == GIVE_BACK]
    more = [one.product for one in found if one.state == NEEDS_ROOM]
    money = subject.money.compact(_total(found, GIVE_BACK))
    if less or more:
        return _changes([one.product for one in less], money, more)
    if subject.covers:
        return "Right-sizing is told for each account alone"
    if not found:
        return f"No use of what is committed is recorded up to {subject.quarter.spoken}"
    all_of_them = f"All {counted(len(found), 'service')} are" if len(found) > 1 else f"{found[0].product} is"
    return f"{all_of_them} the right size"


def _changes(less: list[str], money: str, more: list[str]) -> str:
    """What could be smaller and what needs room: by name, else how many."""
    smaller = [f"{one} could be smaller by about {money} a month" for one in _called(less)] if less else [""]
    room = [f"{one} {'needs' if len(more) == 1 else 'need'} room" for one in _called(more)] if more else [""]
    pairs = ((smaller[0], room[0]), (smaller[0], room[-1]), (smaller[-1], room[0]), (smaller[-1], room[-1]))
    return in_a_line(*(capital("; ".join(filter(None, pair))) for pair in pairs))


def _called(products: list[str]) -> tuple[str, str]:
    return few(products), counted(len(products), "service")


def _figures(subject: Subject, found: list[Sized]) -> tuple[Figure, ...]:
    if not subject.has("usage"):
        return ()
    receipt = subject.receipt("right-sizing", "customer.usage_monthly", "usage", "subscriptions")
    return (
        subject.figure(
            "sizing.saving",
            "Could be saved a month",
            _total(found, GIVE_BACK),
            subject.money,
            receipt,
            why="No service is larger than it needs to be.",
            note="At today's price a unit.",
            better=Better.NEITHER,
        ),
        subject.figure(
            "sizing.need",
            "Room would take a month",
            _total(found, NEEDS_ROOM),
            subject.money,
            receipt,
            why="No service needs room.",
            note="At today's price a unit.",
            better=Better.NEITHER,
        ),
    )


def _table(subject: Subject, found: list[Sized]) -> Table:
    money = subject.money
    columns = (
        Column("Service", wide=True), Column("Most used", PERCENT), Column("In"), Column("Per month", money),
        Column("Advice", state=True), Column("Would change", replace(money, signed=True)),
        Column("What it means", wide=True),
    )  # fmt: skip
    return Table(
        id="sizing.services",
        title=_headline(subject, found),
        alt="Table of services by how much of what is committed was used in the fullest month of the year.",
        receipt=subject.receipt("right-sizing", "customer.usage_monthly", "usage", "subscriptions"),
        columns=columns,
        rows=tuple(_row(one) for one in found),
        note="Most used: the fullest of the last twelve months, on average over its days, of what is committed today."
        " The right size uses 80 % in that month; nothing is given back where a site had a day at 90 % or more in the"
        " quarter. At today's price a unit.",
    )


def _row(one: Sized) -> tuple[Cell, ...]:
    size = PERCENT.text(round(100 * one.right)).replace(".0", "")
    means = {
        GIVE_BACK: f"{size} of today's size would do",
        NEEDS_ROOM: f"{size} of today's size would leave a fifth of it free",
        RIGHT: None,
    }
    return one.product, one.fullest, one.month, one.per_month, one.state, one.change, means[one.state]
