-- one row per contract that another of the same account follows: it begins from 90 days before the end to 60 after
with products as (
    select
        s.contract_id,
        list(distinct s.product_id) as sold
    from staging.subscriptions as s
    where s.contract_id is not null
    group by s.contract_id
)

select
    c.account_id,
    c.contract_id,
    n.contract_id as next_id,
    n.starts_on as next_starts_on,
    coalesce(n.signed_on, n.starts_on) as followed_on
from staging.contracts as c
inner join
    staging.contracts as n
    on
        c.account_id = n.account_id
        and c.contract_id <> n.contract_id
        and c.starts_on < n.starts_on
        and c.ends_on < n.ends_on
        and c.ends_on - 90 <= n.starts_on
        and c.ends_on + 60 >= n.starts_on
left join products as p on c.contract_id = p.contract_id
left join products as q on n.contract_id = q.contract_id
where p.sold is null or q.sold is null or list_has_any(p.sold, q.sold)
qualify row_number() over (
    partition by c.contract_id
    order by abs(date_diff('day', c.ends_on, n.starts_on) - 1), n.ends_on, n.contract_id
) = 1
