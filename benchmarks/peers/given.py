"""What the peers are handed: the book page, a deck and a map as plain values, made once by Steward.

They draw numbers that are worked out already; Steward, beside them, works them out of its warehouse."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.charts import figure
from steward.exhibits import Exhibit, RelationshipMap, as_table
from steward.exhibits.charts import Bars, Bridge, Bubbles, Lines, StackedBars
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services import book as book_service
from steward.services import nps, renewals
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace

DRAWN = (Lines, Bars, StackedBars, Bridge, Bubbles)


@dataclass(frozen=True)
class Part:
    """One exhibit of the book page: its rows, and as Plotly draws it where it is no table."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    drawn: str | None = None


def book_parts(home: Path) -> tuple[Part, ...]:
    """The six exhibits of the book page and its table of accounts, in its order."""
    house = Workspace.whole(home)
    return tuple(_part(one) for one in _exhibits(book_of(open_warehouse(house)), PlanCache(Plans.whole(house.plans))))


def _exhibits(book: Book, plans: PlanCache) -> Sequence[Exhibit]:
    """As `pages/internal/book.py` shows them."""
    brief, ending = book_service.brief(book), renewals.brief(book, EVERYTHING, plans)
    surveys = nps.nps_exhibits(book, EVERYTHING).values()
    found = (brief.accounts, brief.bubbles, brief.bridge, *surveys, ending.quarters, ending.days)
    return [one for one in found if one is not None]


def _part(exhibit: Exhibit) -> Part:
    table = as_table(exhibit)
    if table is None:
        raise TypeError(f"{exhibit.id} has no rows")
    drawn = figure(exhibit).to_json() if isinstance(exhibit, DRAWN) else None
    names = tuple(column.name for column in table.columns)
    rows = tuple(tuple(_plain(cell) for cell in row) for row in table.rows)
    return Part(exhibit.id.replace(".", "_"), exhibit.title, names, rows, drawn)


def _plain(cell: Any) -> str | int | float | None:
    if cell is None or isinstance(cell, str | int | float):
        return cell
    return cell.isoformat() if hasattr(cell, "isoformat") else float(cell)


def written(parts: Sequence[Part], file: Path) -> None:
    """The parts as JSON."""
    file.write_text(json.dumps([asdict(one) for one in parts]), encoding="utf-8")


def map_written(people: RelationshipMap, file: Path) -> None:
    """A map as names and lines: where everybody stands is for the peer to find."""
    told: Mapping[str, Any] = {
        "people": [{"key": one.key, "name": one.name, "title": one.title, "ours": one.ours} for one in people.people],
        "lines": [{"start": one.start, "end": one.end, "tie": str(one.tie)} for one in people.lines],
    }
    file.write_text(json.dumps(told), encoding="utf-8")
