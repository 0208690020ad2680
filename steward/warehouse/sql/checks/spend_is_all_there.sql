-- accounts whose months do not add up to their spend by product
select
    account_id,
    sum(spend) as months,
    (
        select sum(p.amount) from customer.spend_monthly as p
        where p.account_id = m.account_id
    ) as products
from internal.account_months as m
group by account_id
having months <> coalesce(products, 0)
