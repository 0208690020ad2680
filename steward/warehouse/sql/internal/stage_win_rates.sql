-- one row per stage: of the opportunities that stood in it and have ended, the share that was won
with stood as (
    select distinct
        opportunity_id,
        stage
    from internal.deal_stages
    union
    select
        o.opportunity_id,
        o.stage
    from staging.opportunities as o
    where not exists (
        select 1 from internal.deal_stages as s
        where s.opportunity_id = o.opportunity_id
    )
)

select
    s.stage,
    count(*) filter (where o.status = 'won') / count(*) as win_rate,
    count(*) as closed
from stood as s
inner join staging.opportunities as o on s.opportunity_id = o.opportunity_id
where o.status in ('won', 'lost')
group by s.stage
