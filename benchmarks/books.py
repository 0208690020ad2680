"""How long books take to be balanced, and what it is good for: made companies of two sizes, three plans each."""

import random
import time
from collections.abc import Mapping
from dataclasses import replace

from benchmarks.measure import line
from steward.domain.books.greedy import greedy
from steward.domain.books.kinds import PlanKind, weighed
from steward.domain.books.plan import BookMeasure, Lock
from steward.domain.books.problem import (
    BookAccount,
    BookOwner,
    BooksProblem,
    cost_of,
    loads_counted,
    spread_of,
    today_of,
)
from steward.domain.books.solver import solve

SIZES = ((120, 8, 5), (300, 15, 30))
"""Accounts, books, and the seconds that are aimed at."""
REGIONS = ("North", "South", "East", "West")


def main() -> None:
    """Measure both sizes."""
    for accounts, books, aim in SIZES:
        problem = made(accounts, books)
        today = today_of(problem)
        line(f"books: {accounts} × {books}, today", f"MRR {_spread(problem, today)}")
        for kind in PlanKind:
            one = weighed(problem, kind)
            begun, worked = time.perf_counter(), time.process_time()
            found = solve(one)
            took, computed = time.perf_counter() - begun, time.process_time() - worked
            by_hand = greedy(one)
            if found is None:
                line(f"  {kind.label}", "no books keep every rule")
                continue
            moves = sum(found.owners[key] != owner for key, owner in today.items())
            dearer = f"; greedy {cost_of(one, by_hand).whole / found.cost:.2f} × the cost" if by_hand else ""
            line(
                f"  {kind.label} (aim ≤ {aim} s)",
                f"{took:.1f} s, {computed:.1f} s of computing; within {100 * (found.gap or 0):.2f} %; {moves} moves,"
                f" MRR {_spread(problem, found.owners)}{dearer}",
            )


def made(accounts: int, books: int, seed: int = 1) -> BooksProblem:
    """A company that grew unevenly: some people have thrice the accounts of others, a tenth of all is locked."""
    chance = random.Random(seed)
    owners = tuple(BookOwner(person_id=f"P{number}", region=REGIONS[number % len(REGIONS)]) for number in range(books))
    sizes = [chance.random() ** 2 + 0.1 for _ in owners]
    found: list[BookAccount] = []
    for number in range(accounts):
        owner, mrr = chance.choices(owners, sizes)[0], round(chance.lognormvariate(9, 1))
        above = chance.choice(found) if number > books and chance.random() < 0.08 else None
        found.append(
            BookAccount(
                account_id=f"A{number}", owner_id=owner.person_id, strength=chance.random(),
                parent_id=above.account_id if above and above.owner_id == owner.person_id else "",
                region=owner.region if chance.random() < 0.8 else chance.choice(REGIONS),
                lock=Lock.MANUAL if chance.random() < 0.1 else None,
                loads={
                    BookMeasure.MRR: mrr, BookMeasure.ATR: mrr * (chance.random() < 0.35),
                    BookMeasure.WORKLOAD: 2 + 20 * chance.random(), BookMeasure.ACCOUNTS: 1.0,
                },
            )
        )  # fmt: skip
    problem = BooksProblem(accounts=tuple(found), books=owners)
    held = loads_counted(problem, today_of(problem))
    most = round(1.6 * accounts / books)
    return replace(problem, books=tuple(replace(one, most_accounts=max(most, held[one.person_id])) for one in owners))


def _spread(problem: BooksProblem, owners: Mapping[str, str]) -> str:
    found = spread_of(problem, BookMeasure.MRR, owners)
    return f"{found.least:.2f}–{found.most:.2f} of a fair share" if found else "none"


if __name__ == "__main__":
    main()
