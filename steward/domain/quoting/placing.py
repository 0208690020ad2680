"""Whether what was ordered is in the data by now: as services whose contract is no older than the order."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from steward.domain.quoting.lines import Action


class OrderState(StrEnum):
    """How far an order is that was begun here."""

    BEGUN = "to be placed"
    PLACED = "placed"
    COVERED = "in the data"


class Delivered(NamedTuple):
    """A service of the data. `since`: the day its contract was signed, else that on which the contract or, without one,
    the service began."""

    subscription_id: str
    product_id: str
    site_id: str | None
    contract_id: str | None
    since: date | None
    runs: bool


class OrderedLine(NamedTuple):
    """What a line of an order asks for. `monthly`: whether it costs anything a month: what is paid once leaves no trace
    among services."""

    action: Action
    product: str
    site: str
    replaces: tuple[str, ...] = ()
    monthly: bool = True


def is_covered(
    lines: Iterable[OrderedLine], signed_on: date | None, services: Sequence[Delivered], contract: str = ""
) -> bool:
    """Whether the data has all of an order. `contract`: the one that somebody named, whose being there is enough.

    | order                         | data                                                | covered |
    |-------------------------------|-----------------------------------------------------|---------|
    | SD-WAN at S2, accepted in May | SD-WAN at S2 under a contract signed in June        | yes     |
    | the same                      | SD-WAN at S2 under a contract signed in April       | no      |
    | the same                      | SD-WAN at S1 under a contract signed in June        | no      |
    | U1 ends                       | U1 still runs                                       | no      |
    | a set-up that is paid once    | anything                                            | no      |
    """
    if contract and any(one.contract_id == contract for one in services):
        return True
    awaited = [one for one in lines if one.monthly or one.action is Action.DELETE]
    if not awaited or signed_on is None:
        return False
    new = [one for one in services if one.since is not None and one.since >= signed_on]
    running = {one.subscription_id for one in services if one.runs}
    return all(_is_there(one, new, running) for one in awaited)


def _is_there(line: OrderedLine, new: Sequence[Delivered], running: set[str]) -> bool:
    if line.action is Action.DELETE:
        return running.isdisjoint(line.replaces)
    return any(one.product_id == line.product and line.site in ("", one.site_id) for one in new)
