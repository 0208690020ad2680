-- one row per order line: what was charged up to the first month that bills it, what it should have been, what is wrong
-- with it, and the credit that put that right, in cents. A line that no charge names is due once its account has invoices of the month it is to be billed from;
-- one that was due before any charge named a line had its first invoice before the data begins, and is not checked; neither
-- is one that changes nothing, or of which nobody knows what it does.
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
        order_action(action) as action,
        order_mrc(order_action(action), round(mrc::decimal(38, 4) * 100)::bigint) as mrc,
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
        not order_acts(u.action) as not_read,
        -- where the order system does not say since when it is billed, its invoices do
        coalesce(
            l.billing_started_on,
            case
                when last_day(u.due_from) = n.recurring_from then u.due_from
                else date_trunc('month', n.recurring_from)::date
            end
        ) as billing_started_on,
        order_state(l.state) in ('cancelled', 'failed', 'rejected')
        or (u.action = 'disconnect' and u.nrc = 0) as dead,
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
        d.not_read or coalesce(d.due_from < k.since, false) as unchecked
    from dated as d
    cross join known as k
    left join latest as l on d.currency = l.currency
    asof left join rates as r on d.currency = r.currency and d.month_end >= r.month_end
),

wanted as (
    select
        *,
        case
            when dead or unchecked or due_from is null or month_end is null then 0
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
),

judged as (
    select
        *,
        case
            when dead then case when charged <> 0 then 'unexpected' else 'not due' end
            when unchecked then 'not due'
            when charged is null then case when expected > 0 then 'missing' else 'not due' end
            when due_from is null or due_from > month_end then 'start date'
            when abs(charged - expected) <= tolerance then 'matched'
            when
                list_min(
                    list_transform(
                        [
                            billing_started_on,
                            date_trunc('month', due_from)::date,
                            date_trunc('month', month_end)::date
                        ],
                        lambda begins: abs(charged - owed_until(mrc, nrc, begins, month_end))
                    )
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
),

billed as (
    select
        order_line_id,
        month_end,
        sum(charged) over (partition by order_line_id order by month_end)::bigint as charged
    from months
),

credits as (
    select
        order_line_id,
        month_end,
        credited_by,
        sum(credited) over (partition by order_line_id order by month_end)::bigint as credited
    from (
        select
            order_line_id,
            last_day(month) as month_end,
            max(coalesce(invoice_id, charge_id)) as credited_by,
            round(sum(amount) * 100)::bigint as credited
        from staging.charges
        where order_line_id is not null and kind = 'credit'
        group by order_line_id, last_day(month)
    ) as monthly
),

corrected as (
    select
        j.order_line_id,
        min(c.month_end) as credited_in,
        arg_min(c.credited_by, c.month_end) as credited_by,
        arg_min(c.credited, c.month_end) as credited
    from judged as j
    inner join credits as c on j.order_line_id = c.order_line_id and j.month_end <= c.month_end
    asof inner join billed as b on c.order_line_id = b.order_line_id and c.month_end >= b.month_end
    where
        j.outcome not in ('matched', 'not due', 'missing')
        and invoice_corrected(
            j.expected,
            j.charged,
            case when j.dead or j.due_from is null then 0 else owed_until(j.mrc, j.nrc, j.due_from, b.month_end) end,
            b.charged,
            c.credited
        )
    group by j.order_line_id
)

select
    j.account_id,
    j.order_line_id,
    j.mrc,
    j.nrc,
    j.quantity,
    j.due_from,
    j.billing_started_on,
    j.month_end,
    j.charged,
    j.dead,
    j.unchecked,
    j.invoice_id,
    j.expected,
    c.credited_in,
    c.credited_by,
    c.credited,
    case when c.order_line_id is null then j.outcome else 'corrected' end as outcome
from judged as j
left join corrected as c on j.order_line_id = c.order_line_id
