-- one row per person × day: new MRR of the opportunities they won, renewals left out; of people alone, as person_quarters
select
    owner_id as person_id,
    coalesce(closed_on, close_on) as day,
    sum(amount) as amount,
    count(*)::integer as opportunities
from internal.opportunities
where status = 'won' and kind <> 'renewal' and owner_id is not null
group by all
