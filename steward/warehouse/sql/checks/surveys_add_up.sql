-- quarters where promoters, passives and detractors are not the answers, or answers exceed the surveys sent
select *
from internal.nps_quarterly
where promoters + passives + detractors <> answered or answered > asked
