"""Exports of billing, support and survey systems, in the products' own names, as they come."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from steward.errors import FileUnreadable
from steward.workspace import Workspace
from tests.examples import these
from tests.warehouse.desks import ACCOUNTS, desk
from tests.warehouse.tables_alone import tables_alone

RATES = "currency,month,rate\nUSD,2025-01,0.5\nJPY,2025-01,0.01\n"
LINES = """
    select subscription_id, account_id, product_id, mrr, starts_on::varchar, ends_on::varchar
    from staging.subscriptions order by 1"""


def _home(folder: Path, preset: str, tables: dict[str, str], **files: str) -> Workspace:
    sources = "".join(f'[{table}]\nfile = "{file}.csv"\npreset = "{preset}"\n' for table, file in tables.items())
    written = {f"{name}__csv": text for name, text in files.items()}
    return desk(folder, **{"exchange_rates__csv": RATES, **written}, sources__toml=sources)


DASHBOARD = """id,Customer ID,Product,Quantity,Currency,Interval,Amount,Status,Start Date (UTC),Trial End (UTC),Ended At (UTC)
sub_1,cus_1,Fibre,2,eur,month,50.00,active,2025-01-01 09:00,,
sub_2,cus_1,Voice,1,eur,year,1200.00,active,2025-01-01 09:00,2025-02-01 09:00,
sub_3,cus_2,Fibre,1,usd,month,80.00,canceled,2025-01-01 09:00,,2025-04-01 00:00
sub_4,cus_2,Fibre,1,eur,month,80.00,canceled,2025-01-01 09:00,2025-02-01 09:00,2025-01-20 09:00
sub_5,cus_2,Fibre,1,eur,month,80.00,incomplete_expired,2025-01-01 09:00,,
"""  # noqa: E501
CUSTOMERS = "id,Name,Email,Description\ncus_1,Acme,pay@acme,\ncus_2,,pay@bolt,\n"


@pytest.mark.every
def test_the_dashboards_exports_of_stripe_come_to_a_month_in_whole_units(tmp_path: Path) -> None:
    """2 × 50 a month, 1,200 a year from the end of its trial, 80 USD at 0.5 to the day it ended; a trial that ended and
    a subscription that never began are no lines."""
    files = {"customers": CUSTOMERS, "subscriptions": DASHBOARD}
    tables = {"accounts": "customers", "subscriptions": "subscriptions"}
    with tables_alone(_home(tmp_path, "stripe", tables, **files)) as found:
        assert found.rows(LINES) == [
            ("sub_1", "cus_1", "Fibre", Decimal(100), "2025-01-01", None),
            ("sub_2", "cus_1", "Voice", Decimal(100), "2025-02-01", None),
            ("sub_3", "cus_2", "Fibre", Decimal(40), "2025-01-01", "2025-04-01"),
        ]
        assert found.counts("subscriptions") == (5, 3, 0, 2)
        assert "note: prices are before discounts, because there is no export of coupons beside the subscriptions" in (
            found.said("subscriptions")
        )
        assert found.rows("select name from staging.accounts order by 1") == [("Acme",), ("pay@bolt",)]


def test_a_subscription_that_was_cancelled_and_is_still_paid_goes_on(tmp_path: Path) -> None:
    """Without the day on which it ended, that of the request is one only where it has ended."""
    lines = (
        "id,Customer ID,Product,Interval,Amount,Status,Created (UTC),Canceled At (UTC)\n"
        "sub_1,cus_1,Fibre,month,50.00,active,2025-01-01 09:00,2025-06-10 09:00\n"
        "sub_2,cus_1,Fibre,month,50.00,canceled,2025-01-01 09:00,2025-06-10 09:00\n"
    )
    tables = {"accounts": "customers", "subscriptions": "subscriptions"}
    with tables_alone(_home(tmp_path, "stripe", tables, customers=CUSTOMERS, subscriptions=lines)) as found:
        assert [row[5] for row in found.rows(LINES)] == [None, "2025-06-10"]


def test_what_was_cancelled_for_the_end_of_its_period_ends_with_it(tmp_path: Path) -> None:
    """The dashboard's export says that, and no other day."""
    lines = (
        "id,Customer ID,Product,Interval,Amount,Status,Start Date (UTC),Current Period End (UTC),Canceled At (UTC),"
        "Cancel At Period End,Ended At (UTC)\n"
        "sub_1,cus_1,Fibre,month,50.00,active,2025-01-01 09:00,2025-07-01 09:00,2025-06-10 09:00,true,\n"
        "sub_2,cus_1,Fibre,month,50.00,active,2025-01-01 09:00,2025-07-01 09:00,,false,\n"
    )
    tables = {"accounts": "customers", "subscriptions": "subscriptions"}
    with tables_alone(_home(tmp_path, "stripe", tables, customers=CUSTOMERS, subscriptions=lines)) as found:
        assert [row[5] for row in found.rows(LINES)] == ["2025-07-01", None]


