-- lines of orders that are in progress and promised for no day
select
    order_line_id,
    state
from staging.order_lines
where order_state(state) = 'in progress' and committed_on is null
