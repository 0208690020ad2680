-- one row per account × product × month with MRR before or after: opening + what happened = closing; only subscriptions
with begun as (
    select min(month_end) as month_end
    from staging.calendar
),

held as (
    select
        s.account_id,
        s.product_id,
        s.product,
        s.month_end,
        s.amount
    from customer.spend_monthly as s
    inner join meta.load as l on l.basis = 'subscriptions'
),

before as (
    select
        h.account_id,
        h.product_id,
        h.product,
        last_day((h.month_end + interval 1 day)::date) as month_end,
        h.amount
    from held as h
),

pairs as (
    select
        coalesce(h.account_id, b.account_id) as account_id,
        coalesce(h.product_id, b.product_id) as product_id,
        coalesce(h.product, b.product) as product,
        coalesce(h.month_end, b.month_end) as month_end,
        coalesce(b.amount, 0) as opening,
        coalesce(h.amount, 0) as closing
    from held as h
    full outer join before as b
        on h.account_id = b.account_id and h.product_id = b.product_id and h.month_end = b.month_end
)

select
    p.account_id,
    p.product_id,
    p.product,
    p.month_end,
    c.quarter,
    p.opening,
    case when p.opening <= 0 and p.closing > 0 then p.closing - p.opening else 0 end as started,
    case when p.opening > 0 and p.closing > p.opening then p.closing - p.opening else 0 end as grown,
    case when p.opening > 0 and p.closing > 0 and p.closing < p.opening then p.closing - p.opening else 0 end as shrunk,
    case when p.closing <= 0 then p.closing - p.opening else 0 end as ended,
    p.closing
from pairs as p
inner join staging.calendar as c on p.month_end = c.month_end
inner join begun as b on p.month_end > b.month_end
where p.opening <> 0 or p.closing <> 0