def test_an_export_that_excel_saved_again_is_compared_by_its_days_and_not_by_its_letters(tmp_path: Path) -> None:
    """A trial to 1 October begins a line there, and one that ended three weeks after its trial is one; of a trial that
    nobody can read the row is told."""
    head = "id,Customer ID,Product,Interval,Amount,Status,Start Date (UTC),Trial End (UTC),Ended At (UTC)\n"
    rows = (
        "sub_1,cus_1,Fibre,month,50.00,active,9/15/2025 9:00,10/1/2025 9:00,\n"
        "sub_2,cus_1,Fibre,month,50.00,canceled,9/15/2025 9:00,9/30/2025 9:00,10/20/2025 9:00\n"
        "sub_3,cus_1,Fibre,month,50.00,canceled,9/15/2025 9:00,10/9/2025 9:00,9/30/2025 9:00\n"
        "sub_4,cus_1,Fibre,month,50.00,canceled,9/15/2025 9:00,soon,9/30/2025 9:00\n"
    )
    tables = {"accounts": "customers", "subscriptions": "subscriptions"}
    with tables_alone(_home(tmp_path, "stripe", tables, customers=CUSTOMERS, subscriptions=head + rows)) as found:
        assert [(row[0], *row[4:]) for row in found.rows(LINES)] == [
            ("sub_1", "2025-10-01", None), ("sub_2", "2025-09-30", "2025-10-20"),
        ]  # fmt: skip
        assert found.counts("subscriptions") == (4, 2, 1, 1)
        assert "rejected: “soon” is not a date" in found.said("subscriptions")


def test_minutes_are_put_behind_the_time_of_a_ticket_however_that_is_written(tmp_path: Path) -> None:
    for number, opened in enumerate(["3/15/2025 9:00", "2025-03-15T09:00:00Z", "1742029200"]):
        tickets = (
            "id,subject,status,organization_id,created_at,full_resolution_time_in_minutes\n"
            f'1,Down,closed,A-1,{opened},"1,530"\n'
        )
        home = _home(tmp_path / str(number), "zendesk", {"tickets": "tickets"}, tickets=tickets)
        with tables_alone(home) as found:
            told = found.rows("select opened_at, resolved_at from staging.tickets")
            assert told == [(datetime(2025, 3, 15, 9), datetime(2025, 3, 16, 10, 30))]
            assert not any("pass the column on" in one for one in found.said("tickets"))


def test_an_amount_of_a_dashboard_is_read_as_whoever_exports_writes_it(tmp_path: Path) -> None:
    """
    | written  | for a month, of two |
    |----------|---------------------|
    | 1,200.00 | 2,400.00            |
    | 1.200,50 | 2,401.00            |
    | 29,00    | 58.00               |
    | 1,200    | 2,400.00, as of JPY |
    """
    first = DASHBOARD.splitlines()[0]
    written = {"1,200.00": Decimal(2400), "1.200,50": Decimal(2401), "29,00": Decimal(58), "1,200": Decimal(2400)}
    for number, (amount, month) in enumerate(written.items()):
        line = f'sub_1,cus_1,Fibre,2,eur,month,"{amount}",active,2025-01-01 09:00,,'
        files = {"customers": CUSTOMERS, "subscriptions": f"{first}\n{line}\n"}
        tables = {"accounts": "customers", "subscriptions": "subscriptions"}
        with tables_alone(_home(tmp_path / str(number), "stripe", tables, **files)) as found:
            assert [row[3] for row in found.rows(LINES)] == [month], amount


def test_a_quantity_of_thousands_is_one(tmp_path: Path) -> None:
    line = 'sub_1,cus_1,Fibre,"1,000",eur,month,2.00,active,2025-01-01 09:00,,\n'
    files = {"customers": CUSTOMERS, "subscriptions": f"{DASHBOARD.splitlines()[0]}\n{line}"}
    tables = {"accounts": "customers", "subscriptions": "subscriptions"}
    with tables_alone(_home(tmp_path, "stripe", tables, **files)) as found:
        assert found.rows("select mrr, quantity from staging.subscriptions") == [(Decimal(2000), 1000)]


