"""What stands in a workbook, read back: numbers in their formats, days as days, texts as texts, what is not known as
nothing."""

import math
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from steward.exhibits import (
    AVAILABILITY,
    COUNT,
    DAYS,
    HOURS,
    MINUTES,
    NUMBER,
    PERCENT,
    POINTS,
    STARS,
    TIMES,
    Bullet,
    Bullets,
    Column,
    Exhibit,
    Figure,
    Span,
    Table,
    Timeline,
    Unit,
    money,
)
from steward.output.sheet_names import LONGEST, sheet_names
from steward.output.workbook import About, workbook
from tests.charts.exhibits_drawn import BRIDGE, BUBBLES, EUR, EVERY, HEATMAP, LINES, RECEIPT, STACKED

DAY = date(2026, 9, 30)
ABOUT = About(page="Renewals", headline="7 end.", source="Northwind", as_of=DAY, quarter="Q3 2026", ours=True)
THIN = "\N{NARROW NO-BREAK SPACE}"
HARD = "\N{NO-BREAK SPACE}"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", " =1")


def table(columns: tuple[Column, ...], *rows: tuple[object, ...], **more: object) -> Table:
    given = {"id": "t", "title": "Contracts", "alt": "A table.", "receipt": RECEIPT} | more
    return Table(columns=columns, rows=rows, **given)  # type: ignore[arg-type]


def opened(*exhibits: Exhibit, about: About = ABOUT, figures: tuple[Figure, ...] = ()) -> Workbook:
    return openpyxl.load_workbook(BytesIO(workbook(about, figures, exhibits)))


def rows(book: Workbook, sheet: int = 1) -> list[list[object]]:
    """The rows of a sheet, below its headings."""
    return [list(row) for row in book.worksheets[sheet].iter_rows(min_row=5, values_only=True)]


UNITS = [
    (money("EUR"), 1234.56, 1234.56, '"€"#,##0;-"€"#,##0'),
    (money("CHF", 2), -5, -5, '"CHF' + HARD + '"#,##0.00;-"CHF' + HARD + '"#,##0.00'),
    (COUNT, 3, 3, "#,##0;-#,##0"),
    (NUMBER, Decimal("12.5"), 12.5, "#,##0.0;-#,##0.0"),
    (PERCENT, 97.4, 0.974, f'#,##0.0"{THIN}"%'),
    (PERCENT, -3, -0.03, f'#,##0.0"{THIN}"%'),
    (AVAILABILITY, Decimal("99.95"), 0.9995, f'#,##0.000"{THIN}"%'),
    (AVAILABILITY, 99.99996, 0.9999996, f'#,##0.00000"{THIN}"%'),
    (AVAILABILITY, 100, 1, f'#,##0.000"{THIN}"%'),
    (POINTS, -12, -12, "#,##0;-#,##0"),
    (MINUTES, 0, 0, f'#,##0"{HARD}min";-#,##0"{HARD}min"'),
    (HOURS, 1.25, 1.25, f'#,##0.0"{HARD}h";-#,##0.0"{HARD}h"'),
    (DAYS, 30, 30, f'#,##0"{HARD}days";-#,##0"{HARD}days"'),
    (STARS, 4.5, 4.5, "#,##0.0;-#,##0.0"),
    (TIMES, 2.5, 2.5, '#,##0.0"×";-#,##0.0"×"'),
    (replace(EUR, signed=True), 7, 7, '+"€"#,##0;-"€"#,##0;"€"#,##0'),
    (Unit("goal", suffix=' 5" pipes'), 2, 2, '#,##0" 5″ pipes";-#,##0" 5″ pipes"'),
    (Unit("goal", suffix="x" * 400), 2, 2, "General"),
]


def test_every_unit_has_its_value_and_its_format() -> None:
    columns = tuple(Column(f"{place}", unit) for place, (unit, *_) in enumerate(UNITS))
    book = opened(table(columns, tuple(value for _, value, _, _ in UNITS), (None,) * len(UNITS)))
    sheet = book.worksheets[1]
    for cell, (_, _, stored, written) in zip(sheet[5], UNITS, strict=True):
        assert (cell.value, cell.number_format, cell.data_type) == (stored, written, "n"), written
    assert rows(book)[1:] in ([], [[None] * len(UNITS)]), "what is not known is empty, never 0"
    assert "not known" in str(sheet["A3"].value)


