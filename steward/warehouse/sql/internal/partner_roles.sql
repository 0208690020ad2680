-- one row per role of a partner at an account as the feeds tell it; of record also who the account itself names, where no role does
with told as (
    select
        r.account_id,
        r.partner_id,
        r.role,
        r.share,
        r.from_on,
        r.to_on,
        r.loa_on,
        r.opportunity_id
    from staging.partner_roles as r
    union all
    select
        a.account_id,
        a.partner_id,
        'of record' as role,
        null as share,
        null as from_on,
        null as to_on,
        null as loa_on,
        null as opportunity_id
    from staging.accounts as a
    where
        a.partner_id is not null
        and not exists (
            select 1 from staging.partner_roles as r
            where r.account_id = a.account_id and r.role = 'of record'
        )
)

select
    t.account_id,
    t.partner_id,
    coalesce(p.name, t.partner_id) as partner,
    t.role,
    t.share,
    t.from_on,
    t.to_on,
    t.loa_on,
    t.opportunity_id
from told as t
left join staging.partners as p on t.partner_id = p.partner_id
