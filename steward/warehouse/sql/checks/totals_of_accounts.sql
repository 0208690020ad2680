-- products, or lines without one, that come to as much as all others of their account and month: they count it twice
with called as (
    select distinct
        product_id,
        product_id is null as unnamed
    from customer.spend_monthly
    where product_id is null or called_total(product_id) or called_total(product)
),

lines as (
    select
        s.account_id,
        s.month_end,
        s.product,
        s.amount,
        c.unnamed
    from customer.spend_monthly as s
    inner join called as c on s.product_id is not distinct from c.product_id
),

others as (
    select
        s.account_id,
        s.month_end,
        sum(s.amount) as amount,
        count(*) as products
    from customer.spend_monthly as s
    where
        (s.account_id, s.month_end) in (
            select
                l.account_id,
                l.month_end
            from lines as l
        )
        and s.product_id is not null
        and s.product_id not in (
            select c.product_id from called as c
            where c.product_id is not null
        )
    group by s.account_id, s.month_end
    having sum(s.amount) <> 0
),

held as (
    select
        l.product,
        l.unnamed,
        l.amount,
        o.products,
        o.amount as others,
        sum(l.amount) over (partition by l.account_id, l.month_end, l.unnamed) as together
    from lines as l
    inner join others as o on l.account_id = o.account_id and l.month_end = o.month_end
),

-- A total and its parts come to the others twice.
counted as (
    select
        *,
        abs(together - others) <= 0.0001 * abs(others) or abs(together - 2 * others) <= 0.0001 * abs(others) as doubled
    from held
)

select
    product,
    count(*) as lines,
    sum(amount) as amount
from counted
group by product, unnamed
having
    max(products) > 1
    and (count(*) > 1 or not unnamed)
    and count(*) filter (where doubled) >= 0.9 * count(*)
order by product
