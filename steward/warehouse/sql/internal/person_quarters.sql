-- one row per person × quarter: MRR of the accounts they owned at its end, before it and at its end, and what was kept of it.
-- Of people alone: whoever sees somebody's results sees all of them, of accounts too that are another's by now.
select
    owner_then_id as person_id,
    quarter,
    ends_on,
    coalesce(sum(mrr_before), 0) as opening,
    sum(mrr) as closing,
    coalesce(sum(least(mrr, mrr_before)), 0) as kept,
    count(*) filter (where mrr > 0 or mrr_before > 0)::integer as accounts
from internal.book
where mrr_before is not null and owner_then_id is not null
group by all
