-- accounts that come to as much as all others together: lines of totals, which count everything twice
with amounts as (
    select
        account_id,
        sum(spend) as amount
    from internal.account_months
    group by account_id
    having sum(spend) <> 0
),

whole as (
    select
        sum(amount) as amount,
        count(*) as accounts
    from amounts
)

select
    a.account_id,
    a.amount
from amounts as a
cross join whole as w
where w.accounts > 2 and abs(2 * a.amount - w.amount) <= 0.0001 * abs(w.amount)
