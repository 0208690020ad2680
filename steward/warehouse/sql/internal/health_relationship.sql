-- one row per account × month: the last contact, and the calls, mails and meetings of the 90 days to the month's end
with recorded as (
    select min(happened_at)::date as since
    from staging.activities
),

happened as (
    select
        account_id,
        happened_at::date as day,
        coalesce(kind in ('call', 'meeting'), false) as two_way
    from staging.activities
),

-- Whoever took part was met, not only who stands first.
named as (
    select
        account_id,
        happened_at::date as day,
        trim(unnest(string_split(concat_ws(';', contact_id, participants), ';'))) as contact_id
    from staging.activities
),

met as (
    select distinct
        n.account_id,
        n.day,
        n.contact_id,
        e.contact_id is not null as executive
    from named as n
    left join internal.executives as e on n.account_id = e.account_id and n.contact_id = e.contact_id
    where n.contact_id <> ''
),

-- Who is met again before 90 days are over counts once: until the next time with this one, then with that.
met_until as (
    select
        account_id,
        day,
        executive,
        least(day + 90, lead(day) over (partition by account_id, contact_id order by day)) as until
    from met
),

-- An account nobody has spoken to yet has waited at least since the feed began, so that is when its wait starts.
spine as (
    select
        s.account_id,
        m.month_end,
        r.since
    from staging.accounts as s
    cross join staging.calendar as m
    inner join recorded as r on m.month_end >= r.since + 90
),

days as (
    select distinct
        account_id,
        day
    from happened
),

latest as (
    select
        s.account_id,
        s.month_end,
        coalesce(d.day, s.since) as day
    from spine as s
    asof left join days as d on s.account_id = d.account_id and s.month_end >= d.day
),

recent as (
    select
        h.account_id,
        m.month_end,
        count(*) as contacts,
        count(*) filter (where h.two_way) as two_way
    from staging.calendar as m
    inner join happened as h on h.day > m.month_end - 90 and m.month_end >= h.day
    group by all
),

people as (
    select
        h.account_id,
        m.month_end,
        count(*) as people,
        count(*) filter (where h.executive) as executives
    from staging.calendar as m
    inner join met_until as h on m.month_end >= h.day and m.month_end < h.until
    group by all
),

-- Without titles nobody is known to be an executive.
titles as (
    select count(*) > 0 as known
    from staging.contacts
    where title is not null
)

select
    l.account_id,
    l.month_end,
    date_diff('day', l.day, l.month_end) as days_since_contact,
    coalesce(r.contacts, 0) as contacts_in_ninety_days,
    r.two_way / r.contacts * 100 as two_way_share,
    coalesce(p.people, 0) as people_in_touch,
    case when t.known then coalesce(p.executives, 0) end as executives_in_touch
from latest as l
cross join titles as t
left join recent as r on l.account_id = r.account_id and l.month_end = r.month_end
left join people as p on l.account_id = p.account_id and l.month_end = p.month_end
