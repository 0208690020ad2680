-- lines of orders that name a line of a CPQ quote which the quote does not have, or has of another product
select
    l.order_line_id,
    o.quote,
    l.quote_line,
    l.product_id
from staging.order_lines as l
inner join staging.orders as o on l.order_id = o.order_id
inner join staging.quotes as q on o.quote = q.quote_number and o.account_id = q.account_id
where
    l.quote_line is not null
    and not exists (
        select 1 from staging.quote_lines as r
        where r.quote_id = q.quote_id and coalesce(r.line, r.line_id) = l.quote_line and r.product_id = l.product_id
    )
