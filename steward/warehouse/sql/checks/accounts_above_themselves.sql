-- accounts that stand above themselves, alone or through others: the first id of each circle stands for its family
select
    f.account_id,
    a.name,
    a.parent_id
from customer.families as f
inner join staging.accounts as a on f.account_id = a.account_id
where f.in_circle or a.parent_id = a.account_id
order by f.family_id, f.account_id
