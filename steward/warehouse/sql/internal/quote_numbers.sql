-- one row per number that an approval or an envelope names: whose quote it is of, and the written quote it is about; a
-- number that two quotes of the CPQ bear is of none
with named as (
    select quote_number from staging.approval_work_items
    union
    select quote_number from staging.envelopes
    where quote_number is not null
),

imported as (
    select
        quote_number,
        any_value(account_id) as account_id,
        any_value(quote_id) as quote_id,
        any_value(reference) as reference
    from internal.imported_quotes
    group by quote_number
    having count(*) = 1
)

select
    n.quote_number,
    i.quote_id,
    coalesce(i.account_id, a.account_id) as account_id,
    coalesce(i.reference, case when a.account_id is not null then n.quote_number end) as reference
from named as n
left join imported as i on n.quote_number = i.quote_number
left join staging.accounts as a on regexp_extract(n.quote_number, '^(.+)-[^-]+$', 1) = a.account_id
