"""A legend takes little of a chart: above it where it is short, else beside it in one column."""

import pytest
from test_notation import COMMON, EUROS, drawn

from steward.exhibits import Series, StackedBars

PRODUCTS = ("SD-WAN Edge", "Dedicated Internet", "Cloud Telephony", "Secure Web Gateway", "Managed Firewall", "Other")


def _chart(count: int, wide: float, high: float) -> tuple[str, list[float]]:
    """On which side its legend stands, and its place there."""
    series = tuple(Series(name, (20, 30, 40)) for name in PRODUCTS[:count])
    stacked = StackedBars(**COMMON, categories=("Jul", "Aug", "Sep"), unit=EUROS, series=series)
    space = drawn(stacked, wide, high)._chartSpace
    sides = [float(each) for side in "xywh" for each in space.xpath(f"//c:legend/c:layout//c:{side}/@val")]
    return space.xpath("//c:legend/c:legendPos/@val")[0], sides


@pytest.mark.parametrize(("count", "wide", "high", "side"), [
    (2, 5.0, 3.0, "t"), (6, 12.0, 3.0, "t"), (6, 6.0, 3.0, "r"), (4, 6.0, 1.9, "r"), (4, 6.0, 3.0, "t"),
    (6, 5.0, 3.0, "t"), (6, 5.0, 1.6, "r"), (6, 5.0, 1.0, "t"), (6, 2.5, 3.0, "t"),
])  # fmt: skip
def test_where_the_legend_stands(count: int, wide: float, high: float, side: str) -> None:
    found, place = _chart(count, wide, high)
    assert found == side
    if side == "r":
        left, top, across, tall = place
        assert (top, tall) == (0, 1) and left + across == pytest.approx(1) and across <= 0.6
    else:
        assert not place
