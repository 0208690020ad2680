-- one row per account × month with MRR before or after: opening + what happened = closing; only from subscriptions
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
    cross join meta.load as l
    where l.basis = 'subscriptions'
    window monthly as (partition by account_id order by month_end)
)

select
    account_id,
    month_end,
    quarter,
    opening,
    case when opening <= 0 and closing > 0 and not seen_before then closing - opening else 0 end as new,
    case when opening > 0 and closing > opening then closing - opening else 0 end as expansion,
    case when opening <= 0 and closing > 0 and seen_before then closing - opening else 0 end as reactivation,
    case when opening > 0 and closing > 0 and closing < opening then closing - opening else 0 end as contraction,
    case when closing <= 0 then closing - opening else 0 end as churn,
    closing
from neighbours
where opening <> 0 or closing <> 0
