-- months whose MRR bridge does not end where the next begins
select *
from internal.mrr_bridge
where opening + new + expansion + reactivation + contraction + churn <> closing
