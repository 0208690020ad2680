-- months of an account whose products do not add up to its MRR bridge, or do not add up themselves
with products as (
    select
        account_id,
        month_end,
        sum(opening) as opening,
        sum(started + grown + shrunk + ended) as change,
        sum(closing) as closing
    from internal.product_bridge
    group by all
)

select
    p.*,
    b.closing as of_the_account
from products as p
full outer join internal.mrr_bridge as b on p.account_id = b.account_id and p.month_end = b.month_end
cross join meta.load as l
where
    l.basis = 'subscriptions'
    and (
        p.opening + p.change is distinct from p.closing
        or coalesce(p.closing, 0) is distinct from coalesce(b.closing, 0)
    )
