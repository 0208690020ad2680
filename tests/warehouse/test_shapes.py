"""How files are laid out: titles above the header, hidden sheets, grouped reports, and what stands below the data."""

import csv
import io
import shutil
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steward.errors import FileUnreadable, NothingToLoad, SourcesUnreadable
from steward.warehouse.loading.files.csv_records import Record
from steward.warehouse.loading.files.footers import told_apart
from steward.warehouse.loading.files.header import header_row
from steward.warehouse.loading.load import load
from steward.warehouse.loading.report import LoadReport
from steward.workspace import Workspace
from tests.examples import first
from tests.warehouse.desks import desk, loaded, rejects, rows, table

Lines = list[list[object]]
LEDGER: Lines = [
    ["Customer", "Month", "Net Amount", "Invoice No"],
    ["A-1", date(2025, 1, 1), 100.5, "I1"],
    ["A-2", date(2025, 2, 1), 3, "I2"],
]
MAPPED = """
[charges]
file = "ledger.{ending}"
{more}
[charges.columns]
account_id = "Customer"
month = "Month"
amount = "Net Amount"
charge_id = "'I-' || \\"Invoice No\\""
"""
PLAIN = MAPPED.replace('"\'I-\' || \\\\"Invoice No\\\\""', '"Invoice No"')
QUERIED = """
[charges]
sql = '''
select Customer as account_id, "Month" as month, "Net Amount" as amount, "Invoice No" as charge_id from ledger'''
"""
STARRED = """
[charges]
sql = '''
with every as (select * from ledger)
select Customer as account_id, "Month" as month, "Net Amount" as amount, "Invoice No" as charge_id from every'''
"""
TITLES: dict[str, Lines] = {
    "wide": [["Revenue", "by customer"], [], ["printed", date(2025, 3, 1)]],
    "of pairs": [["Customer", "all"], ["Month", "2025"], ["Currency", "EUR"]],
    "none": [],
    "one": [["Revenue by customer"]],
    "of groups": [["", "", "Money"]],
}


def _written(folder: Path, ending: str, lines: Sequence[Sequence[object]]) -> None:
    """As Excel saves it: every row is as wide as the widest."""
    path = folder / f"ledger.{ending}"
    if ending == "xlsx":
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append(line)
        book.save(path)
        return
    width = max(map(len, lines))
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([*line, *[""] * (width - len(line))] for line in lines)
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")


def _ledger(folder: Path, ending: str, lines: Sequence[Sequence[object]], sources: str, more: str = "") -> LoadReport:
    workspace = desk(folder, charges__txt="", sources__toml=sources.replace("{ending}", ending).replace("{more}", more))
    _written(workspace.data, ending, lines)
    return load(workspace)


SUMS = "select account_id, month, amount from staging.charges order by 1, 2"


@pytest.mark.parametrize(
    "sources",
    first(2, {"computed": MAPPED, "query": QUERIED, "plain": PLAIN, "star": STARRED}.values()),
    ids=["computed", "query", "plain", "star"],
)
@pytest.mark.parametrize("ending", first(1, ["xlsx", "csv"]))
@pytest.mark.parametrize("title", first(2, TITLES))
def test_titles_above_a_mapped_or_queried_sheet_are_left_out(
    tmp_path: Path, ending: str, title: str, sources: str
) -> None:
    report = _ledger(tmp_path, ending, [*TITLES[title], *LEDGER], sources)
    assert [(name, float(amount)) for name, _, amount in rows(Workspace.whole(tmp_path), SUMS)] == [
        ("A-1", 100.5),
        ("A-2", 3),
    ]
    assert any("above the header" in said for said in report.warnings) == bool(TITLES[title])


CELLS = st.sampled_from(["", "", "x", "2025", "Report", "12.5"])


@given(st.permutations(["id", "name", "amount", "when"]), st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=5))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_the_header_is_found_below_any_titles_and_in_any_order(names: list[str], titles: list[list[str]]) -> None:
    table_rows = [["1", "A", "3", "2025-01-01"], ["2", "", "4", "2025-01-02"]]
    assert header_row([*titles, names, *table_rows], {"id", "amount"}) == len(titles)


