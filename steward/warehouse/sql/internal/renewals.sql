-- one row per contract × quarter: what was up for renewal as of the quarter's end, from two years after a contract's end back
with terms as (
    select
        c.contract_id,
        c.account_id,
        c.starts_on,
        c.ends_on,
        c.notice_days::integer as notice_days,
        (c.ends_on - to_days(c.notice_days::integer))::date as notice_by,
        c.auto_renews,
        q.quarter,
        q.ends_on as as_of,
        q.ends_on >= l.as_of as latest,
        c.ends_on < q.ends_on as over,
        greatest(c.starts_on, least(q.ends_on, (c.ends_on - 1)))::date as measured_on,
        (c.ends_on + to_months(((13 - l.fiscal_year_starts) % 12)::integer))::date as fiscal
    from staging.contracts as c
    cross join meta.load as l
    inner join staging.quarters as q on c.starts_on <= q.ends_on and c.ends_on > q.ends_on - interval 2 year
),

begun as (
    select
        s.contract_id,
        min(s.starts_on) as first_line
    from staging.subscriptions as s
    where s.contract_id is not null
    group by s.contract_id
),

lines as (
    select
        s.account_id,
        s.contract_id,
        s.mrr,
        s.starts_on,
        coalesce(s.ends_on, date '9999-12-31') as ends_on,
        s.quantity * p.list_mrr as list_mrr
    from staging.subscriptions as s
    left join staging.products as p on s.product_id = p.product_id
),

money as (
    select
        t.contract_id,
        t.quarter,
        sum(s.mrr) filter (where t.measured_on >= s.starts_on and t.measured_on < s.ends_on) as atr,
        sum(s.list_mrr) filter (where t.measured_on >= s.starts_on and t.measured_on < s.ends_on) as list_mrr,
        bool_or(s.list_mrr is null) filter (where t.measured_on >= s.starts_on and t.measured_on < s.ends_on)
            as without_list,
        sum(s.mrr) filter (where s.starts_on <= b.first_line and s.ends_on > b.first_line) as mrr_at_first,
        sum(s.mrr) filter (where t.over and s.starts_on <= t.ends_on + 1 and s.ends_on > t.ends_on + 1) as day_after,
        sum(s.mrr) filter (where t.over and s.starts_on <= t.as_of and s.ends_on > t.as_of) as still_billed
    from terms as t
    inner join begun as b on t.contract_id = b.contract_id
    inner join lines as s on t.account_id = s.account_id and t.contract_id = s.contract_id
    group by all
),

followed as (
    select
        t.contract_id,
        t.quarter,
        n.next_id,
        n.followed_on,
        (
            select sum(s.mrr) from lines as s
            where
                s.account_id = t.account_id
                and s.contract_id = n.next_id
                and s.starts_on <= greatest(n.next_starts_on, t.ends_on + 1)
                and s.ends_on > greatest(n.next_starts_on, t.ends_on + 1)
                and (t.latest or greatest(n.next_starts_on, t.ends_on + 1) <= t.as_of)
        ) as next_mrr
    from terms as t
    inner join
        staging.contract_successors as n
        on t.contract_id = n.contract_id and (t.latest or t.as_of >= n.followed_on)
),

prepared as (
    select
        t.contract_id,
        t.quarter,
        d.opportunity_id,
        d.stage,
        d.amount,
        case when t.latest or coalesce(d.closed_on, date '0001-01-01') <= t.as_of then d.status else 'open' end
            as status
    from terms as t
    inner join
        internal.renewal_opportunities as d
        on t.contract_id = d.contract_id and (t.latest or t.as_of >= d.opened_on)
    qualify row_number() over (
        partition by t.contract_id, t.quarter
        order by
            case
                when d.status = 'open' or d.closed_on > t.as_of and not t.latest then 2
                when d.status = 'won' then 1
                else 3
            end asc,
            d.opened_on desc,
            d.opportunity_id asc
    ) = 1
),

found as (
    select
        t.*,
        case when m.contract_id is not null then coalesce(m.atr, 0) end as atr,
        case when not m.without_list then m.list_mrr end as list_mrr,
        m.mrr_at_first,
        coalesce(m.still_billed, 0) as still_billed,
        f.next_id,
        d.opportunity_id,
        d.stage,
        d.status as opportunity_status,
        d.amount as opportunity_amount,
        case
            when f.next_id is not null then 'won'
            when d.status = 'won' then 'won'
            when t.over and t.auto_renews and m.day_after > 0 then 'won'
            when d.status = 'lost' then 'lost'
            when t.over and m.contract_id is null then 'not known'
            when t.over and coalesce(m.still_billed, 0) <= 0 then 'lost'
            else 'open'
        end as state,
        f.next_mrr * coalesce(m.atr, 0)
        / nullif(sum(coalesce(m.atr, 0)) over (partition by f.next_id, t.quarter), 0) as next_mrr,
        m.day_after
    from terms as t
    left join money as m on t.contract_id = m.contract_id and t.quarter = m.quarter
    left join followed as f on t.contract_id = f.contract_id and t.quarter = f.quarter
    left join prepared as d on t.contract_id = d.contract_id and t.quarter = d.quarter
)

select
    f.contract_id,
    f.account_id,
    f.quarter,
    f.starts_on,
    f.ends_on,
    year(f.fiscal) || '-Q' || quarter(f.fiscal) as due_in,
    f.notice_days,
    f.notice_by,
    f.auto_renews,
    f.atr,
    f.list_mrr,
    f.mrr_at_first,
    f.state,
    case
        when f.state = 'won'
            then coalesce(nullif(f.next_mrr, 0), case when f.opportunity_status = 'won' then f.opportunity_amount end, f.day_after)::decimal(18, 4)
    end as renewed,
    f.next_id,
    f.opportunity_id,
    f.stage,
    f.opportunity_status,
    f.opportunity_amount,
    f.still_billed
from found as f
