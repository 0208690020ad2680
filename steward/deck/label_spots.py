"""Where the values beside lines and bars are written, so that neither a line nor another value runs through them."""

from collections.abc import Iterator, Sequence

from steward.exhibits import Number, Role, Series, SeriesChart

Zone = tuple[float, float]
ABOVE, BELOW = "t", "b"
_AIR = 0.25
"""Between a point and its value, in heights of a value."""


def last_spots(exhibit: SeriesChart, tall: float) -> dict[int, str]:
    """The series whose last value has room above or below its point, `tall` in units of the axis; the highest is asked
    first, and has its place above where there is none."""
    ends = [(*_last(series), index) for index, series in enumerate(exhibit.series) if series.role is Role.VALUE]
    known = sorted(((value, at, index) for value, at, index in ends if at >= 0), key=lambda end: (-end[0], end[2]))
    found: dict[int, str] = {}
    taken: list[tuple[int, Zone]] = []
    for value, at, index in known:
        drawn = [*_drawn(exhibit, at), *(zone for other, zone in taken if abs(other - at) < 2)]
        free = [spot for spot in (ABOVE, BELOW) if not _met(_zone(value, spot, tall), drawn)]
        if free or not found:
            found[index] = free[0] if free else ABOVE
            taken.append((at, _zone(value, found[index], tall)))
    return found


def crossed(exhibit: SeriesChart, series: Series, tall: float) -> frozenset[int]:
    """The categories at which the value above a bar or dot would be crossed by a limit."""
    limits = [one.values for one in exhibit.series if one.role is Role.REFERENCE]
    return frozenset(
        at
        for at, value in enumerate(series.values)
        if value is not None
        and _met(_zone(float(value), ABOVE, tall), [_point(each[at]) for each in limits if each[at] is not None])
    )


def _last(series: Series) -> tuple[float, int]:
    """Its last value, and at which category; nowhere where nothing is known."""
    known = [(float(value), at) for at, value in enumerate(series.values) if value is not None]
    return known[-1] if known else (0.0, -1)


def _drawn(exhibit: SeriesChart, at: int) -> Iterator[Zone]:
    """What every line covers from half-way before a category to half-way behind it."""
    for series in exhibit.series:
        here = series.values[at]
        if here is not None:
            near = [here, *(_half(here, other) for other in _beside(series.values, at))]
            yield min(map(float, near)), max(map(float, near))


def _beside(values: Sequence[Number | None], at: int) -> list[Number]:
    return [value for value in (*values[max(at - 1, 0) : at], *values[at + 1 : at + 2]) if value is not None]


def _half(here: Number, other: Number) -> float:
    return (float(here) + float(other)) / 2


def _zone(value: float, spot: str, tall: float) -> Zone:
    if spot == ABOVE:
        return value + tall * _AIR, value + tall * (1 + _AIR)
    return value - tall * (1 + _AIR), value - tall * _AIR


def _point(value: Number | None) -> Zone:
    return float(value or 0), float(value or 0)


def _met(zone: Zone, others: Sequence[Zone]) -> bool:
    return any((zone[0] < high and low < zone[1]) or zone[0] < low == high < zone[1] for low, high in others)
