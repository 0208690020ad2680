"""The customer beside others of their size: where they stand in what service costs them of nerves, and nobody named."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.subject import Subject
from steward.exhibits import Column, Table, Unit, listed
from steward.warehouse.rows.customer.peers import Beside, beside_others

FEWEST = 9
"""Eight others and the customer: fewer could be guessed."""
BEST, MIDDLE, WORST = "Best fourth", "Middle half", "Weakest fourth"
MINUTES_A_LINE = Unit("minutes a line", suffix="\N{NO-BREAK SPACE}min", decimals=1)
OF_TEN_LINES = Unit("of ten lines", decimals=1)


@dataclass(frozen=True)
class Measure:
    """What is compared. `feed`: what it is known from."""

    name: str
    unit: Unit
    feed: str


MEASURES = {
    "downtime": Measure("Minutes lost a line", MINUTES_A_LINE, "incidents"),
    "incidents": Measure("Incidents of ten lines", OF_TEN_LINES, "incidents"),
    "tickets": Measure("Tickets of ten lines", OF_TEN_LINES, "tickets"),
}


@dataclass(frozen=True, kw_only=True)
class Peers(CustomerBriefing):
    """Where the customer stands; None with fewer than eight others, and where several accounts are told as one."""

    table: Table | None = None


def peers(subject: Subject) -> Peers:
    """Brief on one quarter; less is better in every measure."""
    rows = () if subject.covers else beside_others(subject.warehouse, subject.account_id, str(subject.quarter))
    found = [one for one in rows if one.customers >= FEWEST and subject.has(MEASURES[one.measure].feed)]
    return Peers(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(found),
        figures=(),
        missing=subject.missing(incidents="how outages compare with those of others", tickets="how tickets do"),
        table=_table(subject, found) if found else None,
    )


def _place(one: Beside) -> str:
    """Where the customer stands, by the numbers as they are written; where half are alike, these are the middle."""
    own, lower, middle, upper = (round(each, 1) for each in (one.own, one.lower, one.middle, one.upper))
    if own <= lower and lower < middle:
        return BEST
    return WORST if own >= upper and upper > middle else MIDDLE


def _headline(found: Sequence[Beside]) -> str:
    if not found:
        return "There are too few other customers to compare with"
    weak, strong = ([MEASURES[one.measure].name for one in found if _place(one) == place] for place in (WORST, BEST))
    others = _others(found[0])
    if weak:
        return f"{_of(weak)}: in the weakest fourth, beside {others}"
    if strong:
        return f"{_of(strong)}: in the best fourth, beside {others}"
    return f"In the middle half of {others} in everything that is compared"


def _others(one: Beside) -> str:
    """Who they are; a company that is too small to be cut in sizes compares with all."""
    return f"{one.customers - 1} {'customers of your size' if one.sizes > 1 else 'other customers'}"


def _of(names: Sequence[str]) -> str:
    first, *rest = names
    return listed([first, *(name[:1].lower() + name[1:] for name in rest)])


def _table(subject: Subject, found: Sequence[Beside]) -> Table:
    columns = (
        Column("Measure", wide=True), Column("You"), Column("Best fourth up to"), Column("Middle"),
        Column("Weakest fourth from"), Column("Where you stand", state=True),
    )  # fmt: skip
    rows = []
    for one in found:
        measure = MEASURES[one.measure]
        numbers = (measure.unit.text(each) for each in (one.own, one.lower, one.middle, one.upper))
        rows.append((measure.name, *numbers, _place(one)))
    return Table(
        id="peers.quartiles",
        title=_headline(found),
        alt="Table of what is compared: " + "; ".join(f"{row[0]} {row[1]}, {row[5].lower()}" for row in rows) + ".",
        receipt=subject.quarterly("compared with others", "customer.peers", "subscriptions", "incidents", "tickets"),
        columns=columns,
        rows=tuple(rows),
        note=f"{found[0].customers} customers of {subject.warehouse.facts.company}"
        f"{' of a similar monthly spend' if found[0].sizes > 1 else ''}, you among them, in {subject.quarter.spoken}."
        " Nobody is named, and each limit is a mean.",
    )
