"""The labels of what the data names, to choose by, kept for as long as its load is current."""

from collections.abc import Mapping

from steward.services import labels
from steward.ui.kit.cache import kept, warehouse


def account_labels() -> Mapping[str, str]:
    """Every account by id, in the order of names."""
    return kept(lambda: labels.accounts(warehouse()), "account labels")


def colleague_labels() -> Mapping[str, str]:
    """Each of us by id, in the order of names."""
    return kept(lambda: labels.colleagues(warehouse()), "colleague labels")


def product_labels() -> Mapping[str, str]:
    """Every product by id."""
    return kept(lambda: labels.products(warehouse()), "product labels")


def product_families() -> tuple[str, ...]:
    """Every family of products."""
    return kept(lambda: labels.product_families(warehouse()), "product families")


def partner_labels() -> Mapping[str, str]:
    """Every partner by id."""
    return kept(lambda: labels.partners(warehouse()), "partner labels")


def opportunity_labels(account_id: str) -> Mapping[str, str]:
    """The open opportunities of an account by id."""
    return labels.opportunities(warehouse(), account_id)


def site_labels(account_id: str) -> Mapping[str, str]:
    """The sites of an account by id."""
    return labels.sites(warehouse(), account_id)
