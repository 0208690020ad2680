"""Which columns of a sheet are added up, and the formula that does it: it counts the rows in sight, so that a filter
changes the total too."""

from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_range

from steward.exhibits import Number, Table
from steward.output.workbook_cells import Cells

TOTAL = "Total of the rows in sight"
VISIBLE_SUM = 109
"""Excel's SUBTOTAL of what a filter or somebody's hand leaves."""
PERIODS = frozenset({"Day", "Month", "Quarter", "Twelve months to", "Year"})
"""First columns of tables whose rows are one thing at several times: what it is worth then does not add up."""
NO_SHARE = frozenset({"Typical MRR"})
"""Amounts of others, that stand beside a row to compare it with."""


def summed(table: Table) -> tuple[int, ...]:
    """The columns that may be added up: money, where each row is something of its own, an account or a contract. A row
    named twice would count twice; a count, a share or a score of several says nothing as a sum."""
    own = len(table.rows) > 1 and len(set(table.keys)) == len(table.rows)
    if not own or table.columns[0].name in PERIODS:
        return ()
    return tuple(place for place in range(1, len(table.columns)) if _adds_up(table, place))


def _adds_up(table: Table, place: int) -> bool:
    column = table.columns[place]
    money = column.unit is not None and column.unit.name == "money" and not column.trend
    return money and column.name not in NO_SHARE and any(_known(row[place]) for row in table.rows)


def _known(cell: Any) -> bool:
    return isinstance(cell, Number)


def write_totals(sheet: Any, cells: Cells, table: Table, first: int) -> None:
    """The total of each column that has one, a line below the last row: what touches the rows is filtered and sorted
    with them. `first`: the line of the first row."""
    places = summed(table)
    last = first + len(table.rows) - 1
    if places:
        cells.text(sheet, last + 2, 0, TOTAL, bold=True, top=1)
    for place in places:
        unit = table.columns[place].unit
        assert unit is not None
        total = sum((Decimal(str(row[place])) for row in table.rows if _known(row[place])), Decimal())
        formula = f"=SUBTOTAL({VISIBLE_SUM},{xl_range(first, place, last, place)})"
        cells.formula(sheet, last + 2, place, formula, total, unit, bold=True, top=1)
