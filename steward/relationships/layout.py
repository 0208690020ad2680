"""Where everybody stands on a map: reporting tiers, our people beneath, and whoever was put somewhere by hand."""

from collections.abc import Iterable, Iterator, Mapping
from math import floor

from steward.domain.stakeholders import Tie
from steward.relationships.model import Network
from steward.relationships.org_levels import Place, tier_places

GAP = 0.5
"""Rows left free between their people and ours."""
CARD = 1 - 1e-9
"""A card, less what adding fractions may lose."""
FARTHEST = 10_000.0
"""A place written by hand beyond this many cards is no place on a map."""


def places(network: Network) -> dict[str, Place]:
    """A place for every person and colleague, in cards; no two closer than a card. The same for the same network.

    Who was put somewhere by hand stays exactly there, on others if that is what was wanted."""
    chosen = {key: (x, y) for key, (x, y) in network.places.items() if abs(x) <= FARTHEST and abs(y) <= FARTHEST}
    theirs = tier_places([person.id for person in network.people], _reports(network))
    found = _without_overlaps(theirs, chosen)
    return found | _ours(network, found, chosen)


def _reports(network: Network) -> Iterator[tuple[str, str]]:
    return ((line.start, line.end) for line in network.of(Tie.REPORTS_TO))


def _without_overlaps(computed: dict[str, Place], chosen: dict[str, Place]) -> dict[str, Place]:
    """Who was put somewhere by hand stays there; the others give way to the nearest free card."""
    taken = {key: place for key, place in chosen.items() if key in computed}
    grid = _Grid(taken.values())
    for key, place in computed.items():
        if key not in taken:
            taken[key] = grid.nearest_free(place)
    return {key: taken[key] for key in computed}


def _ours(network: Network, theirs: dict[str, Place], chosen: dict[str, Place]) -> dict[str, Place]:
    """Our people in rows beneath, each below the middle of those they know; those of partners in a row below ours."""
    if not network.colleagues:
        return {}
    known: dict[str, list[float]] = {}
    for line in network.of(Tie.KNOWS):
        if line.end in theirs:
            known.setdefault(line.start, []).append(theirs[line.end][0])
    width = max((x for x, _ in theirs.values()), default=0.0)
    wanted = {one.id: sum(known.get(one.id, [width / 2])) / len(known.get(one.id, [0])) for one in network.colleagues}
    floor_y = max((y for _, y in theirs.values()), default=-GAP - 1) + 1 + GAP
    us = [one.id for one in network.colleagues if not one.partner]
    beneath = floor_y + 1 if us else floor_y
    rows = ((us, floor_y), ([one.id for one in network.colleagues if one.partner], beneath))
    row = {key: place for keys, y in rows for key, place in _in_a_row(keys, wanted, y)}
    put = {key: place for key, place in chosen.items() if key in row}
    grid = _Grid([*theirs.values(), *put.values()])
    return {one.id: put.get(one.id) or grid.nearest_free(row[one.id]) for one in network.colleagues}


def _in_a_row(keys: Iterable[str], wanted: Mapping[str, float], y: float) -> Iterator[tuple[str, Place]]:
    order = sorted(keys, key=lambda key: (wanted[key], key))
    return ((key, (x, y)) for key, x in zip(order, _apart([wanted[key] for key in order]), strict=True))


def _apart(wanted: list[float]) -> list[float]:
    """Places in a row at least a card apart, as near to the wanted ones as that allows."""
    found: list[float] = []
    for x in wanted:
        found.append(max(x, found[-1] + 1) if found else x)
    shift = sum(have - want for have, want in zip(found, wanted, strict=True)) / len(found) if found else 0.0
    return [x - shift for x in found]


class _Grid:
    """The cards that are taken, found by their cell."""

    def __init__(self, taken: Iterable[Place]) -> None:
        self._cells: dict[tuple[int, int], list[Place]] = {}
        for place in taken:
            self._take(place)

    def nearest_free(self, place: Place) -> Place:
        """The place, or the nearest beside or below it where no card stands; taken from now on."""
        found = next(spot for spot in self._around(place) if self._is_free(spot))
        self._take(found)
        return found

    def _around(self, place: Place) -> Iterator[Place]:
        yield place
        x, y = place
        reach = 0
        while True:
            reach += 1
            steps = range(-reach, reach + 1)
            ring = [(dx, dy) for dx in steps for dy in steps if max(abs(dx), abs(dy)) == reach]
            yield from ((x + dx, y + dy) for dx, dy in sorted(ring, key=lambda one: (one[0] ** 2 + one[1] ** 2, one)))

    def _is_free(self, place: Place) -> bool:
        column, row = floor(place[0]), floor(place[1])
        near = (self._cells.get((column + dx, row + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        return not any(abs(x - place[0]) < CARD and abs(y - place[1]) < CARD for cell in near for x, y in cell)

    def _take(self, place: Place) -> None:
        self._cells.setdefault((floor(place[0]), floor(place[1])), []).append(place)
