"""Where the values beside lines and bars are written, so that neither a line nor another value runs through them."""

from collections.abc import Sequence

from steward.exhibits import Number, Role, Series, SeriesChart

Zone = tuple[float, float]
ABOVE, BELOW = "t", "b"
_AIR = 0.25
"""Between a point and its value, in heights of a value."""


def crossed(exhibit: SeriesChart, series: Series, tall: float) -> frozenset[int]:
    """The categories at which the value above a bar or dot would be crossed by a limit."""
    limits = [one.values for one in exhibit.series if one.role is Role.REFERENCE]
    return frozenset(
        at
        for at, value in enumerate(series.values)
        if value is not None
        and _met(_zone(float(value), ABOVE, tall), [_point(each[at]) for each in limits if each[at] is not None])
    )


def _zone(value: float, spot: str, tall: float) -> Zone:
    if spot == ABOVE:
        return value + tall * _AIR, value + tall * (1 + _AIR)
    return value - tall * (1 + _AIR), value - tall * _AIR


def _point(value: Number | None) -> Zone:
    return float(value or 0), float(value or 0)


def _met(zone: Zone, others: Sequence[Zone]) -> bool:
    return any((zone[0] < high and low < zone[1]) or zone[0] < low == high < zone[1] for low, high in others)
