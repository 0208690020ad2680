-- one row per account × quarter with a survey: asked (null where the feed holds answers alone), answered, and how
select
    account_id,
    quarter,
    case when bool_or(tells_who_was_asked) then count(*) end as asked,
    count(score) as answered,
    count(*) filter (where leaning = 'promoter') as promoters,
    count(*) filter (where leaning = 'passive') as passives,
    count(*) filter (where leaning = 'detractor') as detractors,
    count(comment) filter (where score is not null) as comments
from staging.surveys
group by all
