"""What waits for the CRM as a CSV file it imports: Salesforce Data Loader, or HubSpot.

An empty cell leaves the CRM's value as it is, which is what both do unless told otherwise."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

from steward.briefings.internal.opportunities.waiting import Begun, Waiting, Waits
from steward.plans.internal.opportunities import OpportunityField
from steward.warehouse.rows.internal.crm import CENT, CrmTerms


class Crm(StrEnum):
    """Whose import reads the file."""

    SALESFORCE = "Salesforce"
    HUBSPOT = "HubSpot"


ID, NAME, ACCOUNT, KIND, PIPELINE = "id", "name", "account", "kind", "pipeline"
COLUMNS: Mapping[Crm, Mapping[str, str]] = {
    Crm.SALESFORCE: {
        ID: "Id", NAME: "Name", ACCOUNT: "AccountId", KIND: "Type", OpportunityField.STAGE: "StageName",
        OpportunityField.NEXT_STEP: "NextStep", OpportunityField.CLOSE_ON: "CloseDate",
        OpportunityField.AMOUNT: "Amount",
    },
    Crm.HUBSPOT: {
        ID: "Record ID", NAME: "Deal Name", ACCOUNT: "Company ID", KIND: "Deal Type", PIPELINE: "Pipeline",
        OpportunityField.STAGE: "Deal Stage", OpportunityField.NEXT_STEP: "Next Step",
        OpportunityField.CLOSE_ON: "Close Date",
        OpportunityField.AMOUNT: "Amount",
    },
}  # fmt: skip
EMPTIED = "#N/A"
"""What empties a field through Salesforce's Bulk API, where an empty cell is passed over."""
FINEST = Decimal("0.0001")
"""As fine as amounts are held here."""


class Why(StrEnum):
    """Why something is not in a file, and what to do instead; a colon and what it is follow."""

    HUBSPOT_EMPTIES_NOTHING = "HubSpot’s import cannot empty a field. Clear by hand in HubSpot"
    SALESFORCE_NEEDS_A_DATE = "Salesforce keeps no opportunity without a close date. Choose one"
    COMPUTED = (
        "Amounts are computed in data/sources.toml, and nobody said what the CRM holds. Change by hand in the CRM, or "
        "have crm_amount_months set in data/workspace.toml"
    )
    NO_AMOUNT = "A CRM takes no such amount. Save another"
    BEGUN_WITHOUT = "A CRM asks for a stage and a close date. Take back and begin anew"


@dataclass(frozen=True)
class LeftOut:
    """Something that waits and is not in the file. `what`: in words."""

    why: Why
    what: str


@dataclass(frozen=True)
class CrmFile:
    """What one CRM can import. `content`: UTF-8, None where no row is left to import."""

    content: bytes | None
    left_out: tuple[LeftOut, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """What is not in it, a sentence for each reason."""
        reasons = dict.fromkeys(one.why for one in self.left_out)
        return tuple(
            f"Not in this file. {why}: {'; '.join(one.what for one in self.left_out if one.why is why)}."
            for why in reasons
        )


def crm_file(found: Waits, crm: Crm, terms: CrmTerms) -> CrmFile:
    """A row for each opportunity something waits for; new ones have no id. Days are YYYY-MM-DD, amounts the CRM's."""
    cells = [(one, _cell(one.field, one.wanted, crm, terms)) for one in found.changes]
    unfit = [LeftOut(cell, f"{one.field} of {one.name}, {one.account}") for one, cell in cells if isinstance(cell, Why)]
    changed = _changed([(one, cell) for one, cell in cells if not isinstance(cell, Why)], crm, terms)
    begun = [_begun(one, crm, terms) for one in found.begun]
    rows = [*changed, *(row for row, _ in begun if row)]
    left_out = (*unfit, *(one for _, left in begun for one in left))
    return CrmFile(_written(rows, crm) if rows else None, left_out)


def _written(rows: Iterable[Mapping[str, str]], crm: Crm) -> bytes:
    """No guard against formulas, as files for spreadsheets have: an importer runs none and takes a guarded value for
    another text, so that no import would ever say what is wanted again."""
    out = io.StringIO(newline="")
    out.write(",".join(COLUMNS[crm].values()) + "\r\n")
    csv.DictWriter(out, list(COLUMNS[crm]), restval="", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def _changed(cells: Iterable[tuple[Waiting, str]], crm: Crm, terms: CrmTerms) -> list[dict[str, str]]:
    """A row for each opportunity the CRM has."""
    rows: dict[str, dict[str, str]] = {}
    for one, cell in cells:
        row = rows.setdefault(one.opportunity_id, {ID: one.opportunity_id, NAME: one.written_name})
        row[one.field] = cell
        if one.field is OpportunityField.STAGE:
            # With a stage alone: a deal of another pipeline would be moved for the sake of its next step.
            row |= _pipeline(crm, terms)
    return list(rows.values())


def _begun(one: Begun, crm: Crm, terms: CrmTerms) -> tuple[dict[str, str], tuple[LeftOut, ...]]:
    """The row of an opportunity the CRM does not have, empty where none can be imported; and what is not in it."""
    opportunity = one.opportunity
    if not opportunity.stage or not opportunity.close_on:
        return {}, (LeftOut(Why.BEGUN_WITHOUT, opportunity.name),)
    row = {
        NAME: opportunity.name, ACCOUNT: one.account_id, KIND: str(opportunity.kind or ""),
        OpportunityField.STAGE: opportunity.stage,
        OpportunityField.CLOSE_ON: opportunity.close_on.isoformat(), **_pipeline(crm, terms),
    }  # fmt: skip
    amount = "" if opportunity.amount is None else _amount(str(opportunity.amount), terms)
    if isinstance(amount, Why):
        return row, (LeftOut(amount, f"{OpportunityField.AMOUNT} of {opportunity.name}"),)
    return {**row, OpportunityField.AMOUNT: amount}, ()


def _pipeline(crm: Crm, terms: CrmTerms) -> dict[str, str]:
    """HubSpot takes no stage without the pipeline it is a stage of."""
    return {PIPELINE: terms.pipeline} if crm is Crm.HUBSPOT else {}


def _cell(field: OpportunityField, wanted: str, crm: Crm, terms: CrmTerms) -> str | Why:
    """A value as the CRM reads it, or why it cannot."""
    if field is OpportunityField.AMOUNT:
        return _amount(wanted, terms)
    if wanted:
        return wanted
    if crm is Crm.HUBSPOT:
        return Why.HUBSPOT_EMPTIES_NOTHING
    # A close date of #N/A would have the whole row refused, with what else waits for the opportunity.
    return Why.SALESFORCE_NEEDS_A_DATE if field is OpportunityField.CLOSE_ON else EMPTIED


def _amount(monthly: str, terms: CrmTerms) -> str | Why:
    """What the CRM holds where we hold so much a month: to the cent, but as it is where it holds the same."""
    if terms.months is None:
        return Why.COMPUTED
    try:
        finest = FINEST if terms.months == 1 else CENT
        amount = (Decimal(monthly) * terms.months).quantize(finest, ROUND_HALF_UP)
    except InvalidOperation:
        return Why.NO_AMOUNT
    return f"{amount.normalize():f}" if amount.is_finite() else Why.NO_AMOUNT