def test_days_are_days_and_texts_are_texts() -> None:
    odd = ("7", "https://evil.example", "true", "Bell\x07 and \ud800half", "x" * 40_000, "", date(1815, 6, 18))
    told = (DAY, None, *FORMULAS, *odd)
    book = opened(table((Column("Mixed"),), *((one,) for one in told)))
    cells = [row[0] for row in book.worksheets[1].iter_rows(min_row=5)]
    assert (cells[0].value, cells[0].number_format) == (datetime(2026, 9, 30), "d mmm yyyy") and cells[0].is_date
    assert cells[1].value is None
    for cell, said in zip(cells[2:], FORMULAS, strict=False):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (said, "s", True)
    after = [cell.value for cell in cells[2 + len(FORMULAS) :]]
    assert after[:3] == ["7", "https://evil.example", "true"]
    assert after[3:] == ["Bell and half", "x" * 32_767, None, "18 Jun 1815"]
    assert not book.worksheets[1]._hyperlinks


def test_a_sheet_says_what_it_is_and_can_be_filtered() -> None:
    about = replace(ABOUT, filters=(("Owner", "Ann and Bo"), ("Strategic only", "yes")))
    shown = table((Column("Name", wide=True), Column("MRR", EUR)), ("One", 5), ("Two", 7), note="Two of three.")
    sheet = opened(shown, about=about).worksheets[1]
    assert sheet["A1"].value == "Contracts"
    assert sheet["A2"].value == "Northwind · as of 30 Sep 2026 · Q3 2026 · Owner: Ann and Bo; Strategic only: yes"
    assert sheet["A3"].value == "Two of three."
    assert [cell.value for cell in sheet[4]] == ["Name", "MRR"] and all(cell.font.bold for cell in sheet[4])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B5", "A4:B6")
    widths = [sheet.column_dimensions[name].width for name in "AB"]
    assert all(10 <= wide <= 61 for wide in widths)
    assert "no filter" in str(opened(shown).worksheets[1]["A2"].value)
    with_feeds = replace(shown, receipt=replace(RECEIPT, feeds=("nps_responses", "charges")))
    assert "Northwind (nps responses and charges)" in str(opened(with_feeds).worksheets[1]["A2"].value)


def test_a_table_without_rows_keeps_its_headings() -> None:
    sheet = opened(table((Column("Name"), Column("MRR", EUR)))).worksheets[1]
    assert [cell.value for cell in sheet[4]] == ["Name", "MRR"] and sheet.max_row == 4
    assert sheet.auto_filter.ref == "A4:B4"
    assert opened(table(())).worksheets[1]["A1"].value == "Contracts"


def test_ids_stand_beside_rows_for_us_alone_and_only_where_they_say_more() -> None:
    shown = table((Column("Name"),), ("One",), ("Two",), keys=("A-1", "A-2"))
    assert [row[-1] for row in rows(opened(shown))] == ["A-1", "A-2"]
    for about, other in (
        (replace(ABOUT, ours=False), shown),
        (ABOUT, replace(shown, rows=(("A-1",), ("A-2",)))),
        (ABOUT, replace(shown, keys=("A-1\nP", "A-2\nP"))),
        (ABOUT, replace(shown, keys=())),
    ):
        assert opened(other, about=about).worksheets[1].max_column == 1, other.keys


TOLD_AS_ROWS = [
    (LINES, ["Jul 2026", 150_000, 160_000]),
    (STACKED, ["Sep 2026", None, -4]),
    (BRIDGE, ["Lost", -450, "change"]),
    (HEATMAP, ["Gdańsk", 0.125, 0]),
    (BUBBLES, ["Northwind", 82, 120, 184_250, "Healthy", "A-1"]),
]


