-- one row per month: how many readings there are, which tells what to read again; of no day at all, too
select
    cast(date_trunc('month', day) as date) as month_start,
    count(*) as readings
from staging.usage
group by cast(date_trunc('month', day) as date)
