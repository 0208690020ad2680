-- one row per price of a line of a quote of the CPQ; rows of one `line` are its ramp
select
    q.account_id,
    l.quote_id,
    l.line_id,
    coalesce(l.line, l.line_id) as line,
    order_action(l.action) as action,
    l.action as action_said,
    l.product_id,
    l.site_id,
    l.quantity,
    l.unit_mrc,
    l.unit_nrc,
    l.starts_on,
    l.ends_on,
    l.from_month::integer as from_month,
    l.to_month::integer as to_month,
    l.replaces_subscription_id
from staging.quote_lines as l
inner join staging.quotes as q on l.quote_id = q.quote_id
