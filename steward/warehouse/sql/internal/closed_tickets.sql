-- one row per account × queue × month: tickets that ended, those with a time to be resolved in, those in time, those reopened
select
    t.account_id,
    lower(coalesce(nullif(trim(t.queue), ''), 'not stated')) as queue,
    last_day(t.closed_at::date) as month_end,
    m.quarter,
    count(*)::bigint as ended,
    count(t.due_at)::bigint as judged,
    count(*) filter (where coalesce(t.resolved_at, t.closed_at) <= t.due_at)::bigint as met,
    count(t.reopened)::bigint as told_reopened,
    count(*) filter (where t.reopened > 0)::bigint as reopened
from staging.tickets as t
inner join staging.calendar as m on last_day(t.closed_at::date) = m.month_end
where t.closed_at is not null
group by all
