-- one row per account × product × month: MRR at month end, or charges of the month where there are no subscriptions
with recurring as (
    select
        s.account_id,
        s.product_id,
        m.month_end,
        sum(s.mrr) as amount
    from staging.subscriptions as s
    inner join
        staging.calendar as m
        on s.starts_on <= m.month_end and (s.ends_on is null or s.ends_on > m.month_end)
    group by all
),

charged as (
    select
        account_id,
        product_id,
        last_day(month) as month_end,
        sum(amount) as amount
    from staging.charges
    group by all
),

basis as (
    select
        r.*,
        'MRR at month end' as basis
    from recurring as r
    inner join meta.load as l on l.basis = 'subscriptions'
    union all
    select
        c.*,
        'charges of the month' as basis
    from charged as c
    inner join meta.load as l on l.basis = 'charges'
    inner join staging.calendar as m on c.month_end = m.month_end
)

select
    b.account_id,
    b.product_id,
    coalesce(p.name, b.product_id, 'Other services') as product,
    p.family,
    b.month_end,
    m.quarter,
    b.amount,
    b.basis
from basis as b
inner join staging.calendar as m on b.month_end = m.month_end
left join staging.products as p on b.product_id = p.product_id
