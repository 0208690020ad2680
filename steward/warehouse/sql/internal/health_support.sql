-- one row per account × month: tickets as they stood at the month's end, and ratings of those closed in three months
with recorded as (
    select date_trunc('month', min(opened_at))::date as since
    from staging.tickets
),

windows as (
    select
        c.month_end,
        (c.month_start - interval 2 month)::date as since
    from staging.calendar as c
    inner join recorded as r on c.month_start - interval 2 month >= r.since
),

standing as (
    select
        t.account_id,
        w.month_end,
        avg(date_diff('day', t.opened_at::date, w.month_end)) as age
    from windows as w
    inner join
        staging.tickets as t
        on t.opened_at::date <= w.month_end and (t.closed_at is null or t.closed_at::date > w.month_end)
    group by all
),

rated as (
    select
        t.account_id,
        w.month_end,
        mean_rating(sum(t.satisfaction), count(t.satisfaction)) as rating
    from windows as w
    inner join staging.tickets as t on t.closed_at::date >= w.since and w.month_end >= t.closed_at::date
    group by all
)

select
    a.account_id,
    w.month_end,
    coalesce(s.age, 0) as open_ticket_age,
    r.rating as ticket_rating
from staging.accounts as a
cross join windows as w
left join standing as s on a.account_id = s.account_id and w.month_end = s.month_end
left join rated as r on a.account_id = r.account_id and w.month_end = r.month_end
