-- one row per comment a customer may see: never where fewer than five answered or somebody is named, unless agreed
with counted as (
    select
        *,
        count(score) over (partition by account_id, quarter) as answered
    from staging.surveys
)

select
    account_id,
    quarter,
    score,
    leaning,
    comment
from counted
where
    score is not null
    and comment is not null
    and coalesce(may_quote, answered >= 5 and not names_somebody)
