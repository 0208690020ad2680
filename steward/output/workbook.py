"""Tables and figures → a spreadsheet with working number formats."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from steward.exhibits import Cell, Column, Figure, Table

EXCEL_DATE = "d mmm yyyy"
WIDEST = 42
NARROWEST = 10


def workbook(title: str, as_of: date, figures: tuple[Figure, ...], table: Table) -> bytes:
    """A workbook of two sheets, the table and its totals. Text is only ever text: `=…` is no formula."""
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(held, options) as book:
        midnight = datetime(as_of.year, as_of.month, as_of.day)
        book.set_properties({"title": title, "author": "", "created": midnight})
        _write_table(book, table)
        _write_figures(book, figures)
    return held.getvalue()


def _write_table(book: Any, table: Table) -> None:
    sheet = book.add_worksheet("Accounts")
    columns = [(index, column) for index, column in enumerate(table.columns) if not column.trend]
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, "Account id", bold)
    for place, (_, column) in enumerate(columns, start=1):
        sheet.write_string(0, place, column.name, bold)
    for line, key in enumerate(table.keys, start=1):
        sheet.write_string(line, 0, _clean(key))
    for place, (index, column) in enumerate(columns, start=1):
        _write_column(book, sheet, place, column, [row[index] for row in table.rows])
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(table.rows), len(columns))


def _write_column(book: Any, sheet: Any, place: int, column: Column, cells: list[Cell]) -> None:
    number = book.add_format({"num_format": column.unit.excel}) if column.unit else None
    day = book.add_format({"num_format": EXCEL_DATE})
    longest = max([len(column.name), *(len(str(cell)) for cell in cells if cell is not None)])
    sheet.set_column(place, place, min(max(longest + 2, NARROWEST), WIDEST))
    for line, cell in enumerate(cells, start=1):
        if isinstance(cell, date):
            sheet.write_datetime(line, place, datetime(cell.year, cell.month, cell.day), day)
        elif isinstance(cell, str):
            sheet.write_string(line, place, _clean(cell))
        elif cell is not None and not isinstance(cell, tuple):
            sheet.write_number(line, place, cell, number)


def _write_figures(book: Any, figures: tuple[Figure, ...]) -> None:
    sheet = book.add_worksheet("Totals")
    bold = book.add_format({"bold": True, "bottom": 1})
    for place, heading in enumerate(("Figure", "Value", "Unit", "As of", "Metric", "Why not known, or note")):
        sheet.write_string(0, place, heading, bold)
    for line, figure in enumerate(figures, start=1):
        sheet.write_string(line, 0, figure.label)
        if figure.value is not None:
            sheet.write_number(line, 1, figure.value, book.add_format({"num_format": figure.unit.excel}))
        sheet.write_string(line, 2, figure.unit.name)
        sheet.write_string(line, 3, figure.receipt.as_of.isoformat())
        sheet.write_string(line, 4, figure.receipt.metric)
        sheet.write_string(line, 5, figure.why or figure.note)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 4, 16)
    sheet.set_column(5, 5, WIDEST)


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold, and no longer than a cell."""
    parted = text.replace("\x0b", " ").replace("\x0c", " ")
    return "".join(sign for sign in parted if sign >= " " or sign in "\t\n")[:32_000]
