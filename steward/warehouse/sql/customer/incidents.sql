-- one row per incident; minutes are null while no restoration is recorded
select
    i.incident_id,
    i.account_id,
    i.started_at,
    i.restored_at,
    date_diff('second', i.started_at, i.restored_at) / 60.0 as repair_minutes,
    i.product_id,
    coalesce(p.name, i.product_id) as product,
    i.site_id,
    coalesce(s.name, i.site_id) as site,
    i.severity,
    i.cause,
    i.credit,
    m.quarter
from staging.incidents as i
inner join staging.calendar as m on last_day(i.started_at::date) = m.month_end
left join staging.products as p on i.product_id = p.product_id
left join staging.sites as s on i.site_id = s.site_id
