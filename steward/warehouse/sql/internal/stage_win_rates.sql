-- one row per stage that closed opportunities stood in: its own win rate
select
    stage,
    count(*) filter (where status = 'won') / count(*) as win_rate,
    count(*) as closed
from staging.opportunities
where status in ('won', 'lost')
group by stage
