"""How much care a move needs, worked out of what is known of the account: every reason is told."""

from collections.abc import Iterator
from dataclasses import dataclass

from steward.domain.handover.words import Triage
from steward.domain.health import Colour

NEAR, COMING = 90, 180
"""Days to a contract's end, or to its notice date, within which a change of owner is felt in the renewal."""
MUCH = 0.2
"""What is nearly sold, of what is paid, from which a change of owner may cost more than it is worth."""


@dataclass(frozen=True, kw_only=True)
class MoveFacts:
    """What of an account decides how it is handed over. `decides_in`: days to the next contract's end or notice date,
    whichever is first and not past; None where none is known. `late_stage_share`: what the opportunities in a late
    stage would bring a month, of 1 of MRR; None without MRR. Amounts of things are counts of what is open."""

    strategic: bool = False
    health: Colour | None = None
    decides_in: int | None = None
    late_stage: int = 0
    late_stage_share: float | None = None
    quotes: int = 0
    disputes: int = 0
    late_requests: int = 0
    orders: int = 0
    late_commitments: int = 0


@dataclass(frozen=True)
class Triaged:
    """The care an account needs, and why: the reasons of that degree, the weightiest first; none for the least."""

    triage: Triage
    reasons: tuple[str, ...] = ()


def triaged(facts: MoveFacts) -> Triaged:
    """P1 by any reason of its own, else P2 by any of its own, else P3.

    >>> triaged(MoveFacts(strategic=True, orders=2)).reasons
    ('strategic', '2 order lines to come')
    >>> triaged(MoveFacts(orders=2)).triage.value, triaged(MoveFacts()).triage.value
    ('p2', 'p3')
    """
    for triage, reasons in ((Triage.P1, tuple(_p1(facts))), (Triage.P2, tuple(_p2(facts)))):
        if reasons:
            return Triaged(triage, reasons)
    return Triaged(Triage.P3)


def _p1(facts: MoveFacts) -> Iterator[str]:
    if facts.health is Colour.RED:
        yield "at risk: health is red"
    if facts.decides_in is not None and facts.decides_in <= NEAR:
        yield f"renewal or notice in {_days(facts.decides_in)}"
    if facts.late_stage and (facts.late_stage_share is None or facts.late_stage_share >= MUCH):
        yield _late_stage(facts)


def _p2(facts: MoveFacts) -> Iterator[str]:
    if facts.strategic:
        yield "strategic"
    if facts.disputes:
        yield _counted(facts.disputes, "open dispute", "open disputes")
    if facts.late_requests:
        yield _counted(facts.late_requests, "late request", "late requests")
    if facts.late_commitments:
        yield _counted(facts.late_commitments, "commitment of ours overdue", "commitments of ours overdue")
    if facts.decides_in is not None and facts.decides_in <= COMING:
        yield f"renewal or notice in {_days(facts.decides_in)}"
    if facts.late_stage:
        yield _late_stage(facts)
    if facts.quotes:
        yield _counted(facts.quotes, "open quote", "open quotes")
    if facts.orders:
        yield _counted(facts.orders, "order line to come", "order lines to come")
    if facts.health is Colour.AMBER:
        yield "health is amber"


def _late_stage(facts: MoveFacts) -> str:
    share = f", {facts.late_stage_share * 100:.0f} % of MRR" if facts.late_stage_share is not None else ""
    return _counted(facts.late_stage, "opportunity in a late stage", "opportunities in a late stage") + share


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _days(days: int) -> str:
    return _counted(days, "day", "days") if days else "0 days"
