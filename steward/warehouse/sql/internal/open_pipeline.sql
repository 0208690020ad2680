-- one row per opportunity × quarter at whose end it was open, as it stood then; at the latest quarter, as it is now
with later as (
    select
        q.quarter,
        c.opportunity_id,
        arg_min(struct_pack(v := c.was), c.number) filter (where c.field = 'stage') as stage,
        arg_min(struct_pack(v := c.was), c.number) filter (where c.field = 'close date') as close_on,
        arg_min(struct_pack(v := c.was), c.number) filter (where c.field = 'amount') as amount,
        arg_min(struct_pack(v := c.was), c.number) filter (where c.field = 'next step') as next_step
    from staging.quarters as q
    cross join meta.load as l
    inner join internal.opportunity_changes as c on q.ends_on < c.changed_on
    where q.ends_on < l.as_of
    group by q.quarter, c.opportunity_id
),

were_open as (
    select
        q.quarter,
        q.ends_on,
        o.*,
        q.ends_on < l.as_of and o.status <> 'open' as since_closed
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
),

-- What has been won or lost since stands today in the stage it ended in, at the likelihood of its end: not then.
stood as (
    select
        w.* exclude (stage, amount, close_on, next_step, probability, forecast_category, since_closed),
        case
            when t.stage is not null then coalesce(t.stage.v, 'not recorded')
            when w.since_closed then 'not recorded'
            else w.stage
        end as stage,
        coalesce(try_cast(t.amount.v as decimal(18, 4)), w.amount) as amount,
        case when t.close_on is not null then try_cast(t.close_on.v as date) else w.close_on end as close_on,
        case
            when t.next_step is not null then t.next_step.v
            when not w.since_closed then w.next_step
        end as next_step,
        case when t.stage is null and not w.since_closed then w.probability end as own_share,
        case when t.stage is null and not w.since_closed then w.forecast_category end as forecast_category
    from were_open as w
    left join later as t on w.quarter = t.quarter and w.opportunity_id = t.opportunity_id
)

select
    s.* exclude (own_share),
    coalesce(s.own_share, r.win_rate) as share,
    s.amount * coalesce(s.own_share, r.win_rate) as weighted,
    coalesce(s.own_share, r.win_rate) >= 0.5 as late_stage
from stood as s
left join internal.stage_win_rates as r on s.stage = r.stage and s.quarter = r.quarter
