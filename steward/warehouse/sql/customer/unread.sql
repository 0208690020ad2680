-- one row per account × feed × span of months × currency without a rate, of which rows were rejected, with how many
select
    u.account_id,
    u.feed,
    u.since,
    u.until,
    u.rows,
    u.currency,
    u.amount
from staging.unread as u
inner join staging.accounts as a on u.account_id = a.account_id