@pytest.mark.parametrize("exhibit, row", TOLD_AS_ROWS, ids=lambda one: getattr(type(one), "__name__", ""))
def test_a_chart_is_a_sheet_of_its_numbers(exhibit: Exhibit, row: list[object]) -> None:
    assert row in rows(opened(exhibit))


def test_goals_and_steps_are_rows_with_their_days() -> None:
    said = {"title": "Goals", "alt": "Goals.", "receipt": RECEIPT}
    goal = Bullet(label="Sites", baseline=2, target=9, actual=None, unit=Unit("goal", suffix=" sites"), due=DAY)
    step = Span(label="Plan", start=None, end=DAY, state="late", detail="Ann")
    book = opened(
        Bullets(id="success.goals", bullets=(goal,), **said),  # type: ignore[arg-type]
        Timeline(id="voice.nps.near_misses", spans=(step,), today=DAY, **said),  # type: ignore[arg-type]
    )
    day = datetime(2026, 9, 30)
    assert rows(book, 1) == [["Sites", 2, 9, None, "sites", day, None]]
    assert rows(book, 2) == [["Plan", None, day, "late", "Ann"]]
    assert book.sheetnames == ["About", "Success goals", "Feedback NPS near misses"]


def test_the_first_sheet_says_what_when_who_and_the_figures() -> None:
    figures = (
        Figure(id="mrr", label="=MRR", value=184_250, unit=EUR, receipt=RECEIPT, previous=179_100, previous_label="Q2"),
        Figure(id="nrr", label="NRR", value=97.4, unit=PERCENT, receipt=RECEIPT, note="Of a year."),
        Figure(id="nps", label="NPS", value=None, unit=POINTS, receipt=RECEIPT, why="Nobody has answered."),
        Figure(id="csat", label="CSAT", value=None, unit=STARS, receipt=RECEIPT),
    )
    about = replace(ABOUT, made_by="Ann Lee", filters=(("Owner", "Ann"),))
    book = opened(table((Column("Name"),), ("One",)), about=about, figures=figures)
    told = {row[0]: row[1:] for row in book["About"].iter_rows(values_only=True) if row[0]}
    assert told["Quarter"][0] == "Q3 2026" and told["As of"][0] == datetime(2026, 9, 30)
    assert (told["Made by"][0], told["Filters"][0], told["Source"][0]) == ("Ann Lee", "Owner: Ann", "Northwind")
    day = datetime(2026, 9, 30)
    assert told["=MRR"][:4] == (184_250, "€", "+€5,150 on Q2", day)
    assert told["NRR"] == (0.974, "%", None, day, "Of a year.", "nrr")
    assert told["NPS"] == (None, "points", None, day, "Nobody has answered.", "nps")
    assert told["CSAT"][4] == "Not known."
    assert told["T"][0] == "Contracts"
    link = next(cell for row in book["About"] for cell in row if cell.hyperlink)
    assert link.hyperlink.location == "'T'!A1"
    nobody = opened(about=replace(ABOUT, as_of=None, quarter=""), figures=figures)
    assert not {"Made by", "As of", "Quarter"} & {row[0].value for row in nobody["About"]}
    theirs = opened(about=replace(ABOUT, ours=False), figures=figures)
    assert not {"Id", "nrr"} & {cell.value for row in theirs["About"] for cell in row}, "ids are our own"


AMOUNTS = (
    Column("Account"), Column("MRR", EUR), Column("Open", COUNT), Column("NPS", POINTS), Column("Kept", PERCENT),
    Column("Pipeline", EUR), Column("Typical MRR", EUR),
)  # fmt: skip
ACCOUNTS = (("One", 1000.25, 3, 20, 50, 100, 7), ("Two", Decimal("2000.50"), 4, -30, 60, None, 7), ("Three",) * 1)


def of_accounts(keys: tuple[str, ...] = ("A-1", "A-2", "A-3"), first: str = "Account") -> Table:
    given = [(*row, *(None,) * (len(AMOUNTS) - len(row))) for row in ACCOUNTS]
    return table((Column(first), *AMOUNTS[1:]), *given, keys=keys)


