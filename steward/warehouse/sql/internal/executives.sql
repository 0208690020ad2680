-- one row per contact whose title says that they lead the company or a part of it: the one place for this rule
with titled as (
    select
        account_id,
        contact_id,
        ' ' || trim(regexp_replace(strip_accents(lower(title)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ' as words
    from staging.contacts
    where title is not null
)

select
    account_id,
    contact_id
from titled
where
    regexp_matches(
        words,
        ' (chief|c[a-z]o|ciso|[se]?vp|president|director|head|owner|founder|partner|principal'
        || '|geschaftsfuhrer(in)?|vorstand|direktor(in)?|(bereichs)?leiter(in)?|inhaber(in)?'
        || '|directeur|directrice|dirigeant|directora?|presidente|direttore|direttrice|dyrektor|prezes) '
    )
    and not regexp_matches(words, ' (assistant|secretary|assistenz|assistent(in)?|sekretar(in)?) ')
