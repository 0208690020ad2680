-- one row per opportunity as it is now, with names; when it was opened, and closed. One that names no owner is the account's:
-- while it is open of whoever owns it now, then of whoever did on the day it closed
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
    case when o.owner_id is not null then o.owner_id when t.account_id is not null then t.owner_id else a.owner_id end as owner_id,
    w.name as owner,
    o.next_step,
    coalesce(o.partner_id, a.partner_id) as partner_id,
    coalesce(c.name, o.partner_id, a.partner_id) as partner,
    a.region
from staging.opportunities as o
left join staging.accounts as a on o.account_id = a.account_id
left join staging.products as p on o.product_id = p.product_id
left join
    internal.account_owners as t
    on
        o.account_id = t.account_id
        and o.owner_id is null
        and o.status <> 'open'
        and (t.from_on is null or coalesce(o.closed_on, o.close_on) >= t.from_on)
        and (t.until_on is null or coalesce(o.closed_on, o.close_on) <= t.until_on)
left join
    staging.people as w
    on
        w.person_id = case
            when o.owner_id is not null then o.owner_id when t.account_id is not null then t.owner_id else a.owner_id
        end
left join staging.partners as c on coalesce(o.partner_id, a.partner_id) = c.partner_id
