-- one row per account × month: MRR against a year before, credits of three months, the next end nobody prepares
with growth as (
    select
        n.account_id,
        n.month_end,
        (n.mrr / b.mrr - 1)::double * 100 as mrr_change
    from internal.account_months as n
    inner join meta.load as l on l.basis = 'subscriptions'
    inner join
        internal.account_months as b
        on n.account_id = b.account_id and b.month_end = last_day((n.month_end - interval 1 year)::date)
    where b.mrr > 0
),

charged as (
    select
        account_id,
        last_day(month) as month_end,
        sum(amount) filter (where amount > 0 and kind is distinct from 'credit') as charges,
        -sum(amount) filter (where amount < 0 or kind = 'credit') as credits
    from staging.charges
    group by all
),

credited as (
    select
        c.account_id,
        m.month_end,
        greatest(coalesce(sum(c.credits), 0), 0)::double / nullif(sum(c.charges), 0)::double * 100 as credits_share
    from staging.calendar as m
    inner join charged as c on m.month_end >= c.month_end and date_diff('month', c.month_end, m.month_end) < 3
    group by all
),

signed as (
    select
        *,
        least(coalesce(signed_on, starts_on), starts_on) as known_on
    from staging.contracts
),

in_force as (
    select
        c.contract_id,
        c.account_id,
        c.starts_on,
        c.ends_on,
        m.month_end
    from staging.calendar as m
    inner join signed as c on m.month_end >= c.known_on and m.month_end < c.ends_on
),

followed as (
    select distinct
        c.contract_id,
        c.month_end
    from in_force as c
    inner join
        signed as n
        on
            c.account_id = n.account_id
            and c.contract_id <> n.contract_id
            and c.month_end >= n.known_on
            and c.starts_on < n.starts_on
            and n.starts_on between c.ends_on - 90 and c.ends_on + 60
),

renewal_opportunities as (
    select
        opportunity_id,
        account_id,
        status,
        coalesce(opened_on, closed_on) as opened_on,
        coalesce(closed_on, close_on) as closed_on,
        coalesce(close_on, closed_on) as expected_on,
        ' ' || regexp_replace(lower(name), '[^\p{L}\p{N}_-]+', ' ', 'g') || ' ' as words
    from staging.opportunities
    where kind = 'renewal'
),

-- Whether an opportunity was won or lost is known from the day it closed; until then it prepares a renewal: that of the
-- contract its name says, else of the one in force that ends nearest to its close date.
prepared as (
    select
        c.contract_id,
        c.month_end,
        contains(o.words, ' ' || trim(regexp_replace(lower(c.contract_id), '[^\p{L}\p{N}_-]+', ' ', 'g')) || ' ') as named
    from in_force as c
    inner join
        renewal_opportunities as o
        on
            c.account_id = o.account_id
            and c.month_end >= o.opened_on
            and c.month_end - interval 1 year < o.opened_on
    where
        (
            o.status = 'open'
            or o.closed_on > c.month_end
            or (o.status = 'won' and o.closed_on > c.month_end - 180)
        )
        and (named or o.expected_on is null or o.expected_on between c.ends_on - 180 and c.ends_on + 90)
    qualify
        row_number() over (
            partition by o.opportunity_id, c.month_end
            order by named desc, abs(date_diff('day', c.ends_on, o.expected_on)) asc, c.contract_id asc
        ) = 1
),

-- Two opportunities may prepare one contract.
prepared_once as (
    select distinct
        contract_id,
        month_end
    from prepared
),

ends as (
    select
        c.account_id,
        c.month_end,
        min(date_diff('day', c.month_end, c.ends_on)) filter (where f.contract_id is null and p.contract_id is null)
            as days
    from in_force as c
    left join followed as f on c.contract_id = f.contract_id and c.month_end = f.month_end
    left join prepared_once as p on c.contract_id = p.contract_id and c.month_end = p.month_end
    group by all
)

-- An end that is prepared, or a year away, is as good as none.
select
    s.account_id,
    s.month_end,
    g.mrr_change,
    c.credits_share,
    case when e.account_id is not null then least(coalesce(e.days, 365), 365) end as days_to_uncovered_end
from internal.account_months as s
left join growth as g on s.account_id = g.account_id and s.month_end = g.month_end
left join credited as c on s.account_id = c.account_id and s.month_end = c.month_end
left join ends as e on s.account_id = e.account_id and s.month_end = e.month_end
where s.active
