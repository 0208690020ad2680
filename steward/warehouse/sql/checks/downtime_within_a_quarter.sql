-- lines that were down for longer than the month has minutes
select *
from customer.availability_monthly
where line_minutes > 0 and downtime_minutes > line_minutes
