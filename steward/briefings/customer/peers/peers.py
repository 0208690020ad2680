"""The customer beside others of their size: where they stand in what service costs them of nerves, and nobody named."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.subject import Subject
from steward.exhibits import Column, Table, Unit, listed
from steward.exhibits.wording import in_a_line
from steward.warehouse.rows.customer.peers import Beside, beside_others

FEWEST = 9
"""Eight others and the customer: fewer could be guessed."""
BEST, MIDDLE, WORST = "Best fourth", "Middle half", "Weakest fourth"
MINUTES_A_LINE = Unit("minutes a line", suffix="\N{NO-BREAK SPACE}min", decimals=1)
OF_TEN_LINES = Unit("of ten lines", decimals=1)


@dataclass(frozen=True)
class Measure:
    """What is compared. `feed`: what it is known from; `short`: what it is of, in a sentence."""

    name: str
    short: str
    unit: Unit
    feed: str


MEASURES = {
    "downtime": Measure("Minutes lost a line", "downtime", MINUTES_A_LINE, "incidents"),
    "incidents": Measure("Incidents of ten lines", "incidents", OF_TEN_LINES, "incidents"),
    "tickets": Measure("Tickets of ten lines", "tickets", OF_TEN_LINES, "tickets"),
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
    weak, strong = ([MEASURES[one.measure].short for one in found if _place(one) == place] for place in (WORST, BEST))
    if weak:
        return _among(found[0], "in the weakest fourth", weak)
    if strong:
        return _among(found[0], "in the best fourth", strong)
    whole = MEASURES[found[0].measure].short if len(found) == 1 else "everything"
    return _among(found[0], "in the middle half", [whole])


def _among(one: Beside, place: str, what: Sequence[str]) -> str:
    """Where they are among how many, themselves counted; a company that is too small to be cut in sizes compares with
    all."""
    said = f"You are {place} of {one.customers}"
    size = " of your size" if one.sizes > 1 else ""
    return in_a_line(f"{said} customers{size} in {listed(list(what))}", f"{said} in {listed(list(what))}")


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
