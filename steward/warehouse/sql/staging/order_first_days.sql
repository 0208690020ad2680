-- one row per order line: the day it was promised for first, which no later day replaces, and where that is known from;
-- how often it was moved, and the last move to a later day
with moves as (
    select
        order_line_id,
        count(*) filter (where was is not null and was <> now) as moved,
        max(changed_on) as moved_on,
        -- of the last move to a later day, even where that names none: who caused the one before it is no cause of this one
        arg_max_null(cause, row(changed_on, now)) filter (where was is null or now > was) as cause,
        arg_max_null(reason, row(changed_on, now)) filter (where was is null or now > was) as reason
    from staging.order_moves
    group by order_line_id
),

told as (
    select
        order_line_id,
        arg_min(was, row(changed_on, was)) as first_was,
        min(changed_on) as since,
        list(now) as days
    from staging.order_date_changes
    where was is not null
    group by order_line_id
),

remembered as (
    select
        order_line_id,
        arg_min(value, row(load, seen_at))::date as first_seen,
        arg_min(seen_at, row(load, seen_at))::date as first_seen_at
    from staging.order_memory
    group by order_line_id
),

-- an export that holds only the latest changes knows less than a load that saw another day before the first of them
known as (
    select
        coalesce(t.order_line_id, r.order_line_id) as order_line_id,
        r.first_seen,
        case
            when
                r.first_seen_at < t.since and r.first_seen <> t.first_was
                and not list_contains(t.days, r.first_seen) then null
            else t.first_was
        end as first_was
    from told as t
    full join remembered as r on t.order_line_id = r.order_line_id
),

-- what its own first day was at any load; a day over a year before the signature is a slip of the pen
said as (
    select
        m.order_line_id,
        min(m.value::date) as first_said
    from staging.order_first_memory as m
    inner join staging.order_lines as l on m.order_line_id = l.order_line_id
    inner join staging.orders as o on l.order_id = o.order_id
    where o.signed_on is null or m.value::date >= o.signed_on - 366
    group by m.order_line_id
)

select
    o.account_id,
    l.order_line_id,
    coalesce(least(s.first_said, l.first_committed_on), k.first_was, k.first_seen, l.committed_on) as first_promised_on,
    case
        when l.first_committed_on <= coalesce(s.first_said, l.first_committed_on) then 'order'
        when s.first_said is not null then 'earlier load'
        when k.first_was is not null then 'date change'
        when k.first_seen <> coalesce(l.committed_on, date '0001-01-01') then 'earlier load'
        when l.committed_on is not null then 'day of now'
    end as promised_from,
    coalesce(m.moved, 0) as moved,
    m.moved_on,
    m.cause,
    m.reason
from staging.order_lines as l
inner join staging.orders as o on l.order_id = o.order_id
left join moves as m on l.order_line_id = m.order_line_id
left join known as k on l.order_line_id = k.order_line_id
left join said as s on l.order_line_id = s.order_line_id