@pytest.mark.parametrize(
    "case", first(1, ["title-row-above-header-mapped-xlsx", "title-row-mapped-xlsx", "hidden-sheet-read"])
)
def test_sheets_that_failed_before(tmp_path: Path, case: str, cases: Path) -> None:
    shutil.copytree(cases / case / "data", tmp_path / "data")
    report = load(Workspace.whole(tmp_path))
    loaded = {each.table: each.loaded for each in report.tables}
    mrr = rows(Workspace.whole(tmp_path), "select sum(mrr) from staging.subscriptions")
    assert (loaded["tickets"], mrr) == {
        "title-row-mapped-xlsx": (0, [(1500,)]),
        "title-row-above-header-mapped-xlsx": (2, [(1,)]),
        "hidden-sheet-read": (0, [(1500,)]),
    }[case]


def _sheets(path: Path, **states: str) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, (title, state) in enumerate(states.items(), 1):
        sheet = book.create_sheet(title)
        sheet.append(["account_id", "month", "amount"])
        sheet.append(["A-1", date(2025, 1, 1), number])
        sheet.sheet_state = state
    book.active = next(number for number, state in enumerate(states.values()) if state == "visible")
    book.save(path)


@pytest.mark.parametrize(
    ("states", "more", "read"),
    first(
        2,
        [
            ({"old": "veryHidden", "ledger": "hidden", "now": "visible", "then": "visible"}, "", 3),
            ({"old": "hidden", "now": "visible"}, 'sheet = "old"', 1),
            ({"old": "hidden", "now": "visible"}, "", 2),
            ({"now": "visible", "ledger": "visible"}, "", 2),
        ],
    ),
)
def test_a_hidden_sheet_is_read_only_where_it_is_named(
    tmp_path: Path, states: dict[str, str], more: str, read: int
) -> None:
    workspace = desk(tmp_path, charges__txt="", sources__toml=f'[charges]\nfile = "ledger.xlsx"\n{more}\n')
    _sheets(workspace.data / "ledger.xlsx", **states)
    report = load(workspace)
    assert rows(workspace, "select amount from staging.charges") == [(read,)]
    hidden = [name for name, state in states.items() if state != "visible"]
    assert all(any(f"“{name}” (hidden)" in said for said in report.warnings) != bool(more) for name in hidden)


GROUPED: Lines = [
    ["Customer", "Month", "Net Amount", "Invoice No"],
    ["A-1", date(2025, 1, 1), 1, "I1"],
    ["", date(2025, 2, 1), 2, "I2"],
    ["", date(2025, 3, 1), 4, "I3"],
    ["A-2", date(2025, 1, 1), 8, "I4"],
    ["", date(2025, 2, 1), 16, "I5"],
]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_cells_that_mean_as_above_are_said_and_filled_where_it_is_asked_for(tmp_path: Path, ending: str) -> None:
    report = _ledger(tmp_path, ending, GROUPED, MAPPED)
    assert (table(report, "charges").loaded, table(report, "charges").rejected) == (2, 3)
    assert any('fill_down = ["Customer"]' in said for said in report.warnings)
    report = _ledger(tmp_path, ending, GROUPED, MAPPED, 'fill_down = "customer"')
    assert (table(report, "charges").loaded, table(report, "charges").rejected) == (5, 0)
    by_account = "select account_id, sum(amount) from staging.charges group by 1 order by 1"
    assert rows(Workspace.whole(tmp_path), by_account) == [("A-1", 7), ("A-2", 24)]
    assert not any("fill_down" in said for said in report.warnings)


