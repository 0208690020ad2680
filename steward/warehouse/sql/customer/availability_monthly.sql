-- one row per account × product × site × month: promised line minutes, target, and downtime falling in the month
with told as (
    select
        s.account_id,
        s.product_id,
        s.site_id,
        m.month_start,
        m.minutes as line_minutes,
        0 as seconds_down
    from staging.subscriptions as s
    inner join
        staging.calendar as m
        on s.starts_on <= m.month_end and (s.ends_on is null or s.ends_on > m.month_end)
    union all
    select
        i.account_id,
        i.product_id,
        i.site_id,
        m.month_start,
        0 as line_minutes,
        date_diff(
            'second',
            greatest(i.started_at, m.month_start::timestamp),
            least(i.restored_at, (m.month_end + 1)::timestamp)
        ) as seconds_down
    from staging.incidents as i
    inner join
        staging.calendar as m
        on i.started_at < (m.month_end + 1)::timestamp and i.restored_at > m.month_start::timestamp
),

together as (
    select
        account_id,
        product_id,
        site_id,
        month_start,
        sum(line_minutes)::bigint as line_minutes,
        sum(seconds_down) / 60.0 as downtime_minutes
    from told
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
