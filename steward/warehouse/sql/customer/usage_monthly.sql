-- one row per account × product × site × month: used and committed, summed over the days measured
with monthly as (
    select
        account_id,
        product_id,
        site_id,
        day - (day(day) - 1)::integer as month_start,
        sum(used) as used,
        sum(case when committed > 0 then used end) as used_of_committed,
        sum(committed) as committed,
        count(*) as readings,
        count(*) filter (where used >= 0.9 * committed and committed > 0) as readings_near_limit,
        count(*) - bit_count(bit_or(1::uinteger << day(day)::uinteger)) as repeated_readings
    from staging.usage
    group by all
)

select
    u.account_id,
    u.product_id,
    coalesce(p.name, u.product_id) as product,
    p.unit,
    u.site_id,
    coalesce(s.name, u.site_id) as site,
    m.month_end,
    m.quarter,
    u.used,
    u.used_of_committed,
    u.committed,
    u.readings,
    u.readings_near_limit,
    u.repeated_readings
from monthly as u
inner join staging.calendar as m on u.month_start = m.month_start
left join staging.products as p on u.product_id = p.product_id
left join staging.sites as s on u.site_id = s.site_id
