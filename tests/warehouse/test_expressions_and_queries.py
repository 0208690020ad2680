"""One expression in a mapping changes nothing for the columns beside it; a query gets text where a type would lose."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.examples import first
from tests.warehouse.desks import loaded, rejects, rows, table

DESK = "id,acct,opened,closed\n"
TIMES = {
    "2026-03-15 02:05 PM": datetime(2026, 3, 15, 14, 5),
    "2026-03-15 12:05 AM": datetime(2026, 3, 15, 0, 5),
    "2026-03-15 14:05:00+02:00": datetime(2026, 3, 15, 13, 5),
    "2026-03-15T14:05:00Z": datetime(2026, 3, 15, 15, 5),
    "2026-03-15 14:05": datetime(2026, 3, 15, 14, 5),
}
SETTINGS = 'company = "C"\ncurrency = "EUR"\nas_of = 2026-03-31\ntimezone = "Europe/Berlin"\n'
MAPPED = """
[tickets]
file = "desk.csv"
[tickets.columns]
ticket_id = "id"
account_id = "acct"
opened_at = "opened"
queue = "'support'"
"""
QUERIED = """
[tickets]
sql = "select id as ticket_id, acct as account_id, opened as opened_at from desk"
"""


@pytest.mark.parametrize("sources", [MAPPED, QUERIED], ids=["expression", "query"])
@pytest.mark.parametrize("written", first(2, TIMES))
def test_times_keep_their_half_of_the_day_and_their_offset(tmp_path: Path, written: str, sources: str) -> None:
    workspace, _ = loaded(
        tmp_path, desk__csv=f"{DESK}1,A-1,{written},\n", sources__toml=sources, workspace__toml=SETTINGS
    )
    assert rows(workspace, "select opened_at from staging.tickets") == [(TIMES[written],)]


def test_a_cast_that_loses_the_half_of_the_day_or_the_zone_is_said(tmp_path: Path) -> None:
    calls = "id,who,called,zoned,bare\nV1,A-1,2026-03-15 02:05 PM,2026-03-15 14:05:00+02,2026-03-15 14:05\n"
    head = '[activities]\nfile = "calls.csv"\n[activities.columns]\nactivity_id = "id"\naccount_id = "who"\n'
    said = {}
    for name, at in {
        "at": "cast(called as timestamp)", "zoned": "zoned::timestamp", "bare": "cast(bare as timestamp)",
        "none": "called",
    }.items():  # fmt: skip
        _, report = loaded(tmp_path / name, calls__csv=calls, sources__toml=f'{head}happened_at = "{at}"\n')
        said[name] = [each for each in report.warnings if "which a cast leaves out" in each]
    assert {name: len(each) for name, each in said.items()} == {"at": 1, "zoned": 1, "bare": 0, "none": 0}
    asked = "select id as activity_id, who as account_id, called::timestamp as happened_at from calls"
    query = f'[activities]\nsql = "{asked}"\n'
    _, report = loaded(tmp_path / "query", calls__csv=calls, sources__toml=query)
    assert any("“called” holds times with AM, PM or a zone" in each for each in report.warnings)


def test_ids_beside_an_expression_are_as_written(tmp_path: Path) -> None:
    ids = ("1.10", "1.1", "1e5", "007", "2.50")
    text = "id,acct\n" + "".join(f"{one},A-1\n" for one in ids)
    sources = MAPPED.replace('opened_at = "opened"', "opened_at = \"'2026-03-01'\"")
    workspace, report = loaded(tmp_path, desk__csv=text, sources__toml=sources)
    assert rows(workspace, "select ticket_id from staging.tickets") == [(one,) for one in ids]
    assert table(report, "tickets").rejected == 0


SALES = "id;kunde;Betrag;Menge\n1;A-1;1.200;2,5\n2;A-2;3.500;4,25\n"
CHARGED = """
[charges]
file = "sales.csv"
[charges.columns]
account_id = "kunde"
month = "'2026-01-01'"
amount = "Betrag"
"""
CHARGED_BY_QUERY = """
[charges]
sql = "select kunde as account_id, '2026-01-01' as month, Betrag as amount from sales"
"""


@pytest.mark.parametrize("sources", first(1, [CHARGED, CHARGED_BY_QUERY]), ids=["expression", "query"])
def test_numbers_are_read_like_the_others_of_the_file(tmp_path: Path, sources: str) -> None:
    """Where nothing else of the file reaches the table, too: the quantity is no column of charges."""
    workspace, _ = loaded(tmp_path, sales__csv=SALES, sources__toml=sources)
    found = rows(workspace, "select amount::double from staging.charges order by 1")
    refused = [each["reason"] for each in rejects(workspace, "charges")]
    assert found == [(1200.0,), (3500.0,)], refused


def test_what_an_expression_computes_with_has_its_type(tmp_path: Path) -> None:
    text = "cust,net,day,on_time\nA-1,1200.50,2026-01-15,true\nA-2,7.25,2026-02-15,false\n"
    sources = """
