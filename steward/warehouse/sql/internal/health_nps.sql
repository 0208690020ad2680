-- one row per account × month: NPS of each contact's last answer of the year, from five on, and the response rate
with answered as (
    select
        account_id,
        coalesce(contact_id, response_id) as whose,
        coalesce(answered_on, sent_on) as day,
        leaning(last_answer(score, coalesce(answered_on, sent_on), response_id)) as leaning
    from staging.nps_responses
    where score is not null and coalesce(answered_on, sent_on) is not null
    group by all
),

-- An answer is the last of who gave it until they give another, or for a year.
latest as (
    select
        account_id,
        day,
        coalesce(lead(day) over (partition by account_id, whose order by day), 'infinity') as until,
        leaning
    from answered
),

scored as (
    select
        a.account_id,
        m.month_end,
        nps(count(*) filter (where a.leaning = 1), count(*) filter (where a.leaning = -1), count(*)) as nps
    from staging.calendar as m
    inner join
        latest as a
        on m.month_end >= a.day and m.month_end < a.until and a.day > m.month_end - interval 1 year
    group by a.account_id, m.month_end
),

-- A survey counts from 30 days after it was sent, and an answer within them: later ones would change the past.
asked as (
    select
        account_id,
        sent_on,
        coalesce(score is not null and answered_on <= sent_on + 30, false) as in_time
    from staging.nps_responses
    where sent_on is not null
),

-- A feed of answers alone does not tell who was asked.
telling as (
    select min(sent_on) + 30 as since
    from staging.nps_responses
    where sent_on is not null and score is null
),

responses as (
    select
        a.account_id,
        m.month_end,
        nps_coverage(count(*) filter (where a.in_time), count(*)) as rate
    from staging.calendar as m
    inner join telling as t on m.month_end >= t.since
    inner join asked as a on a.sent_on > m.month_end - interval 1 year and m.month_end - 30 >= a.sent_on
    group by all
)

select
    account_id,
    month_end,
    s.nps,
    r.rate as response_rate
from scored as s
full outer join responses as r using (account_id, month_end)
