-- one row per survey sent: the quarter it counts in, the answer, and whether its words name somebody
with telling as (
    select coalesce(bool_or(score is null), false) as tells_who_was_asked
    from staging.nps_responses
),

-- The customer's people by account, ours for all of them.
people as (
    select
        account_id,
        name
    from staging.contacts
    union all
    select
        null as account_id,
        name
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
        list_distinct(list(word) || list(upper(word))) as written
    from words
    where length(word) >= 3 and substr(word, 1, 1) <> lower(substr(word, 1, 1))
    group by account_id
),

whole as (
    select
        account_id,
        list(distinct lower(name)) as written
    from named
    where contains(name, ' ') or lower(name) = upper(name)
    group by account_id
),

ours as (
    select
        (
            select any_value(written) from single
            where account_id is null
        ) as single,
        (
            select any_value(written) from whole
            where account_id is null
        ) as whole
),

comments as (
    select
        response_id,
        account_id,
        translate(strip_accents(comment), 'łŁøØđĐ', 'lLoOdD') as comment,
        regexp_split_to_array(translate(strip_accents(comment), 'łŁøØđĐ', 'lLoOdD'), '[^\p{L}\p{N}]+') as words
    from staging.nps_responses
    where comment is not null
),

commented as (
    select
        r.response_id,
        contains(r.comment, '@')
        or coalesce(list_has_any(r.words, s.written), false)
        or coalesce(list_has_any(r.words, o.single), false)
        or coalesce(list_bool_or(list_transform(w.written, lambda name: contains(lower(r.comment), name))), false)
        or coalesce(list_bool_or(list_transform(o.whole, lambda name: contains(lower(r.comment), name))), false)
            as names_somebody
    from comments as r
    cross join ours as o
    left join single as s on r.account_id = s.account_id
    left join whole as w on r.account_id = w.account_id
)

select
    r.response_id,
    r.account_id,
    r.contact_id,
    m.quarter,
    r.sent_on,
    coalesce(r.answered_on, r.sent_on) as day,
    r.score::integer as score,
    case when r.score >= 9 then 'promoter' when r.score >= 7 then 'passive' when r.score >= 0 then 'detractor' end
        as leaning,
    r.comment,
    r.may_quote,
    coalesce(c.names_somebody, false) as names_somebody,
    t.tells_who_was_asked
from staging.nps_responses as r
inner join staging.calendar as m on coalesce(r.answered_on, r.sent_on) between m.month_start and m.month_end
cross join telling as t
left join commented as c on r.response_id = c.response_id
