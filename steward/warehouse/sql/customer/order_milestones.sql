-- one row per milestone of a line of an order
select
    o.account_id,
    m.order_line_id,
    m.milestone,
    m.planned_on,
    m.reached_on
from staging.order_milestones as m
inner join staging.order_lines as l on m.order_line_id = l.order_line_id
inner join staging.orders as o on l.order_id = o.order_id
