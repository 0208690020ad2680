-- one row per registration of a partner, as a feed has it
select
    r.account_id,
    r.registration_id,
    r.partner_id,
    coalesce(p.name, r.partner_id) as partner,
    r.state,
    r.submitted_on,
    r.opportunity_id,
    coalesce(r.family, g.family) as family,
    r.value,
    r.close_on,
    r.decided_on,
    coalesce(w.name, r.decided_by) as decided_by,
    r.reason,
    r.protected_until
from staging.partner_registrations as r
left join staging.partners as p on r.partner_id = p.partner_id
left join staging.products as g on r.product_id = g.product_id
left join staging.people as w on r.decided_by = w.person_id
