-- days on which nobody owns an account as account_owners tells: whoever owned it before is taken for them
select
    account_id,
    max(to_on) over earlier + 1 as from_on,
    from_on - 1 as until_on
from staging.account_owners
window
    earlier as (
        partition by account_id
        order by from_on
        rows between unbounded preceding and 1 preceding
    )
qualify max(coalesce(to_on, date '9999-12-31')) over earlier < from_on - 1
order by account_id, from_on
