-- one row per account × queue × priority × month: tickets opened, closed, hours to close, ratings given
with opened as (
    select
        t.account_id,
        t.queue,
        t.priority,
        last_day(t.opened_at::date) as month_end,
        count(*) as opened,
        0 as closed,
        null as hours_to_close,
        sum(t.satisfaction) as rating_sum,
        count(t.satisfaction) as ratings
    from staging.tickets as t
    group by all
),

closed as (
    select
        t.account_id,
        t.queue,
        t.priority,
        last_day(t.closed_at::date) as month_end,
        0 as opened,
        count(*) as closed,
        sum(date_diff('second', t.opened_at, t.closed_at)) / 3600.0 as hours_to_close,
        null as rating_sum,
        0 as ratings
    from staging.tickets as t
    where t.closed_at is not null
    group by all
),

both_ends as (
    select * from opened
    union all
    select * from closed
)

select
    b.account_id,
    coalesce(b.queue, 'not stated') as queue,
    coalesce(b.priority, 'not stated') as priority,
    b.month_end,
    m.quarter,
    sum(b.opened)::bigint as opened,
    sum(b.closed)::bigint as closed,
    sum(b.hours_to_close) as hours_to_close,
    sum(b.rating_sum) as rating_sum,
    sum(b.ratings)::bigint as ratings
from both_ends as b
inner join staging.calendar as m on b.month_end = m.month_end
group by all
