-- one row per person at the customer, as the customer knows them; shown only where the success plan or a review names them
select
    contact_id,
    account_id,
    name,
    coalesce(written_name, name) as written_name,
    title,
    department,
    reports_to_id,
    left_on,
    email
from staging.contacts
