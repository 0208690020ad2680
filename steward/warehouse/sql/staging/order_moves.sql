-- one row per change of the day an order line was promised for: as its feed tells, or of a line it tells nothing of as two
-- loads after another saw it
with seen as (
    select
        order_line_id,
        seen_at::date as changed_on,
        lag(value) over earlier as was,
        value as now
    from staging.order_memory
    window earlier as (partition by order_line_id order by load, seen_at)
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
        order_line_id,
        changed_on,
        was::date as was,
        now::date as now,
        null as reason,
        null as cause,
        true as seen_by_loads
    from seen
    where was is not null and order_line_id not in (select order_line_id from staging.order_date_changes)
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
