"""What the new owner does in the first 30, 60 and 90 days, proposed from what is open at the account."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

MILESTONES = (30, 60, 90)


@dataclass(frozen=True, kw_only=True)
class FirstStep:
    """One step. `id`: tells it apart for ever, so that what is proposed twice is written once; `within`: so many days
    after the receipt."""

    id: str
    within: int
    step: str


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """What is open at an account that a plan is made of, in names to read. `contracts`: each with its id and the day
    that decides about it."""

    people: Sequence[tuple[str, str]] = ()
    """Whom to meet: id and name, in the order of introductions."""
    commitments: Sequence[str] = ()
    contracts: Sequence[tuple[str, date]] = ()
    disputes: Sequence[str] = ()
    quotes: Sequence[str] = ()
    orders: int = 0


def proposed(ahead: Ahead) -> tuple[FirstStep, ...]:
    """The steps, in the order of their days."""
    return tuple(sorted(_proposed(ahead), key=lambda one: one.within))


def _proposed(ahead: Ahead) -> Iterator[FirstStep]:
    if ahead.people:
        named = ", ".join(name for _, name in ahead.people[:3])
        yield FirstStep(id="d30-meet", within=30, step=f"Meet {named}, introduced by the owner before")
    yield FirstStep(id="d30-promises", within=30, step=_commitments(len(ahead.commitments)))
    if ahead.disputes:
        yield FirstStep(id="d30-disputes", within=30, step=f"Say by when “{ahead.disputes[0]}” is settled")
    if ahead.quotes:
        yield FirstStep(id="d30-quotes", within=30, step=f"Take over the quote “{ahead.quotes[0]}” and say so to them")
    if ahead.orders:
        yield FirstStep(id="d60-orders", within=60, step="See the open order lines in service, or say what is late")
    if ahead.people[3:]:
        yield FirstStep(id="d60-map", within=60, step="Meet everybody else on the map, and confirm how we read them")
    else:
        yield FirstStep(id="d60-map", within=60, step="Confirm how we read everybody on the map")
    if ahead.contracts:
        contract, day = ahead.contracts[0]
        yield FirstStep(
            id="d60-renewal", within=60, step=f"Agree how contract {contract} goes on before {day:%-d %B %Y}"
        )
    yield FirstStep(id="d90-review", within=90, step="Hold a review of your own, with the plan for the next year")


def _commitments(count: int) -> str:
    if not count:
        return "Ask the customer what they expect of us that nobody wrote down"
    return f"Go through {'the open commitment' if count == 1 else f'all {count} open commitments'} with the customer"
