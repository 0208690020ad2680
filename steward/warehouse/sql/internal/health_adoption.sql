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

-- A mean of a reading, so that a month with fewer days or fewer sites is no fall in use.
windows as (
    select
        account_id,
        product_id,
        month_end,
        utilisation(used_of_committed, committed) as utilisation,
        use_a_reading(sum(used) over lately, sum(readings) over lately) as now,
        use_a_reading(sum(used) over earlier, sum(readings) over earlier) as before,
        count(*) over lately = 3 and count(*) over earlier = 3 as complete
    from monthly
    window
        lately as (
            partition by account_id, product_id
            order by month_end
            range between interval 70 day preceding and current row
        ),
        earlier as (
            partition by account_id, product_id
            order by month_end
            range between interval 160 day preceding and interval 80 day preceding
        )
)

select
    account_id,
    month_end,
    avg(utilisation) as utilisation,
    avg(least(now / before - 1, 1) * 100) filter (where complete and before > 0) as usage_change
from windows
group by account_id, month_end
