"""The cheapest books there are, by HiGHS (`scipy.optimize.milp`), and how near to them what it finds is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import coo_array, csr_array

from steward.domain.books.arrays import BookArrays, Floats, Places, arrays_of, jitter_of, owners_by_unit
from steward.domain.books.greedy import greedy, improved
from steward.domain.books.problem import BooksProblem, broken_rules, cost_of, today_of

GAP = 0.001
"""Near enough: within a thousandth of the cheapest."""
PATIENCE = 120.0
"""Seconds that one plan is worked out at most; the other limit is counted in steps, so that as a rule a slow machine
finds the same books as a fast one."""
STEPS = 200_000_000
"""Nodes of the search times what may be chosen, twice: the larger the company, the fewer, and each takes longer."""
ROUNDS = 2
"""How often every two books are looked at again by themselves."""
INFEASIBLE = 2
MADE_UP = 1e-12


@dataclass(frozen=True)
class Solved:
    """Books that keep every rule. `bound`: no books cost less; `by`: what found them: `solver`, `greedy` or `today`;
    `proved`: whether they are proved to be within a thousandth of the cheapest."""

    owners: Mapping[str, str]
    cost: float
    bound: float | None
    by: str

    @property
    def gap(self) -> float | None:
        """By how much the cheapest could cost less, as a share of what these cost; None where nothing is proved."""
        if self.bound is None:
            return None
        return max(0.0, self.cost - self.bound) / self.cost if self.cost > MADE_UP else 0.0

    @property
    def proved(self) -> bool:
        """Whether they are as near as was asked for; the jitter that tells ties apart is less than what is left out."""
        return self.gap is not None and self.gap <= GAP + MADE_UP + (1e-6 / self.cost if self.cost > MADE_UP else 0.0)


def solve(problem: BooksProblem, patience: float = PATIENCE) -> Solved | None:
    """The cheapest books; None where none keep every rule. What a greedy finds, or today's books, go before what the
    solver found where they cost no more, as they can within its gap."""
    if not problem.accounts or not problem.books:
        return Solved({}, 0.0, 0.0, "today") if not problem.accounts else None
    arrays, jitter = arrays_of(problem), jitter_of(problem)
    result = _solved(arrays, arrays.cost + jitter, patience)
    found: list[tuple[float, int, str, Mapping[str, str]]] = []
    today: Mapping[str, str] = today_of(problem)
    if not broken_rules(problem, today):
        found.append((cost_of(problem, today).whole, 0, "today", today))
    if result.x is not None:
        placed = two_by_two(arrays, jitter, np.argmax(_placed(arrays, result.x), axis=1))
        owners: Mapping[str, str] = owners_by_unit(problem, placed)
        if not broken_rules(problem, owners):
            found.append((cost_of(problem, owners).whole, 1, "solver", owners))
    if (by_hand := greedy(problem)) is not None:
        found.append((cost_of(problem, by_hand).whole, 2, "greedy", by_hand))
    if not found:
        return None
    cost, _, by, owners = min(found, key=lambda one: one[:2])
    bound = None if result.mip_dual_bound is None else max(0.0, float(result.mip_dual_bound) - 1e-6)
    return Solved(owners, cost, None if bound is None else min(bound, cost), by)


def feasible(problem: BooksProblem) -> bool:
    """Whether any books keep every rule, whatever they cost."""
    if not problem.books:
        return not problem.accounts
    arrays = arrays_of(replace(problem, bands=()))
    return _solved(arrays, np.zeros_like(arrays.cost), PATIENCE).x is not None


def two_by_two(arrays: BookArrays, jitter: Floats, placed: Places) -> Places:
    """Books that cost no more: every two of them are balanced again with each other, in turn, while that helps."""
    found = improved(arrays, jitter, placed)
    books = arrays.cost.shape[1]
    for _ in range(ROUNDS):
        before = found
        for pair in combinations(range(books), 2):
            found = _rebalanced(arrays, jitter, found, np.array(pair))
        if (before == found).all():
            break
    return found


def _rebalanced(arrays: BookArrays, jitter: Floats, placed: Places, pair: Places) -> Places:
    units = np.flatnonzero(np.isin(placed, pair))
    if len(units) < 2:
        return placed
    part = BookArrays(
        cost=arrays.cost[np.ix_(units, pair)],
        allowed=arrays.allowed[np.ix_(units, pair)],
        loads=arrays.loads[:, units],
        low=arrays.low[:, pair],
        high=arrays.high[:, pair],
        weight=arrays.weight,
        counts=arrays.counts[units],
        caps=arrays.caps[pair],
        now=placed[units],
    )
    result = _solved(part, part.cost + jitter[np.ix_(units, pair)], PATIENCE)
    if result.x is None:
        return placed
    found = placed.copy()
    found[units] = pair[np.argmax(_placed(part, result.x), axis=1)]
    return found if counted(arrays, jitter, found) < counted(arrays, jitter, placed) - MADE_UP else placed


def counted(arrays: BookArrays, jitter: Floats, placed: Places) -> float:
    """What books cost, in the numbers of the arrays."""
    rows = np.arange(len(placed))
    held = np.zeros((len(arrays.weight), arrays.cost.shape[1]))
    np.add.at(held.T, placed, arrays.loads.T)
    beyond = np.maximum(0, np.maximum(held - arrays.high, arrays.low - held)).sum(axis=1)
    cost: Floats = arrays.cost + jitter
    return float(cost[rows, placed].sum() + arrays.weight @ beyond)


def _placed(arrays: BookArrays, found: Floats) -> Floats:
    units, books = arrays.cost.shape
    values: Floats = found[: units * books].reshape(units, books)
    return values


def _solved(arrays: BookArrays, cost: Floats, patience: float) -> OptimizeResult:
    """Every unit is with one book that it may be with; what a book is outside of its bands costs; so many accounts at
    most. Variables: units × books, then what each book is below and above each band."""
    units, books = cost.shape
    bands = len(arrays.weight)
    pairs, loose = units * books, bands * books
    if not arrays.allowed.any(axis=1).all():
        return OptimizeResult(x=None, status=INFEASIBLE, mip_dual_bound=None)
    constraints = [LinearConstraint(_one_each(units, books, pairs + 2 * loose), 1, 1)]
    if bands:
        constraints.append(LinearConstraint(_levels(arrays, pairs, loose), arrays.low.ravel(), arrays.high.ravel()))
    if np.isfinite(arrays.caps).any():
        constraints.append(LinearConstraint(_counted(arrays, pairs + 2 * loose), -np.inf, arrays.caps))
    beyond = np.repeat(arrays.weight, books)
    return milp(
        np.concatenate([cost.ravel(), beyond, beyond]),
        integrality=np.concatenate([np.ones(pairs), np.zeros(2 * loose)]),
        bounds=Bounds(0, np.concatenate([arrays.allowed.ravel().astype(float), np.full(2 * loose, np.inf)])),
        constraints=constraints,
        options={"mip_rel_gap": GAP, "time_limit": patience, "node_limit": max(1, STEPS // pairs**2)},
    )


def _one_each(units: int, books: int, width: int) -> csr_array:
    rows = np.repeat(np.arange(units), books)
    return csr_array(coo_array((np.ones(units * books), (rows, np.arange(units * books))), shape=(units, width)))


def _counted(arrays: BookArrays, width: int) -> csr_array:
    units, books = arrays.cost.shape
    rows = np.tile(np.arange(books), units)
    values = np.repeat(arrays.counts, books)
    return csr_array(coo_array((values, (rows, np.arange(units * books))), shape=(books, width)))


def _levels(arrays: BookArrays, pairs: int, loose: int) -> csr_array:
    units, books = arrays.cost.shape
    bands = len(arrays.weight)
    level = np.arange(loose)
    rows = np.concatenate([np.tile(np.arange(books), units) + band * books for band in range(bands)] + [level, level])
    columns = np.concatenate([np.arange(pairs)] * bands + [pairs + level, pairs + loose + level])
    values = np.concatenate(
        [*(np.repeat(arrays.loads[band], books) for band in range(bands)), np.ones(loose), -np.ones(loose)]
    )
    return csr_array(coo_array((values, (rows, columns)), shape=(loose, pairs + 2 * loose)))
