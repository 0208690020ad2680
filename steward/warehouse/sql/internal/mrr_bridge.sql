-- one row per account × month with MRR before or after: opening + what happened = closing; MRR as of account_months
with neighbours as (
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

-- Credits may take a month of charges below nothing: only what crosses nothing begins or ends.
changed as (
    select
        *,
        closing - opening as change,
        opening <= 0 and closing > 0 as began,
        opening > 0 and closing <= 0 as ended
    from neighbours
    where opening <> 0 or closing <> 0
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
