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
        r.*,
        f.family_id,
        greatest(1, r.customers // 12) as sizes,
        r.place * greatest(1, r.customers // 12) // r.customers as size
    from ranked as r
    inner join customer.families as f on r.account_id = f.account_id
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
        b.family_id,
        b.quarter,
        b.sizes,
        b.size,
        m.measure,
        coalesce(c.amount, 0) / b.lines as amount
    from banded as b
    cross join measures as m
    left join counted as c
        on b.account_id = c.account_id and b.quarter = c.quarter and m.measure = c.measure
),

-- the mean of the values around a quartile: a quartile itself may be the number of one customer
alike as (
    select
        quarter,
        size,
        measure,
        count(distinct family_id) as customers,
        list_avg(quantile_cont(amount, [0.2, 0.25, 0.3])) as lower,
        list_avg(quantile_cont(amount, [0.45, 0.5, 0.55])) as middle,
        list_avg(quantile_cont(amount, [0.7, 0.75, 0.8])) as upper
    from measured
    group by all
)

select
    m.account_id,
    m.quarter,
    m.measure,
    m.amount as own,
    m.sizes,
    a.customers,
    a.lower,
    a.middle,
    a.upper
from measured as m
inner join alike as a on m.quarter = a.quarter and m.size = a.size and m.measure = a.measure
