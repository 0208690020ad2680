-- accounts with neither a subscription nor a charge: they stand in no book
select
    a.account_id,
    a.name
from staging.accounts as a
where
    not exists (
        select 1 from staging.subscriptions as s
        where s.account_id = a.account_id
    )
    and not exists (
        select 1 from staging.charges as c
        where c.account_id = a.account_id
    )
