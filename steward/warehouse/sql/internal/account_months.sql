-- one row per account × month: MRR and lines at month end, spend of the month, and whether it was a customer then
with lines as (
    select
        s.account_id,
        m.month_end,
        count(*) as lines
    from staging.subscriptions as s
    inner join
        staging.calendar as m
        on s.starts_on <= m.month_end and (s.ends_on is null or s.ends_on > m.month_end)
    group by all
),

spent as (
    select
        account_id,
        month_end,
        sum(amount) as spend
    from customer.spend_monthly
    group by all
),

recurring_charges as (
    select
        account_id,
        last_day(month) as month_end,
        sum(amount) as amount
    from staging.charges
    where coalesce(kind, 'recurring') = 'recurring'
    group by all
),

spine as (
    select
        a.account_id,
        m.month_end,
        m.quarter
    from staging.accounts as a
    cross join staging.calendar as m
)

select
    x.account_id,
    x.month_end,
    x.quarter,
    case when l.basis = 'subscriptions' then coalesce(s.spend, 0) else coalesce(r.amount, 0) end as mrr,
    coalesce(s.spend, 0) as spend,
    coalesce(n.lines, 0) as lines,
    case
        when l.basis = 'subscriptions' then n.lines is not null
        else
            count(s.spend) over (
                partition by x.account_id
                order by x.month_end
                range between interval 11 month preceding and current row
            ) > 0
    end as active
from spine as x
cross join meta.load as l
left join spent as s on x.account_id = s.account_id and x.month_end = s.month_end
left join lines as n on x.account_id = n.account_id and x.month_end = n.month_end
left join recurring_charges as r on x.account_id = r.account_id and x.month_end = r.month_end
