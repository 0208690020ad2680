"""The signals of health by account and month, as columns; and what was lost when, to hold them against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from steward.domain.health import Column, Group, Places, Signal
from steward.warehouse.reader import Warehouse


@dataclass(frozen=True)
class HealthTable:
    """A row for each account and month it was a customer in, by account, then month. Unknown is NaN.

    `accounts`: each once, in order, with its segment; `months`: each month's end once, the earliest first; `account_of`
    and `month_of`: of each row the place in these."""

    accounts: Sequence[str]
    segments: Sequence[str | None]
    months: Sequence[date]
    account_of: Places
    month_of: Places
    mrr: Column
    values: Mapping[Signal, Column]

    def __len__(self) -> int:
        return len(self.mrr)


def health_table(warehouse: Warehouse, until: date) -> HealthTable:
    """Every account's signals, month by month up to `until`, each as it was known at that month's end."""
    numbered = """
        select account_id, segment, row_number() over (order by account_id) - 1 as number from staging.accounts
        where account_id in (select account_id from internal.health_months where month_end <= $1)"""
    accounts = warehouse.columns(f"select account_id, segment from ({numbered}) order by number", [until])
    found = warehouse.columns(
        f"""
        with numbered as ({numbered})
        select n.number, h.month_end, h.mrr::double as mrr, {", ".join(_said(signal) for signal in Signal)}
        from internal.health_months h join numbered n using (account_id)
        left join known.relationship k on k.account_id = h.account_id and k.month_end = h.month_end
        where h.month_end <= $1 order by n.number, h.month_end""",
        [until],
    )
    months, month_of = np.unique(found.pop("month_end").data.astype("datetime64[D]"), return_inverse=True)
    return HealthTable(
        accounts=accounts["account_id"].tolist(),
        segments=accounts["segment"].tolist(),
        months=months.tolist(),
        account_of=found.pop("number").data.astype(np.intp),
        month_of=month_of,
        mrr=_floats(found.pop("mrr")),
        values={signal: _floats(found.pop(signal)) for signal in Signal},
    )


def _said(signal: Signal) -> str:
    """Its column: where people logged what the feed does not say, what is worked out anew."""
    if signal.group is not Group.RELATIONSHIP:
        return f"h.{signal}"
    return f"case when k.account_id is null then h.{signal} else k.{signal}::double end as {signal}"


def _floats(column: "np.ma.MaskedArray[tuple[int, ...], np.dtype[np.float64]]") -> Column:
    return np.ma.filled(column.astype(np.float64, copy=False), np.nan)


class Loss(NamedTuple):
    """MRR an account lost in a month, in percent of what it had before: 100 = all of it."""

    account_id: str
    month_end: date
    percent: float


def losses(warehouse: Warehouse, until: date, least: float) -> list[Loss]:
    """Churn and contraction of at least `least` percent in a month; of charges alone none, because they also pause."""
    sql = """
        with lost as (
            select b.account_id, b.month_end, -(b.contraction + b.churn) / b.opening * 100 as percent
            from internal.mrr_bridge b join meta.load l on l.basis = 'subscriptions'
            where b.opening > 0 and b.month_end <= ?)
        select account_id, month_end, percent::double from lost where percent >= ?
        order by account_id, month_end"""
    return warehouse.rows(Loss, sql, [until, least])


class Answer(NamedTuple):
    """The last answer of somebody at a customer."""

    account_id: str
    contact_id: str
    name: str | None
    score: int
    day: date


def last_answers(warehouse: Warehouse, since: date, until: date) -> list[Answer]:
    """The last answer of each contact in the days `since` … `until`."""
    sql = """
        with answers as (
            select account_id, contact_id, score, response_id, coalesce(answered_on, sent_on) as day
            from staging.nps_responses
            where score is not null and contact_id is not null)
        select n.account_id, n.contact_id, any_value(c.name), last_answer(n.score, n.day, n.response_id)::integer,
            max(n.day)
        from answers n left join staging.contacts c on c.contact_id = n.contact_id and c.account_id = n.account_id
        where n.day between ? and ? group by n.account_id, n.contact_id order by n.account_id, n.contact_id"""
    return warehouse.rows(Answer, sql, [since, until])
