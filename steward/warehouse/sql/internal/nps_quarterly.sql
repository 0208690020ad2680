-- one row per account × quarter with a survey: asked (null where the feed holds answers alone), answered, and how
select
    account_id,
    quarter,
    asked,
    answered,
    promoters,
    passives,
    detractors
from staging.survey_counts
