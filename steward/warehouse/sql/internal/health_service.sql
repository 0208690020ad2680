-- one row per account × month with a line: what was known at the month's end of the last three months' service
with windows as (
    select
        month_end,
        (month_start - interval 2 month)::timestamp as since,
        (month_end + 1)::timestamp as until
    from staging.calendar
),

allowed as (
    select
        account_id,
        product_id,
        month_end,
        sum(allowed_minutes) as minutes
    from customer.availability_monthly
    where allowed_minutes > 0
    group by all
),

promised as (
    select
        a.account_id,
        a.product_id,
        w.month_end,
        sum(a.minutes) as allowed
    from windows as w
    inner join allowed as a on w.since <= a.month_end and w.month_end >= a.month_end
    group by all
),

-- The minutes of an outage are known once it is over; that it began is known at once.
outages as (
    select
        i.account_id,
        i.product_id,
        w.month_end,
        i.started_at >= w.since as began,
        case
            when i.restored_at > w.since and i.restored_at < w.until
                then date_diff('second', greatest(i.started_at, w.since), i.restored_at) / 60.0
        end as minutes
    from windows as w
    inner join
        staging.incidents as i
        on w.until > i.started_at and (w.since <= i.started_at or w.since < i.restored_at)
),

downtime as (
    select
        account_id,
        product_id,
        month_end,
        sum(minutes) as minutes
    from outages
    group by all
),

budgets as (
    select
        p.account_id,
        p.month_end,
        max(budget_used(coalesce(d.minutes, 0), p.allowed)) as used
    from promised as p
    left join
        downtime as d
        on p.account_id = d.account_id and p.product_id = d.product_id and p.month_end = d.month_end
    group by all
),

counted as (
    select
        account_id,
        month_end,
        count(*) filter (where began) as incidents
    from outages
    group by all
),

-- Before the feed's first month nothing was recorded, which is not the same as nothing happening.
recorded as (
    select date_trunc('month', min(started_at)) as since
    from staging.incidents
)

select
    l.account_id,
    l.month_end,
    b.used as sla_budget_used,
    coalesce(c.incidents, 0) / l.lines * 100.0 as incidents_per_hundred_lines
from internal.account_months as l
inner join windows as w on l.month_end = w.month_end
inner join recorded as r on w.since >= r.since
left join budgets as b on l.account_id = b.account_id and l.month_end = b.month_end
left join counted as c on l.account_id = c.account_id and l.month_end = c.month_end
where l.lines > 0
