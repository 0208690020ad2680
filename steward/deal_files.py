"""What waits for the CRM as a CSV file it imports: Salesforce Data Loader, or HubSpot.

An empty cell leaves the CRM's value as it is, which is what both do unless told otherwise."""

import csv
import io
from collections.abc import Mapping
from enum import StrEnum

from steward.briefings.internal.deal_waiting import Begun, Waits
from steward.plans.pipeline import DealField
from steward.task_files import harmless


class Crm(StrEnum):
    """Whose import reads the file."""

    SALESFORCE = "Salesforce"
    HUBSPOT = "HubSpot"


ID, NAME, ACCOUNT, KIND = "id", "name", "account", "kind"
COLUMNS: Mapping[Crm, Mapping[str, str]] = {
    Crm.SALESFORCE: {
        ID: "Id", NAME: "Name", ACCOUNT: "AccountId", KIND: "Type", DealField.STAGE: "StageName",
        DealField.NEXT_STEP: "NextStep", DealField.CLOSE_ON: "CloseDate", DealField.AMOUNT: "Amount",
    },
    Crm.HUBSPOT: {
        ID: "Record ID", NAME: "Deal Name", ACCOUNT: "Company ID", KIND: "Deal Type", DealField.STAGE: "Deal Stage",
        DealField.NEXT_STEP: "Next Step", DealField.CLOSE_ON: "Close Date", DealField.AMOUNT: "Amount",
    },
}  # fmt: skip


def deal_csv(found: Waits, crm: Crm) -> bytes:
    """A row for each opportunity something waits for, in UTF-8; new ones have no id. Days are YYYY-MM-DD."""
    columns = COLUMNS[crm]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(columns), restval="", lineterminator="\r\n")
    out.write(",".join(columns.values()) + "\r\n")
    rows = [*_changed(found), *(_new(one) for one in found.begun)]
    writer.writerows({key: harmless(cell) for key, cell in row.items()} for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _changed(found: Waits) -> list[dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for one in found.changes:
        row = rows.setdefault(one.opportunity_id, {ID: one.opportunity_id, NAME: one.name})
        row[one.field] = one.wanted
    return list(rows.values())


def _new(one: Begun) -> dict[str, str]:
    deal = one.deal
    amount = f"{deal.amount:g}" if deal.amount is not None and deal.amount < 1e6 else str(deal.amount or "")
    return {
        NAME: deal.name, ACCOUNT: one.account_id, KIND: str(deal.kind or ""), DealField.STAGE: deal.stage,
        DealField.CLOSE_ON: deal.close_on.isoformat() if deal.close_on else "", DealField.AMOUNT: amount,
    }  # fmt: skip