def test_a_price_of_millions_is_one(tmp_path: Path) -> None:
    line = 'sub_1,cus_1,Fibre,"1,000",eur,year,"144,006.00",active,2025-01-01 09:00,,\n'
    files = {"customers": CUSTOMERS, "subscriptions": f"{DASHBOARD.splitlines()[0]}\n{line}"}
    tables = {"accounts": "customers", "subscriptions": "subscriptions"}
    with tables_alone(_home(tmp_path, "stripe", tables, **files)) as found:
        assert found.rows("select mrr from staging.subscriptions") == [(Decimal("12000500"),)]


def test_one_odd_cell_among_seconds_since_1970_changes_no_other_row(tmp_path: Path) -> None:
    """A trial of seconds beside an end of seconds: the word in one column makes no other of the two."""
    lines = (
        "sub_1,cus_1,Fibre,1,eur,month,9.00,active,1735722000,1741165200,1761868800\n"
        "sub_2,cus_1,Fibre,1,eur,month,8.00,active,1735722000,1741165200,\n"
        "sub_3,cus_1,Fibre,1,eur,month,8.00,active,1735722000,soon,\n"
    )
    files = {"customers": CUSTOMERS, "subscriptions": f"{DASHBOARD.splitlines()[0]}\n{lines}"}
    tables = {"accounts": "customers", "subscriptions": "subscriptions"}
    with tables_alone(_home(tmp_path, "stripe", tables, **files)) as found:
        assert found.rows("select starts_on::varchar, ends_on::varchar from staging.subscriptions") == [
            ("2025-03-05", "2025-10-31"), ("2025-03-05", None),
        ]  # fmt: skip
        assert found.counts("subscriptions") == (3, 2, 1, 0)


def test_a_connector_of_stripe_comes_to_the_same_from_cents_intervals_epochs_and_coupons(tmp_path: Path) -> None:
    """
    | item | price                | quantity | coupon | a month                 |
    |------|----------------------|----------|--------|-------------------------|
    | si_1 | 5,000 cents a month  | 2        |        | 100.00                  |
    | si_2 | 120,000 cents a year | 1        | 25 %   | 75.00                   |
    | si_3 | 30,000 cents / 3 m.  | 1        |        | 100.00                  |
    | si_4 | 9,000 yen a month    | 1        |        | 9,000 yen, 90.00 at 0.01 |
    | si_5 |                      |          |        | deleted                 |
    """
    files = {
        "customer": "id,name,email,metadata_account_id,is_deleted\ncus_1,Acme,a@a,A-1,false\n"
        "cus_2,Bolt,b@b,A-2,false\n",
        "subscription_item": "id,subscription_id,price_id,quantity,_fivetran_deleted\nsi_1,sub_1,p_m,2,false\n"
        "si_2,sub_2,p_y,1,false\nsi_3,sub_1,p_q,1,false\nsi_4,sub_1,p_j,1,false\nsi_5,sub_1,p_m,1,true\n",
        "subscription": "id,customer_id,status,start_date,trial_end,ended_at,cancel_at,_fivetran_active\n"
        "sub_1,cus_1,active,1735722000,,,,true\nsub_2,cus_2,active,1735722000,1738400400,,1767225600,true\n"
        "sub_1,cus_2,trialing,1704099600,,,,false\n",
        "price": "id,product_id,currency,unit_amount,recurring_interval,recurring_interval_count\n"
        "p_m,Fibre,eur,5000,month,1\np_y,Voice,eur,120000,year,1\np_q,Wifi,eur,30000,month,3\n"
        "p_j,Fibre,jpy,9000,month,1\n",
        "subscription_discount": "id,subscription_id,coupon_id\ndi_1,sub_2,c25\n",
        "coupon": "id,name,percent_off,amount_off\nc25,Spring,25,\n",
        "invoice_line_item": "id,invoice_id,amount,currency,period_start,type,price_id\n"
        "il_1,in_1,10000,eur,1735722000,subscription,p_m\nil_2,in_1,-2500,eur,1735722000,invoiceitem,\n"
        "il_3,in_2,999900,eur,1735722000,subscription,p_m\n",
        "invoice": "id,customer_id,status,currency,created\nin_1,cus_1,paid,eur,1735722000\n"
        "in_2,cus_1,void,eur,1735722000\n",
    }
    tables = {"accounts": "customer", "subscriptions": "subscription_item", "charges": "invoice_line_item"}
    with tables_alone(_home(tmp_path, "stripe", tables, **files)) as found:
        assert found.rows(LINES) == [
            ("si_1", "A-1", "Fibre", Decimal(100), "2025-01-01", None),
            ("si_2", "A-2", "Voice", Decimal(75), "2025-02-01", "2026-01-01"),
            ("si_3", "A-1", "Wifi", Decimal(100), "2025-01-01", None),
            ("si_4", "A-1", "Fibre", Decimal(90), "2025-01-01", None),
        ]
        assert found.counts("subscriptions") == (5, 4, 0, 1)
        assert any("one of a fixed amount is not" in said for said in found.said("subscriptions"))
        assert found.rows("select charge_id, account_id, amount, kind, month from staging.charges order by 1") == [
            ("il_1", "A-1", Decimal(100), "recurring", date(2025, 1, 1)),
            ("il_2", "A-1", Decimal(-25), "one-off", date(2025, 1, 1)),
        ]
        assert found.counts("charges") == (3, 2, 0, 1)


