-- one row per account: what the customer knows about itself, and who looks after it
select
    a.account_id,
    coalesce(a.written_name, a.name) as name,
    a.industry,
    a.region,
    a.country,
    a.customer_since,
    a.owner_id as account_manager_id,
    p.called as account_manager
from staging.accounts as a
left join customer.colleagues as p on a.owner_id = p.person_id
