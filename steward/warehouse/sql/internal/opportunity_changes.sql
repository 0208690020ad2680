-- one row per change of an opportunity, numbered in the order they happened: as its feed tells, or without one as two loads
-- after another saw it. Changes of one field that share a time follow each other as a chain: what one says was, the one
-- before it said is now. Where a feed says what is and not what was, what was is what the moment before said: such a row
-- that says the same again changed something else, and is no change of this. Nothing depends on the order of the rows of the feed. Loads follow each other by their numbers: one
-- whose clock went back is told for the time of the one before, and a microsecond each keeps them in their order.
with recursive
told as (
    select
        opportunity_id,
        changed_at,
        field,
        nullif(was, '') as was,
        nullif(now, '') as now
    from staging.opportunity_changes
),

told_moments as (
    select
        opportunity_id,
        field,
        changed_at,
        bool_and(was is null) as without_was,
        list(now) as became,
        list(now) filter (where was is not null) as became_of_something
    from told
    group by all
),

told_after as (
    select
        *,
        lag(became) over (partition by opportunity_id, field order by changed_at) as before
    from told_moments
),

-- What a moment says again stands first in it: nothing else of that moment can have come before.
filled as (
    select
        t.opportunity_id,
        t.changed_at,
        t.field,
        case
            when m.without_was
                then lag(t.now) over (
                    partition by t.opportunity_id, t.field
                    order by t.changed_at asc, list_contains(m.before, t.now) desc, t.now asc
                )
            else t.was
        end as was,
        t.now
    from told as t
    inner join
        told_after as m
        on
            t.opportunity_id = m.opportunity_id
            and t.field = m.field
            and t.changed_at = m.changed_at
    where t.was is not null or t.now is null or not coalesce(list_contains(m.became_of_something, t.now), false)
),

seen as (
    select
        opportunity_id,
        max(seen_at) over earlier + to_microseconds(row_number() over earlier) as changed_at,
        field,
        lag(value) over earlier as was,
        value as now,
        row_number() over earlier as number
    from staging.opportunity_memory
    window earlier as (partition by opportunity_id, field order by load, seen_at)
),

changes as (
    select * from filled
    union all
    select * exclude (number) from seen
    where number > 1 and not exists (select 1 from told)
),

-- A row that stands twice is one change.
once as (
    select distinct
        opportunity_id,
        changed_at,
        field,
        nullif(was, '') as was,
        nullif(now, '') as now
    from changes
    where nullif(was, '') is distinct from nullif(now, '')
),

-- Only where several share a time is there an order to be found.
crowded as (
    select
        opportunity_id,
        field
    from once
    group by opportunity_id, field, changed_at
    having count(*) > 1
),

moments as (
    select
        opportunity_id,
        field,
        changed_at,
        list(coalesce(was, '')) as were,
        list(coalesce(now, '')) as became
    from once
    semi join crowded using (opportunity_id, field)
    group by all
),

-- Of a path each value leads away as often as it is led to, but its two ends. One that ends where it began has no ends.
ends as (
    select
        *,
        list_filter(
            were,
            lambda one: len(list_filter(were, lambda x: x = one)) > len(list_filter(became, lambda x: x = one))
        )[1] as first,
        list_filter(
            became,
            lambda one: len(list_filter(became, lambda x: x = one)) > len(list_filter(were, lambda x: x = one))
        )[1] as last
    from moments
),

begins as (
    select
        *,
        coalesce(
            first,
            last_value(last ignore nulls) over in_time,
            first_value(first ignore nulls) over later
        ) as first_was
    from ends
    window
        in_time as (
            partition by opportunity_id, field
            order by changed_at
            rows between unbounded preceding and 1 preceding
        ),
        later as (
            partition by opportunity_id, field
            order by changed_at
            rows between 1 following and unbounded following
        )
),

placed as (
    select
        o.*,
        list_contains(m.were, coalesce(o.now, '')) as leads_on,
        row_number() over (
            partition by o.opportunity_id, o.field, o.changed_at
            order by
                coalesce(coalesce(o.was, '') = m.first_was, false) desc,
                list_contains(m.were, coalesce(o.now, '')) desc,
                o.was asc nulls first,
                o.now asc nulls first
        ) as place,
        len(m.were) as together
    from once as o
    inner join
        begins as m
        on o.opportunity_id = m.opportunity_id and o.field = m.field and o.changed_at = m.changed_at
),

chain as (
    select
        opportunity_id,
        field,
        changed_at,
        was,
        now,
        1 as step,
        [place] as taken
    from placed
    where place = 1
    union all
    select
        p.opportunity_id,
        p.field,
        p.changed_at,
        p.was,
        p.now,
        c.step + 1 as step,
        list_append(c.taken, p.place) as taken
    from chain as c
    inner join
        placed as p
        on
            c.opportunity_id = p.opportunity_id
            and c.field = p.field
            and c.changed_at = p.changed_at
            and c.step < p.together
            and not list_contains(c.taken, p.place)
    qualify row_number() over (
        partition by p.opportunity_id, p.field, p.changed_at
        order by p.was is not distinct from c.now desc, p.leads_on desc, p.place asc
    ) = 1
),

stepped as (
    select * exclude (taken) from chain
    union all by name
    select
        *,
        1 as step
    from once
    anti join crowded using (opportunity_id, field)
)

select
    o.account_id,
    c.opportunity_id,
    c.changed_at,
    c.changed_at::date as changed_on,
    c.field,
    c.was,
    c.now,
    row_number() over (partition by c.opportunity_id, c.field order by c.changed_at, c.step) as number
from stepped as c
left join staging.opportunities as o on c.opportunity_id = o.opportunity_id