CHARGEBEE = {
    "in whole units": "Subscription Id,Customer Id,Plan Id,Plan Quantity,MRR,Currency,Status,Started At,Activated At,"
    "Cancelled At\ns1,A-1,fibre,2,100.00,EUR,Active,2025-01-01,2025-02-01,\n"
    "s2,A-2,voice,1,80.00,USD,Cancelled,2025-01-01,2025-01-01,2025-04-01\n"
    "s3,A-2,voice,1,80.00,USD,In Trial,2025-01-01,,\ns4,A-2,voice,1,80.00,USD,Cancelled,2025-01-01,,2025-01-15\n",
    "in cents": "id,customer_id,plan_id,plan_quantity,mrr,currency_code,status,started_at,activated_at,cancelled_at,"
    "deleted\n"
    "s1,A-1,fibre,2,10000,EUR,active,1735722000,1738400400,,false\n"
    "s2,A-2,voice,1,8000,USD,cancelled,1735722000,1735722000,1743498000,false\n"
    "s3,A-2,voice,1,8000,USD,in_trial,1735722000,,,false\ns4,A-2,voice,1,8000,USD,active,1735722000,1735722000,,true\n",
    "by period": "id,customer_id,plan_id,plan_quantity,plan_unit_price,billing_period,billing_period_unit,"
    "currency_code,status,started_at,activated_at,cancelled_at\n"
    "s1,A-1,fibre,2,60000,1,year,EUR,active,2025-01-01,2025-02-01,\n"
    "s2,A-2,voice,1,24000,3,month,USD,cancelled,2025-01-01,2025-01-01,2025-04-01\n"
    "s3,A-2,voice,1,8000,1,month,USD,future,2025-01-01,,\n",
}


@pytest.mark.every
@pytest.mark.parametrize("units", list(CHARGEBEE))
def test_chargebee_says_a_month_in_whole_units_in_cents_or_by_its_period(tmp_path: Path, units: str) -> None:
    files = {"Subscriptions": CHARGEBEE[units], "accounts": ACCOUNTS}
    with tables_alone(_home(tmp_path, "chargebee", {"subscriptions": "Subscriptions"}, **files)) as found:
        assert found.rows(LINES) == [
            ("s1", "A-1", "fibre", Decimal(100), "2025-02-01", None),
            ("s2", "A-2", "voice", Decimal(40), "2025-01-01", "2025-04-01"),
        ]


