"""One line about the whole map of each account of the book."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from steward.briefings.internal.scope.book import Book
from steward.domain.stakeholders import MapStatus
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import Each, at_once
from steward.plans.internal.strategy import Strategy
from steward.relationships.join import network, spoken_of
from steward.relationships.model import Person
from steward.relationships.single_threading import (
    champions,
    champions_who_left,
    single_threaded,
    who_mattered_and_left,
    working_relationships,
)
from steward.relationships.status import Status, map_status
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import channel as channel_rows
from steward.warehouse.rows.internal.book import AccountContact, BookRow
from steward.warehouse.rows.internal.channel import PartnerPerson

ORDER = {MapStatus.RED: 0, MapStatus.AMBER: 1, MapStatus.GREEN: 2}
SECTIONS = {"success": frozenset({"people"}), "strategy": frozenset({"readings", "acquaintances"})}
"""The sections of either file that this view reads."""


@dataclass(frozen=True)
class MapRow:
    """One account's whole map in a line. `status` None: nobody has drawn it."""

    row: BookRow
    status: Status | None
    working: tuple[Person, ...]
    single: bool
    left: tuple[Person, ...]
    gone: tuple[Person, ...] = ()
    """Those of them who mattered and are not there any more: champions, and whoever decides or pays."""
    champions: tuple[Person, ...] = ()
    """Those who are there."""


def map_rows(
    book: Book, paying: Sequence[BookRow], success: Mapping[str, SuccessPlan], strategies: Mapping[str, Strategy],
    each: Each = at_once,
) -> tuple[MapRow, ...]:  # fmt: skip
    """The accounts that pay, red maps first, the largest first among equals. `each`: how that of one is made."""
    mapped = [row.account_id for row in paying if strategies.get(row.account_id, _NONE).readings]
    people: dict[str, list[AccountContact]] = defaultdict(list)
    for contact in book_rows.contacts_of(book.warehouse, mapped):
        people[contact.account_id].append(contact)
    partners = channel_rows.partner_people(book.warehouse, book.now) if mapped else []
    found = (
        each(
            "map", row.account_id,
            (row, book.warehouse, book.now, success.get(row.account_id), strategies.get(row.account_id)),
            partial(_row, row, people[row.account_id], success, strategies, book.now, partners),
        )
        for row in paying
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (ORDER[one.status.status] if one.status else 3, -one.row.mrr)))


_NONE = Strategy(account_id="")


def _row(
    row: BookRow, contacts: Sequence[AccountContact], success: Mapping[str, SuccessPlan],
    strategies: Mapping[str, Strategy], day: date, partners: Sequence[PartnerPerson],
) -> MapRow:  # fmt: skip
    strategy = strategies.get(row.account_id, _NONE)
    if not strategy.readings:
        return MapRow(row, None, (), False, ())
    agreed = success.get(row.account_id) or SuccessPlan(account_id=row.account_id)
    # Whoever the plan does not speak of changes nothing here; of a thousand accounts they are most.
    named = {*spoken_of(strategy), *(person.id for person in agreed.people)}
    known = network(
        row.account_id, day, [one for one in contacts if one.contact_id in named], (), {}, agreed, strategy,
        fed=bool(contacts), partners=partners,
    )  # fmt: skip
    left, gone = champions_who_left(known), who_mattered_and_left(known)
    return MapRow(
        row, map_status(known), working_relationships(known), single_threaded(known), left, gone, champions(known)
    )
