"""What the data names, by id, each with a label that no other of its kind has: to choose by."""

from collections.abc import Iterable, Mapping

from steward.briefings.customer.plans.their_names import their_names
from steward.domain.labels import told_apart
from steward.plans.customer.success_plan import SuccessPlan
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer import offered as offered_rows
from steward.warehouse.rows.customer.account import Contact
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import channel as channel_rows
from steward.warehouse.rows.internal import named
from steward.warehouse.rows.internal.named import NamedThing

__all__ = [
    "NamedThing",
    "accounts",
    "colleagues",
    "opportunities",
    "partners",
    "people",
    "product_families",
    "products",
    "sites",
    "things",
]

MOST = 5_000
"""Of each kind of thing that can be looked for by name; a browser searches through as many at once."""


def accounts(warehouse: Warehouse) -> Mapping[str, str]:
    """Every account, in the order of names."""
    return {one.account_id: one.name for one in book_rows.choices(warehouse)}


def colleagues(warehouse: Warehouse) -> Mapping[str, str]:
    """Each of us, in the order of names."""
    found = sorted(book_rows.colleagues(warehouse), key=lambda one: one.name)
    return {one.person_id: one.name for one in found}


def products(warehouse: Warehouse) -> Mapping[str, str]:
    """Every product."""
    return book_rows.product_names(warehouse)


def partners(warehouse: Warehouse) -> Mapping[str, str]:
    """Every partner, in the order of names."""
    return {one.partner_id: one.name for one in channel_rows.partners(warehouse)}


def product_families(warehouse: Warehouse) -> tuple[str, ...]:
    """Every family of products, by name."""
    return tuple(channel_rows.families(warehouse))


def people(contacts: Iterable[Contact], plan: SuccessPlan) -> Mapping[str, str]:
    """The people of an account, of the feed and of its plan."""
    return their_names({one.contact_id: one for one in contacts}, plan)


def sites(warehouse: Warehouse, account_id: str) -> Mapping[str, str]:
    """The sites of an account."""
    return {one.site_id: one.name for one in offered_rows.sites(warehouse, account_id)}


def opportunities(warehouse: Warehouse, account_id: str) -> Mapping[str, str]:
    """The open opportunities of an account."""
    return book_rows.opportunity_names(warehouse, account_id)


def things(warehouse: Warehouse) -> Mapping[str, NamedThing]:
    """Contacts who are there, open opportunities and contracts that run, by a label that no other has."""
    found = named.named(warehouse, warehouse.today, MOST)
    labels = told_apart(
        {f"{one.kind}:{one.account_id}:{one.key}": f"{one.name} · {one.kind}, {one.account}" for one in found}
    )
    return {labels[f"{one.kind}:{one.account_id}:{one.key}"]: one for one in found}
