-- opportunities that are won or lost without a day: they count in no quarter, neither in targets nor in a forecast
select
    opportunity_id,
    status
from staging.opportunities
where status <> 'open' and closed_on is null and close_on is null
