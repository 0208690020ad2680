-- one row per account × product × site × quarter with an outage in the 180 days to its end: how often, and the same cause
with outages as (
    select
        i.account_id,
        i.product_id,
        i.product,
        i.site_id,
        i.site,
        q.quarter,
        i.started_at,
        nullif(trim(i.cause), '') as cause,
        i.repair_minutes,
        i.started_at::date > q.ends_on - 90 as recent
    from customer.incidents as i
    inner join staging.quarters as q on i.started_at::date between q.ends_on - 179 and q.ends_on
),

causes as (
    select
        account_id,
        product_id,
        site_id,
        quarter,
        cause,
        count(*) as times
    from outages
    where cause is not null
    group by all
),

repeated as (
    select
        account_id,
        product_id,
        site_id,
        quarter,
        max(times) as cause_times,
        max_by(cause, (times, cause)) as cause
    from causes
    group by all
)

select
    o.account_id,
    o.product_id,
    coalesce(any_value(o.product), 'Not stated') as product,
    o.site_id,
    coalesce(any_value(o.site), 'Not stated') as site,
    o.quarter,
    count(*) filter (where o.recent) as outages_90,
    count(*) as outages_180,
    sum(o.repair_minutes) filter (where o.recent) as repair_minutes_90,
    max(o.started_at)::date as last_on,
    coalesce(any_value(r.cause_times), 0) as cause_times,
    any_value(r.cause) as cause
from outages as o
left join
    repeated as r
    on
        o.account_id = r.account_id
        and o.product_id is not distinct from r.product_id
        and o.site_id is not distinct from r.site_id
        and o.quarter = r.quarter
group by o.account_id, o.product_id, o.site_id, o.quarter
