-- lines of orders that an invoice bills by name, and of which the order system has no day from which they are billed
select
    f.order_line_id,
    f.invoice_id,
    f.billing_started_on
from internal.first_invoices as f
inner join staging.order_lines as l on f.order_line_id = l.order_line_id
where f.billing_started_on is not null and l.billing_started_on is null
