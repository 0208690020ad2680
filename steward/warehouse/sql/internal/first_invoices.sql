-- one row per order line: what was charged up to the first month that bills it, what it should have been, and what is wrong
-- with it, in cents. A line that no charge names is due once its account has invoices of the month it is to be billed from;
-- one that was due before any charge named a line had its first invoice before the data begins, and is not checked.
with months as (
    select
        order_line_id,
        last_day(month) as month_end,
        round(sum(amount) * 100)::bigint as charged,
        coalesce(round(sum(amount) filter (where coalesce(kind, 'recurring') = 'recurring') * 100), 0)::bigint as recurring,
        min(invoice_id) as invoice_id
    from staging.charges
    where order_line_id is not null and coalesce(kind, 'recurring') in ('recurring', 'one-off')
    group by order_line_id, last_day(month)
),

begun as (
    select
        order_line_id,
        min(month_end) filter (where recurring > 0) as recurring_from,
        min(month_end) as named_from
    from months
    group by order_line_id
),

-- what is paid once is often billed ahead: it counts to the first month that bills what goes on
named as (
    select
        m.order_line_id,
        b.recurring_from,
        max(m.month_end) as month_end,
        sum(m.charged)::bigint as charged,
        arg_max(m.invoice_id, m.month_end) as invoice_id
    from months as m
    inner join begun as b on m.order_line_id = b.order_line_id
    where m.month_end <= coalesce(b.recurring_from, b.named_from)
    group by m.order_line_id, b.recurring_from
),

invoiced as (
    select
        account_id,
        max(last_day(month)) as until
    from staging.charges
    where exists (select 1 from named)
    group by account_id
),

known as (
    select date_trunc('month', min(named_from))::date as since from begun
),

due as (
    select
        order_line_id,
        case when order_action(action) = 'disconnect' then 0 else round(mrc::decimal(38, 4) * 100)::bigint end as mrc,
        coalesce(round(nrc::decimal(38, 4) * 100)::bigint, 0) as nrc,
        order_bills_from(billing_basis, committed_on, completed_on, accepted_on) as due_from
    from staging.order_lines
),

dated as (
    select
        o.account_id,
        l.order_line_id,
        u.mrc,
        u.nrc,
        l.quantity,
        upper(l.currency) as currency,
        u.due_from,
        -- where the order system does not say since when it is billed, its invoices do
        coalesce(
            l.billing_started_on,
            case
                when last_day(u.due_from) = n.recurring_from then u.due_from
                else date_trunc('month', n.recurring_from)::date
            end
        ) as billing_started_on,
        order_state(l.state) in ('cancelled', 'failed', 'rejected')
        or (order_action(l.action) = 'disconnect' and u.nrc = 0) as dead,
        n.charged,
        n.invoice_id,
        case
            when n.order_line_id is null or (n.recurring_from is null and u.mrc > 0) then i.until
            else n.month_end
        end as month_end
    from staging.order_lines as l
    inner join staging.orders as o on l.order_id = o.order_id
    inner join due as u on l.order_line_id = u.order_line_id
    left join named as n on l.order_line_id = n.order_line_id
    left join invoiced as i on o.account_id = i.account_id
),

rates as (
    select
        upper(currency) as currency,
        last_day(month) as month_end,
        max(rate) as rate
    from staging.exchange_rates
    group by all
),

latest as (
    select
        currency,
        arg_max(rate, month_end) as rate
    from rates
    group by currency
),

-- a price is worth the latest rate, an invoice that of its month: one is held against the other at the rate of the invoice
lines as (
    select
        d.* replace (
            round(d.mrc * rate_moved(r.rate, l.rate))::bigint as mrc,
            round(d.nrc * rate_moved(r.rate, l.rate))::bigint as nrc
        ),
        coalesce(d.due_from < k.since, false) as before_the_data
    from dated as d
    cross join known as k
    left join latest as l on d.currency = l.currency
    asof left join rates as r on d.currency = r.currency and d.month_end >= r.month_end
),

wanted as (
    select
        *,
        case
            when dead or before_the_data or due_from is null or month_end is null then 0
            else owed_until(mrc, nrc, due_from, month_end)
        end as expected
    from lines
),

compared as (
    select
        *,
        greatest(100, share_of_cents(abs(expected), 5, 1000)) as tolerance,
        whole_units(quantity) as units,
        units_charged(charged, whole_units(quantity), expected) as other
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
    before_the_data,
    invoice_id,
    expected,
    case
        when dead then case when charged <> 0 then 'unexpected' else 'not due' end
        when before_the_data then 'not due'
        when charged is null then case when expected > 0 then 'missing' else 'not due' end
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
            other not in (0, units)
            and share_of_cents(expected, 1, units) > 2 * tolerance
            and abs(charged - share_of_cents(expected, other, units)) <= tolerance
            then 'quantity'
        else 'price'
    end as outcome
from compared
