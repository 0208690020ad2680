"""The ends of lines: which are worth a colour, and where each is named so that no name stands over another."""

from collections.abc import Sequence
from statistics import median

from steward.deck.shapes.text import shorten_inside, width
from steward.exhibits import Role, Series, SeriesChart
from steward.exhibits.small_lines import MOST_TOGETHER

COLOURED = MOST_TOGETHER
"""So many lines are told apart by colour; the others are grey."""


def last_of(series: Series) -> int | None:
    """At which category its last value is that is known."""
    return max((at for at, value in enumerate(series.values) if value is not None), default=None)


def telling(exhibit: SeriesChart) -> list[int]:
    """The series of values that have a colour: all of a few; else those that end furthest from where most end."""
    ends = {
        index: float(series.values[at] or 0)
        for index, series in enumerate(exhibit.series)
        if series.role is Role.VALUE and (at := last_of(series)) is not None
    }
    if len(ends) <= COLOURED:
        return [index for index, series in enumerate(exhibit.series) if series.role is Role.VALUE]
    middle = median(ends.values())
    return sorted(sorted(ends, key=lambda index: -abs(ends[index] - middle))[:COLOURED])


def broken(name: str, room: float, most: float) -> str:
    """A name on one line of so much room, else on two, cut where it is wider than it may be at most even so."""
    words = name.split(" ")
    ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    if width(name) <= room or not ways:
        return shorten_inside(name, most)
    return "\n".join(shorten_inside(line, most) for line in min(ways, key=lambda way: max(map(width, way))))


def spread(wanted: Sequence[float], tall: float, low: float, high: float) -> list[float]:
    """Places as near as may be to those wanted, `tall` apart at least, between low and high as far as there is room."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    level = _rising([wanted[index] - tall * rank for rank, index in enumerate(order)])
    most = max(low, high - tall * (len(order) - 1))
    places = [0.0] * len(wanted)
    for rank, index in enumerate(order):
        places[index] = min(max(level[rank], low), most) + tall * rank
    return places


def _rising(values: Sequence[float]) -> list[float]:
    """The nearest numbers that never fall: neighbours that would are drawn together to their mean."""
    groups: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while groups and groups[-1][0] > mean:
            before, many = groups.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        groups.append((mean, count))
    return [mean for mean, count in groups for _ in range(count)]
