"""A review with figures and exhibits that a template may name."""

from typing import Any

from harbour import EUROS, figure, full_review, receipt

from steward.briefings.customer.review import CustomerReview
from steward.exhibits import AVAILABILITY, COUNT, PERCENT, POINTS, Bars, Column, Role, Series, StackedBars, Table

SPEND = StackedBars(
    id="spend.by_product",
    title="Three products make up your spend",
    alt="Spend by product and quarter: Internet leads.",
    receipt=receipt("spend"),
    categories=("Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026"),
    series=(
        Series("Internet", (1200, 1300, None, 1500)),
        Series("Voice", (300, 310, 320, 330)),
        Series("Cloud", (30, 31, 32, 33)),
    ),
    unit=EUROS,
)
RESTORED = Bars(
    id="service.restored",
    title="Restored within the agreed time",
    alt="Share restored in time by month, against 95 % agreed.",
    receipt=receipt("restored"),
    categories=("Jul", "Aug", "Sep"),
    series=(Series("Restored in time", (96.5, 91.0, 99.0)), Series("Agreed", (95, 95, 95), Role.REFERENCE)),
    unit=PERCENT,
)
INCIDENTS = Table(
    id="service.incidents",
    title="Forty incidents",
    alt="Forty incidents with day, site and minutes.",
    receipt=receipt("incidents"),
    columns=(Column("Day"), Column("Site"), Column("Minutes", COUNT)),
    rows=tuple((f"Day {n}", f"Site {n}", 10 * n) for n in range(40)),
)
FIGURES = (
    figure("service.availability", "Availability", 99.95, AVAILABILITY, 99.9, note="of all services"),
    figure("spend.mrr", "Monthly spend", 1_234, EUROS),
    figure("voice.nps", "NPS", None, POINTS, why="nobody answered"),
)


def tagged_review(**changes: Any) -> CustomerReview:
    """Harbour & Vale's review with all of these."""
    return full_review(**{"figures": FIGURES, "exhibits": (RESTORED, SPEND, INCIDENTS)} | changes)
