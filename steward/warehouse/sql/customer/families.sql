-- one row per account: the family it belongs to, by the topmost account above it, and how far below that it stands
with recursive accounts as (
    select
        a.account_id,
        p.account_id as above
    from staging.accounts as a
    left join staging.accounts as p on a.parent_id = p.account_id and a.parent_id <> a.account_id
),

-- Downwards from those that have nobody above them: each account is met once, so that no circle is ever entered.
known as (
    select
        account_id,
        account_id as family_id,
        0 as depth
    from accounts
    where above is null
    union all
    select
        a.account_id,
        k.family_id,
        k.depth + 1 as depth
    from known as k
    inner join accounts as a on k.account_id = a.above
),

-- Whoever was not met stands in a circle or below one: here each with everybody above them.
astray as (
    select
        account_id,
        above
    from accounts
    where account_id not in (select k.account_id from known as k)
),

climbed as (
    select
        account_id,
        above
    from astray
    union
    select
        c.account_id,
        a.above
    from climbed as c
    inner join astray as a on c.above = a.account_id
),

circle as (
    select account_id
    from climbed
    where account_id = above
),

-- A circle has no top, so the first of its ids stands for it.
settled as (
    select
        c.account_id,
        min(c.above) as family_id
    from climbed as c
    inner join circle as o on c.above = o.account_id
    group by all
)

select
    account_id,
    family_id,
    depth,
    false as in_circle
from known
union all
select
    s.account_id,
    s.family_id,
    (s.account_id <> s.family_id)::integer as depth,
    o.account_id is not null as in_circle
from settled as s
left join circle as o on s.account_id = o.account_id
