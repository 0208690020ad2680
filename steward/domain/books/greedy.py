"""The plan that somebody makes by hand: from today's books, the one move that helps most, until none does."""

import numpy as np

from steward.domain.books.arrays import BookArrays, Floats, Places, arrays_of, jitter_of, owners_by_unit
from steward.domain.books.problem import BooksProblem, broken_rules

HELPS = 1e-9


def greedy(problem: BooksProblem) -> dict[str, str] | None:
    """Whose each account would be; None where it finds no books that keep every rule."""
    arrays, jitter = arrays_of(problem), jitter_of(problem)
    placed = _begun(arrays, jitter)
    if placed is None:
        return None
    found = owners_by_unit(problem, improved(arrays, jitter, placed))
    return None if broken_rules(problem, found) else found


def improved(arrays: BookArrays, jitter: Floats, placed: Places) -> Places:
    """Moves of one unit at a time, the best first, until none helps."""
    found = placed.copy()
    for _ in range(4 * len(found)):
        gain, unit, book = _best_move(arrays, jitter, found)
        if gain <= HELPS:
            break
        found[unit] = book
    return found


def _begun(arrays: BookArrays, jitter: Floats) -> Places | None:
    """Every unit where it is today; one that cannot be there where it costs least and there is room, the largest
    first."""
    units = len(arrays.counts)
    room = arrays.caps.copy()
    placed = np.full(units, -1, dtype=np.int64)
    for unit in range(units):
        now = arrays.now[unit]
        if now >= 0 and arrays.allowed[unit, now] and room[now] >= arrays.counts[unit]:
            placed[unit] = now
            room[now] -= arrays.counts[unit]
    for unit in sorted(np.flatnonzero(placed < 0).tolist(), key=lambda one: (-arrays.counts[one], one)):
        free = arrays.allowed[unit] & (room >= arrays.counts[unit])
        if not free.any():
            return None
        placed[unit] = int(np.argmin(np.where(free, arrays.cost[unit] + jitter[unit], np.inf)))
        room[placed[unit]] -= arrays.counts[unit]
    return placed


def _best_move(arrays: BookArrays, jitter: Floats, placed: Places) -> tuple[float, int, int]:
    """What the one best move saves, and which it is."""
    units, books = arrays.cost.shape
    rows = np.arange(units)
    held = np.zeros((len(arrays.weight), books))
    np.add.at(held.T, placed, arrays.loads.T)
    counted = np.bincount(placed, weights=arrays.counts, minlength=books)
    now = _beyond(arrays, held)
    # Of a unit that leaves its book, and of one that comes to another: measures summed, units × books.
    leaves = np.zeros(units)
    comes = np.zeros((units, books))
    for measure, weight in enumerate(arrays.weight):
        load = arrays.loads[measure]
        low, high, has = arrays.low[measure], arrays.high[measure], held[measure]
        after = has[placed] - load
        leaves += weight * (np.maximum(0, np.maximum(after - high[placed], low[placed] - after)) - now[measure][placed])
        more = has[None, :] + load[:, None]
        comes += weight * (np.maximum(0, np.maximum(more - high, low - more)) - now[measure][None, :])
    cost = arrays.cost + jitter
    saved = cost[rows, placed][:, None] - cost - leaves[:, None] - comes
    room = counted[None, :] + arrays.counts[:, None] <= arrays.caps[None, :]
    saved[~(arrays.allowed & room)] = -np.inf
    saved[rows, placed] = -np.inf
    unit, book = np.unravel_index(int(np.argmax(saved)), saved.shape)
    return float(saved[unit, book]), int(unit), int(book)


def _beyond(arrays: BookArrays, held: Floats) -> Floats:
    found: Floats = np.maximum(0, np.maximum(held - arrays.high, arrays.low - held))
    return found
