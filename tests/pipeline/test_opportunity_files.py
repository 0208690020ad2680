"""The files a CRM imports: what is in them, what cannot be and is said, and that an import of them confirms."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.internal.opportunities.book import PipelineBook
from steward.briefings.internal.scope.book import book_of
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.errors import SourcesUnreadable
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.opportunities import NewOpportunity, OpportunityChange, OpportunityField, OpportunityKind
from steward.plans.internal.opportunity_edits import begin_opportunity
from steward.services import opportunities
from steward.services.opportunity_files import Crm, CrmFile, Why, crm_file
from steward.workspace import Workspace
from tests.examples import first
from tests.homes import SETTINGS, home, loaded_once, opened_once
from tests.plans.written_by import set_changes

TABLES = {
    "accounts": "account_id | name\nA1 | Alpha",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 60000 | 2025-01-01",
}
ROWS = """
    opportunity_id | name  | stage    | status | amount | account_id | close_on   | next_step
    o1             | Big   | proposal | open   | 3000   | A1         | 2026-11-01 | Call
    o2             | Small | first    | open   | 600    | A1         | 2026-12-31 | Write
"""
YEARLY = "Id,Title,StageName,Status,AnnualAmount,Account\no1,Big,proposal,open,{amount},A1\n"
MAPPED = """
[opportunities]
file = "crm.csv"
[opportunities.columns]
opportunity_id = "Id"
name = "Title"
stage = "StageName"
status = "Status"
account_id = "Account"
amount = '{amount}'
"""
QUERIED = """
[opportunities]
sql = '''select Id as opportunity_id, Title as name, StageName as stage, Status as status, Account as account_id,
AnnualAmount as amount from crm'''
"""


def _brief(folder: Path) -> PipelineBook:
    book = book_of(opened_once(Workspace.whole(folder)))
    return opportunities.brief(book, EVERYTHING, PlanCache(_plans(folder)))


def _plans(folder: Path) -> Plans:
    return Plans.whole(Workspace.whole(folder).plans)


def _loaded(folder: Path, rows: str = ROWS, settings: str = SETTINGS) -> PipelineBook:
    loaded_once(home(folder, settings, **TABLES, opportunities=rows))
    return _brief(folder)


def _mapped(folder: Path, expression: str, amount: str, settings: str = SETTINGS) -> PipelineBook:
    """Opportunities of a file of the CRM's own, whose amount is of a year; a query where no expression is given."""
    workspace = home(folder, settings, **TABLES)
    (workspace.data / "crm.csv").write_text(YEARLY.format(amount=amount), encoding="utf-8")
    sources = MAPPED.replace("{amount}", expression) if expression else QUERIED
    (workspace.data / "sources.toml").write_text(sources, encoding="utf-8")
    loaded_once(workspace)
    return _brief(folder)


def _change(folder: Path, opportunity: str, **wanted: tuple[OpportunityField, str, str]) -> None:
    made = [
        OpportunityChange(opportunity=opportunity, field=field, imported=imported, wanted=value, by="Ida")
        for field, imported, value in wanted.values()
    ]
    set_changes(_plans(folder), "A1", opportunity, (), made, "Ida")


def _file(brief: PipelineBook, crm: Crm) -> CrmFile:
    return crm_file(brief.waits, crm, brief.crm)


def _rows(file: CrmFile) -> list[dict[str, str]]:
    assert file.content is not None
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8"), newline="")))


def test_a_cleared_next_step_is_emptied_in_salesforce(tmp_path: Path) -> None:
    _loaded(tmp_path)
    _change(
        tmp_path, "o1", step=(OpportunityField.NEXT_STEP, "Call", ""), amount=(OpportunityField.AMOUNT, "3000", "3500")
    )
    file = _file(_brief(tmp_path), Crm.SALESFORCE)
    (row,) = _rows(file)
    assert (row["Id"], row["NextStep"], row["Amount"], row["CloseDate"]) == ("o1", "#N/A", "3500", "")
    assert file.left_out == ()


def test_a_cleared_close_date_would_have_the_row_refused_by_salesforce_so_it_is_said(tmp_path: Path) -> None:
    _loaded(tmp_path)
    _change(
        tmp_path,
        "o1",
        close=(OpportunityField.CLOSE_ON, "2026-11-01", ""),
        amount=(OpportunityField.AMOUNT, "3000", "3500"),
    )
    file = _file(_brief(tmp_path), Crm.SALESFORCE)
    assert [(row["CloseDate"], row["Amount"]) for row in _rows(file)] == [("", "3500")]
    assert file.told == (
        "Not in this file. Salesforce keeps no opportunity without a close date. Choose one: close date of Big, Alpha.",
    )


