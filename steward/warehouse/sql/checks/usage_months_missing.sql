-- months of usage between the first and the last of which the engine has no reading
select month
from meta.usage_months
where readings = 0
