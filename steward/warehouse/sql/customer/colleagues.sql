-- one row per one of us, by the name and address the customer writes to; shown only where a plan or review names them
select
    person_id,
    coalesce(written_name, name) as name,
    email
from staging.people
