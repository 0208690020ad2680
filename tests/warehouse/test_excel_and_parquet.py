"""Workbooks and Parquet files: their rows like any others, and hostile ones refused."""

import struct
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest
from openpyxl.styles import PatternFill

from steward.errors import FileUnreadable
from steward.warehouse.loading.files import sheet_extent
from steward.warehouse.loading.files.excel import sheet_rows
from steward.warehouse.loading.files.sheet_extent import refuse_far_cell
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.examples import first
from tests.warehouse.desks import desk, loaded, rejects, rows, table


def _book(workspace: Workspace, name: str, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    path = workspace.data / name
    book.save(path)
    return path


CHARGES: list[list[object]] = [
    ["account_id", "month", "amount", "charge_id"],
    ["A-1", date(2025, 1, 1), 100.5, 1001],
    ["A-2", datetime(2025, 2, 1), 3, "1002"],
]


def _desk(folder: Path) -> Workspace:
    workspace = desk(folder)
    (workspace.data / "charges.csv").unlink()
    return workspace


def test_the_first_sheet_is_read_with_dates_and_numbers(tmp_path: Path) -> None:
    workspace = _desk(tmp_path)
    _book(workspace, "charges.xlsx", First=CHARGES, Second=[["x"]])
    load(workspace)
    assert rows(workspace, "select charge_id, month, amount from staging.charges order by 1") == [
        ("1001", date(2025, 1, 1), Decimal("100.5")),
        ("1002", date(2025, 2, 1), Decimal("3")),
    ]


def test_a_sheet_called_like_the_table_comes_before_the_first(tmp_path: Path) -> None:
    workspace = _desk(tmp_path)
    _book(workspace, "charges.xlsx", Notes=[["hello"]], Charges=CHARGES)
    report = load(workspace)
    assert table(report, "charges").loaded == 2
    assert any(each.encoding == "Excel, sheet “Charges”" for each in report.files)


def test_rejected_rows_of_a_workbook_have_their_row_number(tmp_path: Path) -> None:
    workspace = _desk(tmp_path)
    lines: list[list[object]] = [["Charges 2025"], [], *CHARGES, [], ["A-9", date(2025, 1, 1), 5, 7]]
    _book(workspace, "charges.xlsx", One=lines)
    load(workspace)
    assert [(each["line"], each["account_id"]) for each in rejects(workspace, "charges")] == [("7", "A-9")]


def test_a_sheet_can_be_named(tmp_path: Path) -> None:
    workspace = _desk(tmp_path)
    _book(workspace, "finance.xlsx", One=[["x"]], Bills=CHARGES)
    sources = workspace.data / "sources.toml"
    sources.write_text('[charges]\nfile = "finance.xlsx"\nsheet = "Bills"\n')
    assert table(load(workspace), "charges").loaded == 2
    sources.write_text('[charges]\nfile = "finance.xlsx"\nsheet = "Bils"\n')
    with pytest.raises(FileUnreadable, match="has no sheet “Bils”; it has One, Bills"):
        load(workspace)


def _zip(path: Path, **parts: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    workspace = _desk(tmp_path)
    _zip(workspace.data / "charges.xlsx", xl__worksheets__sheet1=b"0" * 300_000_000)
    with pytest.raises(FileUnreadable, match=r"charges\.xlsx would unpack to 300 MB"):
        load(workspace)


def test_a_zip_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    workspace = _desk(tmp_path)
    path = workspace.data / "charges.xlsx"
    _zip(path, xl__worksheets__sheet1=b"0" * 100_000_000)
    content = path.read_bytes().replace(struct.pack("<I", 100_000_000), struct.pack("<I", 1_000))
    path.write_bytes(content)
    with pytest.raises(FileUnreadable, match=r"charges\.xlsx"):
        load(workspace)


def test_an_xml_bomb_is_refused(tmp_path: Path) -> None:
    workspace = _desk(tmp_path)
    path = _book(workspace, "charges.xlsx", One=CHARGES)
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings2.xml", bomb)
    with pytest.raises(FileUnreadable, match=r"charges\.xlsx defines XML entities"):
        load(workspace)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("charges.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is protected by a password, or an old .xls"),
        ("charges.xlsx", b"account_id,month,amount\n", "is not an Excel workbook"),
        ("charges.xlsx", b"", "is not an Excel workbook"),
        ("charges.parquet", b"account_id,month,amount\n", "is not a Parquet file"),
        ("charges.parquet", b"PAR1 and then nothing PAR1", "is a damaged Parquet file"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    workspace = _desk(tmp_path)
    (workspace.data / name).write_bytes(content)
    with pytest.raises(FileUnreadable, match=f"{name} {said}"):
        load(workspace)


def test_a_workbook_without_its_parts_is_refused(tmp_path: Path) -> None:
    workspace = _desk(tmp_path)
    _zip(workspace.data / "charges.xlsx", hello=b"<x/>")
    with pytest.raises(FileUnreadable, match=r"charges\.xlsx cannot be read as an Excel workbook"):
        load(workspace)


def test_parquet_is_read_whatever_its_types_and_its_rejects_have_their_row(tmp_path: Path) -> None:
    workspace = _desk(tmp_path)
    duckdb.execute(
        f"copy (from (values ('A-1', date '2025-01-01', 1.25::decimal(9, 2)), ('A-9', date '2025-01-01', 7))"
        f" as t(account_id, month, amount)) to '{workspace.data}/charges.parquet'"
    )
    load(workspace)
    assert rows(workspace, "select amount from staging.charges") == [(Decimal("1.25"),)]
    assert rejects(workspace, "charges")[0]["line"] == "2"


def test_timestamps_with_a_zone_keep_their_day(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path)
    duckdb.execute(
        f"copy (select 'T' as ticket_id, 'A-1' as account_id, timestamptz '2025-01-31 23:30:00+00' as opened_at)"
        f" to '{workspace.data}/tickets.parquet'"
    )
    load(workspace)
    assert rows(workspace, "select opened_at from staging.tickets") == [(datetime(2025, 1, 31, 23, 30),)]


USAGE = """
    select account_id, 'wan' as product_id, day::{day} as day, used::{number} as used, text_or_number as committed
    from (values ('A-1', timestamp '2025-01-05', 1.234, '1.200,50'), ('A-1', '2025-01-06', 2.345, '7,25'),
        ('A-2', '2025-01-07', 5, null), ('A-9', '2025-01-08', 3.456, '8,5'), ('A-2', null, 4.567, '9,5'))
        as t(account_id, day, used, text_or_number)
"""


@pytest.mark.parametrize(
    ("day", "number"),
    first(
        2,
        [
            ("timestamp_ns", "decimal(38, 10)"),
            ("date", "double"),
            ("timestamp", "float"),
            ("timestamp_ms", "decimal(9, 3)"),
            ("varchar", "double"),
        ],
    ),
)
def test_numbers_and_days_of_a_parquet_file_are_what_they_are(tmp_path: Path, day: str, number: str) -> None:
    """Also beside text with a decimal comma, by which 1.234 as text would be a thousand."""
    workspace = desk(tmp_path)
    duckdb.execute(f"copy ({USAGE.format(day=day, number=number)}) to '{workspace.data}/usage.parquet'")
    report = load(workspace)
    assert table(report, "usage").read == 5
    assert rows(workspace, "select day, used, committed from staging.usage order by day") == [
        (date(2025, 1, 5), 1.234, 1200.5),
        (date(2025, 1, 6), 2.345, 7.25),
        (date(2025, 1, 7), 5.0, None),
    ]
    assert [(each["line"], each["reason"]) for each in rejects(workspace, "usage")] == [
        ("4", "“A-9” is not a known account"),
        ("5", "day is missing"),
    ]


def test_infinite_numbers_and_days_out_of_all_time_of_a_parquet_file_are_rejected(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    duckdb.execute(f"""
        copy (select 'A-1' as account_id, 'wan' as product_id, day, used, 1::bigint as committed from (values
            (date '2025-01-05', 'inf'::double), (date '0024-01-05', 1), ('2025-01-06', 'nan'), ('2025-01-07', 2))
            as t(day, used)) to '{workspace.data}/usage.parquet'
    """)
    load(workspace)
    assert rows(workspace, "select used, committed from staging.usage") == [(2.0, 1.0)]
    assert [(each["line"], each["column"], each["reason"]) for each in rejects(workspace, "usage")] == [
        ("1", "used", "“inf” is not a number"),
        ("2", "day", "“0024-01-05” is not a date"),
        ("3", "used", "“nan” is not a number"),
    ]


@pytest.mark.parametrize("number", first(1, ["float", "double", "decimal(9, 3)"]))
def test_amounts_of_a_parquet_file_are_what_they_are(tmp_path: Path, number: str) -> None:
    """Also where each has three decimals, beside a column with a decimal comma."""
    workspace, _ = loaded(tmp_path)
    duckdb.execute(
        f"copy (select 'O' || n as opportunity_id, 'A-1' as account_id, 'More' as name, 'first' as stage,"
        f" 'open' as status, amount::{number} as amount, '0,45' as probability"
        f" from (values (1, 1.234), (2, 2.345)) as t(n, amount)) to '{workspace.data}/opportunities.parquet'"
    )
    report = load(workspace)
    assert rows(workspace, "select amount, probability from staging.opportunities order by 1") == [
        (Decimal("1.2340"), 0.45), (Decimal("2.3450"), 0.45)
    ]  # fmt: skip
    assert not [said for said in report.warnings if "decimals" in said]


FAR = {
    "the last cell of all": (1_048_576, 16_384, "XFD1048576"),
    "the last column": (4, 16_384, None),  # 65,536 cells are read in no time
    "many rows down": (900_000, 40, "AN900000"),
    "a long way down": (300_000, 2, None),
}


@pytest.mark.parametrize("kind", first(2, FAR))
def test_a_cell_at_the_edge_of_a_sheet_is_refused_before_room_is_made_for_it(kind: str, tmp_path: Path) -> None:
    workspace, (row, column, said) = _desk(tmp_path), FAR[kind]
    path = _book(workspace, "charges.xlsx", Charges=CHARGES, Notes=[["x"]])
    book = openpyxl.load_workbook(path)
    book["Notes"].cell(1_048_576, 16_384, "not read, so it does no harm")
    book["Charges"].cell(1, 16_384).fill = PatternFill("solid", "FFFF00")  # a format is nothing in a cell
    book["Charges"].cell(1_048_575, 16_384).fill = PatternFill("solid", "FFFF00")
    book["Charges"].cell(row, column, "x")
    book.save(path)
    if said:
        with pytest.raises(
            FileUnreadable, match=rf"charges.xlsx: its sheet “Charges” has a cell far away .*, {said}\."
        ):
            sheet_rows(path, path.name, None)
    else:
        assert len(sheet_rows(path, path.name, None)[1]) == 4


@pytest.mark.parametrize(
    "cell", ["<x:c r='XFD1048576'><x:v>1</x:v></x:c>", '<x:c\n t="n"\tr = "xfd1048576" ><x:v>1</x:v></x:c>']
)
def test_a_cell_at_the_edge_is_found_however_it_is_written(cell: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f'<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>{cell}</x:row>')
    with pytest.raises(FileUnreadable, match=r"(?i)far away from all others, xfd1048576\."):
        refuse_far_cell(tmp_path / "a.xlsx", "a.xlsx", "Charges")


def test_a_sheet_that_is_read_in_pieces_is_cut_between_its_tags(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 400))
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", rows + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    for size in (1, 7, 64, 1000):
        monkeypatch.setattr(sheet_extent, "_PIECE", size)
        with pytest.raises(FileUnreadable, match="XFD1048576"):
            refuse_far_cell(tmp_path / "a.xlsx", "a.xlsx", "Charges")