[charges]
file = "sales.csv"
[charges.columns]
account_id = "cust"
month = "date_trunc('month', day)"
amount = "net * 2 + case when on_time then 1 else 0 end"
"""
    workspace, _ = loaded(tmp_path, sales__csv=text, sources__toml=sources)
    assert rows(workspace, "select amount::double, month::varchar from staging.charges order by 1") == [
        (14.5, "2026-02-01"),
        (2402.0, "2026-01-01"),
    ]


def test_a_number_that_a_query_computes_is_one_beside_a_decimal_comma(tmp_path: Path) -> None:
    ledger = 'account_id,month,a,b\nA-1,2025-01-01,2468,"2,5"\nA-2,2025-02-01,1234,1.200\n'
    sql = "select account_id, cast(month as date) as month, a / 1000 as amount, b as charge_id from ledger"
    workspace, report = loaded(
        tmp_path, ledger__csv=ledger, charges__txt="", sources__toml=f'[charges]\nsql = "{sql}"\n'
    )
    assert rows(workspace, "select amount::double from staging.charges order by 1") == [(1.234,), (2.468,)]
    assert not any("numbers are read" in each for each in report.warnings)


def test_a_moment_that_an_expression_computes_is_a_day_where_the_table_has_one(tmp_path: Path) -> None:
    text = "no,name,since\nA-1,Acme,31.01.2024\nA-2,Bolt,01.02.2024\n"
    sources = """
[accounts]
file = "customers.csv"
[accounts.columns]
account_id = "no"
name = "name"
customer_since = "strptime(since, '%d.%m.%Y')"
"""
    workspace, _ = loaded(tmp_path, customers__csv=text, accounts__txt="", sources__toml=sources)
    found = rows(workspace, "select account_id, customer_since::varchar from staging.accounts order by 1")
    assert found == [("A-1", "2024-01-31"), ("A-2", "2024-02-01")]


ODD = """no,net,since,seats
1,"1,200.00",31.01.2024,1
2,2400,01.02.2024,
3,n/a,01.02.2024,2
4,ask Bob,01.02.2024,2
5,$5,01.02.2024,2
6,600,2024-02-01,2
7,1200,01.02.2024,two
"""
RECKONED = """
[contracts]
file = "deals.csv"
[contracts.columns]
contract_id = "no"
account_id = "'A-1'"
starts_on = "strptime(since, '%d.%m.%Y')"
ends_on = "'2027-01-31'"
notice_days = {!r}
"""


@pytest.mark.parametrize("expression", [
    '"net" / 12', pytest.param('round("net"::double / 12, 2)', marks=pytest.mark.every),
    pytest.param("case when net > 0 then net / 12 end", marks=pytest.mark.every),
])  # fmt: skip
def test_one_odd_cell_costs_its_row_and_not_the_load(expression: str, tmp_path: Path) -> None:
    """What is reckoned with is read as any number is; what stops an expression rejects the row that did."""
    workspace, _ = loaded(tmp_path, deals__csv=ODD, sources__toml=RECKONED.format(expression))
    found = rows(workspace, "select contract_id, notice_days::double from staging.contracts order by 1")
    assert found == [("1", 100), ("2", 200), ("3", None), ("7", 100)]
    assert [(each["no"], each["reason"]) for each in rejects(workspace, "contracts")] == [
        ("4", "“ask Bob” is not a number"), ("5", "“$5 in net” is not a number"),
        ("6", "“cannot be worked out, 2024-02-01 in since” is not a date"),
    ]  # fmt: skip


def test_what_stands_for_an_empty_cell_does_not_stand_for_an_odd_one(tmp_path: Path) -> None:
    text = "cust,day,net\nA-1,2026-01-01,ask Bob\nA-1,2026-02-01,\nA-1,2026-03-01,n/a\nA-1,2026-04-01,24\n"
    workspace, _ = loaded(tmp_path, sales__csv=text, sources__toml=UNCAST.format("coalesce(net, 0) / 12"))
    assert [each["reason"] for each in rejects(workspace, "charges")] == ["“ask Bob” is not an amount"]
    assert rows(workspace, "select amount::double from staging.charges order by month") == [(0,), (0,), (2,)]


UNCAST = """
[charges]
file = "sales.csv"
[charges.columns]
account_id = "cust"
month = "day"
amount = "{}"
"""
CAST_OF_TEXT = """try_cast(net as double) / 100 * coalesce(try_cast(seats as integer), 1)"""


def test_a_value_that_an_expression_cannot_cast_is_told_by_itself(tmp_path: Path) -> None:
    """An empty cell is missing, the word for nothing as well; where one seat stands for no seats, `two` are not one."""
    text = "cust,day,net,seats\n" + "".join(
        f"A-1,2026-0{month}-01,{net},{seats}\n"
        for month, (net, seats) in enumerate(
            [("ask Bob", 1), ("", 1), ("N/A", 1), (150, "two"), (250, ""), (300, 3)], 1
        )
    )
    workspace, _ = loaded(tmp_path, sales__csv=text, sources__toml=UNCAST.format(CAST_OF_TEXT))
    assert [each["reason"] for each in rejects(workspace, "charges")] == [
        "“ask Bob” is not an amount", "amount is missing", "amount is missing", "“two” is not an amount",
    ]  # fmt: skip
    assert rows(workspace, "select amount::double from staging.charges order by 1") == [(2.5,), (9.0,)]
