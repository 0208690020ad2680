-- one row per one of us, by the name the customer knows
select
    person_id,
    name
from staging.people
