-- months of usage whose readings or sums here are not those of the engine they come from; the next load asks for them again
select
    month,
    readings,
    readings_here,
    of_use,
    of_use_here,
    used,
    used_here,
    committed,
    committed_here
from meta.usage_months
where
    readings <> readings_here
    or of_use <> of_use_here
    or used <> used_here
    or committed <> committed_here