def test_what_stands_above_counts_within_its_group_alone(tmp_path: Path) -> None:
    lines = [["Customer", "Plan", "Month", "Net Amount"]]
    lines += [["A-1", "p", "2025-01-01", "1"], ["", "", "2025-02-01", "2"], ["A-2", "", "2025-01-01", "4"]]
    sources = MAPPED.replace('charge_id = "\'I-\' || \\"Invoice No\\""', 'product_id = "Plan"')
    _ledger(tmp_path, "csv", lines, sources, 'fill_down = ["Customer", "Plan"]')
    assert rows(Workspace.whole(tmp_path), "select account_id, product_id, amount from staging.charges order by 3") == [
        ("A-1", "p", 1),
        ("A-1", "p", 2),
        ("A-2", None, 4),
    ]


def test_a_few_empty_cells_are_no_grouped_report(tmp_path: Path) -> None:
    lines = [*LEDGER, *(["A-1", date(2025, 1, 1), number, f"N{number}"] for number in range(9)), ["", *LEDGER[1][1:]]]
    assert not any("fill_down" in said for said in _ledger(tmp_path, "csv", lines, MAPPED).warnings)


def test_a_column_to_fill_down_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourcesUnreadable, match=r"fill_down names “Custmer”.*did you mean “Customer”"):
        _ledger(tmp_path, "csv", GROUPED, MAPPED, 'fill_down = "Custmer"')


FOOTERS = [
    ["Generated on 2026-09-30 by J. Smith"],
    ["", "", "", "Generated By: Ann 9/30/2026 10:00 AM"],
    ["End of report"],
    ["*** End of Report ***"],
    ["2 rows"],
    ["Rows: 2"],
    ["Total records", "2"],
    ["Count", "2"],
    ["(2 rows affected)"],
    ["Total", "", "103.50"],
    ["Grand Total:", "", "EUR 103.50"],
    ["Page 1 of 1"],
    ["Copyright (c) 2000-2026 example.com, inc. All rights reserved."],
    ["Confidential Information - Do Not Distribute"],
    ["Erstellt am 30.09.2026"],
    ["As of 30 Sep 2026"],
]
ROWS = [
    ["A-1", "2025-01-01", "100.5", "I1"],
    ["Total", "2025-02-01", "3", "I2"],
    ["Page 1", "2025-02-01", "3", "I2"],
    ["End of Line Ltd", "2025-02-01", "3", ""],
    ["A-1", "", "", ""],
    ["Totalis", "", "3", ""],
    ["Records & Co", "", "", ""],
    ["Confidential", "2025-02-01", "3", "x"],
]


@pytest.mark.parametrize("line", [*FOOTERS, *ROWS], ids=lambda line: "|".join(line))
def test_what_stands_below_the_data_is_told_from_rows(line: list[str]) -> None:
    padded = [*line, *[""] * (4 - len(line))]
    given_rows = [Record(2, ROWS[0]), Record(3, padded)]
    assert [bool(each.problem) for each in told_apart(given_rows, 4)] == [False, line in FOOTERS]
    if line in FOOTERS:  # above the data, or between two rows, it is judged like any row
        assert not any(each.problem for each in told_apart([Record(2, padded), Record(3, ROWS[0])], 4))


@pytest.mark.parametrize("sources", first(1, [PLAIN, QUERIED]), ids=["mapped", "query"])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_report_with_its_footers_loads_its_rows_alone(tmp_path: Path, ending: str, sources: str) -> None:
    below: Lines = [[], ["Total", "", 103.5], ["2 rows"], ["Acme Networks"], ["Generated on 2026-09-30"]]
    report = _ledger(tmp_path, ending, [*LEDGER, *below], sources)
    found = table(report, "charges")
    assert (found.loaded, found.read) == (2, found.loaded + found.rejected)
    told = {each["reason"] for each in rejects(Workspace.whole(tmp_path), "charges")}
    assert all("stands below the data" in reason or "empty line" in reason for reason in told)
    assert any("Generated on 2026-09-30" in reason for reason in told)


