-- one row per account × quarter: who owned it at the quarter's end, which no later transfer changes
select
    q.quarter,
    q.ends_on,
    o.account_id,
    o.owner_id,
    o.owner,
    o.source
from staging.quarters as q
inner join
    internal.account_owners as o
    on (o.from_on is null or q.ends_on >= o.from_on) and (o.until_on is null or q.ends_on <= o.until_on)
