"""The labels of what the data names, to choose by: accounts, ourselves, products and deals."""

from collections.abc import Mapping

from steward.domain.labels import told_apart
from steward.exhibits import day_text
from steward.ui.kit.cache import kept, warehouse
from steward.warehouse.rows.internal import book as internal_rows
from steward.warehouse.rows.internal import opportunities as deal_rows
from steward.warehouse.rows.internal.book import Choice


def account_labels() -> Mapping[str, str]:
    """Every account by id, in the order of names."""
    return kept(lambda: _accounts(internal_rows.choices(warehouse())), "account labels")


def _accounts(found: list[Choice]) -> dict[str, str]:
    names = {one.account_id: one.name for one in found}
    regions, owners = ({one.account_id: getattr(one, fact) for one in found} for fact in ("region", "owner"))
    return told_apart(names, regions, owners)


def colleague_labels() -> Mapping[str, str]:
    """Each of us by id, in the order of names."""
    return kept(_colleagues, "colleague labels")


def _colleagues() -> dict[str, str]:
    found = sorted(internal_rows.colleagues(warehouse()), key=lambda one: one.name)
    return told_apart({one.person_id: one.name for one in found}, {one.person_id: one.role for one in found})


def product_labels() -> Mapping[str, str]:
    """Every product by id."""
    return kept(lambda: told_apart(internal_rows.product_names(warehouse())), "product labels")


def deal_labels(account_id: str) -> Mapping[str, str]:
    """The open opportunities of an account by id."""
    names = internal_rows.opportunity_names(warehouse(), account_id)
    values = {one.opportunity_id: one for one in deal_rows.deal_values(warehouse(), [account_id])}
    closes = {key: f"closes {day_text(one.close_on)}" if one.close_on else None for key, one in values.items()}
    return told_apart(names, closes, {key: one.stage for key, one in values.items()})
