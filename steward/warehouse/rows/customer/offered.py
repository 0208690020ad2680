"""What an offer refers to, as the customer knows it: products, their sites, and when their contracts end."""

from datetime import date
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class OfferedProduct(NamedTuple):
    """Something of ours."""

    product_id: str
    name: str
    family: str | None
    unit: str | None


class OfferedSite(NamedTuple):
    """A place of the customer's."""

    site_id: str
    name: str
    city: str | None


class ContractEnd(NamedTuple):
    """When a contract ends."""

    contract_id: str
    ends_on: date


def products(warehouse: Warehouse) -> list[OfferedProduct]:
    """Every product, by name."""
    return warehouse.rows(
        OfferedProduct, "select product_id, name, family, unit from customer.products order by name, product_id"
    )


def sites(warehouse: Warehouse, account_id: str) -> list[OfferedSite]:
    """The sites of an account, by name."""
    sql = "select site_id, name, city from customer.sites where account_id = ? order by name, site_id"
    return warehouse.rows(OfferedSite, sql, [account_id])


def contract_ends(warehouse: Warehouse, account_id: str) -> list[ContractEnd]:
    """The contracts of an account with their last day, the first to end first."""
    sql = "select contract_id, ends_on from customer.contracts where account_id = ? order by ends_on, contract_id"
    return warehouse.rows(ContractEnd, sql, [account_id])


class TaughtProduct(NamedTuple):
    """A product with what there is to tell of it."""

    product_id: str
    name: str
    use_case: str | None
    proof: str | None
    material: str | None


def taught_products(warehouse: Warehouse) -> list[TaughtProduct]:
    """Every product with what the feed says it is for, by name."""
    sql = "select product_id, name, use_case, proof, material from customer.products order by name, product_id"
    return warehouse.rows(TaughtProduct, sql)


class OwnedProduct(NamedTuple):
    """A product that a customer has."""

    product_id: str


def owned_products(warehouse: Warehouse, account_id: str, day: date) -> list[OwnedProduct]:
    """The products of the service lines in force on a day."""
    sql = """
        select distinct product_id from customer.services
        where account_id = ? and starts_on <= ? and (ends_on is null or ends_on > ?) order by 1"""
    return warehouse.rows(OwnedProduct, sql, [account_id, day, day])
