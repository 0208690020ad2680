"""How much of the downtime that agreed levels allow was used."""

from collections.abc import Sequence

from steward.briefings.customer.service.quarter import NEAR_MISS, ServiceQuarter, budget_used
from steward.briefings.customer.subject import Subject
from steward.exhibits import MINUTES, PERCENT, Bars, CallOut, Mood, Role, Series
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted, few
from steward.warehouse.rows.customer.account import Availability

MOST_PRODUCTS, FEWEST_COMPARED = 6, 2


def budget(subject: Subject, now: ServiceQuarter, then: Sequence[Availability] = ()) -> Bars | None:
    """Allowed downtime used, by product, beside the same quarter of the year before where that is known; None without
    targets, or where there is nothing to compare."""
    touched = sorted((p for p in now.with_target if p.downtime), key=lambda product: -budget_used(product))
    if not subject.has("incidents") or len(touched) < FEWEST_COMPARED:
        return None
    ranked, worst, spared = touched[:MOST_PRODUCTS], touched[0], len(now.with_target) - len(touched)
    used, earlier = PERCENT.text(round(budget_used(worst), 1)), _earlier(subject, ranked, then)
    who = leaders(((one.product, PERCENT.text(round(budget_used(one), 1))) for one in touched), used, "product")
    its = "its" if who.alone else "each one’s"
    return Bars(
        id="service.budget",
        title=f"{few(who.names)} used {used} of the downtime {its} agreed level allows",
        alt="Bars of allowed downtime used: "
        + "; ".join(f"{p.product} {PERCENT.text(budget_used(p))}" for p in ranked)
        + ".",
        receipt=subject.quarterly(
            "SLA budget used", "customer.availability_monthly", "subscriptions", "incidents", "service_levels"
        ),
        note="100 % is the limit; from 70 % a product is a near miss."
        + (f" {capital(counted(spared, 'other product'))} lost no time." if spared else ""),
        categories=tuple(product.product for product in ranked),
        series=(
            *earlier,
            Series(
                "Allowed downtime used",
                tuple(budget_used(product) for product in ranked),
                points=tuple(_how_near(product) for product in ranked),
            ),
            Series("Limit", (100.0,) * len(ranked), Role.REFERENCE),
        ),
        unit=PERCENT,
        call_out=_over(worst, len(earlier)),
    )


def _earlier(subject: Subject, ranked: Sequence[Availability], then: Sequence[Availability]) -> list[Series]:
    """The same a year before, of the products that had a level agreed then."""
    used = {product.product: budget_used(product) for product in then if product.allowed}
    values = tuple(used.get(product.product) for product in ranked)
    known = any(value is not None for value in values)
    return [Series(subject.quarter.shifted(-4).spoken, values, Role.EARLIER)] if known else []


def _over(worst: Availability, series: int) -> CallOut | None:
    """How many minutes were lost of those allowed, where these were more, or nearly as many."""
    if _how_near(worst) is None:
        return None
    lost, allowed = MINUTES.text(round(worst.downtime_agreed)), round(float(worst.allowed or 0))
    return CallOut(0, f"{lost} lost, {allowed:,} allowed", series)


def _how_near(product: Availability) -> Mood | None:
    """Over the limit is bad, a near miss is to be watched; the others say nothing."""
    used = budget_used(product)
    return Mood.BAD if used > 100 else Mood.WATCH if used >= NEAR_MISS else None
