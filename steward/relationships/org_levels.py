"""Where people stand by whom they report to: managers above reports, those without reports of their own in blocks.

Knows ids and reporting lines only, so that what a customer sees can be laid out by it too. Places are in cards (see
`steward.exhibits.people`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import networkx as nx

Place = tuple[float, float]
ROOT = ""
WIDE = 1.6
"""How many columns a page has for each of its rows, about: landscape, with names wider than high."""
BROADEST = 14.0
"""How broad a map may grow before its departments stand below one another."""


@dataclass(frozen=True)
class Block:
    """A group of cards with its size."""

    places: dict[str, Place]
    width: float
    height: float

    def moved(self, x: float, y: float) -> Iterator[tuple[str, Place]]:
        """The cards with the block's corner at (x, y)."""
        return ((key, (x + at[0], y + at[1])) for key, at in self.places.items())


def tier_places(ids: Sequence[str], reports: Iterable[tuple[str, str]]) -> dict[str, Place]:
    """Places for people, in the order given, with who reports to whom; loops in the lines are cut, nobody is lost."""
    tree = _tree(ids, reports)
    blocks: dict[str, Block] = {}
    for person in nx.dfs_postorder_nodes(tree, ROOT):
        teams = [blocks.pop(each) for each in tree.successors(person)]
        blocks[person] = _team(person, teams) if person != ROOT else _shelved(teams)
    placed = blocks[ROOT].places
    return {person: placed[person] for person in ids}


def _tree(ids: Sequence[str], reports: Iterable[tuple[str, str]]) -> "nx.DiGraph[str]":
    """A forest under one root: each below one manager, without loops; the largest teams first."""
    tree: nx.DiGraph[str] = nx.DiGraph()
    tree.add_nodes_from(ids)
    for person, manager in reports:
        free = person in tree and manager in tree and person != manager and not tree.in_degree(person)
        if free and not nx.has_path(tree, person, manager):
            tree.add_edge(manager, person)
    size = {person: len(nx.descendants(tree, person)) for person in ids}
    ordered: nx.DiGraph[str] = nx.DiGraph()
    ordered.add_node(ROOT)
    place = {person: number for number, person in enumerate(ids)}
    for person in ids:
        below = sorted(tree.successors(person), key=lambda one: (size[one] == 0, place[one]))
        ordered.add_edges_from((person, one) for one in below)
    tops = sorted((one for one in ids if not tree.in_degree(one)), key=lambda one: (-size[one], place[one]))
    ordered.add_edges_from((ROOT, one) for one in tops)
    return ordered


def _team(person: str, teams: Sequence[Block]) -> Block:
    """Somebody above their reports: teams side by side, then a block of those without a team."""
    if not teams:
        return Block({person: (0.0, 0.0)}, 1.0, 1.0)
    below = _shelved(teams)
    return Block({person: ((below.width - 1) / 2, 0.0), **dict(below.moved(0, 1))}, below.width, below.height + 1)


def _shelved(teams: Sequence[Block]) -> Block:
    """Teams side by side, in several rows where there are many; single people gathered into one block."""
    single = [block for block in teams if len(block.places) == 1]
    blocks = [block for block in teams if len(block.places) > 1]
    if single:
        blocks.append(_gathered(single, alone=not blocks))
    plan_cache: list[list[Block]] = [[]]
    for block in blocks:
        used = sum(each.width for each in plan_cache[-1])
        if plan_cache[-1] and used + block.width > max(BROADEST, _fair(blocks)):
            plan_cache.append([])
        plan_cache[-1].append(block)
    return _stacked(plan_cache)


def _fair(blocks: Sequence[Block]) -> float:
    """A width at which many blocks make a landscape page."""
    return sqrt(sum(block.width * block.height for block in blocks) * WIDE)


def _gathered(single: Sequence[Block], alone: bool) -> Block:
    """People without a team, in rows below one another."""
    columns = min(len(single), max(1, round(sqrt(len(single) * (1.2 if alone else 0.8)))))
    names = [next(iter(block.places)) for block in single]
    rows = ceil(len(names) / columns)
    columns = ceil(len(names) / rows)
    places = {name: (float(n % columns), float(n // columns)) for n, name in enumerate(names)}
    return Block(places, float(columns), float(rows))


def _stacked(plan_cache: Sequence[Sequence[Block]]) -> Block:
    """Rows below one another, each in the middle."""
    width = max((sum(block.width for block in cached_files) for cached_files in plan_cache), default=0.0)
    places: dict[str, Place] = {}
    y = 0.0
    for cached_files in plan_cache:
        x = (width - sum(block.width for block in cached_files)) / 2
        for block in cached_files:
            places.update(block.moved(x, y))
            x += block.width
        y += max((block.height for block in cached_files), default=0.0)
    return Block(places, width, y)
