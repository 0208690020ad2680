"""What people wrote about lines of orders: what we do about those in danger, and what the customer was told."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from steward.domain.ordering.causes import DelayCause
from steward.plans.customer import delivery
from steward.plans.customer.delivery import Delivery, LineWords
from steward.plans.internal import orders
from steward.plans.internal.orders import BegunOrders, LineCare
from steward.sample.plans.scene import Scene

DAY = timedelta(days=1)


class Said(NamedTuple):
    """Of one line: ours, and theirs."""

    care: LineCare
    words: LineWords | None = None


def said_of_orders(scene: Scene) -> Iterator[Said]:
    """The stories of orders under way that somebody has taken up."""
    until, number = scene.until, scene.profile.number
    line = f"OR-{number}-01-1"
    match scene.profile.story.key:
        case "bandwidth_outgrown":
            yield Said(
                LineCare(
                    line=line, cause=DelayCause.CARRIER, owner=scene.profile.owner_id,
                    jeopardy="The carrier builds from the next street and names no date for its subcontractor",
                    next_step="Call the carrier's escalation desk (LX-88213); offer 5G for the gap",
                    due=until + DAY * 7,
                ),
                LineWords(
                    line=line, promised_on=until + DAY * 30, told_on=until + DAY,
                    words="The carrier has to dig from the next street. We offer a mobile access until it is done.",
                ),
            )  # fmt: skip
        case "chronic_site":
            yield Said(
                LineCare(
                    line=line, cause=DelayCause.CUSTOMER, owner=scene.profile.owner_id,
                    jeopardy="The carrier asks for digging; the order waits for their yes",
                    next_step="Send the offer for the civil works and ask for an answer", due=until + DAY * 14,
                ),
                LineWords(
                    line=line, told_on=until - DAY * 4, words="The second access needs a trench across the yard.",
                    need="Your yes to the civil works", need_by=until + DAY * 16,
                ),
            )  # fmt: skip


def files_of(scene: Scene) -> Iterator[tuple[str, BegunOrders | Delivery]]:
    """The two files that say it, by their names."""
    said = tuple(said_of_orders(scene))
    if said:
        yield orders.FILE, BegunOrders(account_id=scene.account_id, care=tuple(one.care for one in said))
        told = tuple(one.words for one in said if one.words)
        yield delivery.FILE, Delivery(account_id=scene.account_id, lines=told)
