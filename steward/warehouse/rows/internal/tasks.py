"""What a CRM says of tasks that came from here."""

from datetime import date
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class CrmTask(NamedTuple):
    """A task of the CRM that bears the id we gave it."""

    steward_id: str
    status: str
    closed_on: date | None


def crm_tasks(warehouse: Warehouse) -> dict[str, CrmTask]:
    """Each by our id; of two with one id the one that was closed, else the last."""
    sql = """
        select steward_id, status, closed_on from staging.tasks where steward_id is not null
        order by closed_on is not null, closed_on, task_id"""
    return {row.steward_id: row for row in warehouse.rows(CrmTask, sql)}
