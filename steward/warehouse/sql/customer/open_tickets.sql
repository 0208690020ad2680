-- one row per ticket that is not closed: whose turn it is and since when; nothing that somebody wrote
with told as (
    select
        t.ticket_id,
        t.account_id,
        t.opened_at,
        t.resolved_at,
        t.waiting_since,
        lower(coalesce(nullif(trim(t.waiting_on), ''), t.status, '')) as said
    from staging.tickets as t
    where t.closed_at is null
)

select
    t.ticket_id,
    t.account_id,
    t.opened_at,
    t.resolved_at,
    case
        when t.resolved_at is not null then 'none'
        when regexp_matches(t.said, 'carrier|third.?party|vendor|supplier|on.?hold') then 'carrier'
        when regexp_matches(t.said, 'customer|caller|requester|end.?user|pending|await|waiting') then 'customer'
        else 'us'
    end as turn,
    coalesce(t.resolved_at, t.waiting_since) as turn_since
from told as t
