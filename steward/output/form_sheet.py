"""A table that goes out to be filled in and comes back: cells with choices, days and numbers that Excel checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from io import BytesIO
from typing import Any

import xlsxwriter

from steward.output.workbook_cells import EXCEL_DATE, Cells, clean
from steward.output.workbook_print import set_up_print

HEADER = 0
SPARE = 200
"""Empty lines below the last that are checked as well, for what is new."""
GUIDE = "How to fill it in"
LONGEST_HINT = 255
_MIDNIGHT = datetime(1980, 1, 1)
FormCell = str | float | date | None


class FormKind(Enum):
    """What a column takes."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True, kw_only=True)
class FormColumn:
    """`hint`: what stands beside the cell while it is filled in; `fixed`: it tells the line apart and stays."""

    name: str
    hint: str
    kind: FormKind = FormKind.TEXT
    choices: tuple[str, ...] = ()
    wide: int = 18
    fixed: bool = False


def form_sheet(
    sheet_name: str,
    title: str,
    intro: Sequence[str],
    told: Sequence[tuple[str, str]],
    columns: Sequence[FormColumn],
    rows: Sequence[Sequence[FormCell]],
) -> bytes:
    """The sheet, and one that says how to fill it in. `told`: names with what stands behind each, which come back with
    the file. Equal content, equal bytes."""
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(held, options) as book:
        book.set_properties({"title": clean(title)[:250], "author": "", "created": _MIDNIGHT})
        cells = Cells(book)
        _write_form(book.add_worksheet(sheet_name), cells, title, columns, rows)
        _write_guide(book.add_worksheet(GUIDE), cells, title, intro, told, columns)
    return held.getvalue()


def _write_form(
    sheet: Any, cells: Cells, title: str, columns: Sequence[FormColumn], rows: Sequence[Sequence[FormCell]]
) -> None:
    for place, column in enumerate(columns):
        look = {"bg_color": "#E8EDF3"} if column.fixed else {}
        cells.text(sheet, HEADER, place, column.name, bold=True, bottom=1, text_wrap=True, valign="top", **look)
        sheet.set_column(
            place,
            place,
            column.wide,
            cells.look(num_format=EXCEL_DATE, align="left") if column.kind is FormKind.DAY else None,
        )
        sheet.data_validation(HEADER + 1, place, HEADER + len(rows) + SPARE, place, _validation(column))
        for line, row in enumerate(rows, start=HEADER + 1):
            _write(sheet, cells, line, place, row[place])
    sheet.freeze_panes(HEADER + 1, 2)
    sheet.autofilter(HEADER, 0, HEADER + len(rows), len(columns) - 1)
    set_up_print(sheet, clean(title), HEADER)


def _write(sheet: Any, cells: Cells, line: int, place: int, cell: FormCell) -> None:
    if isinstance(cell, date):
        cells.day(sheet, line, place, cell)
    elif isinstance(cell, str):
        cells.text(sheet, line, place, cell, valign="top")
    elif cell is not None:
        cells.number(sheet, line, place, cell, None)


def _validation(column: FormColumn) -> dict[str, Any]:
    """What Excel checks while somebody types; text is only told what it is for."""
    told = {"input_title": column.name[:32], "input_message": column.hint[:LONGEST_HINT]}
    match column.kind:
        case FormKind.CHOICE:
            rule: dict[str, Any] = {"validate": "list", "source": list(column.choices)}
        case FormKind.NUMBER:
            rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        case FormKind.DAY:
            rule = {"validate": "date", "criteria": ">=", "value": date(1990, 1, 1)}
        case FormKind.TEXT:
            rule = {"validate": "any"}
    wrong = {"error_title": column.name[:32], "error_message": _wrong(column)[:LONGEST_HINT]}
    return {**rule, **told, **({} if column.kind is FormKind.TEXT else wrong)}


def _wrong(column: FormColumn) -> str:
    match column.kind:
        case FormKind.CHOICE:
            return f"Please choose one of: {', '.join(column.choices)}."
        case FormKind.DAY:
            return "Please write a date."
    return "Please write a number, 0 or more."


def _write_guide(
    sheet: Any,
    cells: Cells,
    title: str,
    intro: Sequence[str],
    told: Sequence[tuple[str, str]],
    columns: Sequence[FormColumn],
) -> None:
    cells.text(sheet, 0, 0, title, bold=True, font_size=13)
    line = 2
    for said in intro:
        cells.text(sheet, line, 0, said)
        line += 1
    for name, said in told:
        cells.text(sheet, line, 0, name, font_color="#5A6675")
        cells.text(sheet, line, 1, said, font_color="#5A6675")
        line += 1
    line += 1
    for place, heading in enumerate(("Column", "What it is for", "Choices")):
        cells.text(sheet, line, place, heading, bold=True, bottom=1)
    for number, column in enumerate(columns, start=line + 1):
        cells.text(sheet, number, 0, column.name)
        cells.text(sheet, number, 1, column.hint)
        cells.text(sheet, number, 2, ", ".join(column.choices))
    for place, wide in enumerate((26, 70, 40)):
        sheet.set_column(place, place, wide)
    set_up_print(sheet, clean(title))
