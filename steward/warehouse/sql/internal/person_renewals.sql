-- one row per person × quarter: what was kept of the contracts that ended in it, at accounts they owned at its end.
-- As it is known a quarter later, so that what is signed afterwards rewrites nothing. Of people alone, as person_quarters.
with judged as (
    select
        r.account_id,
        r.due_in,
        r.atr,
        case when r.state = 'won' then renewal_kept(r.atr, r.renewed) else 0 end as kept
    from internal.renewals as r
    inner join staging.quarters as due on r.due_in = due.quarter
    inner join staging.quarters as known on r.quarter = known.quarter
    where known.ends_on > due.ends_on and r.atr is not null
    qualify row_number() over (partition by r.account_id, r.contract_id order by known.ends_on asc) = 1
),

by_account as (
    select
        account_id,
        due_in,
        in_proportion(
            sum(kept),
            greatest(sum(atr), 0),
            sum(greatest(atr, 0))
        ) as kept
    from judged
    group by all
)

select
    o.owner_id as person_id,
    b.due_in as quarter,
    sum(b.kept)::decimal(18, 4) as kept
from by_account as b
inner join internal.quarter_owners as o on b.account_id = o.account_id and b.due_in = o.quarter
where o.owner_id is not null
group by all
