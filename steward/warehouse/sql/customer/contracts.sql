-- one row per contract, for what the customer knows of it: when it ends, until when notice may be given, what follows
select
    c.contract_id,
    c.account_id,
    a.name as account_name,
    c.starts_on,
    c.ends_on,
    (c.ends_on - to_days(c.notice_days::integer))::date as notice_by,
    c.auto_renews,
    n.next_id,
    n.followed_on
from staging.contracts as c
left join staging.accounts as a on c.account_id = a.account_id
left join staging.contract_successors as n on c.contract_id = n.contract_id
