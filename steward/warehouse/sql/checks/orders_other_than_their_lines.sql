-- orders whose state is not that of their lines: partial has a line that is delivered and one that will not be
with lines as (
    select
        order_id,
        bool_or(order_state(state) = 'completed') as some_there,
        bool_and(order_state(state) = 'completed') as all_there,
        bool_and(order_state(state) in ('cancelled', 'failed', 'rejected')) as none_comes,
        bool_and(order_over(order_state(state))) as over
    from staging.order_lines
    group by order_id
)

select
    o.order_id,
    o.state
from staging.orders as o
inner join lines as l on o.order_id = l.order_id
where
    case order_state(o.state)
        when 'completed' then not l.all_there
        when 'partial' then not (l.over and l.some_there and not l.all_there)
        when 'cancelled' then not l.none_comes
        when 'failed' then not l.none_comes
        when 'rejected' then not l.none_comes
        when 'not known' then false
        else l.over
    end
