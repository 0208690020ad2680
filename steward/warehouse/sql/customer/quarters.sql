-- one row per fiscal quarter with at least one complete month
select
    quarter,
    ends_on
from staging.quarters
