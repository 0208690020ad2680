-- one row per change of the day a line was promised for, without our words about it
select
    account_id,
    order_line_id,
    changed_on,
    was,
    now,
    cause
from staging.order_moves
