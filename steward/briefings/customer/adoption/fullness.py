"""How full a product is: one rule, by which every sentence of a review says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.customer.right_sizing.sizing import Sized
from steward.briefings.customer.subject import Subject
from steward.domain.service import utilisation
from steward.exhibits import PERCENT, listed, month_text
from steward.exhibits.wording import HEADLINE, capital, counted, few
from steward.warehouse.rows.customer.account import UsageMonth

NEAR_LIMIT, BEYOND = 90, 100
"""Percent of what is committed from which on a product is nearly full, and used more than that."""


@dataclass(frozen=True)
class FullMonth:
    """The month in which most of what is committed was used, and how much, in percent."""

    share: float
    name: str


def fullest_months(months: list[UsageMonth], quarter: str) -> dict[str, FullMonth]:
    """Of each product with a commitment, of a quarter: the one rule by which a product is full, in every sentence."""
    found: dict[str, FullMonth] = {}
    for row in months:
        share = utilisation(row.used_of_committed, row.committed)
        if row.quarter == quarter and share is not None and share > found.get(row.product, FullMonth(-1, "")).share:
            found[row.product] = FullMonth(share, month_text(row.month_end))
    return dict(sorted(found.items(), key=lambda item: (-item[1].share, item[0])))


def of_share(full: dict[str, FullMonth], share: int) -> tuple[str, ...]:
    """The products of which so much of what is committed was used in a month, or more, the fullest first."""
    return tuple(name for name, month in full.items() if month.share >= share)


def full_said(subject: Subject, full: dict[str, FullMonth]) -> tuple[str, ...]:
    """`SD-WAN Edge used more than is committed in Sep 2026`, `… came close to …`, from the fullest sentence to the
    barest; none where none did."""
    for share, said in ((BEYOND, "used more than is committed"), (NEAR_LIMIT, "came close to what is committed")):
        if names := of_share(full, share):
            within = {full[name].name for name in names}
            when = f"in {within.pop() if len(within) == 1 else subject.period()}"
            return f"{listed(names)} {said} {when}", f"{listed(names)} {said}", f"{_number(names)} {said} {when}"
    return ()


def _number(names: Sequence[str]) -> str:
    return capital(counted(len(names), "service"))


def idle_said(idle: Sequence[Sized], *, much: bool = True) -> str:
    """`Contact Centre Cloud is larger than its use: 46.0 % at most in a year`; where names are many, how many.
    `much`: with how much of it was used."""
    if not idle:
        return ""
    verb = "is larger than its use" if len(idle) == 1 else "are larger than their use"
    most = PERCENT.text(max(one.fullest for one in idle))
    told = f"{verb}: {most} at most in a year" if much else verb
    named = f"{few([one.product for one in idle])} {told}"
    return named if len(named) <= HEADLINE or len(idle) == 1 else f"{counted(len(idle), 'service')} {told}"
