"""A relationship map of one account laid out and drawn: ours, Graphviz, and pyvis."""

import json
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import duckdb
from playwright.sync_api import Page

from benchmarks.app import chromium
from benchmarks.measure import line
from benchmarks.peers import processor
from benchmarks.peers.environments import THEIRS, ended, program
from benchmarks.peers.figures import Taken, beside, taken
from benchmarks.peers.given import map_written
from steward.briefings.internal.maps.exhibit import map_exhibit
from steward.briefings.internal.maps.source import MapSource
from steward.charts import figure
from steward.exhibits import RelationshipMap
from steward.plans.internal.account import account_plan
from steward.relationships.layout import places
from steward.relationships.model import Network
from steward.services import maps, scope
from steward.services.plans.files import plans_of
from steward.warehouse.files import current_warehouse
from steward.workspace import Workspace

ROUNDS = 9
OURS = "document.querySelector('.js-plotly-plot .main-svg')"
GRAPHVIZ = "document.readyState === 'complete' && document.querySelector('svg .node')"
Making = Callable[[Path], tuple[Path, Taken]]
"""Writes a file into a folder."""
PYVIS = "document.body?.dataset.rested === 'yes'"
MOST = "select account_id from staging.contacts group by all order by count(*) desc, account_id limit 1"


def main(home: Path, folder: Path) -> None:
    """Laid out, and then drawn until Chromium shows it, taking turns."""
    source = largest(home)
    exhibit = map_exhibit(source.network, source.places, "Relationship map")
    map_written(exhibit, folder / "map.json")
    (folder / "map.dot").write_text(dot(exhibit), encoding="utf-8")
    names = f"map of {len(exhibit.people)} people and {len(exhibit.lines)} lines"
    _laid_out(source.network, folder, names)
    _drawn(source.network, folder, names)


def largest(home: Path) -> MapSource:
    """The account whose map has most people."""
    house = Workspace.whole(home)
    path = current_warehouse(house)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as rows:
        account = str(rows.execute(MOST).fetchall()[0][0])
    return maps.source(scope.account_of(house, account), account_plan(plans_of(house), account))


def dot(exhibit: RelationshipMap) -> str:
    """The same people and lines in Graphviz's language; it puts whoever a line leads to below."""
    people = (f"{_quoted(one.key)} [label={_quoted(one.name)}];" for one in exhibit.people)
    lines = (f"{_quoted(one.end)} -> {_quoted(one.start)};" for one in exhibit.lines)
    return "\n".join(("digraph people {", "node [shape=box];", *people, *lines, "}"))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _laid_out(network: Network, folder: Path, names: str) -> None:
    """Where everybody stands, and no drawing. pyvis has nothing of the kind: it lays out while it draws."""
    ours, graphviz = [], []
    for _ in range(ROUNDS):
        ours.append(taken(lambda: places(network)))
        run = ended("dot", "-Tplain", str(folder / "map.dot"))
        graphviz.append(Taken(run.seconds, run.processor))
    line(f"{names}, laid out", "")
    beside({"Steward, in its process": ours, "Graphviz dot, a process of its own": graphviz})


def _drawn(network: Network, folder: Path, names: str) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        ways: Mapping[str, tuple[Making, str]] = {
            "Steward": (partial(_by_us, network), OURS),
            "Graphviz dot": (_by_graphviz, GRAPHVIZ),
            "pyvis": (_by_pyvis, PYVIS),
        }
        found: dict[str, list[Taken]] = {name: [] for name in ways}
        for number in range(ROUNDS + 1):
            for name, (made, shown) in ways.items():
                one = _until_shown(page, made, shown, folder)
                if number:
                    found[name].append(one)
    line(f"{names}, from its people to a page that shows it", "")
    beside(found)


def _until_shown(page: Page, made: Making, shown: str, folder: Path) -> Taken:
    """Making the file, and until the browser has drawn it."""
    page.goto("about:blank")
    file, making = made(folder)
    before, began = processor.of_browsers(), time.perf_counter()
    page.goto(file.as_uri(), wait_until="commit")
    page.wait_for_function(shown, timeout=120_000, polling=20)
    seconds = time.perf_counter() - began
    return Taken(making.seconds + seconds, making.processor + processor.of_browsers() - before)


def _by_us(network: Network, folder: Path) -> tuple[Path, Taken]:
    """As on a page: laid out, drawn with Plotly, and Plotly's script beside it."""
    file = folder / "ours.html"

    def made() -> None:
        drawing = figure(map_exhibit(network, places(network), "Relationship map"))
        file.write_text(drawing.to_html(include_plotlyjs=True), encoding="utf-8")

    return file, taken(made)


def _by_graphviz(folder: Path) -> tuple[Path, Taken]:
    file = folder / "graphviz.svg"
    run = ended("dot", "-Tsvg", f"-o{file}", str(folder / "map.dot"))
    return file, Taken(run.seconds, run.processor)


def _by_pyvis(folder: Path) -> tuple[Path, Taken]:
    """Without the start of its Python: what it says of itself."""
    file = folder / "pyvis.html"
    run = ended(program("pyvis"), str(THEIRS / "pyvis_map.py"), str(folder / "map.json"), str(file))
    return file, Taken(*json.loads(run.told))
