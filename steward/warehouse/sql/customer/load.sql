-- the one row of what holds for the whole warehouse and anybody may know
select
    loaded_at,
    company,
    currency,
    fiscal_year_starts,
    as_of,
    first_month,
    basis,
    timezone
from meta.load