def test_a_short_line_below_a_csv_file_is_no_row_either(tmp_path: Path) -> None:
    workspace = desk(tmp_path, accounts__csv="account_id,name,region\nA-1,Acme,N\nA-2,Bolt,S\n\nEnd of report\n")
    load(workspace)
    assert [each["reason"] for each in rejects(workspace, "accounts")] == [
        "is no row but stands below the data: “End of report”"
    ]


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (
            '[accounts.columns]\naccount_id = "account_id"\nname = "name"\nregion = "EMEA"',
            r"""\[accounts.columns\] line 6: region = 'EMEA': there is no column “EMEA”; .*own, "'EMEA'"\.""",
        ),
        (
            '[accounts.columns]\naccount_id = "account_id"\nname = "name"\nregion = "North America"',
            r"""line 6: region = 'North America': syntax error near “America”; .*its own, "'North America'"\.""",
        ),
        (
            '[accounts.columns]\naccount_id = "account_id"\nname = "upper(nam)"',
            r"line 5: name = 'upper\(nam\)': there is no column “nam”; did you mean “name”\.",
        ),
        (
            '[accounts.columns]\naccount_id = "account_id"\nname = "uper(name)"',
            r"there is no function “uper”; did you mean “upper”\.",
        ),
        (
            '[accounts.columns]\naccount_id = "account_id"\nname = "account_id - name"',
            r"line 5: name = 'account_id - name': “-” does not take \(VARCHAR, VARCHAR\); it takes",
        ),
        (
            '[accounts.columns]\naccount_id = "account_id"\nname = "cast(name as integer)"',
            r"line 5: name = 'cast\(name as integer\)': .*Acme",
        ),
    ],
)
def test_a_mistake_in_an_expression_is_told_with_its_line_and_what_is_near(
    tmp_path: Path, sources: str, said: str
) -> None:
    with pytest.raises(SourcesUnreadable, match=said):
        load(desk(tmp_path, sources__toml=f'[accounts]\nfile = "accounts.csv"\n{sources}'))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "select account_id,\n  nme as name\nfrom accounts",
            r"\[accounts\] line 4: there is no column “nme”; did you.*“name”",
        ),
        (
            "select account_id, name\nfrom acounts",
            r"line 4: there is no file called “acounts” in data/; did .*“accounts”",
        ),
        ("select account_id\n, name\nfrm accounts", r"line 5: syntax error near “.*”"),
        ("select a.account_id, a.nam as name\nfrom accounts as a", r"line 3: there is no column “nam”; did .*“name”"),
    ],
)
def test_a_mistake_in_a_query_is_told_with_its_line_in_the_file(tmp_path: Path, query: str, said: str) -> None:
    with pytest.raises(SourcesUnreadable, match=said):
        load(desk(tmp_path, sources__toml=f'[accounts]\nsql = """\n{query}"""\n'))


def test_a_table_without_rows_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingToLoad, match=r"charges\.csv holds no rows for charges"):
        load(desk(tmp_path, charges__csv="account_id,month,amount\n"))


def test_a_workbook_whose_sheets_are_all_hidden_says_so(tmp_path: Path) -> None:
    workspace = desk(tmp_path, charges__txt="", sources__toml='[charges]\nfile = "ledger.xlsx"\n')
    path = workspace.data / "ledger.xlsx"
    _sheets(path, old="hidden", now="visible")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'state="visible"', b'state="hidden"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(FileUnreadable, match="no sheet that is to be seen; it has old, now, hidden"):
        load(workspace)


def test_a_quarter_of_empty_cells_is_no_grouped_report(tmp_path: Path) -> None:
    regions = ["North", "South", "", "East", "West", "Up", "", "Down", "Left", "Right", "In", "Out"]
    few, many = (
        "account_id,name,region\n" + "".join(f"A-{number},x,{each}\n" for number, each in enumerate(some))
        for some in (regions, [each if len(each) > 3 else "" for each in regions])
    )
    charges = "account_id,month,amount\nA-1,2025-01-01,100\n"
    _, report = loaded(tmp_path / "few", accounts__csv=few, charges__csv=charges)
    assert not any("fill_down" in said for said in report.warnings)
    _, report = loaded(tmp_path / "many", accounts__csv=many, charges__csv=charges)
    assert any("fill_down" in said for said in report.warnings)
