-- one row per survey sent: who was asked, what they answered, and whether the customer may read it
select
    s.response_id,
    s.account_id,
    s.quarter,
    s.contact_id,
    c.name as contact,
    c.title,
    c.left_on,
    s.sent_on,
    s.day,
    s.score,
    s.leaning,
    s.comment,
    s.may_quote,
    s.names_somebody,
    s.tells_who_was_asked
from staging.surveys as s
left join staging.contacts as c on s.contact_id = c.contact_id and s.account_id = c.account_id
