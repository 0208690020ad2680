-- one row per comment a customer may see: never where fewer than five answered or somebody is named, unless agreed
select
    s.account_id,
    s.quarter,
    s.score,
    s.leaning,
    s.comment
from staging.surveys as s
inner join staging.survey_counts as c on s.account_id = c.account_id and s.quarter is not distinct from c.quarter
where
    s.score is not null
    and s.comment is not null
    and coalesce(s.may_quote, c.answered >= 5 and not s.names_somebody)
