-- one row per line of an order: what a customer reads of it, and what is ours: why it was moved, the pace of its milestones,
-- whether it is billed rightly. Money in cents; what depends on the day it is, is worked out when it is asked
with paces as (
    select
        order_line_id,
        count(*) as milestones,
        count(reached_on) as reached,
        arg_max(reached_on - planned_on, row(planned_on, reached_on)) filter (where reached_on is not null) as late_by,
        min(planned_on) filter (where reached_on is null) as waits_since,
        max(planned_on) filter (where reached_on is null) as ends_planned,
        arg_min(milestone, row(planned_on, milestone)) filter (where reached_on is null) as next_milestone
    from staging.order_milestones
    where lower(milestone) not in ('billing started', 'first invoice checked')
    group by order_line_id
)

select
    c.account_id,
    a.name as account,
    a.owner_id,
    c.order_line_id,
    c.order_id,
    c.title,
    c.signed_on,
    c.pon,
    c.product_id,
    c.product,
    c.site_id,
    c.site,
    c.action,
    l.action as action_said,
    c.quantity,
    order_mrc(c.action, round(c.mrc::decimal(38, 4) * 100)::bigint) as mrc,
    coalesce(round(c.nrc::decimal(38, 4) * 100)::bigint, 0) as nrc,
    c.state,
    l.state as state_said,
    order_state(o.state) as order_state_said,
    o.quote,
    try_cast(o.quote_version as integer) as quote_version,
    l.quote_line,
    o.opportunity_id,
    c.requested_on,
    c.first_promised_on,
    p.promised_from,
    c.promised_on,
    l.committed_on,
    c.moved,
    c.moved_on,
    c.cause,
    p.reason,
    c.completed_on,
    c.accepted_on,
    f.billing_started_on,
    lower(l.billing_basis) as billing_basis,
    f.due_from,
    l.subscription_id,
    coalesce(m.milestones, 0) as milestones,
    coalesce(m.reached, 0) as reached,
    coalesce(m.late_by, 0) as late_by,
    m.waits_since,
    m.ends_planned,
    m.next_milestone,
    f.mrc as invoice_mrc,
    f.nrc as invoice_nrc,
    f.dead,
    f.unchecked,
    f.month_end as invoice_month,
    f.charged,
    f.invoice_id,
    f.expected,
    f.credited_in,
    f.credited_by,
    f.credited,
    f.outcome
from customer.order_lines as c
inner join staging.order_lines as l on c.order_line_id = l.order_line_id
inner join staging.orders as o on c.order_id = o.order_id
inner join staging.accounts as a on c.account_id = a.account_id
inner join staging.order_first_days as p on c.order_line_id = p.order_line_id
inner join internal.first_invoices as f on c.order_line_id = f.order_line_id
left join paces as m on c.order_line_id = m.order_line_id