def test_money_of_accounts_is_added_up_by_a_formula_that_a_filter_changes() -> None:
    about = replace(ABOUT, ours=False)
    sheet = opened(of_accounts(), about=about).worksheets[1]
    assert [cell.value for cell in sheet[9]] == [
        "Total of the rows in sight", "=SUBTOTAL(109,B5:B7)", None, None, None, "=SUBTOTAL(109,F5:F7)", None,
    ]  # fmt: skip
    assert [cell.value for cell in sheet[8]] == [None] * 7, "what touches the rows is filtered with them"
    assert sheet.auto_filter.ref == "A4:G7"
    assert (sheet["B9"].number_format, sheet["B9"].font.bold) == (sheet["B5"].number_format, True)
    read = openpyxl.load_workbook(BytesIO(workbook(about, (), [of_accounts()])), data_only=True).worksheets[1]
    assert (read["B9"].value, read["F9"].value) == (3000.75, 100), "for whoever does not compute"


@pytest.mark.parametrize(
    "shown",
    (
        of_accounts(keys=()),
        of_accounts(keys=("A-1", "A-1", "A-2")),
        of_accounts(first="Quarter"),
        table(AMOUNTS[:2], ("One", 5), keys=("A-1",)),
        table((Column("Account"), Column("NPS", POINTS)), ("One", 5), ("Two", 7), keys=("A-1", "A-2")),
        LINES,
    ),
    ids=("rows of nothing", "an account twice", "one thing over time", "one row", "no money", "a chart"),
)
def test_what_says_nothing_as_a_sum_has_none(shown: Exhibit) -> None:
    sheet = opened(shown, about=replace(ABOUT, ours=False)).worksheets[1]
    assert not [cell.value for row in sheet for cell in row if cell.data_type == "f"]


def test_a_sheet_is_ready_to_print() -> None:
    about = replace(ABOUT, source="Salt & Sons")
    book = opened(of_accounts(), about=about)
    for sheet in book.worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.oddFooter.left.text == "Salt && Sons · Renewals · Q3 2026"
    assert [sheet.print_title_rows for sheet in book.worksheets] == [None, "$4:$4"]


def test_no_ratio_of_nothing_is_written() -> None:
    shown = table((Column("N", NUMBER),), (math.nan,), (math.inf,), (1,))
    assert [row[0] for row in rows(opened(shown))] == [None, None, 1]


def test_equal_content_is_equal_bytes() -> None:
    first = workbook(ABOUT, (), EVERY)
    assert first == workbook(ABOUT, (), EVERY)
    assert len({one.date_time for one in ZipFile(BytesIO(first)).infolist()}) == 1
    assert first != workbook(replace(ABOUT, headline="8 end."), (), EVERY)


@given(
    st.lists(
        st.text(max_size=60) | st.sampled_from(["About", "History", "a" * 31, "A" * 32, "'", "x" * 40]), max_size=12
    )
)
def test_every_title_has_a_name_that_excel_accepts(titles: list[str]) -> None:
    names = sheet_names(titles, ["About"])
    assert len(names) == len(titles)
    assert len({name.casefold() for name in (*names, "About", "History")}) == len(names) + 2
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= LONGEST
        assert not set("[]:*?/\\\n") & set(name) and name.strip("' ") == name


def test_a_name_is_cut_at_a_word() -> None:
    assert sheet_names(["7 contracts end in the next twelve months"]) == ["7 contracts end in the next…"]


def test_alike_and_long_tables_each_have_a_sheet() -> None:
    long = "A title that goes on. " * 40
    shown = [
        table((Column("N"),), (str(n),), id=name, title=long) for n, name in enumerate(("a" * 50, "A" * 50, "x/y"))
    ]
    book = opened(*shown)
    assert [sheet["A5"].value for sheet in book.worksheets[1:]] == ["0", "1", "2"]
    assert len({name.casefold() for name in book.sheetnames}) == 4
    assert book.worksheets[1]["A1"].value == long
