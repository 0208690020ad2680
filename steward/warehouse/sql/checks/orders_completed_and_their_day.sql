-- lines of orders that are completed without a day, or have a day of completion and are not completed
select
    order_line_id,
    state,
    completed_on
from staging.order_lines
where
    (order_state(state) = 'completed') is distinct from (completed_on is not null)
    and order_state(state) not in ('partial', 'cancelled', 'failed', 'rejected')
