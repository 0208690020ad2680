-- one row per stage: of the opportunities that ever stood in it, how many went on, were lost, or are there still
with ranked as (
    select
        stage,
        avg(number) as place
    from internal.opportunity_stages
    group by stage
),

furthest as (
    select
        s.opportunity_id,
        max(r.place) as place
    from internal.opportunity_stages as s
    inner join ranked as r on s.stage = r.stage
    group by s.opportunity_id
),

once as (
    select
        s.opportunity_id,
        s.stage,
        any_value(r.place) as place,
        any_value(f.place > r.place or o.status = 'won') as went_on,
        any_value(o.status) as status,
        sum(date_diff('day', s.entered_on, s.left_on)) as days
    from internal.opportunity_stages as s
    inner join ranked as r on s.stage = r.stage
    inner join furthest as f on s.opportunity_id = f.opportunity_id
    inner join internal.opportunities as o on s.opportunity_id = o.opportunity_id
    group by s.opportunity_id, s.stage
)

select
    stage,
    any_value(place) as place,
    count(*) as entered,
    count(*) filter (where went_on) as went_on,
    count(*) filter (where not went_on and status = 'lost') as lost,
    count(*) filter (where not went_on and status = 'open') as still,
    median(days) filter (where went_on and days is not null) as days,
    count(*) filter (where went_on and days is not null) as timed
from once
group by stage
