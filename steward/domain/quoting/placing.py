"""Whether what was ordered is in the data by now: as services whose contract is no older than the order."""

from collections import Counter
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
    | two lines of SD-WAN at S2     | one new SD-WAN at S2                                | no      |
    | SD-WAN at S2                  | SD-WAN at S2 that is new and ended already          | no      |
    | U1 ends, or is replaced       | U1 still runs under its old contract                | no      |
    | a set-up that is paid once    | anything                                            | no      |
    """
    if contract and any(one.contract_id == contract for one in services):
        return True
    awaited = [one for one in lines if one.monthly or one.action is Action.DELETE]
    if not awaited or signed_on is None:
        return False
    new = [one for one in services if one.runs and one.since is not None and one.since >= signed_on]
    running = {one.subscription_id for one in services if one.runs}
    replaced = running - {one.subscription_id for one in new}
    return all(
        (running if one.action is Action.DELETE else replaced).isdisjoint(one.replaces) for one in awaited
    ) and _are_there([one for one in awaited if one.action is not Action.DELETE], new)


def _are_there(lines: Sequence[OrderedLine], new: Sequence[Delivered]) -> bool:
    """Whether there is a new service for every line, each for one: those at a site take theirs, and what is left of a
    product is for its lines that name no site."""
    at_site = Counter((one.product, one.site) for one in lines if one.site)
    of_product = Counter(one.product for one in lines)
    return at_site <= Counter((one.product_id, one.site_id or "") for one in new) and of_product <= Counter(
        one.product_id for one in new
    )