def test_what_hubspot_cannot_empty_is_not_in_its_file_and_is_said(tmp_path: Path) -> None:
    _loaded(tmp_path)
    _change(
        tmp_path,
        "o1",
        step=(OpportunityField.NEXT_STEP, "Call", ""),
        close=(OpportunityField.CLOSE_ON, "2026-11-01", ""),
    )
    _change(tmp_path, "o2", step=(OpportunityField.NEXT_STEP, "Write", "Meet"))
    file = _file(_brief(tmp_path), Crm.HUBSPOT)
    assert [(row["Record ID"], row["Next Step"]) for row in _rows(file)] == [("o2", "Meet")]
    assert file.told == (
        "Not in this file. HubSpot’s import cannot empty a field. Clear by hand in HubSpot: "
        "next step of Big, Alpha; close date of Big, Alpha.",
    )


def test_without_anything_to_import_there_is_no_file(tmp_path: Path) -> None:
    _loaded(tmp_path)
    _change(tmp_path, "o1", step=(OpportunityField.NEXT_STEP, "Call", ""))
    file = _file(_brief(tmp_path), Crm.HUBSPOT)
    assert file.content is None
    assert [one.why for one in file.left_out] == [Why.HUBSPOT_EMPTIES_NOTHING]


@pytest.mark.parametrize("crm", Crm)
@pytest.mark.parametrize(
    "text", first(1, ["=HYPERLINK(1)", "+49 30 1234 call back", "@Ida: send the offer", "- none yet -"])
)
def test_a_text_that_a_spreadsheet_would_run_reaches_the_crm_as_it_is_and_is_confirmed(
    tmp_path: Path, crm: Crm, text: str
) -> None:
    _loaded(tmp_path)
    _change(tmp_path, "o1", step=(OpportunityField.NEXT_STEP, "Call", text))
    column = {Crm.SALESFORCE: "NextStep", Crm.HUBSPOT: "Next Step"}[crm]
    (row,) = _rows(_file(_brief(tmp_path), crm))
    assert row[column] == text
    assert len(_loaded(tmp_path, ROWS.replace("Call", row[column])).waits) == 0


@pytest.mark.parametrize("crm", first(1, Crm))
def test_amounts_are_the_ones_the_crm_holds(tmp_path: Path, crm: Crm) -> None:
    """12,000 a year come in as 1,000 a month; 1,234.57 a month go out as 14,814.84, and come back."""
    settings = SETTINGS + "crm_amount_months = 12\n"
    brief = _mapped(tmp_path, '"AnnualAmount" / 12', "12000", settings)
    assert [one.opportunity.amount for one in brief.watched] == [1000]
    _change(tmp_path, "o1", amount=(OpportunityField.AMOUNT, "1000", "1234.57"))
    begin_opportunity(
        _plans(tmp_path), "A1", NewOpportunity(name="New", stage="first", amount=99.5, close_on=date(2026, 12, 1)), "I"
    )
    file = _file(_brief(tmp_path), crm)
    assert [row["Amount"] for row in _rows(file)] == ["14814.84", "1194"]
    assert file.left_out == ()
    after = _mapped(tmp_path, '"AnnualAmount" / 12', "14814.84", settings)
    assert [one.name if hasattr(one, "name") else one.opportunity.name for one in after.waits.all] == ["New"]


def test_an_amount_that_a_division_rounds_is_confirmed_within_a_cent(tmp_path: Path) -> None:
    """833.33 a month are 9,999.96 a year; a CRM that rounds to 10,000 says 833.3333."""
    settings = SETTINGS + "crm_amount_months = 12\n"
    _mapped(tmp_path, '"AnnualAmount" / 12', "12000", settings)
    _change(tmp_path, "o1", amount=(OpportunityField.AMOUNT, "1000", "833.33"))
    assert len(_mapped(tmp_path, '"AnnualAmount" / 12', "10000", settings).waits) == 0
    assert len(_mapped(tmp_path, '"AnnualAmount" / 12', "10001", settings).waits) == 1


