-- one row per opportunity as it is now, with names; when it was opened, and closed
select
    o.opportunity_id,
    o.name,
    coalesce(o.written_name, o.name) as written_name,
    o.account_id,
    a.name as account,
    o.product_id,
    coalesce(p.name, o.product_id) as product,
    coalesce(o.kind, 'not stated') as kind,
    o.stage,
    o.status,
    o.amount,
    o.probability,
    o.forecast_category,
    o.opened_on,
    o.close_on,
    o.closed_on,
    coalesce(o.owner_id, a.owner_id) as owner_id,
    w.name as owner,
    o.next_step,
    coalesce(o.partner_id, a.partner_id) as partner_id,
    coalesce(c.name, o.partner_id, a.partner_id) as partner,
    a.region
from staging.opportunities as o
left join staging.accounts as a on o.account_id = a.account_id
left join staging.products as p on o.product_id = p.product_id
left join staging.people as w on coalesce(o.owner_id, a.owner_id) = w.person_id
left join staging.partners as c on coalesce(o.partner_id, a.partner_id) = c.partner_id
