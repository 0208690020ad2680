-- lines that were first promised for a later day, as the order system says now, than it said at an earlier load: the earlier one counts
select
    l.order_line_id,
    f.first_promised_on,
    l.first_committed_on
from staging.order_lines as l
inner join staging.order_first_days as f on l.order_line_id = f.order_line_id
where f.first_promised_on < l.first_committed_on
