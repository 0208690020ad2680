"""Exports of CRMs, in the products' own names: with deleted rows, fields of one's own and stages of other names."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from steward.errors import SourcesUnreadable
from steward.warehouse.loading.load import load
from steward.warehouse.loading.sources.headings import spellings
from steward.warehouse.loading.sources.recognise import recognise
from steward.workspace import Workspace
from tests.warehouse.desks import desk
from tests.warehouse.tables_alone import tables_alone

RATES = "currency,month,rate\nUSD,2025-01,0.5\n"
SALESFORCE = {
    "User": "Id,FirstName,LastName,Email,ManagerId,UserRoleId,IsActive\n"
    "005A,Ann,Ash,ann@ours,005B,00E1,true\n005B,Bob,Birch,bob@ours,,00E2,true\n",
    "UserRole": "Id,Name\n00E1,Account Manager\n00E2,Manager\n",
    "Account": "Id,IsDeleted,Name,Type,ParentId,BillingCountry,OwnerId,Industry,Region__c,Fax\n"
    "001A,false,Acme,Customer,,Spain,005A,Steel,South,1\n001B,false,Bolt,Prospect,001A,France,005A,,North,2\n"
    "001C,true,Gone,Customer,,Spain,005A,,South,3\n",
    "Contact": "Id,IsDeleted,AccountId,FirstName,LastName,Title,Email,ReportsToId\n"
    "003A,false,001A,Eva,Elm,CFO,eva@acme,\n003B,false,001A,,Fir,CIO,fir@acme,003A\n003C,false,,No,Body,,,\n"
    "003D,true,001A,Old,Oak,,,\n",
    "Contract": "Id,IsDeleted,AccountId,Status,StartDate,EndDate,OwnerExpirationNotice\n"
    "800A,false,001A,Activated,2025-01-01,2025-12-31,30\n800B,false,001A,Draft,2026-01-01,2026-12-31,30\n",
    "Opportunity": "Id,IsDeleted,AccountId,Name,StageName,Amount,Probability,CloseDate,Type,NextStep,IsClosed,IsWon,"
    "ForecastCategoryName,CurrencyIsoCode,CreatedDate,OwnerId,Score__c\n"
    "006A,false,001A,Fibre,Signiert,1000,100,2025-03-01,New Business,,true,true,Closed,EUR,2025-01-05T10:00:00.000Z,"
    "005A,7\n"
    "006B,false,001A,Voice,Verloren,500,0,2025-02-01,Existing Business,,true,false,Omitted,EUR,"
    "2025-01-05T10:00:00.000Z,005A,\n"
    "006C,false,001B,Wifi,Angebot,300,40,2025-06-01,Renewal,Call,false,false,Pipeline,USD,2025-01-06T10:00:00.000Z,005B,\n"
    "006D,true,001B,Twice,Angebot,9999,40,2025-06-01,Renewal,,false,false,Pipeline,EUR,2025-01-06T10:00:00.000Z,005B,\n",
    "OpportunityFieldHistory": "Id,IsDeleted,OpportunityId,Field,OldValue,NewValue,CreatedDate\n"
    "017A,false,006A,StageName,Angebot,Signiert,2025-02-01T09:00:00.000Z\n"
    "017B,false,006A,CloseDate,2025-02-01,2025-03-01,2025-02-02T09:00:00.000Z\n"
    "017C,false,006A,Owner,005B,005A,2025-02-03T09:00:00.000Z\n",
    "Case": "Id,IsDeleted,CaseNumber,AccountId,Subject,Status,Priority,CreatedDate,ClosedDate,OwnerId,Type\n"
    "500A,false,00001,001A,Down,Closed,High,2025-03-01T09:00:00.000Z,2025-03-01T11:00:00.000Z,005A,Problem\n"
    "500B,false,00002,,Spam,New,Low,2025-03-01T09:00:00.000Z,,005A,\n",
    "Task": "Id,IsDeleted,AccountId,WhoId,WhatId,OwnerId,Subject,Status,IsClosed,ActivityDate,TaskSubtype,Type,"
    "CallDurationInSeconds\n"
    '00TA,false,001A,003A,006A,005A,Call,Completed,true,2025-03-02,Call,Call,"1,200"\n'
    "00TB,false,001A,003A,,005A,Send offer,Not Started,false,2025-09-02,Task,Other,\n",
}
TABLES = {
    "people": "User", "accounts": "Account", "contacts": "Contact", "contracts": "Contract",
    "opportunities": "Opportunity", "opportunity_changes": "OpportunityFieldHistory", "tickets": "Case",
    "activities": "Task", "tasks": "Task",
}  # fmt: skip
SUMS = """
    select status, sum(amount), count(*), any_value(kind), max(probability) from staging.opportunities
    group by all order by 1"""


def _home(folder: Path, files: dict[str, str], sources: str) -> Workspace:
    written = {f"{name}__csv": text for name, text in files.items()}
    return desk(folder, **written, exchange_rates__csv=RATES, sources__toml=sources)


def _sections(preset: str, tables: dict[str, str]) -> str:
    return "".join(f'[{table}]\nfile = "{file}.csv"\npreset = "{preset}"\n' for table, file in tables.items())


def test_an_org_of_salesforce_comes_to_its_totals_whatever_its_stages_are_called(tmp_path: Path) -> None:
    """Won 1,000, lost 500, open 300 USD at 0.5; the deleted one counts nowhere."""
    with tables_alone(_home(tmp_path, SALESFORCE, _sections("salesforce", TABLES))) as found:
        assert found.rows(SUMS) == [
            ("lost", Decimal(500), 1, "upsell", 0.0),
            ("open", Decimal(150), 1, "renewal", 0.4),
            ("won", Decimal(1000), 1, "new", 1.0),
        ]
        counts = {table: found.counts(table) for table in TABLES}
        assert counts == {
            "people": (2, 2, 0, 0), "accounts": (3, 2, 0, 1), "contacts": (4, 2, 0, 2), "contracts": (2, 1, 0, 1),
            "opportunities": (4, 3, 0, 1), "opportunity_changes": (3, 2, 0, 1), "tickets": (2, 1, 0, 1),
            "activities": (2, 1, 0, 1), "tasks": (2, 2, 0, 0),
        }  # fmt: skip
        assert found.rows("select name, role, manager_id from staging.people order by 1") == [
            ("Ann Ash", "account manager", "005B"), ("Bob Birch", "manager", None),
        ]  # fmt: skip
        assert found.rows("select name from staging.contacts order by 1") == [("Eva Elm",), ("Fir",)]
        assert found.rows("select name, region, parent_id from staging.accounts order by 1") == [
            ("Acme", "South", None), ("Bolt", "North", "001A"),
        ]  # fmt: skip
        assert found.rows("select field, was, now from staging.opportunity_changes order by 1") == [
            ("close date", "2025-02-01", "2025-03-01"), ("stage", "Angebot", "Signiert"),
        ]  # fmt: skip
        assert found.rows("select kind, opportunity_id, minutes from staging.activities") == [("call", "006A", 20)]
        assert "note: left out by the preset’s filter “deleted”: 1 of 4 rows" in found.said("opportunities")


HISTORY = """Id,OpportunityId,StageName,Amount,CloseDate,Probability,ForecastCategory,CreatedDate,IsDeleted
008C,006A,Signiert,1000,2025-03-01,100,Closed,2025-02-01T09:00:00.000Z,false
008A,006A,Anfrage,900,2025-03-01,10,Pipeline,2025-01-05T10:00:00.000Z,false
008B,006A,Angebot,900,2025-03-01,40,Pipeline,2025-01-10T10:00:00.000Z,false
008D,006A,Angebot,950,2025-04-01,40,Pipeline,2025-01-20T10:00:00.000Z,false
008E,006C,Angebot,300,2025-06-01,40,Pipeline,2025-01-06T10:00:00.000Z,false
008F,006A,Falsch,1,2025-06-01,40,Pipeline,2025-01-15T10:00:00.000Z,true
"""


def test_the_history_of_opportunities_tells_stages_and_none_before(tmp_path: Path) -> None:
    """Rows in no order, one that changed another field, and one that is deleted; what stood before is told later."""
    chosen = {"accounts": "Account", "opportunities": "Opportunity", "opportunity_changes": "OpportunityHistory"}
    home = _home(tmp_path, {**SALESFORCE, "OpportunityHistory": HISTORY}, _sections("salesforce", chosen))
    with tables_alone(home) as found:
        sql = (
            "select opportunity_id, was, now from staging.opportunity_changes where field = 'stage' order by changed_at"
        )
        assert found.rows(sql) == [
            ("006A", None, "Anfrage"), ("006C", None, "Angebot"), ("006A", None, "Angebot"), ("006A", None, "Angebot"),
            ("006A", None, "Signiert"),
        ]  # fmt: skip
        assert any("the stage before is that of the row before" in one for one in found.said("opportunity_changes"))
    look = HISTORY.splitlines()[0].split(",")
    known = recognise(look, "OpportunityHistory.csv")[0]
    assert (known.preset, known.table, known.required_missing) == ("salesforce", "opportunity_changes", ())


@pytest.mark.every
@pytest.mark.parametrize("spelling", [1, 2], ids=["as a report", "as a connector"])
def test_the_same_rows_come_to_the_same_however_an_export_spells_its_columns(tmp_path: Path, spelling: int) -> None:
    def spelled(text: str) -> str:
        header, *lines = csv.reader(io.StringIO(text))
        names = [(*spellings(name), name, name)[spelling] if "__" not in name else name for name in header]
        out = io.StringIO()
        csv.writer(out).writerows([names, *lines])
        return out.getvalue()

    chosen = {table: TABLES[table] for table in ("people", "accounts", "opportunities")}
    sections = _sections("salesforce", chosen)
    columns = "select * from staging.opportunities order by 1"
    with tables_alone(_home(tmp_path / "own", SALESFORCE, sections)) as own:
        expected = own.rows(columns)
    files = {name: spelled(text) for name, text in SALESFORCE.items()}
    with tables_alone(_home(tmp_path / "other", files, sections)) as other:
        assert other.rows(columns) == expected


REPORT = """Opportunities of all time,,,,,
Opportunity ID,Opportunity Name,Account ID,Opportunity Owner,Stage,Amount,Close Date
006A,Fibre,001A,Ann Ash,Closed Won,1000,01/03/2025
006B,Voice,001A,Ann Ash,Closed Lost,500,13/02/2025
006C,Wifi,001A,Cid Nobody,Gewonnen,300,14/06/2025
"""
REPORTED = {"User": SALESFORCE["User"], "Account": SALESFORCE["Account"], "report1": REPORT}
OF_A_REPORT = _sections("salesforce", {"people": "User", "accounts": "Account", "opportunities": "report1"})


def test_a_report_without_flags_says_what_it_takes_each_stage_for(tmp_path: Path) -> None:
    """A stage that was renamed counts as open here, so the sentence names it."""
    with tables_alone(_home(tmp_path, REPORTED, OF_A_REPORT)) as found:
        said = "\n".join(found.said("opportunities"))
        assert [row[:2] for row in found.rows(SUMS)] == [
            ("lost", Decimal(500)), ("open", Decimal(300)), ("won", Decimal(1000)),
        ]  # fmt: skip
        assert "won and lost are told by the names of stages" in said
        assert "status: “Closed Lost” is lost, “Gewonnen” is open, “Closed Won” is won" in said
        assert "the join “owners” found no row of User.csv for 1 of 3 rows" in said
        owners = "select owner_id from staging.opportunities order by opportunity_id"
        assert found.rows(owners) == [("005A",), ("005A",), (None,)]


@pytest.mark.every
def test_a_report_with_the_export_of_stages_beside_it_knows_a_stage_that_was_renamed(tmp_path: Path) -> None:
    stages = "Id,MasterLabel,IsClosed,IsWon\n1,Closed Won,true,true\n2,Closed Lost,true,false\n3,Gewonnen,true,true\n"
    with tables_alone(_home(tmp_path, {**REPORTED, "OpportunityStage": stages}, OF_A_REPORT)) as found:
        assert [row[:2] for row in found.rows(SUMS)] == [("lost", Decimal(500)), ("won", Decimal(1300))]
        assert not any("told by the names" in said for said in found.said("opportunities"))


def test_what_a_preset_does_not_find_is_said_with_what_is_near_and_what_it_would_show(tmp_path: Path) -> None:
    lean = "Id,Name,Stages,StageName,Amount,IsClosed,IsWon,Closed_Date\n006A,Fibre,x,Won,1000,true,true,2025-03-01\n"
    files = {"Account": SALESFORCE["Account"], "Opportunity": lean}
    sections = _sections("salesforce", {"accounts": "Account", "opportunities": "Opportunity"})
    with tables_alone(_home(tmp_path, files, sections)) as found:
        said = found.said("opportunities")
        assert "note: the preset “salesforce” found 5 of the 15 columns that it knows of opportunities" in said
        assert any(
            one.startswith("note: close_on: there is no “CloseDate”; did you mean “Closed_Date”; it would show ")
            for one in said
        )


def test_a_needed_column_that_is_not_there_is_said_with_its_names_and_the_file_that_would_tell(tmp_path: Path) -> None:
    deals = "id,property_dealname,deal_pipeline_stage_id,property_amont\n1,Fibre,s1,10\n"
    companies = "id,property_name\nc1,Acme\n"
    files = {"company": companies, "deal": deals}
    sections = _sections("hubspot", {"accounts": "company", "opportunities": "deal"})
    with pytest.raises(Exception, match="amount") as raised, tables_alone(_home(tmp_path, files, sections)):
        pass
    assert str(raised.value) == (
        "deal.csv has no column for “amount”: the preset “hubspot” reads it as “Amount”; did you mean “property_amont”."
    )


HUBSPOT = {
    "company": "id,property_name,property_country,property_hubspot_owner_id,_fivetran_deleted\n"
    "c1,Acme,Spain,o1,false\nc2,Bolt,France,o2,false\nc3,Gone,France,o2,true\n",
    "owner": "owner_id,first_name,last_name,email\no1,Ann,Ash,ann@ours\no2,Bob,Birch,bob@ours\n",
    "deal": "deal_id,deal_pipeline_id,deal_pipeline_stage_id,owner_id,property_dealname,property_amount,"
    "property_closedate,property_createdate,property_deal_currency_code,is_deleted\n"
    "d1,default,11,o1,Fibre,1000,2025-03-01T00:00:00Z,2025-01-01T00:00:00Z,EUR,false\n"
    "d2,default,12,o1,Voice,500,2025-02-01T00:00:00Z,2025-01-01T00:00:00Z,EUR,false\n"
    "d3,default,13,o2,Wifi,300,2025-06-01T00:00:00Z,2025-01-01T00:00:00Z,USD,false\n"
    "d4,default,13,o2,Dead,9999,2025-06-01T00:00:00Z,2025-01-01T00:00:00Z,EUR,true\n",
    "deal_pipeline_stage": "pipeline_id,stage_id,label,probability,closed_won,_fivetran_deleted\n"
    "default,11,Unterschrieben,1.0,true,false\ndefault,12,Abgesagt,0.0,false,false\n"
    "default,13,Old name,0.5,false,true\ndefault,13,Angebot,0.4,false,false\n",
    "deal_company": "deal_id,company_id\nd1,c1\nd2,c1\nd3,c2\n",
    "engagement": "id,type,timestamp,owner_id\ne1,CALL,1740819600000,o1\ne2,EMAIL,1740906000000,o2\n"
    "e3,TASK,1740906000000,o2\n",
    "engagement_company": "engagement_id,company_id\ne1,c1\ne2,c2\n",
    "engagement_deal": "engagement_id,deal_id\ne1,d1\n",
}


@pytest.mark.every
def test_a_connector_of_hubspot_is_read_with_its_pipelines_and_what_belongs_to_whom(tmp_path: Path) -> None:
    tables = {"people": "owner", "accounts": "company", "opportunities": "deal", "activities": "engagement"}
    with tables_alone(_home(tmp_path, HUBSPOT, _sections("hubspot", tables))) as found:
        columns = "opportunity_id, account_id, stage, status, amount, probability"
        assert found.rows(f"select {columns} from staging.opportunities order by 1") == [
            ("d1", "c1", "Unterschrieben", "won", Decimal(1000), 1.0),
            ("d2", "c1", "Abgesagt", "lost", Decimal(500), 0.0),
            ("d3", "c2", "Angebot", "open", Decimal(150), 0.4),
        ]
        assert (found.counts("accounts"), found.counts("opportunities")) == ((3, 2, 0, 1), (4, 3, 0, 1))
        assert found.rows(
            "select activity_id, account_id, kind, opportunity_id, happened_at::date::varchar from staging.activities"
            " order by 1"
        ) == [("e1", "c1", "call", "d1", "2025-03-01"), ("e2", "c2", "mail", None, "2025-03-02")]


@pytest.mark.every
def test_an_export_of_hubspot_is_read_by_the_labels_it_shows(tmp_path: Path) -> None:
    """A deal of several companies is of the first; one that is closed and not won is lost."""
    files = {
        "companies": "Record ID,Company name,Country/Region,Company owner\n1,Acme,Spain,Ann Ash\n"
        "2,Bolt,France,Ann Ash\n",
        "deals": "Record ID,Deal Name,Deal Stage,Amount,Close Date,Deal owner,Is Closed Won,Is Deal Closed?,"
        "Associated Company IDs,Deal Type\n"
        "d1,Fibre,Done,1000,2025-03-01 10:00,Ann Ash,true,true,2;1,New Business\n"
        "d2,Voice,Gone,500,2025-02-01 10:00,Ann Ash,false,true,1,Existing Business\n"
        "d3,Wifi,Talks,300,2025-06-01 10:00,Ann Ash,false,false,1,New Business\n",
    }
    sections = _sections("hubspot", {"accounts": "companies", "opportunities": "deals"})
    with tables_alone(_home(tmp_path, files, sections)) as found:
        told = found.rows("select opportunity_id, account_id, status, kind from staging.opportunities order by 1")
        assert told == [("d1", "2", "won", "new"), ("d2", "1", "lost", "upsell"), ("d3", "1", "open", "new")]


def test_numbers_with_a_decimal_comma_that_a_preset_computes_with_are_refused(tmp_path: Path) -> None:
    """What would be left of them is wrong, and the sentence says what to do."""
    lines = "Id;QuoteId;Product2Id;Quantity;UnitPrice;Discount\nL1;Q1;P1;2;1.234,50;10,00\nL2;Q1;P1;2;1.200;\n"
    said = '[quote_lines]\nfile = "QuoteLineItem.csv"\npreset = "salesforce"\n'
    with pytest.raises(SourcesUnreadable, match=r"“UnitPrice” holds numbers like 1\.234,50, which a cast misreads"):
        load(desk(tmp_path, QuoteLineItem__csv=lines, sources__toml=said))
    lines = 'Id,QuoteId,Product2Id,Quantity,UnitPrice,Discount\nL1,Q1,P1,2,"1,000",\n'
    with pytest.raises(SourcesUnreadable, match=r"“UnitPrice” holds numbers like 1,000, of which a cast makes nothing"):
        load(desk(tmp_path, QuoteLineItem__csv=lines, sources__toml=said))
