"""The workbook behind a chart, read as far as the chart refers to it: what opens when somebody edits the data."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from pptx.oxml.ns import qn

from steward.deck.reading.package_parts import parsed

_MOST_BYTES = 20 * 1024 * 1024
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError,
               etree.XMLSyntaxError)  # fmt: skip
_MOST_CELLS = 20_000


def disagreements(space: etree._Element, workbook: bytes) -> list[tuple[str, float | None, float | None]]:
    """Where the workbook has another number than the chart shows: what, shown, in the workbook.

    Raises ValueError where the workbook cannot be read."""
    try:
        cells = _cells(workbook)
    except _UNREADABLE as problem:
        raise ValueError("the workbook cannot be read") from problem
    return [each for series in space.iter(qn("c:ser")) for each in _apart(series, cells)]


def _apart(series: etree._Element, cells: dict[str, float]) -> Iterator[tuple[str, float | None, float | None]]:
    """One series; one without a reference into a sheet has nothing to be held against."""
    name = "".join(each.text or "" for each in series.iterfind(f"{qn('c:tx')}//{qn('c:v')}"))
    reference = series.findtext(f"{qn('c:val')}//{qn('c:f')}") or ""
    shown = dict(_points(series.find(qn("c:val"))))
    names = dict(_points(series.find(qn("c:cat"))))
    for place, address in enumerate(_addresses(reference)):
        here, there = _number(shown.get(place)), cells.get(address)
        if here != there and (here is None or there is None or abs(here - there) > 1e-9 * max(1.0, abs(here))):
            yield f"{name}, {names.get(place, place + 1)}", here, there


def _points(holder: etree._Element | None) -> Iterator[tuple[int, str]]:
    for point in () if holder is None else holder.iter(qn("c:pt")):
        if point.get("idx", "").isdigit():
            yield int(point.get("idx")), point.findtext(qn("c:v")) or ""


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def _addresses(reference: str) -> list[str]:
    """The cells of `Sheet1!$B$2:$B$13`, one column or one row."""
    found = _RANGE.fullmatch(reference.rpartition("!")[2])
    if not found:
        return []
    left, top, right, bottom = found.groups()
    first, last = _column(left), _column(right or left)
    rows = range(int(top), int(bottom or top) + 1)
    if len(rows) * (last - first + 1) > _MOST_CELLS:
        return []
    return [f"{_letters(column)}{row}" for column in range(first, last + 1) for row in rows]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _cells(workbook: bytes) -> dict[str, float]:
    """The numbers of the first sheet by address."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        names = sorted(name for name in package.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name))
        if not names:
            raise ValueError("no sheet")
        with package.open(names[0]) as stream:
            blob = stream.read(_MOST_BYTES + 1)
    if len(blob) > _MOST_BYTES:
        raise ValueError("far too large")
    found = {}
    for cell in parsed(blob).iter(f"{_SHEET}c"):
        value = _number(cell.findtext(f"{_SHEET}v")) if cell.get("t", "n") == "n" else None
        if value is not None:
            found[cell.get("r", "")] = value
    return found
