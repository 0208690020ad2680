"""Tasks as a CSV file that a CRM imports: the columns of a Salesforce task, and whose they are in words."""

import csv
import io
from collections.abc import Iterable

from steward.domain.spreadsheet_cells import begins_a_formula
from steward.exhibits.calendar_events import Task

COLUMNS = (
    "Subject", "ActivityDate", "Priority", "Status", "Description", "WhatId", "OwnerId", "Account", "Owner",
    "OwnerEmail", "StewardId",
)  # fmt: skip
LONGEST_SUBJECT = 255


def task_csv(tasks: Iterable[Task]) -> bytes:
    """The tasks, one a row, in UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(task) for task in tasks)
    return out.getvalue().encode("utf-8", "replace")


def _row(task: Task) -> list[str]:
    due = task.due.isoformat() if task.due else ""
    cells = (
        " ".join(task.subject.split())[:LONGEST_SUBJECT], due, "High" if task.overdue else "Normal", "Not Started",
        task.description, task.account_id, task.owner_id, task.account, task.owner, task.owner_email, task.uid,
    )  # fmt: skip
    return [harmless(cell) for cell in cells]


def harmless(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula: a quote stands before whatever could begin one."""
    text = cell.replace("\x00", "")
    return f"'{text}" if begins_a_formula(text) else text
