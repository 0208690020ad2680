-- one row per quote of the CPQ, with the written quote it says it stands for, where that is of the same account
select
    q.account_id,
    q.quote_id,
    q.quote_number,
    q.status,
    coalesce(q.title, q.quote_number) as title,
    q.kind,
    q.opportunity_id,
    q.starts_on,
    q.term_months::integer as term_months,
    q.valid_until,
    q.payment_days,
    q.owner_id,
    coalesce(q.is_primary, false) as is_primary,
    q.net_amount,
    q.stands_for,
    case
        when regexp_extract(coalesce(q.stands_for, q.quote_number), '^(.+)-[^-]+$', 1) = q.account_id
            then coalesce(q.stands_for, q.quote_number)
    end as reference,
    upper(trim(q.currency)) as currency,
    exists (
        from staging.quote_lines as l
        where l.quote_id = q.quote_id and l.currency is null
    ) as lines_say_no_currency
from staging.quotes as q
