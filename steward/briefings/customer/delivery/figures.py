"""The figures of a delivery: what is on order, what came, how often the first promise was kept, what waits for them."""

from collections.abc import Sequence
from datetime import timedelta

from steward.briefings.customer.delivery.exhibits import receipt
from steward.briefings.customer.delivery.line import DeliveryLine
from steward.briefings.customer.delivery.needs import Need
from steward.briefings.customer.plans.subject import PlanSubject
from steward.domain.ordering.lateness import on_time, on_time_share
from steward.exhibits import COUNT, PERCENT, Better, Figure, day_text

NEEDS = ("orders", "order_lines")
YEAR = timedelta(days=365)


def figures(
    plan: PlanSubject, lines: Sequence[DeliveryLine], live: Sequence[DeliveryLine], needs: Sequence[Need]
) -> tuple[Figure, ...]:
    """All of them; none where no orders are loaded."""
    subject = plan.subject
    if not subject.has(*NEEDS):
        return ()
    coming = [one for one in lines if one.is_open]
    year = [one for one in lines if one.live_on and one.live_on > plan.day - YEAR]
    kept = [known for one in year if (known := on_time(one.first_on, one.live_on)) is not None]
    return (
        subject.figure(
            "delivery.on_order", "Services on order", len(coming), COUNT, receipt(subject, "services on order"),
            better=Better.NEITHER,
        ),
        subject.figure(
            "delivery.late", "Later than first promised", sum(bool(one.late) for one in coming), COUNT,
            receipt(subject, "later than first promised"), note="of those on order", better=Better.LOWER,
        ),
        subject.figure(
            "delivery.live", "Went live", len(live), COUNT, receipt(subject, "services on order"),
            note=f"since {day_text(subject.quarter.start)}", better=Better.NEITHER,
        ),
        subject.figure(
            "delivery.on_time", "On time, 12 months", on_time_share(sum(kept), len(kept)), PERCENT,
            receipt(subject, "delivered on time"), why="Nothing went live in the last 12 months.",
            note=f"{sum(kept)} of {len(kept)} by the day first promised" if kept else "",
        ),
        subject.figure(
            "delivery.needs", "Waits for you", len(needs), COUNT, receipt(subject, "services on order"),
            better=Better.LOWER,
        ),
    )  # fmt: skip
