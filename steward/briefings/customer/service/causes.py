"""The outages of a quarter by what caused them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.exhibits import MINUTES
from steward.exhibits.wording import capital, in_a_line, inside
from steward.warehouse.rows.customer.account import Incident


@dataclass(frozen=True)
class Cause:
    """What caused one outage or several; `cause` is empty where nobody recorded it. `minutes` are those of the
    repaired ones together, `longest` those of the longest; None while none is."""

    cause: str
    number: int
    sites: tuple[str, ...]
    products: tuple[str, ...]
    first_on: date
    minutes: float | None = None
    longest: float | None = None
    credit: Decimal | None = None


def causes(incidents: Sequence[Incident]) -> tuple[Cause, ...]:
    """The causes, those of most outages first, then those that took longest; outages without one stand alone."""
    groups: dict[str | int, list[Incident]] = {}
    for number, one in enumerate(incidents):
        groups.setdefault((one.cause or "").strip().casefold() or number, []).append(one)
    return tuple(sorted(map(_together, groups.values()), key=lambda one: (-one.number, -(one.minutes or 0))))


def recurring(causes: Sequence[Cause]) -> str:
    """`3 of 8 incidents had one cause, all at Hull: cable cut`; empty where none caused more than each other did."""
    number, known = sum(one.number for one in causes), [one for one in causes if one.cause]
    if not known or known[0].number <= max([1, *(one.number for one in known[1:])]):
        return ""
    most = known[0]
    whole = "Both incidents" if number == 2 else f"All {number} incidents"
    many = whole if most.number == number else f"{most.number} of {number} incidents"
    where, why = f", all at {most.sites[0]}" if len(most.sites) == 1 else "", inside(most.cause)
    return in_a_line(
        f"{many} had one cause{where}: {why}", f"{many} had one cause: {why}",
        f"{many} had one cause{where}", f"{many} had one cause",
    )  # fmt: skip


def longest(causes: Sequence[Cause]) -> str:
    """`The longest of 3 incidents at Hull took 127 min: cable cut`; empty where its cause is not recorded, or
    another took as long."""
    number, one = sum(one.number for one in causes), max(causes, key=lambda cause: cause.longest or 0)
    if one.longest is None or not one.cause or [cause.longest for cause in causes].count(one.longest) > 1:
        return ""
    which = "The only incident" if number == 1 else f"The longest of {number} incidents"
    place = f", at {one.sites[0]}," if len(one.sites) == 1 else ""
    took, why = f"took {MINUTES.text(one.longest)}", inside(one.cause)
    alone = "" if number == 1 else f"The longest incident {took}: {why}"
    return in_a_line(
        f"{which}{place} {took}: {why}", f"{which} {took}: {why}", alone, f"{which}{place} {took}", f"{which} {took}"
    )


def _together(found: Sequence[Incident]) -> Cause:
    repaired = [float(one.repair_minutes) for one in found if one.repair_minutes is not None]
    credited = [one.credit for one in found if one.credit]
    return Cause(
        cause=capital((found[0].cause or "").strip()),
        number=len(found),
        sites=tuple(dict.fromkeys(one.site for one in found if one.site)),
        products=tuple(dict.fromkeys(one.product for one in found if one.product)),
        first_on=min(one.started_at.date() for one in found),
        minutes=sum(repaired) if repaired else None,
        longest=max(repaired, default=None),
        credit=sum(credited, Decimal()) if credited else None,
    )
