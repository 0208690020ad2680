-- one row per account × month: what its family brings at the month's end, and by what it is strategic then, if it is
with families as (
    select
        m.account_id,
        m.month_end,
        m.mrr,
        m.active,
        sum(m.mrr) over (partition by f.family_id, m.month_end) as family_mrr
    from internal.account_months as m
    inner join customer.families as f on m.account_id = f.account_id
)

select
    f.account_id,
    f.month_end,
    f.family_mrr,
    case
        when f.mrr > l.strategic_threshold then 'account'
        when f.active and f.family_mrr > l.strategic_threshold then 'family'
    end as strategic_by
from families as f
cross join meta.load as l
