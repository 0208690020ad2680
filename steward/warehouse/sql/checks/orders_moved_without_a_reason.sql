-- promised days of orders that were moved without a reason
select
    order_line_id,
    changed_on,
    was,
    now
from staging.order_date_changes
where was is not null and was <> now and coalesce(trim(reason), '') = ''
