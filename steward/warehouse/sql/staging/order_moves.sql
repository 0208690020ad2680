-- one row per change of the day an order line was promised for: as its feed tells, or before the first that it tells of a
-- line as two loads after another saw it
with seen as (
    select
        order_line_id,
        seen_at::date as changed_on,
        lag(value) over earlier as was,
        value as now
    from staging.order_memory
    window earlier as (partition by order_line_id order by load, seen_at)
),

told as (
    select
        order_line_id,
        min(changed_on) as since,
        list(now) as days
    from staging.order_date_changes
    group by order_line_id
),

moves as (
    -- exports that overlap tell of one move twice
    select distinct
        order_line_id,
        changed_on,
        was,
        now,
        reason,
        case when lower(cause) in ('us', 'carrier', 'customer', 'permit') then lower(cause) end as cause,
        false as seen_by_loads
    from staging.order_date_changes
    -- to the last day there is: the day was taken back and no other said
    where now < date '9999-12-31'
    union all
    select
        s.order_line_id,
        s.changed_on,
        s.was::date as was,
        s.now::date as now,
        null as reason,
        null as cause,
        true as seen_by_loads
    from seen as s
    left join told as t on s.order_line_id = t.order_line_id
    where
        s.was is not null
        -- a load may see a move before the day that its feed gives it
        and (t.order_line_id is null or (s.changed_on < t.since and not list_contains(t.days, s.now::date)))
)

select
    o.account_id,
    m.order_line_id,
    m.changed_on,
    m.was,
    m.now,
    m.reason,
    m.cause,
    m.seen_by_loads
from moves as m
inner join staging.order_lines as l on m.order_line_id = l.order_line_id
inner join staging.orders as o on l.order_id = o.order_id
