"""A small home with two accounts, people and a CRM's activities; and what people log in it."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.activities import FILE, ActivityKind, ActivityLog, CrmSystem, LoggedActivity
from steward.services.logged import follow
from steward.services.touches import log
from steward.services.touches.crm_files import Exporter
from steward.warehouse.reader import Warehouse
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once

TABLES = {
    "people": "person_id | name | email\nP1 | Ida Falk | ida@northwind.example\nP2 | Max Brun | max@northwind.example",
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1\nB1 | Beta | P2",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on
        s1              | A1         | wan        | 90000 | 2024-01-01
        s2              | B1         | wan        | 20000 | 2024-01-01
        """,
    "products": "product_id | name\nwan | Wide Net",
    "contacts": """
        contact_id | account_id | name      | title | email
        K1         | A1         | Jo Marsh  | CFO   | jo@alpha.example
        K2         | A1         | Lee Wood  | Buyer | lee@alpha.example
        K3         | B1         | Ann Baker | CIO   | ann@beta.example
        """,
    "activities": """
        activity_id | account_id | happened_at      | kind | contact_id | person_id | subject
        c1          | A1         | 2026-06-01 09:00 | call | K1         | P1        | Spring review
        c2          | A1         | 2026-09-20 14:00 | call | K2         | P1        | Budget for next year
        c3          | B1         | 2026-05-05 10:00 | mail | K3         | P2        | Price list
        """,
}
READ = """account_id = "A1"
[[readings]]
person = "K1"
roles = ["economic buyer"]
[[readings]]
person = "K2"
roles = ["champion"]
"""
CALL = LoggedActivity(
    id="one", kind=ActivityKind.CALL, subject="Rollout", on=date(2026, 9, 28), at="10:00", minutes=20, people=("K1",),
    ours="P1", by="Ida Falk", logged_on=date(2026, 9, 28), note="They agree.",
)  # fmt: skip


def made(folder: Path, **tables: str) -> Workspace:
    """The home, loaded, with a map of the first account."""
    workspace = loaded_once(home(folder, **{**TABLES, **tables}))
    strategy = Plans.whole(workspace.plans).of("A1") / "strategy.toml"
    strategy.parent.mkdir(parents=True, exist_ok=True)
    strategy.write_text(READ, encoding="utf-8")
    return workspace


def plans(workspace: Workspace) -> Plans:
    """What people wrote."""
    return Plans.within(workspace)


def log_of(workspace: Workspace, account_id: str = "A1") -> ActivityLog:
    """What is logged at an account, as its file says it."""
    return plans(workspace).open(ActivityLog, FILE, account_id).plan


def logging(workspace: Workspace, *new: LoggedActivity, account_id: str = "A1") -> None:
    """Log these."""
    log.log(plans(workspace), account_id, new or (CALL,), "Ida Falk")


def known(workspace: Workspace) -> Warehouse:
    """The warehouse, which knows what is logged by now."""
    found = opened_once(workspace)
    follow(found, PlanCache(plans(workspace)))
    return found


def exported(workspace: Workspace, system: CrmSystem = CrmSystem.SALESFORCE) -> dict[str, list[dict[str, str]]]:
    """The files of an export, as rows by the name of the file."""
    exporter = Exporter(known(workspace), plans(workspace), "Europe/Berlin", "Ida Falk")
    with zipfile.ZipFile(BytesIO(exporter.export(["A1", "B1"], system))) as package:
        return {
            name: list(csv.DictReader(io.StringIO(package.read(name).decode(), newline="")))
            for name in package.namelist()
        }


def imported(workspace: Workspace, *rows: dict[str, str]) -> None:
    """The CRM's next export has these rows besides; loaded."""
    path = workspace.data / "activities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        there = list(csv.DictReader(file))
    names = list(dict.fromkeys(name for row in (*there, *rows) for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows((*there, *rows))
    loaded_once(workspace)


def from_task(row: dict[str, str], number: int) -> dict[str, str]:
    """A task as a CRM's own export gives it back, by our columns."""
    return {
        "activity_id": f"00T{number:03}", "account_id": row["WhatId"], "happened_at": row["ActivityDate"],
        "kind": row["TaskSubtype"].lower(), "contact_id": row["WhoId"], "person_id": row["OwnerId"],
        "subject": row["Subject"], "external_id": row["Steward_Id__c"],
    }  # fmt: skip


def changed(workspace: Workspace, **values: object) -> None:
    """Somebody corrected what is logged first."""

    def edit(now: ActivityLog) -> ActivityLog:
        first, *others = now.logged
        return replace(now, logged=(replace(first, **values), *others))  # type: ignore[arg-type]

    plans(workspace).edit(ActivityLog, FILE, "A1", edit, "Ida Falk")
