-- accounts that somebody else owns now as account_owners tells: a quarter counts for that person, the work is whose accounts says
select
    o.account_id,
    o.owner_id as as_account_owners_tells,
    a.owner_id as as_accounts_tells
from internal.account_owners as o
inner join staging.accounts as a on o.account_id = a.account_id
cross join meta.load as l
where
    o.account_id in (select t.account_id from staging.account_owners as t)
    and l.loaded_at::date >= o.from_on
    and (o.until_on is null or l.loaded_at::date <= o.until_on)
    and o.owner_id is distinct from a.owner_id
order by o.account_id
