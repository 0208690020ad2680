-- one row per account × month it was a customer in: every signal of its health, as it was known at the month's end
select
    a.account_id,
    a.month_end,
    a.mrr,
    s.sla_budget_used::double as sla_budget_used,
    s.incidents_per_hundred_lines::double as incidents_per_hundred_lines,
    d.utilisation::double as utilisation,
    d.usage_change::double as usage_change,
    r.days_since_contact::double as days_since_contact,
    r.contacts_in_ninety_days::double as contacts_in_ninety_days,
    r.two_way_share::double as two_way_share,
    r.people_in_touch::double as people_in_touch,
    r.executives_in_touch::double as executives_in_touch,
    c.mrr_change::double as mrr_change,
    c.credits_share::double as credits_share,
    c.days_to_uncovered_end::double as days_to_uncovered_end,
    t.open_ticket_age::double as open_ticket_age,
    t.ticket_rating::double as ticket_rating,
    v.nps::double as nps,
    v.response_rate::double as response_rate
from internal.account_months as a
left join internal.health_service as s on a.account_id = s.account_id and a.month_end = s.month_end
left join internal.health_adoption as d on a.account_id = d.account_id and a.month_end = d.month_end
left join internal.health_relationship as r on a.account_id = r.account_id and a.month_end = r.month_end
left join internal.health_commercial as c on a.account_id = c.account_id and a.month_end = c.month_end
left join internal.health_support as t on a.account_id = t.account_id and a.month_end = t.month_end
left join internal.health_nps as v on a.account_id = v.account_id and a.month_end = v.month_end
where a.active
order by a.account_id, a.month_end
