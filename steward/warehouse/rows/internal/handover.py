"""What of accounts that change hands stands in the warehouse alone: order lines to come, meetings of two of us."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from steward.warehouse.known import SEPARATOR
from steward.warehouse.reader import Warehouse


class ToCome(NamedTuple):
    """How many order lines of an account are not delivered, nor over."""

    account_id: str
    lines: int


def lines_to_come(warehouse: Warehouse, account_ids: Sequence[str]) -> dict[str, int]:
    """Of each of these accounts that has any."""
    sql = """
        select account_id, count(*)::integer from internal.order_lines
        where account_id in (select unnest(?::varchar[])) and not order_over(state) group by account_id order by all"""
    return dict(warehouse.rows(ToCome, sql, [list(account_ids)]))


class OurMeeting(NamedTuple):
    """A meeting with a customer, and who of us is said to have been there."""

    account_id: str
    day: date
    person_id: str


def our_meetings(warehouse: Warehouse, account_ids: Sequence[str], until: date) -> list[OurMeeting]:
    """Every meeting with these accounts up to a day, a row for each of us: whose it is, and who took part."""
    people = f"string_split(concat_ws('{SEPARATOR}', person_id, participants), '{SEPARATOR}')"
    sql = f"""
        select distinct account_id, day, person_id from (
            select account_id, happened_at::date as day, trim(unnest({people})) as person_id
            from known.activities
            where account_id in (select unnest(?::varchar[])) and lower(kind) = 'meeting' and happened_at::date <= ?)
        where person_id <> '' order by all"""
    return warehouse.rows(OurMeeting, sql, [list(account_ids), until])
