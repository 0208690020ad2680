-- one row per account × month with MRR before or after: opening + what happened = closing; MRR as of account_months
with begun as (
    select min(month_end) as month_end
    from staging.calendar
),

neighbours as (
    select
        account_id,
        month_end,
        quarter,
        lag(mrr, 1, 0) over monthly as opening,
        mrr as closing,
        coalesce(
            bool_or(mrr > 0) over (
                partition by account_id
                order by month_end
                rows between unbounded preceding and 1 preceding
            ),
            false
        ) as seen_before
    from internal.account_months
    window monthly as (partition by account_id order by month_end)
),

-- What was there before the first month of the data is not known, so nothing is new in it.
-- Credits may take a month of charges below nothing: only what crosses nothing begins or ends.
changed as (
    select
        n.*,
        n.closing - n.opening as change,
        n.opening <= 0 and n.closing > 0 as began,
        n.opening > 0 and n.closing <= 0 as ended
    from neighbours as n
    inner join begun as b on n.month_end > b.month_end
    where n.opening <> 0 or n.closing <> 0
)

select
    account_id,
    month_end,
    quarter,
    opening,
    case when began and not seen_before then change else 0 end as new,
    case when change > 0 and not began then change else 0 end as expansion,
    case when began and seen_before then change else 0 end as reactivation,
    case when change < 0 and not ended then change else 0 end as contraction,
    case when ended then change else 0 end as churn,
    closing
from changed
