-- one row per price of a line of a quote of the CPQ: what it is by our list and costs us, apart from what is offered
select
    q.account_id,
    l.quote_id,
    l.line_id,
    coalesce(l.line, l.line_id) as line,
    l.from_month::integer as from_month,
    l.starts_on,
    l.list_mrc,
    l.list_nrc,
    l.cost_mrc,
    l.cost_nrc,
    l.floor_mrc
from staging.quote_lines as l
inner join staging.quotes as q on l.quote_id = q.quote_id
