"""Many reviews checked at once: each is laid out, so for hundreds of them processes of their own are begun."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from cattrs.preconf.json import make_converter

from steward.briefings.customer.subject import subject
from steward.plans.files.store import Plans
from steward.services.outliving import end_with_parent
from steward.services.reviews.decks import Order, opened_warehouse
from steward.services.reviews.readiness import Checkup, account_names, checkup
from steward.warehouse.reader import Warehouse

_JSON = make_converter()
Failed = tuple[tuple[str, str], ...]
"""Account ids with why their review could not be checked."""


def check_all(order: Order, accounts: Sequence[str], into: Path, progress: Callable[[str, float], None]) -> Failed:
    """Check the reviews of these accounts, several at a time, each told on a line of a file as soon as it is done."""
    workers, failed = min(os.cpu_count() or 1, max(len(accounts), 1)), []
    with (
        into.open("a", encoding="utf-8", newline="\n") as out,
        ProcessPoolExecutor(workers, get_context("spawn"), end_with_parent) as pool,
    ):
        jobs = {pool.submit(_checkup, order, account): account for account in accounts}
        for done, job in enumerate(as_completed(jobs), start=1):
            problem = job.exception()
            if problem is None:
                out.write(_JSON.dumps(job.result()) + "\n")
                out.flush()
            else:
                failed.append((jobs[job], str(problem) or type(problem).__name__))
            progress(f"{done} of {len(jobs)} reviews", done / len(jobs))
    return tuple(sorted(failed))


def told_in(file: Path, after: int) -> Iterator[Checkup]:
    """What such a file tells until now, but for so many that are known; a line that is being written is for later."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True) if file.exists() else []
    return (_JSON.loads(line, Checkup) for line in lines[after:] if line.endswith("\n"))


def _checkup(order: Order, account_id: str) -> Checkup:
    warehouse = opened_warehouse(order.workspace)
    return checkup(subject(warehouse, account_id, order.quarter), Plans.within(order.workspace), _names(warehouse))


@lru_cache(maxsize=1)
def _names(warehouse: Warehouse) -> tuple[str, ...]:
    """Each process reads them once."""
    return tuple(account_names(warehouse))
