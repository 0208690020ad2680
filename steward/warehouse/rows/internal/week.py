"""When each account was last in touch, for the list of whom to call."""

from datetime import date
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class LastTouch(NamedTuple):
    """The last call, mail or meeting of an account, and with whom."""

    account_id: str
    day: date
    kind: str | None
    subject: str | None
    contact: str | None
    colleague: str | None


def last_touches(warehouse: Warehouse, day: date) -> dict[str, LastTouch]:
    """The last activity of every account up to `day`; of several on one moment, any one of them, always the same."""
    sql = """
        with last as (
            select account_id, arg_max(activity_id, (happened_at, activity_id)) as activity_id
            from known.activities where happened_at::date <= ? group by account_id)
        select a.account_id, a.happened_at::date, a.kind, a.subject, c.name, p.name
        from last join known.activities a using (activity_id)
        left join staging.contacts c on c.contact_id = a.contact_id and c.account_id = a.account_id
        left join staging.people p on p.person_id = a.person_id"""
    return {row.account_id: row for row in warehouse.rows(LastTouch, sql, [day])}
