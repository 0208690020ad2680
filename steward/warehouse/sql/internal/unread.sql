-- the same of the whole book: also of rows that are to be of no account, such as opportunities with who is none yet
select
    account_id,
    feed,
    since,
    until,
    rows,
    currency,
    amount
from staging.unread
where account_id is null or account_id in (select a.account_id from staging.accounts as a)
