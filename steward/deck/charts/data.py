"""The numbers of a native chart: shown values only, in a workbook where text stays text and nothing tells the time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from math import isfinite
from typing import IO

from pptx.chart.data import ChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.util import lazyproperty
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from steward.deck.shapes.text import shorten
from steward.exhibits import Number

NAME_EMS = 24
"""The longest name of a category or series."""
# A name such as `=cmd|…` or `http://…` must neither run nor be a link when somebody opens the chart's data.
_TEXT_STAYS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _SafeWorkbook(CategoryWorkbookWriter):
    """python-pptx's workbook with text kept as text and the day of the data as its date."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: IO[bytes]) -> Iterator[tuple[Workbook, Worksheet]]:
        workbook = Workbook(xlsx_file, _TEXT_STAYS_TEXT)
        workbook.set_properties({"created": datetime.combine(self._chart_data.as_of, time())})
        yield workbook, workbook.add_worksheet()
        workbook.close()

    def _write_series(self, workbook: Workbook, worksheet: Worksheet) -> None:
        super()._write_series(workbook, worksheet)  # type: ignore[no-untyped-call]
        if self._chart_data.words:
            heading, words = self._chart_data.words
            column = 1 + len(self._chart_data)
            worksheet.write_string(0, column, heading)
            for row, each in enumerate(words, start=1):
                worksheet.write_string(row, column, each)


class NativeData(ChartData):
    """Categories and series, and the chart's XML once it has been composed."""

    def __init__(self, as_of: date, categories: Sequence[str], number_format: str) -> None:
        super().__init__(number_format)  # type: ignore[no-untyped-call]
        self.as_of = as_of
        self.categories = [shorten(name, NAME_EMS) or "–" for name in categories]
        self.axis_names = [category.label for category in self.categories]
        """The names as the axis writes them: broken into lines, or cut."""
        self.words: tuple[str, Sequence[str]] | None = None
        """A column of words behind the series, with its heading: labels that are bound to cells."""
        self.chart_xml = ""

    def with_series(self, name: str, values: Sequence[Number | None]) -> None:
        """Add a series, whole numbers as such and the others as floats."""
        self.add_series(shorten(name, NAME_EMS), [plain(value) for value in values])  # type: ignore[no-untyped-call]

    def words_reference(self) -> str:
        """The cells of the column of words."""
        column = CategoryWorkbookWriter._column_reference(2 + len(self))
        return f"Sheet1!${column}$2:${column}${1 + len(self.axis_names)}"

    def xml_bytes(self, chart_type: object) -> bytes:
        """The composed XML, whatever type is asked for."""
        return self.chart_xml.encode()

    @lazyproperty
    def _workbook_writer(self) -> CategoryWorkbookWriter:
        return _SafeWorkbook(self)  # type: ignore[no-untyped-call]


def plain(value: Number | None) -> int | float | None:
    """A number as a chart holds it; None for what is none."""
    if value is None or isinstance(value, int):
        return value
    return float(value) if isfinite(value) else None
