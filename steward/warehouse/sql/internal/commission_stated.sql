-- one row per partner × account × month of a statement of commission
select
    s.account_id,
    s.partner_id,
    coalesce(p.name, s.partner_id) as partner,
    date_trunc('month', s.month)::date as month,
    sum(s.amount) as amount,
    case when count(*) = count(s.base) then sum(s.base) end as base
from staging.commission_statements as s
left join staging.partners as p on s.partner_id = p.partner_id
group by all
