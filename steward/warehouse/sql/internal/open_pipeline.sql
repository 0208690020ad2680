-- one row per opportunity × quarter at whose end it was open; at the latest quarter, all that are open now
select
    q.quarter,
    q.ends_on,
    o.*
from staging.quarters as q
cross join meta.load as l
inner join
    internal.opportunities as o
    on case
        when q.ends_on >= l.as_of then o.status = 'open'
        else
            coalesce(o.opened_on, date '0001-01-01') <= q.ends_on
            and (o.status = 'open' or q.ends_on < o.closed_on)
    end
