-- one row per account × product × site × month: what daily readings add up to, wherever they lie
-- The words are those that every engine has (tests/warehouse/test_portable.py). `days_as_bits` has as many bits as there
-- are readings only where no day has two: a sum of powers of two has fewer bits than terms as soon as one is there twice.
select
    account_id,
    product_id,
    site_id,
    cast(date_trunc('month', day) as date) as month_start,
    sum(cast(used as decimal(28, 6))) as used,
    sum(cast(case when committed > 0 then used end as decimal(28, 6))) as used_of_committed,
    sum(cast(case when used is not null then committed end as decimal(28, 6))) as committed,
    count(used) as readings,
    count(case when committed > 0 and used >= cast(0.9 as double) * committed then 1 end) as readings_near_limit,
    cast(sum(case when used is not null then cast(1 as bigint) << (day(day) - 1) end) as bigint) as days_as_bits,
    count(*) - count(used) as without_use,
    count(case when used < 0 then 1 end) as negative_readings,
    count(case when used is not null and committed < 0 then 1 end) as negative_commitments,
    min(case when used is not null then day end) as first_day,
    max(case when used is not null then day end) as last_day
from staging.usage
group by account_id, product_id, site_id, cast(date_trunc('month', day) as date)
