-- one row per survey sent, without who it went to: the score (null = not answered) and what was written
select
    r.account_id,
    m.quarter,
    coalesce(r.answered_on, r.sent_on) as day,
    r.score::integer as score,
    case when r.score >= 9 then 'promoter' when r.score >= 7 then 'passive' when r.score >= 0 then 'detractor' end
        as leaning,
    r.comment
from staging.nps_responses as r
inner join staging.calendar as m on coalesce(r.answered_on, r.sent_on) between m.month_start and m.month_end
