"""Who would have what: accounts moved between people, and what each book comes to before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Owned:
    """One account's MRR now and when the quarter began; or several accounts' together."""

    mrr: Decimal = Decimal()
    opening: Decimal = Decimal()
    accounts: int = 1


EMPTY = Owned(accounts=0)


def moved(owners: Mapping[str, str], moves: Mapping[str, str]) -> dict[str, str]:
    """Whose each account would be. An account that is not there is not moved."""
    return {account: moves.get(account, owner) for account, owner in owners.items()}


def books(accounts: Mapping[str, Owned], owners: Mapping[str, str]) -> dict[str, Owned]:
    """What everybody's accounts come to."""
    found: dict[str, Owned] = {}
    for account, one in accounts.items():
        held = found.get(owners[account], EMPTY)
        found[owners[account]] = Owned(held.mrr + one.mrr, held.opening + one.opening, held.accounts + one.accounts)
    return found


def largest_of_mean(held: Mapping[str, Owned]) -> float | None:
    """How many times the mean the largest book is, by MRR; None where there is no MRR.

    | books    | times |
    |----------|-------|
    | 30 10 20 | 1.5   |
    """
    amounts = [one.mrr for one in held.values()]
    whole = sum(amounts, Decimal())
    return float(max(amounts) * len(amounts) / whole) if whole else None


def follows(now: Mapping[str, Owned], then: Mapping[str, Owned]) -> dict[str, Decimal]:
    """By how much everybody's part of a target would be another: as their MRR would be. Who has none now keeps it."""
    return {key: then.get(key, EMPTY).mrr / one.mrr for key, one in now.items() if one.mrr > 0}
