-- one row per account × product × site × month: used and committed, summed over the days measured
select
    u.account_id,
    u.product_id,
    coalesce(p.name, u.product_id) as product,
    p.unit,
    u.site_id,
    coalesce(s.name, u.site_id) as site,
    m.month_end,
    m.quarter,
    u.used::double as used,
    u.used_of_committed::double as used_of_committed,
    u.committed::double as committed,
    u.readings,
    u.readings_near_limit,
    u.readings - bit_count(u.days_as_bits) as repeated_readings
from staging.usage_month as u
inner join staging.calendar as m on u.month_start = m.month_start
left join staging.products as p on u.product_id = p.product_id
left join staging.sites as s on u.site_id = s.site_id
