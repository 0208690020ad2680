-- one row per complete month, from the first month of the data (ten years back at most) to the as-of date
with bounds as (
    select
        as_of,
        fiscal_year_starts,
        greatest(first_month, date_trunc('month', as_of - interval 10 year))::date as first_month
    from meta.load
),

months as (
    select
        unnest(generate_series(first_month, as_of, interval 1 month))::date as month_start,
        (13 - fiscal_year_starts) % 12 as months_ahead,
        as_of
    from bounds
),

named as (
    select
        month_start,
        last_day(month_start) as month_end,
        (month_start + to_months(months_ahead::integer))::date as fiscal,
        as_of
    from months
)

select
    month_start,
    month_end,
    day(month_end)::integer * 1440 as minutes,
    year(fiscal) || '-Q' || quarter(fiscal) as quarter
from named
where month_end <= as_of
