-- one row per work item of the approval system, with the quote it names; whose it is stays empty where nobody has it
select
    n.account_id,
    n.quote_id,
    n.reference,
    w.work_item_id,
    w.quote_number,
    w.status,
    w.version::integer as version,
    w.role,
    w.chain,
    w.condition,
    w.assigned_to,
    w.decided_at,
    w.comments,
    coalesce(w.auto_reviewed, false) as auto_reviewed
from staging.approval_work_items as w
left join internal.quote_numbers as n on w.quote_number = n.quote_number
