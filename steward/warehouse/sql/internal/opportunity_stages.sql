-- one row per opportunity × stay in a stage, in order; `entered_on` null where it began before anything was recorded
with recorded as (
    select min(changed_on) as since
    from internal.opportunity_changes
    where field = 'stage'
),

moves as (
    select
        opportunity_id,
        changed_on,
        was,
        now,
        number
    from internal.opportunity_changes
    where field = 'stage'
),

stays as (
    select
        m.opportunity_id,
        0 as number,
        m.was as stage,
        case when o.opened_on >= r.since then o.opened_on end as entered_on
    from moves as m
    inner join staging.opportunities as o on m.opportunity_id = o.opportunity_id
    cross join recorded as r
    where m.number = 1 and m.was is not null
    union all
    select
        opportunity_id,
        number,
        now as stage,
        changed_on as entered_on
    from moves
    where now is not null
    union all
    select
        o.opportunity_id,
        0 as number,
        o.stage,
        case when o.opened_on >= r.since then o.opened_on end as entered_on
    from staging.opportunities as o
    cross join recorded as r
    where o.status = 'open' and not exists (
        select 1 from moves as m
        where m.opportunity_id = o.opportunity_id
    )
),

ordered as (
    select
        s.*,
        lead(s.entered_on) over (partition by s.opportunity_id order by s.number) as left_on,
        lead(s.stage) over (partition by s.opportunity_id order by s.number) as next_stage
    from stays as s
)

-- The last stage of what was won or lost is its end, not a stage it waits in.
select
    o.account_id,
    d.opportunity_id,
    d.number,
    d.stage,
    d.entered_on,
    d.left_on,
    d.next_stage
from ordered as d
inner join staging.opportunities as o on d.opportunity_id = o.opportunity_id
where o.status = 'open' or d.next_stage is not null
