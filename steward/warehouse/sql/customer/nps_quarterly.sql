-- one row per account × quarter with a survey: asked, answered, and how: not told where fewer than five answered
with shown as (
    select
        account_id,
        quarter,
        count(*) as comments_shown
    from customer.answers
    group by all
)

select
    c.account_id,
    c.quarter,
    c.asked,
    c.answered,
    case when c.answered >= 5 then c.promoters end as promoters,
    case when c.answered >= 5 then c.passives end as passives,
    case when c.answered >= 5 then c.detractors end as detractors,
    c.comments,
    coalesce(s.comments_shown, 0) as comments_shown
from staging.survey_counts as c
left join shown as s on c.account_id = s.account_id and c.quarter = s.quarter