@pytest.mark.parametrize("crm", first(1, Crm))
@pytest.mark.parametrize("expression", first(1, ['"AnnualAmount" / 12', ""]))
def test_amounts_that_are_computed_in_a_way_nobody_told_are_left_out_and_said(
    tmp_path: Path, crm: Crm, expression: str
) -> None:
    _mapped(tmp_path, expression, "12000")
    _change(
        tmp_path, "o1", amount=(OpportunityField.AMOUNT, "1000", "1100"), step=(OpportunityField.NEXT_STEP, "", "Call")
    )
    begin_opportunity(
        _plans(tmp_path), "A1", NewOpportunity(name="New", stage="first", amount=99, close_on=date(2026, 12, 1)), "I"
    )
    file = _file(_brief(tmp_path), crm)
    assert [row["Amount"] for row in _rows(file)] == ["", ""]
    (said,) = file.told
    assert "crm_amount_months" in said
    assert said.endswith("amount of Big, Alpha; amount of New.")


@pytest.mark.parametrize(
    ("expression", "settings"), first(1, [('"AnnualAmount"', ""), ("", "crm_amount_months = 1\n")])
)
def test_an_amount_taken_as_it_stands_goes_back_as_it_stands(tmp_path: Path, expression: str, settings: str) -> None:
    _mapped(tmp_path, expression, "12000", SETTINGS + settings)
    _change(tmp_path, "o1", amount=(OpportunityField.AMOUNT, "12000", "123456.7891"))
    assert [row["Amount"] for row in _rows(_file(_brief(tmp_path), Crm.SALESFORCE))] == ["123456.7891"]


@pytest.mark.parametrize("written", ["much", "", "NaN", "1e999999"])
def test_what_is_no_amount_is_left_out_and_said(tmp_path: Path, written: str) -> None:
    _loaded(tmp_path)
    _change(tmp_path, "o1", amount=(OpportunityField.AMOUNT, "3000", written))
    assert [one.why for one in _file(_brief(tmp_path), Crm.SALESFORCE).left_out] == [Why.NO_AMOUNT]


@pytest.mark.parametrize(
    ("settings", "pipeline"), first(1, [('crm_pipeline = "Key accounts"\n', "Key accounts"), ("", "Sales Pipeline")])
)
def test_hubspot_gets_its_pipeline_with_every_stage(tmp_path: Path, settings: str, pipeline: str) -> None:
    """And with nothing else: a deal of another pipeline would be moved."""
    _loaded(tmp_path, settings=SETTINGS + settings)
    _change(tmp_path, "o1", stage=(OpportunityField.STAGE, "proposal", "negotiation"))
    _change(tmp_path, "o2", step=(OpportunityField.NEXT_STEP, "Write", "Meet"))
    opportunity = NewOpportunity(
        name="Neu, größer", stage="first", close_on=date(2026, 12, 1), kind=OpportunityKind.UPSELL
    )
    begin_opportunity(_plans(tmp_path), "A1", opportunity, "Ida")
    rows = _rows(_file(_brief(tmp_path), Crm.HUBSPOT))
    assert [(row["Deal Name"], row["Pipeline"], row["Deal Stage"]) for row in rows] == [
        ("Big", pipeline, "negotiation"), ("Small", "", ""), ("Neu, größer", pipeline, "first"),
    ]  # fmt: skip
    assert [row["Record ID"] for row in rows] == ["o1", "o2", ""]


@pytest.mark.parametrize("crm", Crm)
def test_an_opportunity_without_what_a_crm_asks_for_is_not_in_the_file(tmp_path: Path, crm: Crm) -> None:
    _loaded(tmp_path)
    begin_opportunity(_plans(tmp_path), "A1", NewOpportunity(name="Begun long ago", amount=80), "Ida")
    file = _file(_brief(tmp_path), crm)
    assert file.content is None
    assert [(one.why, one.what) for one in file.left_out] == [(Why.BEGUN_WITHOUT, "Begun long ago")]


@pytest.mark.parametrize("written", ["0", "121", "true", '"12"', "1.5"])
def test_months_that_are_none_are_refused(tmp_path: Path, written: str) -> None:
    with pytest.raises(SourcesUnreadable, match="crm_amount_months"):
        _loaded(tmp_path, settings=SETTINGS + f"crm_amount_months = {written}\n")


def test_amounts_of_a_crm_that_holds_months_are_compared_to_the_last_digit(tmp_path: Path) -> None:
    brief = _loaded(tmp_path)
    assert brief.crm.tolerance == Decimal(0)
