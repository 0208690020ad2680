-- one row per account × month with usage: use of what is committed, and use against the three months before
with monthly as (
    select
        account_id,
        product_id,
        month_end,
        sum(used) as used,
        sum(readings) as readings,
        sum(used_of_committed) as used_of_committed,
        sum(committed) as committed
    from customer.usage_monthly
    group by all
),

-- A mean of a reading, so that a month with fewer days or fewer sites is no fall in use. Where the fifth row back is of
-- the fifth month back, no month between is missing.
windows as (
    select
        account_id,
        product_id,
        month_end,
        utilisation(used_of_committed, committed) as utilisation,
        use_a_reading(sum(used) over lately, sum(readings) over lately) as now,
        use_a_reading(sum(used) over earlier, sum(readings) over earlier) as before,
        lag(month_end, 5) over months >= month_end - 160 as complete
    from monthly
    window
        months as (
            partition by account_id, product_id
            order by month_end
        ),
        lately as (
            partition by account_id, product_id
            order by month_end
            rows between 2 preceding and current row
        ),
        earlier as (
            partition by account_id, product_id
            order by month_end
            rows between 5 preceding and 3 preceding
        )
)

select
    account_id,
    month_end,
    avg(utilisation) as utilisation,
    avg(least(now / before - 1, 1) * 100) filter (where complete and before > 0) as usage_change
from windows
group by account_id, month_end
