-- one row per opportunity, with the share it is weighted by (its own, else its stage's win rate now) and when it was open
with latest as (
    select max_by(quarter, ends_on) as quarter
    from staging.quarters
)

select
    o.opportunity_id,
    o.name,
    o.account_id,
    a.name as account,
    o.product_id,
    coalesce(p.name, o.product_id) as product,
    coalesce(o.kind, 'not stated') as kind,
    o.stage,
    o.status,
    o.amount,
    o.probability,
    coalesce(o.probability, r.win_rate) as share,
    o.amount * coalesce(o.probability, r.win_rate) as weighted,
    coalesce(o.probability, r.win_rate) >= 0.5 as late_stage,
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
cross join latest as t
left join internal.stage_win_rates as r on o.stage = r.stage and t.quarter = r.quarter
