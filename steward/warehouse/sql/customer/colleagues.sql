-- one row per one of us, by the name and address the customer writes to; shown only where a plan or review names them
with us as (
    select
        person_id,
        coalesce(written_name, name) as name,
        role,
        email
    from staging.people
)

select
    person_id,
    name,
    -- What a customer reads: of two of one name the role that is nobody else's of them, else the address, else the id.
    case
        when count(*) over (partition by name) = 1 then name
        when count(role) over (partition by name, role) = 1 then name || ' · ' || role
        when count(email) over (partition by name, email) = 1 then name || ' · ' || email
        else name || ' · ' || person_id
    end as called,
    email
from us
