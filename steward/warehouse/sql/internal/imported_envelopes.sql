-- one row per envelope of the signature system that names a quote; whose it is stays empty where nobody has that quote
select
    n.account_id,
    n.quote_id,
    n.reference,
    e.envelope_id,
    e.quote_number,
    e.status,
    e.version::integer as version,
    e.digest,
    e.recipient,
    e.sent_at,
    e.delivered_at,
    e.completed_at,
    e.declined_at,
    e.declined_reason
from staging.envelopes as e
inner join internal.quote_numbers as n on e.quote_number = n.quote_number
