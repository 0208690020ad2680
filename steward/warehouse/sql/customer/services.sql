-- one row per service line the customer has or had
select
    s.subscription_id,
    s.account_id,
    s.contract_id,
    s.product_id,
    coalesce(p.name, s.product_id) as product,
    p.family,
    p.unit,
    coalesce(i.name, s.site_id) as site,
    s.quantity,
    s.mrr,
    s.starts_on,
    s.ends_on,
    c.ends_on as contract_ends_on
from staging.subscriptions as s
left join staging.products as p on s.product_id = p.product_id
left join staging.sites as i on s.site_id = i.site_id
left join staging.contracts as c on s.contract_id = c.contract_id
