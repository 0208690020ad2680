-- one row per account × product × site × quarter that lost any time in the three months to its end: downtime, allowance
with spans as (
    select
        q.quarter,
        q.starts_on,
        q.ends_on,
        sum(day(m.month_end)) as pace_days,
        min(m.month_start) as pace_from
    from staging.quarters as q
    inner join
        staging.calendar as m
        on q.ends_on >= m.month_end and last_day((q.ends_on - interval 3 month)::date) < m.month_end
    group by all
),

minutes as (
    select
        a.account_id,
        a.product_id,
        a.site_id,
        s.quarter,
        s.ends_on,
        any_value(a.product) as product,
        any_value(a.site) as site,
        any_value(s.pace_days) as pace_days,
        sum(a.downtime_minutes) as pace_minutes,
        coalesce(sum(a.downtime_minutes) filter (where a.quarter = s.quarter), 0) as downtime_minutes,
        sum(a.line_minutes) filter (where a.quarter = s.quarter) as line_minutes,
        sum(a.allowed_minutes) filter (where a.quarter = s.quarter) as allowed_minutes,
        max(a.availability_target) as availability_target,
        max(a.allowed_minutes / day(a.month_end)) filter (where a.month_end = s.ends_on) as allowed_a_day
    from customer.availability_monthly as a
    inner join spans as s on a.month_end between s.pace_from and s.ends_on
    group by all
    having sum(a.downtime_minutes) > 0
),

outages as (
    select
        i.account_id,
        i.product_id,
        i.site_id,
        s.quarter,
        count(*)::integer as outages
    from customer.incidents as i
    inner join spans as s on i.started_at::date between s.pace_from and s.ends_on
    group by all
),

money as (
    select
        s.account_id,
        s.product_id,
        s.site_id,
        q.quarter,
        sum(s.mrr) as mrr
    from staging.subscriptions as s
    inner join staging.quarters as q on s.starts_on <= q.ends_on and (s.ends_on is null or s.ends_on > q.ends_on)
    group by all
)

select
    b.account_id,
    b.product_id,
    coalesce(b.product, 'Not stated') as product,
    b.site_id,
    coalesce(b.site, 'Not stated') as site,
    b.quarter,
    b.line_minutes,
    b.downtime_minutes,
    b.allowed_minutes,
    b.downtime_minutes / nullif(b.allowed_minutes, 0) as used,
    b.availability_target,
    b.allowed_a_day,
    b.pace_minutes,
    b.pace_days,
    coalesce(o.outages, 0) as outages,
    m.mrr
from minutes as b
left join
    money as m
    on
        b.account_id = m.account_id
        and b.product_id is not distinct from m.product_id
        and b.site_id is not distinct from m.site_id
        and b.quarter = m.quarter
left join
    outages as o
    on
        b.account_id = o.account_id
        and b.product_id is not distinct from o.product_id
        and b.site_id is not distinct from o.site_id
        and b.quarter = o.quarter
