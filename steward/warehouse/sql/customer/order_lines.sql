-- one row per line of an order, as the customer may read it: what, where, by when, and how far it is
select
    o.account_id,
    l.order_line_id,
    l.order_id,
    coalesce(o.title, l.order_id) as title,
    o.signed_on,
    l.pon,
    l.product_id,
    coalesce(p.name, l.product_id) as product,
    l.site_id,
    coalesce(s.name, l.site_id) as site,
    order_action(l.action) as action,
    l.quantity,
    l.mrc,
    l.nrc,
    order_state(l.state) as state,
    coalesce(l.requested_on, o.requested_on) as requested_on,
    f.first_promised_on,
    coalesce(l.committed_on, f.first_promised_on) as promised_on,
    f.moved,
    f.moved_on,
    f.cause,
    l.completed_on,
    l.accepted_on,
    l.billing_started_on
from staging.order_lines as l
inner join staging.orders as o on l.order_id = o.order_id
inner join staging.order_first_days as f on l.order_line_id = f.order_line_id
left join staging.products as p on l.product_id = p.product_id
left join staging.sites as s on l.site_id = s.site_id
