"""The books that are possible as arrays: what the greedy and the solver both count with."""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steward.domain.books.problem import BooksProblem

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
"""The book that each unit is in."""
JITTER = 1e-7
"""By so much two ways of one cost differ, by the seed: the same is found again."""


@dataclass(frozen=True)
class BookArrays:
    """Units × books. `cost`: of a unit being with a book; `allowed`: whether it may be; `loads`: measures × units;
    `low`, `high`: measures × books, the bands, all as shares of everything; `weight`: of a measure; `counts`: accounts
    of a unit; `caps`: most accounts of a book, infinite where there is no limit; `now`: the book a unit is with as a
    whole, -1 where it is with none."""

    cost: Floats
    allowed: NDArray[np.bool_]
    loads: Floats
    low: Floats
    high: Floats
    weight: Floats
    counts: Floats
    caps: Floats
    now: Places


def arrays_of(problem: BooksProblem, *, takes: bool = True, locks: bool = True) -> BookArrays:
    """The problem in numbers; without `takes` or `locks` that rule is left out, to see whether it is what blocks."""
    units, books = problem.units, problem.books
    index = {book.person_id: place for place, book in enumerate(books)}
    cost = np.zeros((len(units), len(books)))
    allowed = np.ones((len(units), len(books)), dtype=np.bool_)
    now = np.full(len(units), -1, dtype=np.int64)
    for row, unit in enumerate(units):
        for one in unit:
            moved = problem.relationship * problem.move_cost(one)
            for column, book in enumerate(books):
                cost[row, column] += moved * (book.person_id != one.owner_id)
                cost[row, column] += problem.region * problem.misfit(one, book)
                stays = one.lock is None or book.person_id == one.owner_id
                allowed[row, column] &= (stays or not locks) and (book.takes(one) or not takes or one.lock is not None)
        held = {index.get(one.owner_id, -1) for one in unit}
        now[row] = held.pop() if len(held) == 1 else -1
    bands = [band for band in problem.bands if problem.totals(band.measure) > 0 and band.weight > 0]
    whole = np.array([[problem.totals(band.measure)] for band in bands]).reshape(len(bands), 1)
    fair = np.array([[problem.fair(band.measure)[book.person_id] for book in books] for band in bands])
    widths = np.array([[band.width] for band in bands])
    fair, widths = fair.reshape(len(bands), len(books)) / whole, widths.reshape(len(bands), 1)
    return BookArrays(
        cost=cost,
        allowed=allowed,
        loads=np.array(
            [[sum(one.loads.get(band.measure, 0.0) for one in unit) for unit in units] for band in bands]
        ).reshape(len(bands), len(units))
        / whole,
        low=fair * (1 - widths),
        high=fair * (1 + widths),
        weight=np.array([problem.evenness * band.weight for band in bands]),
        counts=np.array([float(len(unit)) for unit in units]),
        caps=np.array([np.inf if book.most_accounts is None else float(book.most_accounts) for book in books]),
        now=now,
    )


def jitter_of(problem: BooksProblem) -> Floats:
    """A tiny cost of each unit with each book that is the same for the same seed, and another for another."""

    def drawn(unit: str, book: str) -> float:
        raw = hashlib.sha256(f"{problem.seed}|{unit}|{book}".encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(raw[:6], "big") / 2**48

    rows = [[drawn(unit[0].account_id, book.person_id) for book in problem.books] for unit in problem.units]
    return np.array(rows).reshape(len(problem.units), len(problem.books)) * JITTER / max(len(problem.units), 1)


def owners_by_unit(problem: BooksProblem, placed: Places) -> dict[str, str]:
    """Whose each account is, of the book that each unit is placed in."""
    return {
        one.account_id: problem.books[int(place)].person_id
        for unit, place in zip(problem.units, placed, strict=True)
        for one in unit
    }
