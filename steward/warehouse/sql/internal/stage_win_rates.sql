-- one row per stage × quarter: of the opportunities that stood in it and had ended by the quarter's end, the share won
with stood as (
    select distinct
        opportunity_id,
        stage
    from internal.opportunity_stages
    union
    select
        o.opportunity_id,
        o.stage
    from staging.opportunities as o
    where not exists (
        select 1 from internal.opportunity_stages as s
        where s.opportunity_id = o.opportunity_id
    )
)

select
    s.stage,
    q.quarter,
    win_rate(count(*) filter (where o.status = 'won'), count(*)) as win_rate
from stood as s
inner join staging.opportunities as o on s.opportunity_id = o.opportunity_id
cross join meta.load as l
inner join
    staging.quarters as q
    on l.as_of <= q.ends_on or coalesce(o.closed_on, o.close_on, l.as_of) <= q.ends_on
where o.status in ('won', 'lost')
group by all
