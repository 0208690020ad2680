-- one row per account × product × site × month: what daily readings add up to, wherever they lie
-- The words are those that every engine has (tests/warehouse/test_portable.py). `days_as_bits` has as many bits as there
-- are readings only where no day has two: a sum of powers of two has fewer bits than terms as soon as one is there twice.
with readings as (
    select
        account_id,
        product_id,
        site_id,
        day,
        used,
        committed,
        day - cast(day(day) - 1 as int) as month_start,
        cast(used as decimal(28, 6)) as exactly_used,
        cast(case when used is not null then committed end as decimal(28, 6)) as exactly_committed,
        case when used is not null then cast(1 as bigint) << (day(day) - 1) end as day_as_bit
    from staging.usage
)

select
    account_id,
    product_id,
    site_id,
    month_start,
    sum(exactly_used) as used,
    sum(case when committed > 0 then exactly_used end) as used_of_committed,
    sum(exactly_committed) as committed,
    count(used) as readings,
    count(case when committed > 0 and used >= cast(0.9 as double) * committed then 1 end) as readings_near_limit,
    cast(sum(day_as_bit) as bigint) as days_as_bits,
    count(*) - count(used) as without_use,
    count(case when used < 0 then 1 end) as negative_readings,
    count(case when used is not null and committed < 0 then 1 end) as negative_commitments,
    min(case when used is not null then day end) as first_day,
    max(case when used is not null then day end) as last_day
from readings
group by account_id, product_id, site_id, month_start