@pytest.mark.every
def test_zendesk_meets_the_accounts_of_the_crm_by_the_external_id_of_its_organizations(tmp_path: Path) -> None:
    files = {
        "organizations": "id,external_id,name\n9001,A-1,Acme\n9002,,Bolt\n",
        "users": "id,name,email,role,organization_id,active\n1,Ann,ann@ours,agent,,true\n"
        "2,Eva,eva@acme,end-user,9001,true\n3,Old,old@acme,end-user,9001,false\n4,No,no@body,end-user,,true\n",
        "groups": "id,name\n7,Support\n",
        "tickets": "id,subject,status,priority,organization_id,assignee_id,group_id,created_at,updated_at\n"
        "1,Down,closed,high,9001,1,7,2025-03-01T09:00:00Z,2025-03-02T09:00:00Z\n"
        "2,Slow,open,low,9002,1,7,2025-03-01T09:00:00Z,2025-03-02T09:00:00Z\n"
        "3,Spam,deleted,low,9002,1,7,2025-03-01T09:00:00Z,2025-03-02T09:00:00Z\n",
        "satisfaction_ratings": "id,ticket_id,score\n1,1,good\n2,2,offered\n",
    }
    tables = {"accounts": "organizations", "people": "users", "contacts": "users", "tickets": "tickets"}
    with tables_alone(_home(tmp_path, "zendesk", tables, **files)) as found:
        told = found.rows(
            "select ticket_id, account_id, queue, satisfaction, closed_at from staging.tickets order by 1"
        )
        assert told == [
            ("1", "A-1", "support", 5.0, datetime(2025, 3, 2, 9)),
            ("2", "9002", "support", None, None),
        ]
        assert found.rows("select contact_id, account_id from staging.contacts") == [("2", "A-1")]
        assert found.rows("select person_id, name from staging.people") == [("1", "Ann")]
        assert (found.counts("contacts"), found.counts("tickets")) == ((4, 1, 0, 3), (3, 2, 0, 1))


SURVEYS = {
    "delighted": "Response ID,Score,Comment,Email,Account ID,Survey Type,Response Date\n"
    "r1,9,Good,eva@acme,A-1,nps,2025-03-01\nr2,3,,bo@bolt,A-2,nps,2025-03-02\nr3,5,,bo@bolt,A-2,csat,2025-03-02\n",
    "qualtrics": "StartDate,EndDate,Status,Finished,RecordedDate,ResponseId,RecipientEmail,Q1,Q1_NPS_GROUP,AccountId\n"
    "Start Date,End Date,Response Type,Finished,Recorded Date,Response ID,Recipient Email,How likely,Group,AccountId\n"
    '"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}","{""ImportId"":""status""}","{""ImportId"":""finished""}",'
    '"{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""recipientEmail""}",'
    '"{""ImportId"":""QID1""}","{""ImportId"":""QID1_NPS_GROUP""}","{""ImportId"":""AccountId""}"\n'
    "2025-03-01 09:00:00,2025-03-01 09:05:00,0,1,2025-03-01 09:05:00,R_1,eva@acme,9,3,A-1\n"
    "2025-03-02 09:00:00,2025-03-02 09:05:00,0,1,2025-03-02 09:05:00,R_2,bo@bolt,3,1,A-2\n"
    "2025-03-02 09:00:00,2025-03-02 09:05:00,1,1,2025-03-02 09:05:00,R_3,me@ours,10,3,A-2\n"
    "2025-03-02 09:00:00,2025-03-02 09:05:00,0,0,2025-03-02 09:05:00,R_4,bo@bolt,,,A-2\n"
    "2025-03-02 09:00:00,2025-03-02 09:05:00,8,1,2025-03-02 09:05:00,R_5,win@now,0,1,A-2\n",
    "surveymonkey": "Respondent ID,Collector ID,Start Date,End Date,Email Address,Custom Data 1,"
    '"How likely is it that you would recommend this company to a friend or colleague?"\n,,,,,,Response\n'
    "111,1,2025-03-01 09:00:00,2025-03-01 09:05:00,eva@acme,A-1,9\n"
    "112,1,2025-03-02 09:00:00,2025-03-02 09:05:00,bo@bolt,A-2,3\n",
}


@pytest.mark.parametrize("product", these(["qualtrics"], [one for one in SURVEYS if one != "qualtrics"]))
def test_answers_of_a_survey_are_those_of_customers_and_nothing_else(tmp_path: Path, product: str) -> None:
    files = {"answers": SURVEYS[product], "accounts": ACCOUNTS}
    with tables_alone(_home(tmp_path, product, {"nps_responses": "answers"}, **files)) as found:
        told = found.rows("select account_id, score, answered_on from staging.nps_responses order by 1")
        assert told == [("A-1", 9.0, date(2025, 3, 1)), ("A-2", 3.0, date(2025, 3, 2))]
        read, loaded, rejected, left_out = found.counts("nps_responses")
        assert (loaded, rejected) == (2, 0) and read == 2 + left_out


