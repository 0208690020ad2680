-- one row per change of an opportunity: as its feed tells, or without one as two loads after another saw it
with told as (
    select
        opportunity_id,
        changed_at,
        field,
        was,
        now
    from staging.opportunity_changes
),

seen as (
    select
        opportunity_id,
        seen_at as changed_at,
        field,
        lag(value) over earlier as was,
        value as now,
        row_number() over earlier as number
    from staging.opportunity_memory
    window earlier as (partition by opportunity_id, field order by seen_at)
),

changes as (
    select * from told
    union all
    select * exclude (number) from seen
    where number > 1 and not exists (select 1 from told)
)

select
    opportunity_id,
    changed_at,
    changed_at::date as changed_on,
    field,
    nullif(was, '') as was,
    nullif(now, '') as now
from changes
where was is distinct from now
