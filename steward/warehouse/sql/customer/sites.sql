-- one row per site of the customer
select
    site_id,
    account_id,
    coalesce(name, site_id) as name,
    city,
    country
from staging.sites
