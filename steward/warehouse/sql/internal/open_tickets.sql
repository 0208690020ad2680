-- one row per ticket that is not closed, as a team works on it; its times in UTC, for they are held against the clock
select
    o.account_id,
    o.ticket_id,
    t.subject,
    lower(coalesce(nullif(trim(t.queue), ''), 'not stated')) as queue,
    t.kind,
    case
        when regexp_matches(lower(t.priority), 'urgent|critical|emergency|highest|blocker|^p?1\b|sev.?1') then 'urgent'
        when regexp_matches(lower(t.priority), 'high|major|^p?2\b|sev.?2') then 'high'
        when regexp_matches(lower(t.priority), 'low|minor|planning|trivial|^p?[45]\b') then 'low'
        else 'normal'
    end as priority,
    coalesce(p.name, t.owner_id) as owner,
    t.owner_id,
    timezone('UTC', timezone(l.timezone, o.opened_at)) as opened_at,
    timezone('UTC', timezone(l.timezone, t.first_replied_at)) as first_replied_at,
    timezone('UTC', timezone(l.timezone, o.resolved_at)) as resolved_at,
    o.turn,
    timezone('UTC', timezone(l.timezone, o.turn_since)) as turn_since,
    timezone('UTC', timezone(l.timezone, t.due_at)) as due_at,
    t.paused_minutes,
    coalesce(try_cast(t.reopened as integer), 0) as reopened,
    coalesce(s.name, t.site_id) as site,
    t.incident_id
from customer.open_tickets as o
inner join staging.tickets as t on o.ticket_id = t.ticket_id
cross join meta.load as l
left join staging.people as p on t.owner_id = p.person_id
left join staging.sites as s on t.site_id = s.site_id
