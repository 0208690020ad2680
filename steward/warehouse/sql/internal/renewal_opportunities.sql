-- one row per opportunity to renew a contract: the contract its name says, else the one that ends nearest to its date
with renewing as (
    select
        o.opportunity_id,
        o.account_id,
        o.status,
        o.stage,
        o.amount,
        coalesce(o.opened_on, date '0001-01-01') as opened_on,
        case when o.status <> 'open' then coalesce(o.closed_on, o.close_on, date '0001-01-01') end as closed_on,
        coalesce(o.closed_on, o.close_on) as day,
        ' ' || regexp_replace(lower(o.name), '[^\p{L}\p{N}_-]+', ' ', 'g') || ' ' as words
    from staging.opportunities as o
    where o.kind = 'renewal'
),

contracts as (
    select
        c.contract_id,
        c.account_id,
        c.ends_on,
        trim(regexp_replace(lower(c.contract_id), '[^\p{L}\p{N}_-]+', ' ', 'g')) as words
    from staging.contracts as c
),

pairs as (
    select
        d.opportunity_id,
        c.contract_id,
        c.words <> '' and contains(d.words, ' ' || c.words || ' ') as named,
        length(c.words) as length_of_name,
        abs(date_diff('day', c.ends_on, d.day)) as days_apart,
        d.day between c.ends_on - 180 and c.ends_on + 90 as near
    from renewing as d
    inner join contracts as c on d.account_id = c.account_id
)

select
    d.opportunity_id,
    p.contract_id,
    d.account_id,
    d.status,
    d.stage,
    d.amount,
    d.opened_on,
    d.closed_on
from renewing as d
inner join pairs as p on d.opportunity_id = p.opportunity_id
where p.named or p.near
qualify row_number() over (
    partition by d.opportunity_id
    order by case when p.named then p.length_of_name end desc nulls last, p.days_apart asc, p.contract_id asc
) = 1
