-- one row per account × quarter with a survey: asked, answered, promoters, passives, detractors
select
    account_id,
    quarter,
    count(*) as asked,
    count(score) as answered,
    count(*) filter (where leaning = 'promoter') as promoters,
    count(*) filter (where leaning = 'passive') as passives,
    count(*) filter (where leaning = 'detractor') as detractors
from customer.answers
group by all
