-- one row per person × day: what split credit of accounts that are not seen gives to them, or takes; of people alone.
-- Who is credited stands in files and not in the load: there is nothing in it but under a scope (`scoped.py`).
select
    person_id,
    day,
    amount
from internal.person_wins
where false
