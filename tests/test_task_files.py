"""Tasks for a CRM: the columns it imports, and no cell that a spreadsheet would run."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_calendar_files import TASK

from steward.exhibits.calendar_events import Task
from steward.output.task_files import COLUMNS, task_csv


def rows(*tasks: Task) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(task_csv(tasks).decode(), newline="")))


def test_a_task_in_the_columns_of_a_crm() -> None:
    assert rows(TASK, replace(TASK, overdue=True, due=None)) == [
        {
            "Subject": "Second line", "ActivityDate": "2026-10-15", "Priority": "Normal", "Status": "Not Started",
            "Description": "We promised it.", "WhatId": "A1", "OwnerId": "P1", "Account": "Alder Mills",
            "Owner": "Ben Hall", "OwnerEmail": "ben@ours.example", "StewardId": "t-1",
        },
        {
            "Subject": "Second line", "ActivityDate": "", "Priority": "High", "Status": "Not Started",
            "Description": "We promised it.", "WhatId": "A1", "OwnerId": "P1", "Account": "Alder Mills",
            "Owner": "Ben Hall", "OwnerEmail": "ben@ours.example", "StewardId": "t-1",
        },
    ]  # fmt: skip


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1"])
def test_what_could_begin_a_formula_is_text(text: str) -> None:
    task = Task(
        uid=text, subject=text, description=text, due=date(2026, 1, 1), overdue=False, account_id=text, account=text,
        owner_id=text, owner=text, owner_email=text, as_of=date(2026, 1, 1),
    )  # fmt: skip
    (row,) = rows(task)
    texts = [row[name] for name in COLUMNS if name not in ("ActivityDate", "Priority", "Status")]
    assert [cell for cell in texts if not cell.startswith("'")] == []


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80)), max_size=5))
def test_every_task_is_one_row_whatever_it_says(found: list[tuple[str, str]]) -> None:
    tasks = [replace(TASK, subject=subject, description=said) for subject, said in found]
    read = rows(*tasks)
    assert len(read) == len(tasks)
    assert all(None not in row and None not in row.values() for row in read)
