-- one row per account × feed × span of months of which rows were rejected, with how many
select
    u.account_id,
    u.feed,
    u.since,
    u.until,
    u.rows
from staging.unread as u
inner join staging.accounts as a on u.account_id = a.account_id
