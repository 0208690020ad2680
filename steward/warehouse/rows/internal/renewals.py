"""Rows about renewals: contracts as of a quarter's end, and what the feeds say about the accounts they belong to."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import ACCOUNTS, Warehouse


class RenewalRow(NamedTuple):
    """One contract as of a quarter's end. Money a month; `atr` None where no service is linked to the contract.

    `state`: won, lost, open or not known. `renewed`: what it brings after the renewal, None where that is not known.
    `opportunity_status`: None where it has no renewal opportunity. `still_billed`: MRR under it after its end."""

    contract_id: str
    account_id: str
    starts_on: date
    ends_on: date
    due_in: str
    notice_days: int | None
    notice_by: date | None
    auto_renews: bool | None
    atr: Decimal | None
    list_mrr: Decimal | None
    mrr_at_first: Decimal | None
    state: str
    renewed: Decimal | None
    next_id: str | None
    opportunity_id: str | None
    stage: str | None
    opportunity_status: str | None
    opportunity_amount: Decimal | None
    still_billed: Decimal


def renewals(warehouse: Warehouse, quarter: str, due_in: Sequence[str] | None = None) -> list[RenewalRow]:
    """Every contract begun by the quarter's end that had not ended two years before it, the first end first; or only
    what ends in some quarters."""
    sql = f"""
        select {", ".join(RenewalRow._fields)} from internal.renewals
        where quarter = $1 and ($2 is null or list_contains($2, due_in)) order by ends_on, account_id, contract_id"""
    return warehouse.rows(RenewalRow, sql, [quarter, None if due_in is None else list(due_in)])


class NextRenewal(NamedTuple):
    """The contract of an account that is decided next; it may have ended already."""

    ends_on: date
    notice_by: date | None


def next_renewal(warehouse: Warehouse, account_id: str, quarter: str) -> NextRenewal | None:
    """Of an account's contracts that were open at the quarter's end the first to end, of several on one day that
    with the earliest notice; where none was, of those that began since. None where there is none."""
    sql = """
        select account_id, ends_on, notice_by from (
            select account_id, ends_on, notice_by, contract_id, 1 as place from internal.renewals
            where account_id in (select unnest($1)) and quarter = $2 and state = 'open'
            union all
            select account_id, ends_on, (ends_on - to_days(notice_days::integer))::date, contract_id, 2
            from staging.contracts
            where account_id in (select unnest($1)) and $3
                and starts_on > (select ends_on from staging.quarters where quarter = $2)
                and starts_on <= $4 and ends_on > $4)
        qualify row_number() over (
            partition by account_id order by place, ends_on, notice_by nulls last, contract_id) = 1"""
    latest = quarter == str(max(warehouse.quarters))
    asked = [ACCOUNTS, quarter, latest, warehouse.today]
    return next(iter(warehouse.account_rows(NextRenewal, sql, account_id, asked)), None)


class AccountSigns(NamedTuple):
    """What the feeds say about one account up to a day. Counts of answers are of the last of each contact in a year.

    `missed`: services of those with a target that were down for longer than it allows in the quarter.
    `use`: now / then, of the product whose use fell most against the same three months a year before.
    `tickets`, `rating`: of the last 91 days; `rated`: how many of them were rated."""

    account_id: str
    last_contact: date | None
    answered: int
    promoters: int
    detractors: int
    unhappy: list[str]
    unhappy_names: list[str]
    gone: list[str]
    gone_names: list[str]
    services: int
    missed: int
    use: float | None
    use_of: str | None
    tickets: int
    tickets_before: int
    rating: float | None
    rated: int


def account_signs(warehouse: Warehouse, quarter: str, day: date) -> dict[str, AccountSigns]:
    """What speaks for and against each account's renewals as of a day, by account."""
    rows = warehouse.rows(AccountSigns, _SIGNS, [day, quarter])
    return {row.account_id: row for row in rows}


_SIGNS = """
with contact as (
    select account_id, last_contact(happened_at, $1) as last_contact from known.activities group by account_id
),
answers as (
    select account_id, contact_id, last_answer(score, coalesce(answered_on, sent_on), response_id) as score
    from staging.nps_responses
    where score is not null and coalesce(answered_on, sent_on) between $1::date - 364 and $1
    group by account_id, coalesce(contact_id, response_id), contact_id
),
voices as (
    select a.account_id, count(*) as answered,
        count(*) filter (where leaning(a.score) = 1) as promoters,
        count(*) filter (where leaning(a.score) = -1) as detractors,
        list(a.contact_id order by a.contact_id)
            filter (where leaning(a.score) = -1 and c.name is not null) as unhappy,
        list(c.name order by a.contact_id)
            filter (where leaning(a.score) = -1 and c.name is not null) as unhappy_names
    from answers as a left join staging.contacts as c using (contact_id) group by a.account_id
),
gone as (
    select account_id, list(contact_id order by contact_id) as gone, list(name order by contact_id) as gone_names
    from staging.contacts where left_on between $1::date - 180 and $1 group by account_id
),
services as (
    select account_id, product_id, site_id, sum(downtime_minutes) > sum(allowed_minutes) as missed
    from customer.availability_monthly where quarter = $2 and allowed_minutes is not null group by all
),
service as (
    select account_id, count(*) as services, count(*) filter (where missed) as missed
    from services group by account_id
),
products as (
    select account_id, product,
        use_a_reading(
            sum(used) filter (where month_end > $1::date - 92), sum(readings) filter (where month_end > $1::date - 92)
        ) / nullif(use_a_reading(
            sum(used) filter (where month_end <= $1::date - 364),
            sum(readings) filter (where month_end <= $1::date - 364)
        ), 0) as use
    from customer.usage_monthly
    where month_end <= $1 and (month_end > $1::date - 92 or month_end between $1::date - 456 and $1::date - 364)
    group by account_id, product
),
uses as (
    select account_id, min(use) as use, arg_min(product, use) as use_of
    from products where use is not null group by account_id
),
tickets as (
    select t.account_id,
        count(*) filter (where t.opened_at::date > d.day - 91) as now,
        count(*) filter (where t.opened_at::date <= d.day - 91) as before,
        mean_rating(
            sum(t.satisfaction) filter (where t.opened_at::date > d.day - 91),
            count(t.satisfaction) filter (where t.opened_at::date > d.day - 91)
        ) as rating,
        count(t.satisfaction) filter (where t.opened_at::date > d.day - 91) as rated
    from staging.tickets as t, (select $1::date as day) as d
    where t.opened_at::date > d.day - 182 and t.opened_at::date <= d.day
    group by t.account_id
)
select a.account_id, c.last_contact, coalesce(v.answered, 0), coalesce(v.promoters, 0), coalesce(v.detractors, 0),
    coalesce(v.unhappy, []), coalesce(v.unhappy_names, []), coalesce(g.gone, []), coalesce(g.gone_names, []),
    coalesce(s.services, 0), coalesce(s.missed, 0), u.use, u.use_of,
    coalesce(t.now, 0), coalesce(t.before, 0), t.rating, coalesce(t.rated, 0)
from staging.accounts as a
left join contact as c using (account_id) left join voices as v using (account_id)
left join gone as g using (account_id) left join service as s using (account_id)
left join uses as u using (account_id) left join tickets as t using (account_id)
"""
