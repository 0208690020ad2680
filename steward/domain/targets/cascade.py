"""A target handed down a tree, company, regions and people: what is set stays, what is left goes to the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from steward.domain.targets.allocation import allocate

NOTHING = Decimal()


@dataclass(frozen=True)
class Node:
    """A place of the tree. `own`: what is set for it; `begun`: what is set of a part of it, where the whole is not;
    `weight`: what it gets of what is left, against those beside it."""

    key: str
    own: Decimal | None = None
    begun: Decimal = NOTHING
    weight: Decimal = Decimal(1)
    children: tuple["Node", ...] = ()

    @property
    def floor(self) -> Decimal:
        """What is set of it or below it."""
        if self.own is not None:
            return self.own
        return sum((one.floor for one in self.children), self.begun)

    @property
    def open(self) -> bool:
        """Whether something of what is left can go to it: nobody set it, nor all below it."""
        return self.own is None and (not self.children or any(one.open for one in self.children))


@dataclass(frozen=True)
class Placed:
    """A place with what it is to reach. `amount` None: nobody set it, and nothing came down to it."""

    node: Node
    amount: Decimal | None
    children: tuple["Placed", ...] = ()

    @property
    def key(self) -> str:
        """Which place."""
        return self.node.key

    @property
    def set(self) -> bool:
        """Whether somebody said so, in place of what follows from above or below."""
        return self.node.own is not None

    @property
    def assigned(self) -> Decimal:
        """What those below are to reach; of a person what they are."""
        if not self.children:
            return self.amount or NOTHING
        return sum((one.amount or NOTHING for one in self.children), NOTHING)

    @property
    def gap(self) -> Decimal:
        """What is set here and nobody below is to reach; below zero where they are to reach more: over-assigned."""
        return (self.amount or NOTHING) - self.assigned

    def all(self) -> Iterator["Placed"]:
        """It and all below it, each before those below it."""
        yield self
        for one in self.children:
            yield from one.all()


def cascade(node: Node, given: Decimal | None = None) -> Placed:
    """A tree with what each place is to reach. `given`: what comes down to it, where nobody set it.

    | set for the whole | set for a, b, c | to reach     | gap  |
    |-------------------|-----------------|--------------|------|
    | 90                | 20, –, –        | 20, 35, 35   | 0    |
    | 90                | 40, 40, 40      | 40, 40, 40   | −30  |
    | 90                | 20, 20, 20      | 20, 20, 20   | 30   |
    | –                 | 20, 30, –       | 20, 30, –    | 0    |
    """
    amount = node.own if node.own is not None else given
    if not node.children:
        return Placed(node, amount if amount is not None else node.begun or None)
    if amount is None:
        below = tuple(cascade(one) for one in node.children)
        known = [one.amount for one in below if one.amount is not None]
        return Placed(node, sum(known, NOTHING) if known else None, below)
    return Placed(node, amount, tuple(_handed_down(node.children, amount)))


def _handed_down(children: Sequence[Node], amount: Decimal) -> Iterator[Placed]:
    """Those below, where so much is to be reached: those that are open get what the others leave."""
    left = amount - sum((one.floor for one in children), NOTHING)
    takers = [one for one in children if one.open]
    shares = dict(zip(map(id, takers), allocate(max(left, NOTHING), [one.weight for one in takers]), strict=True))
    for one in children:
        yield cascade(one, one.floor + shares.get(id(one), NOTHING))
