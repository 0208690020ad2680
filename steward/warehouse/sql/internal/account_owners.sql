-- one row per account × stretch of days that somebody owned it: as account_owners tells, else as loads saw it; no two stretches
-- of an account share a day, and none is left out. Where rows of the feed overlap, the one that began last is believed; in
-- a gap whoever owned it before stays; after the last that ended, and of an account it tells nothing of, it is as loads saw.
-- Of the days before anything is known the first known owner is assumed.
with told as (
    select
        account_id,
        owner_id,
        from_on,
        to_on
    from staging.account_owners
),

seen as (
    select
        account_id,
        (max(seen_at) over earlier)::date as day,
        nullif(value, '') as owner_id,
        row_number() over earlier as number
    from staging.owner_memory
    where account_id in (select account_id from staging.accounts)
    window earlier as (partition by account_id order by load, seen_at)
),

-- Two loads of one day: what the second saw.
seen_days as (
    select
        account_id,
        day,
        arg_max(coalesce(owner_id, ''), number) as owner_id,
        max(number) as number
    from seen
    group by all
),

told_days as (
    select
        account_id,
        from_on as day
    from told
    union
    select
        account_id,
        to_on + 1 as day
    from told
    where to_on is not null
),

told_at as (
    select
        d.account_id,
        d.day,
        arg_max(t.owner_id, t.from_on) as owner_id
    from told_days as d
    left join
        told as t
        on d.account_id = t.account_id and d.day >= t.from_on and (t.to_on is null or d.day <= t.to_on)
    group by d.account_id, d.day
),

-- The last day that a row of the feed begins to count, and the first day after all of them.
told_until as (
    select
        account_id,
        max(day) filter (where owner_id is not null) as last_on,
        max(day) filter (where owner_id is null) as open_on
    from told_at
    group by account_id
),

begins as (
    select
        account_id,
        day,
        owner_id,
        'account_owners' as source
    from told_at
    where owner_id is not null
    union all
    select
        u.account_id,
        u.open_on as day,
        nullif(coalesce(
            arg_max(s.owner_id, s.day) filter (where s.day <= u.open_on), arg_min(s.owner_id, s.day)
        ), '') as owner_id,
        'loads' as source
    from told_until as u
    inner join seen_days as s on u.account_id = s.account_id
    where u.open_on > u.last_on
    group by u.account_id, u.open_on
    union all
    select
        s.account_id,
        s.day,
        nullif(s.owner_id, '') as owner_id,
        'loads' as source
    from seen_days as s
    left join told_until as u on s.account_id = u.account_id
    where u.account_id is null or s.number > 1 and s.day > greatest(u.last_on, u.open_on)
),

-- What is told twice is one stretch.
changes as (
    select
        *,
        row_number() over in_time as number
    from begins
    window in_time as (partition by account_id order by day)
    qualify number = 1 or owner_id is distinct from lag(owner_id) over in_time
),

stretches as (
    select
        account_id,
        day as from_on,
        lead(day) over (partition by account_id order by day) - 1 as until_on,
        owner_id,
        source
    from changes
    union all
    select
        account_id,
        null as from_on,
        min(day) - 1 as until_on,
        arg_min(coalesce(owner_id, ''), day) as owner_id,
        'assumed' as source
    from changes
    group by account_id
)

select
    s.account_id,
    s.from_on,
    s.until_on,
    nullif(s.owner_id, '') as owner_id,
    p.name as owner,
    s.source
from stretches as s
left join staging.people as p on s.owner_id = p.person_id
