-- one row per table that was loaded with any rows, with the day of the first of them
select
    t.table as feed,
    t.first_day
from meta.tables as t
where t.present and t.loaded > 0
