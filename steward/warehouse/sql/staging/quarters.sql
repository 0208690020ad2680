-- one row per fiscal quarter with at least one complete month
select
    quarter,
    min(month_start) as starts_on,
    max(month_end) as ends_on,
    count(*)::integer as months,
    sum(minutes)::bigint as minutes
from staging.calendar
group by quarter