DESKS = {
    "servicenow": (
        "Number,Short description,State,Priority,Company,Assignment group,Opened,Resolved,Closed,"
        "business_pause_duration\n"
        "INC1,Down,Closed,1 - Critical,A-1,Network,2025-03-01 09:00:00,2025-03-01 11:00:00,2025-03-02 11:00:00,"
        '"7,200"\n'
    ),
    "jira": (
        "Issue key,Summary,Status,Priority,Organizations,Project name,Created,Resolved\n"
        "SD-1,Down,Closed,Highest,A-1,Network,2025-03-01 09:00:00,2025-03-01 11:00:00\n"
    ),
}


@pytest.mark.every
@pytest.mark.parametrize("product", list(DESKS))
def test_a_list_of_a_service_desk_is_read_by_its_labels(tmp_path: Path, product: str) -> None:
    files = {"issues": DESKS[product], "accounts": ACCOUNTS}
    with tables_alone(_home(tmp_path, product, {"tickets": "issues"}, **files)) as found:
        told = found.rows("select account_id, queue, subject, opened_at, resolved_at from staging.tickets")
        assert told == [("A-1", "network", "Down", datetime(2025, 3, 1, 9), datetime(2025, 3, 1, 11))]
        paused = 120.0 if product == "servicenow" else None
        assert found.rows("select paused_minutes from staging.tickets") == [(paused,)]


@pytest.mark.every
def test_an_outage_of_servicenow_is_one_and_what_was_planned_is_none(tmp_path: Path) -> None:
    outages = (
        "number,cmdb_ci,type,begin,end,u_account\nOUT1,SDW,Outage,2025-03-01 09:00:00,2025-03-01 11:00:00,A-1\n"
        "OUT2,SDW,Planned Outage,2025-03-03 01:00:00,2025-03-03 02:00:00,A-1\n"
    )
    files = {"cmdb_ci_outage": outages, "accounts": ACCOUNTS}
    with tables_alone(_home(tmp_path, "servicenow", {"incidents": "cmdb_ci_outage"}, **files)) as found:
        told = found.rows("select incident_id, account_id, product_id, restored_at from staging.incidents")
        assert told == [("OUT1", "A-1", "SDW", datetime(2025, 3, 1, 11))]
        assert found.counts("incidents") == (2, 1, 0, 1)


def test_a_price_or_interval_that_cannot_be_read_is_told_as_such_and_not_as_missing(tmp_path: Path) -> None:
    """And the file of rejects has the columns of the rows' own file alone, none of those that were joined to it."""
    files = {
        "customer": "id,name\ncus_1,Acme\n",
        "subscription_item": "id,subscription_id,price_id,quantity\n"
        + "".join(f"si_{number},sub_1,{price},1\n" for number, price in enumerate(("p_m", "p_x", "p_f", "p_0"))),
        "subscription": "id,customer_id,status,start_date\nsub_1,cus_1,active,1735722000\n",
        "price": "id,product_id,unit_amount,recurring_interval\np_m,Fibre,5000,month\np_x,Fibre,ask,month\n"
        "p_f,Fibre,5000,fortnight\np_0,Fibre,,month\n",
    }
    tables = {"accounts": "customer", "subscriptions": "subscription_item"}
    with tables_alone(_home(tmp_path, "stripe", tables, **files)) as found:
        said = [one for one in found.said("subscriptions") if "amount" in one or "missing" in one]
        assert said == ["rejected: “ask” is not an amount", "rejected: “fortnight” is not an amount",
                        "rejected: mrr is missing"]  # fmt: skip
        header = (found.rejects / "subscriptions.csv").read_text(encoding="utf-8").splitlines()[0]
        assert header == "file,line,column,reason,id,subscription_id,price_id,quantity"


def test_what_a_preset_misses_names_no_column_that_is_there_and_the_nearest_of_one_that_is_needed(
    tmp_path: Path,
) -> None:
    """`closed_at` may be made of `status` and `updated_at` or of others: only what is not there is named."""
    tickets = "id,organization_external_id,created_at,status\n1,A-1,2025-03-01T09:00:00Z,open\n"
    with tables_alone(_home(tmp_path / "there", "zendesk", {"tickets": "tickets"}, tickets=tickets)) as found:
        (closed,) = [one for one in found.said("tickets") if one.startswith("note: closed_at")]
        assert "“solved_at”" in closed and "“status”" not in closed and "did you mean" not in closed
    renamed = tickets.replace("created_at", "Opened on")
    with (
        pytest.raises(FileUnreadable, match=r"reads it as “created_at”; did you mean “Opened on”"),
        tables_alone(_home(tmp_path / "renamed", "zendesk", {"tickets": "tickets"}, tickets=renamed)),
    ):
        pass
