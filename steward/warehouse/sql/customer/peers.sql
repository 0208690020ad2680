-- one row per account × quarter × measure: the account beside customers of its size, of whom nothing but quartiles is told
with billed as (
    select
        s.account_id,
        q.quarter,
        count(*) as lines,
        sum(s.mrr) as mrr
    from customer.services as s
    inner join customer.quarters as q
        on s.starts_on <= q.ends_on and (s.ends_on is null or s.ends_on > q.ends_on)
    group by all
),

ranked as (
    select
        *,
        row_number() over (partition by quarter order by mrr, account_id) - 1 as place,
        count(*) over (partition by quarter) as customers
    from billed
),

-- at least twelve of a size, so that each has eleven others
banded as (
    select
        *,
        place * greatest(1, customers // 12) // customers as size
    from ranked
),

measures as (
    select unnest(['downtime', 'incidents', 'tickets']) as measure
),

counted as (
    select
        account_id,
        quarter,
        'downtime' as measure,
        sum(downtime_minutes)::double as amount
    from customer.availability_monthly
    group by all
    union all
    select
        account_id,
        quarter,
        'incidents' as measure,
        10.0 * count(*) as amount
    from customer.incidents
    group by all
    union all
    select
        account_id,
        quarter,
        'tickets' as measure,
        10.0 * sum(opened) as amount
    from customer.tickets_monthly
    group by all
),

measured as (
    select
        b.account_id,
        b.quarter,
        b.size,
        m.measure,
        coalesce(c.amount, 0) / b.lines as amount
    from banded as b
    cross join measures as m
    left join counted as c
        on b.account_id = c.account_id and b.quarter = c.quarter and m.measure = c.measure
)

select
    account_id,
    quarter,
    measure,
    amount as own,
    count(*) over alike as customers,
    quantile_cont(amount, 0.25) over alike as lower,
    quantile_cont(amount, 0.5) over alike as middle,
    quantile_cont(amount, 0.75) over alike as upper
from measured
window alike as (partition by quarter, size, measure)
