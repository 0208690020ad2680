-- one row per account × quarter with lines that have a list price: what those cost by the list at its end, and what is paid
select
    s.account_id,
    q.quarter,
    sum(s.quantity::decimal(18, 4) * p.list_mrr)::decimal(18, 4) as list_mrr,
    sum(s.mrr) as listed_mrr
from staging.subscriptions as s
inner join staging.quarters as q on s.starts_on <= q.ends_on and (s.ends_on is null or s.ends_on > q.ends_on)
inner join staging.products as p on s.product_id = p.product_id
where s.quantity > 0 and p.list_mrr > 0
group by all
