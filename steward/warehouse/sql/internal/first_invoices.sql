-- one row per order line: what the first month that bills it was charged, what it should have been, and what is wrong with
-- it, in cents. A line that no charge names is due once its account has invoices of the month it is to be billed from.
with named as (
    select
        order_line_id,
        last_day(month) as month_end,
        round(sum(amount) * 100)::bigint as charged,
        min(invoice_id) as invoice_id
    from staging.charges
    where order_line_id is not null and coalesce(kind, 'recurring') in ('recurring', 'one-off')
    group by order_line_id, last_day(month)
    qualify row_number() over (partition by order_line_id order by last_day(month)) = 1
),

invoiced as (
    select
        account_id,
        max(last_day(month)) as until
    from staging.charges
    where exists (select 1 from named)
    group by account_id
),

lines as (
    select
        o.account_id,
        l.order_line_id,
        round(l.mrc * 100)::bigint as mrc,
        coalesce(round(l.nrc * 100)::bigint, 0) as nrc,
        l.quantity,
        l.billing_started_on,
        order_bills_from(l.billing_basis, l.committed_on, l.completed_on, l.accepted_on) as due_from,
        order_state(l.state) in ('cancelled', 'failed', 'rejected')
        or order_action(l.action) = 'disconnect' as dead,
        n.charged,
        n.invoice_id,
        coalesce(n.month_end, i.until) as month_end
    from staging.order_lines as l
    inner join staging.orders as o on l.order_id = o.order_id
    left join named as n on l.order_line_id = n.order_line_id
    left join invoiced as i on o.account_id = i.account_id
),

wanted as (
    select
        *,
        case
            when dead or due_from is null or month_end is null then 0
            else owed_until(mrc, nrc, due_from, month_end)
        end as expected
    from lines
),

compared as (
    select
        *,
        greatest(100, share_of_cents(abs(expected), 5, 1000)) as tolerance,
        units_charged(charged, quantity, expected) as other
    from wanted
)

select
    account_id,
    order_line_id,
    mrc,
    nrc,
    quantity,
    due_from,
    billing_started_on,
    month_end,
    charged,
    dead,
    invoice_id,
    expected,
    case
        when dead then case when charged <> 0 then 'unexpected' else 'not due' end
        when charged is null then case when due_from <= month_end then 'missing' else 'not due' end
        when due_from is null or due_from > month_end then 'start date'
        when abs(charged - expected) <= tolerance then 'matched'
        when
            least(
                coalesce(abs(charged - owed_until(mrc, nrc, billing_started_on, month_end)), 9e15),
                abs(charged - owed_until(mrc, nrc, date_trunc('month', due_from)::date, month_end)),
                abs(charged - owed_until(mrc, nrc, date_trunc('month', month_end)::date, month_end))
            ) <= tolerance
            then 'start date'
        when
            other not in (0, quantity::bigint)
            and share_of_cents(expected, 1, quantity::bigint) > 2 * tolerance
            and abs(charged - share_of_cents(expected, other, quantity::bigint)) <= tolerance
            then 'quantity'
        else 'price'
    end as outcome
from compared
