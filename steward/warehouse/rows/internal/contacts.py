"""A contact as the feed has them, for whoever is to be forgotten."""

from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class Called(NamedTuple):
    """What a contact is called, and where mail reaches them; empty where it is not known. `label`: what tells them from
    a namesake, with the name."""

    name: str
    label: str
    email: str


class ContactId(NamedTuple):
    """The id of a contact of any account."""

    contact_id: str


def called(warehouse: Warehouse, account_id: str, contact_id: str) -> Called | None:
    """The contact of an account; None where the feed has none of this id there."""
    sql = (
        "select written_name, name, coalesce(email, '') from customer.contacts where account_id = ? and contact_id = ?"
    )
    return next(iter(warehouse.rows(Called, sql, [account_id, contact_id])), None)


def namesakes(warehouse: Warehouse, account_id: str, contact_id: str, name: str) -> list[str]:
    """The ids of other contacts of an account who are called the same."""
    sql = """select contact_id from customer.contacts
        where account_id = ? and contact_id <> ? and lower(written_name) = lower(?) order by 1"""
    return [row.contact_id for row in warehouse.rows(ContactId, sql, [account_id, contact_id, name])]


class Address(NamedTuple):
    """Where mail reaches a contact; empty where it is not known."""

    contact_id: str
    email: str


def addresses_of(warehouse: Warehouse, account_ids: list[str]) -> dict[str, str]:
    """The address of every contact of some accounts, by id."""
    sql = """select contact_id, coalesce(email, '') from customer.contacts
        where account_id in (select unnest(?)) order by account_id, contact_id"""
    return dict(warehouse.rows(Address, sql, [account_ids]))


def contact_ids(warehouse: Warehouse) -> list[str]:
    """The ids of all contacts."""
    return [row.contact_id for row in warehouse.rows(ContactId, "select contact_id from customer.contacts")]
