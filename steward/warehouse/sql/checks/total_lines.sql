-- accounts that come to as much as all others together, or are called totals and do: they count everything twice
with amounts as (
    select
        m.account_id,
        sum(m.spend) as amount,
        called_total(any_value(a.name)) as called_total
    from internal.account_months as m
    inner join customer.accounts as a on m.account_id = a.account_id
    group by m.account_id
    having sum(m.spend) <> 0
),

whole as (
    select
        sum(amount) as amount,
        count(*) as accounts,
        sum(amount) filter (where not called_total) as plain,
        count(*) filter (where not called_total) as plain_accounts
    from amounts
),

-- What is called a total: the whole of all others, or a part of them; the parts come to the whole.
parts as (
    select sum(a.amount) as amount
    from amounts as a
    cross join whole as w
    where a.called_total and abs(a.amount - w.plain) > 0.0001 * abs(w.plain)
)

select
    a.account_id,
    a.amount
from amounts as a
cross join whole as w
cross join parts as p
where
    (w.accounts > 2 and abs(2 * a.amount - w.amount) <= 0.0001 * abs(w.amount))
    or (
        a.called_total
        and w.plain_accounts > 1
        and (
            abs(a.amount - w.plain) <= 0.0001 * abs(w.plain)
            or abs(p.amount - w.plain) <= 0.0001 * abs(w.plain)
        )
    )
