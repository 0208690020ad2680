-- one row per survey sent: the quarter it counts in, the answer, and whether its words name somebody
with telling as (
    select coalesce(bool_or(score is null), false) as tells_who_was_asked
    from staging.nps_responses
),

-- The customer's people by account, ours for all of them.
people as (
    select
        account_id,
        coalesce(written_name, name) as name
    from staging.contacts
    union all
    select
        null as account_id,
        coalesce(written_name, name) as name
    from staging.people
),

-- Letters as others type them: Łukasz is also met as Lukasz.
named as (
    select
        account_id,
        translate(strip_accents(name), 'łŁøØđĐ', 'lLoOdD') as name
    from people
    where length(name) >= 2
),

words as (
    select
        account_id,
        unnest(regexp_split_to_array(name, '[^\p{L}\p{N}]+')) as word
    from named
),

-- A single word is a name as it is written or in capitals: “will” and “van” are words, “Will” may be somebody.
single as (
    select
        account_id,
        unnest([word, upper(word)]) as word
    from words
    where length(word) >= 3 and substr(word, 1, 1) <> lower(substr(word, 1, 1))
),

whole as (
    select distinct
        account_id,
        lower(name) as name
    from named
    where contains(name, ' ') or lower(name) = upper(name)
),

comments as (
    select
        response_id,
        account_id,
        translate(strip_accents(comment), 'łŁøØđĐ', 'lLoOdD') as comment
    from staging.nps_responses
    where comment is not null
),

spoken as (
    select
        response_id,
        account_id,
        unnest(regexp_split_to_array(comment, '[^\p{L}\p{N}]+')) as word
    from comments
),

called as (
    select distinct s.response_id
    from spoken as s
    where
        exists (
            select 1 from single as n
            where n.account_id = s.account_id and n.word = s.word
        )
        or exists (
            select 1 from single as n
            where n.account_id is null and n.word = s.word
        )
),

-- Each comment in small letters once, not once for every name.
lowered as (
    select
        response_id,
        account_id,
        lower(comment) as words
    from comments
),

naming as (
    select response_id
    from comments
    where contains(comment, '@')
    union
    select response_id
    from called
    union
    select r.response_id
    from lowered as r
    where
        exists (
            select 1 from whole as w
            where w.account_id = r.account_id and contains(r.words, w.name)
        )
        or exists (
            select 1 from whole as w
            where w.account_id is null and contains(r.words, w.name)
        )
)

select
    r.response_id,
    r.account_id,
    r.contact_id,
    m.quarter,
    r.sent_on,
    coalesce(r.answered_on, r.sent_on) as day,
    r.score::integer as score,
    case leaning(r.score) when 1 then 'promoter' when 0 then 'passive' when -1 then 'detractor' end as leaning,
    r.comment,
    r.may_quote,
    n.response_id is not null as names_somebody,
    t.tells_who_was_asked
from staging.nps_responses as r
inner join staging.calendar as m on last_day(coalesce(r.answered_on, r.sent_on)) = m.month_end
cross join telling as t
left join naming as n on r.response_id = n.response_id
