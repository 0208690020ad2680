-- accounts that two people own on one day as account_owners tells: the one who began last is believed
select
    a.account_id,
    a.owner_id,
    a.from_on,
    b.owner_id as other_owner_id,
    b.from_on as other_from_on
from staging.account_owners as a
inner join
    staging.account_owners as b
    on a.account_id = b.account_id and a.from_on < b.from_on and (a.to_on is null or a.to_on >= b.from_on)
where a.owner_id <> b.owner_id
order by a.account_id, a.from_on, b.from_on
