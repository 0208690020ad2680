"""The exports of support systems, as they come, read as tickets."""

from pathlib import Path

import pytest

from steward.warehouse.rows.internal import requests as rows
from tests.homes import home, loaded_once, opened_once
from tests.quoting.desk import SETTINGS, TABLES

ZENDESK = """id,subject,status,priority,group_name,organization_external_id,created_at,first_reply_time_in_minutes,full_resolution_time_in_minutes,type,reopens
1,Down,pending,urgent,Support,A1,2026-10-01 09:00:00,30,,incident,0
2,Slow,solved,low,Support,A1,2026-10-01 09:00:00,30,120,question,1
3,Old,closed,low,Support,A1,2026-09-01 09:00:00,30,120,question,0
"""  # noqa: E501
SERVICENOW = """number,short_description,state,priority,assignment_group,company,opened_at,resolved_at,closed_at,hold_reason,planned_end_time,business_pause_duration,reopen_count
INC1,Down,On Hold,1 - Critical,Network,A1,2026-10-01 09:00:00,,,Awaiting Caller,2026-10-02 09:00:00,3600,0
INC2,Slow,Resolved,3 - Moderate,Network,A1,2026-10-01 09:00:00,2026-10-01 11:00:00,,,2026-10-02 09:00:00,0,1
INC3,Old,Closed,3 - Moderate,Network,A1,2026-09-01 09:00:00,2026-09-01 11:00:00,2026-09-01 11:00:00,,2026-09-02 09:00:00,0,0
"""  # noqa: E501
JIRA = """Issue key,Summary,Status,Priority,Project name,Organizations,Created,Resolved,Issue Type
SD-1,Down,Waiting for customer,Highest,Service desk,A1,2026-10-01 09:00:00,,Incident
SD-2,Slow,Resolved,Low,Service desk,A1,2026-10-01 09:00:00,2026-10-01 11:00:00,Question
SD-3,Old,Closed,Low,Service desk,A1,2026-09-01 09:00:00,2026-09-01 11:00:00,Question
"""


HUBSPOT = """Ticket ID,Ticket name,Pipeline,Ticket status,Priority,Create date,Close date,Ticket owner,Associated Company IDs
11,Down,Support Pipeline,Waiting on contact,High,2026-10-01 09:00,,P1,A1
12,Slow,Support Pipeline,Waiting on us,Low,2026-10-01 09:00,,P1,A1
13,Old,Support Pipeline,Closed,Low,2026-09-01 09:00,2026-09-01 11:00,P1,A1
"""  # noqa: E501


def test_a_list_of_hubspot_is_read_as_tickets_and_what_waits_on_us_is_our_turn(tmp_path: Path) -> None:
    where = home(tmp_path, SETTINGS, **TABLES)
    (where.data / "export.csv").write_text(HUBSPOT, "utf-8")
    (where.data / "sources.toml").write_text('[tickets]\nfile = "export.csv"\npreset = "hubspot"\n', "utf-8")
    warehouse = opened_once(loaded_once(where))
    told = {one.ticket_id: (one.subject, one.turn, one.owner_id) for one in rows.waiting_tickets(warehouse, ["A1"])}
    assert told == {"11": ("Down", "customer", "P1"), "12": ("Slow", "us", "P1")}
    assert rows.closed_tickets(warehouse, "2026-Q3", ["A1"]).ended == 1


@pytest.mark.parametrize(
    ("preset", "export", "ids"),
    [
        pytest.param("zendesk", ZENDESK, ["1", "2"], marks=pytest.mark.every),
        pytest.param("servicenow", SERVICENOW, ["INC1", "INC2"], marks=pytest.mark.every),
        pytest.param("jira", JIRA, ["SD-1", "SD-2"], marks=pytest.mark.every),
    ],
)
def test_an_export_as_it_comes_is_read_as_tickets(tmp_path: Path, preset: str, export: str, ids: list[str]) -> None:
    where = home(tmp_path, SETTINGS, **TABLES)
    (where.data / "export.csv").write_text(export, "utf-8")
    (where.data / "sources.toml").write_text(f'[tickets]\nfile = "export.csv"\npreset = "{preset}"\n', "utf-8")
    warehouse = opened_once(loaded_once(where))
    waiting, done = rows.waiting_tickets(warehouse, ["A1"])
    assert [waiting.ticket_id, done.ticket_id] == ids
    assert (waiting.subject, waiting.priority, waiting.turn, waiting.resolved_at) == (
        "Down",
        "urgent",
        "customer",
        None,
    )
    assert done.turn == "none" and done.resolved_at is not None and done.resolved_at.hour == 11
    assert rows.closed_tickets(warehouse, "2026-Q3", ["A1"]).ended == 1
    if preset == "zendesk":
        assert waiting.first_replied_at is not None and waiting.first_replied_at.minute == 30 and done.reopened == 1
    if preset == "servicenow":
        assert waiting.due_at is not None and waiting.paused_minutes == 60 and done.reopened == 1
