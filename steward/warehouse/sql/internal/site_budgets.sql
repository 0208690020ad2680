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

-- Most sites lose no time in most quarters: only those that did are added up.
hurt as (
    select distinct
        a.account_id,
        a.product_id,
        a.site_id,
        s.quarter,
        s.ends_on,
        s.pace_from,
        s.pace_days
    from customer.availability_monthly as a
    inner join spans as s on a.month_end between s.pace_from and s.ends_on
    where a.downtime_minutes > 0
),

minutes as (
    select
        a.account_id,
        a.product_id,
        a.site_id,
        h.quarter,
        any_value(a.product) as product,
        any_value(a.site) as site,
        any_value(h.pace_days) as pace_days,
        sum(a.downtime_minutes) as pace_minutes,
        coalesce(sum(a.downtime_minutes) filter (where a.quarter = h.quarter), 0) as downtime_minutes,
        sum(a.line_minutes) filter (where a.quarter = h.quarter) as line_minutes,
        sum(a.allowed_minutes) filter (where a.quarter = h.quarter) as allowed_minutes,
        max(a.availability_target) as availability_target,
        max(a_day(a.allowed_minutes, a.month_end)) filter (where a.month_end = h.ends_on) as allowed_a_day
    from customer.availability_monthly as a
    inner join
        hurt as h
        on
            a.account_id = h.account_id
            and a.product_id is not distinct from h.product_id
            and a.site_id is not distinct from h.site_id
            and a.month_end between h.pace_from and h.ends_on
    group by all
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
        h.account_id,
        h.product_id,
        h.site_id,
        h.quarter,
        sum(s.mrr) as mrr
    from hurt as h
    inner join
        staging.subscriptions as s
        on
            h.account_id = s.account_id
            and h.product_id is not distinct from s.product_id
            and h.site_id is not distinct from s.site_id
            and h.ends_on >= s.starts_on
            and (s.ends_on is null or h.ends_on < s.ends_on)
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
