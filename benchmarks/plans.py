"""What people write: a plan saved, the maps of a whole book opened, a network laid out."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

import networkx as nx

from benchmarks.measure import line
from steward.domain.stakeholders import Bond, Tie
from steward.plans.files.store import Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy
from steward.relationships.layout import places
from steward.relationships.model import Colleague, Network, Person, RelationshipLine

ROUNDS = 15


def main(home: Path) -> None:
    """Measure on a home with many plans."""
    _saving(home)
    _maps(home)
    for size in (50, 500):
        _layout(size)


def _saving(home: Path) -> None:
    """One field of the largest plan changed and saved, again and again."""
    plans = Plans.whole(home / "account_plans")
    path = max(plans.folder.glob(f"*/{ours.FILE}"), key=lambda each: each.stat().st_size)
    account_id = path.read_text(encoding="utf-8").partition('account_id = "')[2].partition('"')[0]
    seconds = []
    for number in range(ROUNDS):
        opened = plans.open(Strategy, ours.FILE, account_id)
        plan = replace(opened.plan, position=replace(opened.plan.position, ambition=f"Ambition {number}"))
        seconds.append(_timed(lambda opened=opened, plan=plan: plans.save(opened, plan, "Bench")))  # type: ignore[misc]
    line(f"saving a plan of {path.stat().st_size / 1024:.0f} kB (aim ≤ 50 ms)", f"{median(seconds) * 1000:.0f} ms")


def _maps(home: Path) -> None:
    """The maps of the book in a process that has read nothing yet, and once more."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.maps_read", str(home)], check=True, capture_output=True, text=True
    ).stdout
    for row, aim in zip(told.splitlines(), (1.0, 0.2), strict=True):
        name, seconds, count = row.split()
        line(f"maps of {count} accounts, {name} (aim ≤ {aim} s)", f"{float(seconds):.2f} s")


def _layout(size: int) -> None:
    """Our layout beside those that come with NetworkX, and igraph's tree layout where it is installed."""
    network = _company(size)
    graph: nx.Graph[str] = nx.Graph((each.start, each.end) for each in network.lines)
    others: dict[str, Callable[[], object]] = {
        "spring": lambda: nx.spring_layout(graph, seed=7),
        "Kamada-Kawai": lambda: nx.kamada_kawai_layout(graph),
        **_igraph(network),
    }
    beside = ", ".join(f"{name} {_timed(run) * 1000:.0f} ms" for name, run in others.items())
    mine = min(_timed(lambda: places(network)) for _ in range(3))
    line(f"layout of {size} people (aim ≤ 2 s at 500)", f"{mine * 1000:.0f} ms; {beside}")


def _igraph(network: Network) -> dict[str, Callable[[], object]]:
    try:
        import igraph
    except ImportError:
        return {}
    keys = {person.id: number for number, person in enumerate(network.people)}
    graph = igraph.Graph([(keys[each.start], keys[each.end]) for each in network.of(Tie.REPORTS_TO)])
    return {"igraph Reingold-Tilford": lambda: graph.layout_reingold_tilford(root=[0])}


def _company(size: int) -> Network:
    """Everybody leads up to seven people, and we know every fifth."""
    keys = [f"p{number}" for number in range(size)]
    lines = [RelationshipLine(start=keys[n], end=keys[(n - 1) // 7], tie=Tie.REPORTS_TO) for n in range(1, size)]
    lines += [
        RelationshipLine(start=f"u{n % 6}", end=keys[n], tie=Tie.KNOWS, bond=Bond.WORKING) for n in range(0, size, 5)
    ]
    return Network(
        account_id="A",
        as_of=date(2026, 9, 30),
        people=tuple(Person(id=key, name=key) for key in keys),
        colleagues=tuple(Colleague(id=f"u{n}", name=f"u{n}") for n in range(6)),
        lines=tuple(lines),
    )


def _timed(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started
