"""Names and email addresses of those a meeting or a commitment names, as the customer reads them; of nobody else."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from steward.warehouse.reader import ACCOUNTS, Warehouse


class Known(NamedTuple):
    """One of us (`account_id` empty) or of a customer, and where mail reaches them; empty where it is not known.
    `written_name`: what they are called to their face, whoever else has the name."""

    account_id: str
    key: str
    name: str
    written_name: str
    email: str


People = dict[tuple[str, str], Known]


def people(warehouse: Warehouse, account_ids: Sequence[str], keys: Iterable[str]) -> People:
    """Those of some ids who are among us or at one of some accounts, by account and id."""
    wanted = {key for key in keys if key}
    us = warehouse.rows(Known, "select '', person_id, called, name, coalesce(email, '') from customer.colleagues")
    sql = """
        select account_id, contact_id, name, written_name, coalesce(email, '') from customer.contacts
        where account_id in (select unnest(?))"""
    theirs = warehouse.accounts_rows(Known, sql, list(account_ids), [ACCOUNTS])
    return {(row.account_id, row.key): row for row in (*us, *theirs) if row.key in wanted}


def who(found: People, account_id: str, key: str) -> Known:
    """Who is meant by an id in a plan of an account; what is no id is a name."""
    return found.get((account_id, key)) or found.get(("", key)) or Known(account_id, "", key, key, "")


class Owner(NamedTuple):
    """Who of us looks after an account; empty where nobody is named."""

    account_id: str
    account: str
    key: str
    name: str
    email: str


def owners(warehouse: Warehouse, account_ids: Sequence[str]) -> dict[str, Owner]:
    """Who looks after each of some accounts."""
    sql = """
        select a.account_id, a.name, coalesce(a.account_manager_id, ''), coalesce(p.name, ''), coalesce(p.email, '')
        from customer.accounts as a left join customer.colleagues as p on p.person_id = a.account_manager_id
        where a.account_id in (select unnest(?)) order by a.account_id"""
    return {row.account_id: row for row in warehouse.rows(Owner, sql, [list(account_ids)])}
