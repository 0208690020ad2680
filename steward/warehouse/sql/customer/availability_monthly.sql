-- one row per account × product × site × month: promised line minutes, target, and downtime falling in the month
with lines as (
    select
        s.account_id,
        s.product_id,
        s.site_id,
        m.month_start,
        count(*) * any_value(m.minutes) as line_minutes
    from staging.subscriptions as s
    inner join
        staging.calendar as m
        on s.starts_on <= m.month_end and (s.ends_on is null or s.ends_on > m.month_end)
    group by all
),

downtime as (
    select
        i.account_id,
        i.product_id,
        i.site_id,
        m.month_start,
        sum(
            date_diff(
                'second',
                greatest(i.started_at, m.month_start::timestamp),
                least(i.restored_at, (m.month_end + 1)::timestamp)
            )
        ) / 60.0 as downtime_minutes
    from staging.incidents as i
    inner join
        staging.calendar as m
        on i.started_at < (m.month_end + 1)::timestamp and i.restored_at > m.month_start::timestamp
    group by all
),

targets as (
    select
        a.account_id,
        t.product_id,
        max_by(t.availability_target, case when t.account_id is null then 0 else 1 end) as availability_target
    from staging.accounts as a
    inner join staging.service_levels as t on t.account_id is null or a.account_id = t.account_id
    group by all
),

together as (
    select
        coalesce(l.account_id, d.account_id) as account_id,
        coalesce(l.product_id, d.product_id) as product_id,
        coalesce(l.site_id, d.site_id) as site_id,
        coalesce(l.month_start, d.month_start) as month_start,
        coalesce(l.line_minutes, 0) as line_minutes,
        coalesce(d.downtime_minutes, 0) as downtime_minutes
    from lines as l
    full join
        downtime as d
        on
            l.account_id = d.account_id
            and l.product_id is not distinct from d.product_id
            and l.site_id is not distinct from d.site_id
            and l.month_start = d.month_start
)

select
    x.account_id,
    x.product_id,
    coalesce(p.name, x.product_id) as product,
    x.site_id,
    coalesce(s.name, x.site_id) as site,
    m.month_end,
    m.quarter,
    x.line_minutes,
    x.downtime_minutes,
    t.availability_target,
    x.line_minutes * (1 - t.availability_target / 100) as allowed_minutes
from together as x
inner join staging.calendar as m on x.month_start = m.month_start
left join targets as t on x.account_id = t.account_id and x.product_id = t.product_id
left join staging.products as p on x.product_id = p.product_id
left join staging.sites as s on x.site_id = s.site_id
