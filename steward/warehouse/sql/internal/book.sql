-- one row per account × quarter: what the book of business says of it at the quarter's end; `owner` is who owns it now, `owner_then` who
-- did at that end
with money as (
    select
        account_id,
        quarter,
        arg_max(mrr, month_end) as mrr,
        arg_max(active, month_end) as active,
        arg_max(active and (mrr > 0 or l.basis = 'charges'), month_end) as paying,
        sum(spend) as spend,
        last_day((max(month_end) - interval 1 year)::date) as year_before
    from internal.account_months
    cross join meta.load as l
    group by all
),

renewals as (
    select
        c.account_id,
        q.quarter,
        -- Of those that end first the earliest notice.
        min({
            'ends_on': c.ends_on, 'notice_by': (c.ends_on - to_days(c.notice_days::integer))::date
        }) as next
    from staging.contracts as c
    inner join staging.quarters as q on c.ends_on > q.ends_on and c.starts_on <= q.ends_on
    group by all
),

pipeline as (
    select
        account_id,
        quarter,
        sum(amount) as open_pipeline
    from internal.open_pipeline
    group by all
)

select
    a.account_id,
    q.quarter,
    q.starts_on,
    q.ends_on,
    a.name,
    a.owner_id,
    w.name as owner,
    t.owner_id as owner_then_id,
    t.owner as owner_then,
    a.region,
    a.segment,
    a.industry,
    m.mrr,
    lag(m.mrr) over (partition by a.account_id order by q.ends_on) as mrr_before,
    y.mrr as mrr_year_before,
    m.spend,
    m.active,
    coalesce(lag(m.active) over (partition by a.account_id order by q.ends_on), false) as active_before,
    m.paying,
    coalesce(lag(m.paying) over (partition by a.account_id order by q.ends_on), false) as paying_before,
    n.asked,
    n.answered,
    n.promoters,
    n.passives,
    n.detractors,
    r.next.ends_on as renews_on,
    r.next.notice_by,
    p.open_pipeline
from staging.accounts as a
cross join staging.quarters as q
inner join money as m on a.account_id = m.account_id and q.quarter = m.quarter
left join internal.account_months as y on a.account_id = y.account_id and m.year_before = y.month_end
left join staging.people as w on a.owner_id = w.person_id
left join internal.quarter_owners as t on a.account_id = t.account_id and q.quarter = t.quarter
left join internal.nps_quarterly as n on a.account_id = n.account_id and q.quarter = n.quarter
left join renewals as r on a.account_id = r.account_id and q.quarter = r.quarter
left join pipeline as p on a.account_id = p.account_id and q.quarter = p.quarter
