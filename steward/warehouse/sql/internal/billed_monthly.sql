-- one row per account × month that was charged: recurring and one-off charges, and credits
select
    account_id,
    date_trunc('month', month)::date as month,
    coalesce(sum(amount) filter (where coalesce(kind, 'recurring') = 'recurring'), 0) as recurring,
    coalesce(sum(amount) filter (where kind = 'one-off'), 0) as one_off,
    coalesce(sum(amount) filter (where kind = 'credit'), 0) as credits
from staging.charges
group by all
