"""Figures, tables and charts → a workbook to go on working with: typed cells, a filter on every sheet,
totals that live, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from steward.exhibits import Column, Exhibit, Figure, Table, as_table, day_text, listed
from steward.exhibits.wording import capital, without_presses
from steward.output.sheet_names import sheet_names
from steward.output.workbook_cells import ROOMIEST, Cells, clean, width
from steward.output.workbook_print import set_up_print
from steward.output.workbook_totals import write_totals

ABOUT = "About"
HEADER = 3
"""The line of a sheet with its headings: above stand title, source and note. Data begins below it."""
FIGURES = ("Figure", "Value", "Unit", "Change", "As of", "Note")
ID = "Id"
"""What names a figure or a row whatever it is called; for our own eyes."""
NO_FILTER = "no filter"
EMPTY = "Empty cells: not known, or there is none."
SPOKEN = {
    "mrr": "MRR", "nps": "NPS", "swot": "SWOT", "table": "accounts", "promises": "commitments", "voice": "feedback",
}  # fmt: skip
"""Words of ids that are said otherwise."""
# Excel's own moment of a file is that of its writing; equal content is to be equal bytes.
_MIDNIGHT = datetime(1980, 1, 1)


@dataclass(frozen=True, kw_only=True)
class About:
    """What a workbook is of, as its first sheet says it. `filters`: what was chosen, each with its name; `ours`: for
    our own eyes, with the feeds behind each table and the ids of figures and rows."""

    page: str
    headline: str
    source: str
    as_of: date | None = None
    quarter: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    made_by: str = ""
    ours: bool = False

    @property
    def filtered(self) -> str:
        """What was chosen, in one line."""
        return "; ".join(f"{name}: {said}" for name, said in self.filters) or NO_FILTER


def workbook(about: About, figures: Sequence[Figure], exhibits: Sequence[Exhibit]) -> bytes:
    """A sheet about the whole with the figures, and one for each exhibit that has rows. Equal content, equal bytes."""
    return saved(about, figures, [table for table in map(as_table, exhibits) if table is not None])


def saved(about: About, figures: Sequence[Figure], tables: Sequence[Table]) -> bytes:
    """The bytes of the workbook."""
    names = sheet_names(map(_named, tables), taken=[ABOUT])
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(held, options) as book:
        book.set_properties({"title": clean(about.page)[:250], "author": "", "created": _MIDNIGHT})
        cells = Cells(book)
        _write_about(book.add_worksheet(ABOUT), cells, about, figures, list(zip(names, tables, strict=True)))
        for name, table in zip(names, tables, strict=True):
            _write_table(book.add_worksheet(name), cells, about, with_ids(table) if about.ours else table)
    return held.getvalue()


def _named(table: Table) -> str:
    """`retention.by_owner` → `Retention by owner`: the title is the news of the day, and a formula or a query that
    somebody builds on a sheet is to find it next quarter too."""
    words = table.id.replace(".", " ").replace("_", " ").split()
    return capital(" ".join(SPOKEN.get(word, word) for word in words))


def with_ids(table: Table) -> Table:
    """The table with what names its rows as a last column, to look them up by; as it is where no such column would
    say more."""
    shown = zip(*table.rows, strict=True)
    if not table.keys or len(table.keys) != len(table.rows):
        return table
    if any("\n" in key for key in table.keys) or table.keys in shown:
        return table
    rows = tuple((*row, key) for row, key in zip(table.rows, table.keys, strict=True))
    return replace(table, columns=(*table.columns, Column(ID)), rows=rows)


def _write_table(sheet: Any, cells: Cells, about: About, table: Table) -> None:
    cells.text(sheet, 0, 0, table.title or table.alt, bold=True, font_size=13)
    cells.text(sheet, 1, 0, _source(about, table), font_color="#5A6675")
    cells.text(
        sheet,
        2,
        0,
        " ".join(filter(None, (without_presses(table.note), EMPTY if _has_gaps(table) else ""))),
        italic=True,
    )
    for place, column in enumerate(table.columns):
        cells.text(sheet, HEADER, place, column.name, bold=True, bottom=1, text_wrap=True, valign="top")
        told = [row[place] for row in table.rows]
        sheet.set_column(place, place, width(column, told))
        for line, cell in enumerate(told, start=HEADER + 1):
            cells.cell(sheet, line, place, cell, column)
    sheet.freeze_panes(HEADER + 1, 1)
    if table.columns:
        sheet.autofilter(HEADER, 0, HEADER + len(table.rows), len(table.columns) - 1)
        write_totals(sheet, cells, table, HEADER + 1)
    set_up_print(sheet, _printed(about), HEADER)


def _printed(about: About) -> str:
    """What stands below each printed page."""
    return clean(" · ".join(filter(None, (about.source, about.page, about.quarter))))


def _has_gaps(table: Table) -> bool:
    return any(cell is None for row in table.rows for cell in row)


def _source(about: About, table: Table) -> str:
    """Where the table comes from, of which day, and what was left out."""
    feeds = listed([feed.replace("_", " ") for feed in table.receipt.feeds]) if about.ours else ""
    source = f"{about.source} ({feeds})" if feeds else about.source
    parts = (source, f"as of {day_text(table.receipt.as_of)}", about.quarter, about.filtered)
    return " · ".join(filter(None, parts))


def _write_about(
    sheet: Any, cells: Cells, about: About, figures: Sequence[Figure], tables: Sequence[tuple[str, Table]]
) -> None:
    cells.text(sheet, 0, 0, about.page, bold=True, font_size=13)
    cells.text(sheet, 1, 0, about.headline)
    line = 3
    told = (("Source", about.source), ("Quarter", about.quarter), ("As of", about.as_of))
    for name, said in (*told, ("Filters", about.filtered), ("Made by", about.made_by)):
        if said:
            cells.text(sheet, line, 0, name, bold=True)
            cells.cell(sheet, line, 1, said, Column(name))
            line += 1
    line = _write_figures(sheet, cells, figures, line + 1, ids=about.ours) if figures else line
    _write_contents(sheet, cells, tables, line + 1)
    for place, wide in enumerate((34, 20, 14, 28, 14, ROOMIEST, 26)):
        sheet.set_column(place, place, wide)
    set_up_print(sheet, _printed(about))


def _write_figures(sheet: Any, cells: Cells, figures: Sequence[Figure], head: int, *, ids: bool) -> int:
    """A line for each figure; one that is not known has no value, and the note says why. The line below the last."""
    for place, heading in enumerate((*FIGURES, ID) if ids else FIGURES):
        cells.text(sheet, head, place, heading, bold=True, bottom=1)
    for line, figure in enumerate(figures, start=head + 1):
        cells.text(sheet, line, 0, figure.label)
        if figure.value is not None:
            cells.number(sheet, line, 1, figure.value, figure.unit)
        cells.text(sheet, line, 2, figure.unit.short)
        cells.text(sheet, line, 3, figure.delta_text)
        cells.day(sheet, line, 4, figure.receipt.as_of)
        unknown = (figure.why or "Not known.") if figure.value is None else ""
        cells.text(sheet, line, 5, " ".join(filter(None, (unknown, figure.note))))
        if ids:
            cells.text(sheet, line, len(FIGURES), figure.id)
    return head + 1 + len(figures)


def _write_contents(sheet: Any, cells: Cells, tables: Sequence[tuple[str, Table]], head: int) -> None:
    """What stands on which sheet, to go there."""
    if tables:
        cells.text(sheet, head, 0, "Sheet", bold=True, bottom=1)
        cells.text(sheet, head, 1, "What it shows", bold=True, bottom=1)
    for line, (name, table) in enumerate(tables, start=head + 1):
        place = f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1"
        sheet.write_url(line, 0, place, cells.look(font_color="#1F5FA8", underline=1), string=name)
        cells.text(sheet, line, 1, table.title or table.alt)
