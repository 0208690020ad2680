"""The cells of a workbook: numbers in the format of their unit, days as days, and text that is only ever text."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from steward.domain.spreadsheet_cells import begins_a_formula
from steward.exhibits import Cell, Column, Number, Unit, day_text, written

EXCEL_DATE = "d mmm yyyy"
FIRST_YEAR = 1900
"""Of Excel's days; an earlier one stands as text."""
NARROWEST, WIDEST, ROOMIEST = 10, 42, 60
LONGEST_TEXT, LONGEST_FORMAT = 32_767, 250
MOST_DECIMALS = 9
_NOT_XML = re.compile(r"[\x00-\x08\x0e-\x1f\r\ud800-\udfff\ufffe\uffff]")


class Cells:
    """Writes into the sheets of one workbook; a look that several cells share is made once."""

    def __init__(self, book: Any) -> None:
        """`book`: the workbook that is being written."""
        self._book = book
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(self, **options: Any) -> Any:
        """A format of the workbook."""
        key = tuple(sorted(options.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format(options)
        return self._looks[key]

    def text(self, sheet: Any, line: int, place: int, said: str, **look: Any) -> None:
        """Text. Where it would begin a formula it stands behind Excel's own quote, so that it is none either once
        somebody edits the cell."""
        look |= {"quote_prefix": True} if begins_a_formula(said) else {}
        kept = clean(said)
        if kept:
            sheet.write_string(line, place, kept, self.look(**look))
        else:
            sheet.write_blank(line, place, None, self.look(**look))

    def day(self, sheet: Any, line: int, place: int, day: date) -> None:
        """A day that sorts and filters as one."""
        if day.year < FIRST_YEAR:
            self.text(sheet, line, place, day_text(day))
        else:
            look = self.look(num_format=EXCEL_DATE, align="left")
            sheet.write_datetime(line, place, datetime(day.year, day.month, day.day), look)

    def number(self, sheet: Any, line: int, place: int, value: Number, unit: Unit | None) -> None:
        """The exact number in its unit's format; what is no number, such as the ratio of nothing, stays empty."""
        if not math.isfinite(value):
            return
        if unit is None:
            sheet.write_number(line, place, float(value))
        else:
            look = self.look(num_format=number_format(unit, value))
            sheet.write_number(line, place, as_stored(value, unit), look)

    def formula(self, sheet: Any, line: int, place: int, formula: str, value: Number, unit: Unit, **look: Any) -> None:
        """A formula of ours, with what it comes to for whoever reads the file without computing."""
        shown = self.look(num_format=number_format(unit, value), **look)
        sheet.write_formula(line, place, formula, shown, as_stored(value, unit))

    def cell(self, sheet: Any, line: int, place: int, cell: Cell, column: Column) -> None:
        """One cell of a table; what is not known stays empty."""
        if isinstance(cell, date):
            self.day(sheet, line, place, cell)
        elif isinstance(cell, str):
            self.text(
                sheet, line, place, written(cell, column), valign="top", **({"text_wrap": True} if column.wide else {})
            )
        elif cell is not None and not isinstance(cell, tuple):
            self.number(sheet, line, place, cell, column.unit)


def width(column: Column, cells: Sequence[Cell]) -> int:
    """As wide as what is written in a column, within reason."""
    longest = max([len(column.name), *(len(written(cell, column)) for cell in cells)])
    return min(max(longest + 3, NARROWEST), ROOMIEST if column.wide else WIDEST)


def number_format(unit: Unit, value: Number) -> str:
    """The unit's format; a percentage is Excel's own, with the decimals that keep it from being rounded to a whole."""
    if unit.name != "percent":
        return unit.excel if len(unit.excel) <= LONGEST_FORMAT else "General"
    decimals = unit.decimals
    while unit.whole and value < unit.whole <= round(float(value), decimals) and decimals < MOST_DECIMALS:
        decimals += 1
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f'{digits}"{unit.suffix.removesuffix("%")}"%'


def as_stored(value: Number, unit: Unit) -> float:
    """97.4 of a hundred is 0.974 for Excel, which shows 97.4 % and computes with it rightly."""
    return float(Decimal(str(value)) / 100) if unit.name == "percent" else float(value)


def clean(text: str) -> str:
    """Without the signs that XML cannot hold, and no longer than a cell."""
    kept = _NOT_XML.sub("", text.replace("\x0b", " ").replace("\x0c", " "))
    if len(kept) <= LONGEST_TEXT // 2:
        return kept
    return kept.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
