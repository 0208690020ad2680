-- one row per month: what the readings come to before anything is grouped, to hold the roll-up against
select
    cast(date_trunc('month', day) as date) as month_start,
    count(*) as readings,
    count(used) as of_use,
    sum(cast(used as decimal(28, 6))) as used,
    sum(cast(case when used is not null then committed end as decimal(28, 6))) as committed
from staging.usage
group by cast(date_trunc('month', day) as date)
