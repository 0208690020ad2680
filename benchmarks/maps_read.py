"""The maps of a book, in a process that has read nothing yet and once more: name, seconds and maps of both."""

import sys
import time
from pathlib import Path

from steward.briefings.internal.scope.book import book_of
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services import maps
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace


def main(home: Path) -> None:
    """Print how long the maps of a home take."""
    house = Workspace.whole(home)
    book, plans = book_of(open_warehouse(house)), PlanCache(Plans.whole(house.plans))
    for name in ("cold", "warm"):
        began = time.perf_counter()
        found = maps.brief(book, EVERYTHING, plans)
        print(name, time.perf_counter() - began, sum(row.status is not None for row in found.rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
