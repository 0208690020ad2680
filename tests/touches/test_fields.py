"""What goes into fields of the CRM, by the mapping of `workspace.toml`; a preset that reads tasks and events back; and
the draft of a mail."""

import csv
import io
import zipfile
from datetime import date
from email import message_from_bytes
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from steward.briefings.internal.scope.book import acting_book
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.errors import SourcesUnreadable
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal.activities import CrmSystem
from steward.services.touches import crm_fields, desk, outreach
from steward.warehouse.loading.load import load
from steward.warehouse.rows.internal.timeline import contacted
from steward.workspace import Workspace
from tests.homes import SETTINGS, home
from tests.touches.made import exported, known, logging, made, plans

MAPPED = """[crm_fields]
health_band = "Band__c"
last_contact = "Last__c"
touch_debt = "Debt__c"
contact_roles = "Roles__c"
renewal_forecast = "Forecast__c"
renewal_expected = "Expected__c"
"""
WRITTEN = {
    "renewals.toml": '[[calls]]\ncontract = "C1"\ncategory = "will renew"\nexpected_mrr = 80000\n',
    "reviews/2026-Q2/review.toml": '[meeting]\nheld_on = 2026-07-14\nstarts_at = "14:00"\nzone = "Europe/Berlin"\n',
    "reviews/2026-Q3/review.toml": "[meeting]\nheld_on = 2026-12-01\n",
}


def _files(workspace: Workspace) -> dict[str, list[dict[str, str]]]:
    book = acting_book(known(workspace))
    content = crm_fields.files(book, PlanCache(plans(workspace)), workspace.settings, ["A1", "B1"])
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {
            name: list(csv.DictReader(io.StringIO(package.read(name).decode(), newline="")))
            for name in package.namelist()
        }


def test_fields_stand_in_the_columns_the_company_named(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    (workspace.data / "workspace.toml").write_text(f"{SETTINGS}today = 2026-09-30\n{MAPPED}", encoding="utf-8")
    for name, said in WRITTEN.items():
        path = plans(workspace).of("A1") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'account_id = "A1"\n{said}', encoding="utf-8")
    logging(workspace)
    files = _files(Workspace.whole(workspace.home))
    first, second = files["Account.csv"]
    assert (first["Id"], first["Last__c"], first["Debt__c"]) == ("A1", "2026-09-28", "0")
    assert (second["Id"], second["Last__c"], second["Debt__c"]) == ("B1", "2026-05-05", "0")
    assert files["Contract.csv"] == [{"Id": "C1", "Forecast__c": "will renew", "Expected__c": "80000"}]
    assert files["Contact.csv"] == [{"Id": "K1", "Roles__c": "economic buyer"}, {"Id": "K2", "Roles__c": "champion"}]
    (event,) = files["Event.csv"]
    assert (event["StartDateTime"], event["EndDateTime"]) == ("2026-07-14T12:00:00Z", "2026-07-14T13:00:00Z")
    assert event["Steward_Id__c"].endswith("/review/2026-Q2")


@pytest.mark.parametrize("said", ['crm_fields = "x"', '[crm_fields]\nmood = "X__c"', "[crm_fields]\nhealth_band = 1"])
def test_a_mapping_that_cannot_be_meant_is_refused(tmp_path: Path, said: str) -> None:
    workspace = home(tmp_path, settings=f"{said}\n" if "=" in said[:12] else SETTINGS)
    if not said.startswith("crm_fields"):
        path = workspace.data / "workspace.toml"
        path.write_text(f"{path.read_text(encoding='utf-8')}{said}\n", encoding="utf-8")
    with pytest.raises(SourcesUnreadable, match="crm_fields"):
        assert Workspace.whole(tmp_path).settings


def test_what_salesforce_exports_of_ours_is_read_back_by_its_preset(tmp_path: Path) -> None:
    """Our own file with the ids Salesforce gives it is all that its export is."""
    workspace = made(tmp_path)
    logging(workspace)
    count = len(contacted(known(workspace), "A1", date(2020, 1, 1), date(2026, 12, 31)))
    (task,) = exported(workspace)["Task.csv"]
    back = {"Id": "00T1", "AccountId": "A1", **task}
    older = {
        **back,
        "Id": "00T2",
        "Steward_Id__c": "",
        "Subject": "Older",
        "ActivityDate": "2026-06-01",
        "WhatId": "006x",
    }
    (workspace.data / "activities.csv").unlink()
    with (workspace.data / "Task.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(back))
        writer.writeheader()
        writer.writerows([back, older])
    (workspace.data / "sources.toml").write_text('[activities]\nfile = "Task.csv"\npreset = "salesforce"\n')
    load(workspace)
    found = contacted(known(workspace), "A1", date(2020, 1, 1), date(2026, 12, 31))
    assert [(one.activity_id, one.kind, one.contact) for one in found] == [
        ("00T1", "call", "Jo Marsh"),
        ("00T2", "call", "Jo Marsh"),
    ]
    assert len(found) == count - 2 + 1, "two rows of the feed before, one older now, and ours once"
    deals = known(workspace).rows(_pair, "select activity_id, opportunity_id from staging.activities order by 1")
    assert deals == [("00T1", None), ("00T2", "006x")]


def test_what_hubspot_exports_of_ours_is_read_back_by_its_preset(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    logging(workspace)
    (call,) = exported(workspace, CrmSystem.HUBSPOT)["calls.csv"]
    back = {"Record ID": "77", "Associated Company IDs (Primary)": "A1", "Activity type": "CALL", **call}
    (workspace.data / "activities.csv").unlink()
    with (workspace.data / "calls.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(back))
        writer.writeheader()
        writer.writerow(back)
    (workspace.data / "sources.toml").write_text('[activities]\nfile = "calls.csv"\npreset = "hubspot"\n')
    load(workspace)
    found = contacted(known(workspace), "A1", date(2020, 1, 1), date(2026, 12, 31))
    assert [one.activity_id for one in found] == ["77"], "ours once"


def _pair(one: str, other: str | None) -> tuple[str, str | None]:
    return one, other


def test_a_draft_is_to_them_and_says_that_nobody_sent_it(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    told = desk.brief(acting_book(known(workspace)), EVERYTHING, PlanCache(plans(workspace)))
    (one,) = told.waiting
    words = outreach.words_for(one, ["Incidents fell from 2 to 0.", "x" * 4_000], "Ida Falk")
    found = message_from_bytes(outreach.draft(one, "jo@alpha.example", words, "Northwind"))
    assert (found["To"], found["X-Unsent"]) == ("jo@alpha.example", "1")
    link = outreach.link("jo@alpha.example", words, "Northwind & Co")
    assert len(link) <= outreach.LONGEST_LINK and link.startswith("mailto:jo@alpha.example?")
    assert parse_qs(urlsplit(link).query)["subject"] == ["Catching up: Northwind & Co"]
    assert "Incidents fell" in parse_qs(urlsplit(link).query)["body"][0]
